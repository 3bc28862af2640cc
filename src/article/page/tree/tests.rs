use super::*;
use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, parse_document};
use proptest::prelude::*;

/// The tree that html5ever's own tokenizer gives.
fn by_html5ever(html: &str) -> Tree {
    let over = Cell::new(false);
    let opts = ParseOpts { tree_builder: options(), ..ParseOpts::default() };
    parse_document(Sink::new(&over), opts).one(html)
}

/// A line for each node: its depth, its name and the attributes that are read, or its text.
fn shown(tree: &Tree) -> String {
    let line = |id: Id| {
        let depth = tree.ancestors(id).count();
        match &tree.node(id).unwrap().data {
            Data::Text(text) => format!("{depth} {:?}\n", &**text),
            Data::Other => format!("{depth} -\n"),
            Data::Element(name, attributes) => {
                let read = |a: &&Attribute| tokens::key(written(a), &name.local).is_some();
                let attributes: Vec<String> =
                    attributes.iter().filter(read).map(|a| format!("{}={:?}", a.name.local, &*a.value)).collect();
                format!("{depth} {:?} {} {}\n", name.ns, name.local, attributes.join(" "))
            }
        }
    };
    tree.subtree(tree.root()).map(line).collect()
}

/// In a drawing the tree builder parts the prefix from the name.
fn written(attribute: &Attribute) -> &str {
    &attribute.name.local
}

/// Bits of markup that begin, break off and end what the tokenizer tells apart.
const BITS: [&str; 92] = [
    "<p>",
    "</p>",
    "<div class=a id='b'>",
    "</div>",
    "<a href=x class=\"c d\">",
    "<a href=y>",
    "</a>",
    "<b>",
    "</b>",
    "<i title=1>",
    "</i>",
    "<table>",
    "<tr><td>",
    "</table>",
    "<caption>",
    "<script>",
    "</script>",
    "<script type=x>",
    "</SCRIPT ",
    "<!--",
    "-->",
    "--!>",
    "--",
    "-",
    "!",
    "<!",
    "<!>",
    "<!doctype html>",
    "<!DOCTYPE",
    "<!doctype a b>",
    "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 3.2//EN\">",
    "<title>",
    "</title >",
    "</title",
    "<textarea>\n",
    "</textarea/>",
    "<style>",
    "</style\n>",
    "<svg>",
    "</svg>",
    "<svg xlink:title=x viewbox=1 id=z/>",
    "<math><mi>",
    "<![CDATA[",
    "]]>",
    "]]",
    "&amp;",
    "&notit;",
    "&notin;",
    "&not",
    "&copy=1",
    "&#x80;",
    "&#0;",
    "&#99999999999;",
    "&#38",
    "&",
    "&#x",
    "&#",
    "&acE;",
    "&bogus;",
    "\0",
    "\r",
    "\r\n",
    "\n",
    " ",
    "\t",
    "<",
    "</",
    "</>",
    "</ x>",
    "<?x",
    ">",
    "\"",
    "'",
    "=",
    "/",
    "é “x”",
    "<plaintext>",
    "<template shadowrootmode=open>",
    "</template>",
    "<noscript>",
    "<iframe>",
    "<xmp>",
    "</xmp>",
    "<input type=hidden/>",
    "<pre>\n",
    "<INPUT TYPE=\"text\" Class='&lt;&copy=x&copy;&#10;'/>",
    "<br/>",
    "</br>",
    "<font color=red data-x=1>",
    "<select><option>",
    "<html class=x><body id=y>",
    "<p =a=b c = 'd' class=e class=f/x \"g>",
];

#[test]
fn the_tree_is_the_one_that_html5evers_tokenizer_gives() {
    let pages = [
        "",
        "<!doctype html><p>One<p>Two &lt;three&gt;<!-- four --><script>a && '</p>' <!-- <script>x</script> --></script>",
        "<script><!-- <script> </script> --> </script> after",
        "<script><!--> </script> after",
        "<script><!--<script </script> --!></script> after",
        "<title>A &amp; B</titles></title><p>x",
        "<svg><title>a<![CDATA[b < c]]></title></svg><![CDATA[d]]>",
        "<p class='a\u{0}b' id=&notit; title=\"&copy=&copy;&copyx\">x",
        "<p><b class=1><b class=2><b class=1><b class=1><b class=1><p>x</b></b><p>y",
        "<p><a href=1><a href=2>x</a><div><a href=3>y</div>z",
        "\u{FEFF}<p>x\r\ny\rz<pre>\r\nline</pre>",
        "<annotation-xml encoding=text/html><math><annotation-xml encoding=text/html><p>x",
        "<body><frameset><noframes>x</noframes>",
        "<p x",
        "<p x=",
        "<p x='",
        "<p x=y",
        "</p",
        "<!--x--!",
        "<!doctype html public \"x",
    ];
    for html in pages {
        assert_eq!(shown(&Tree::parse(html).unwrap()), shown(&by_html5ever(html)), "{html}");
    }
}

#[test]
fn the_trees_of_real_pages_are_the_same() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/extract");
    for name in ["scrapinghub.jsonl", "wcxb_articles.jsonl"] {
        let Ok(rows) = std::fs::read_to_string(folder.join(name)) else { continue };
        // Every eighth: without optimisation a page takes a while.
        for row in rows.split('\n').filter(|r| !r.is_empty()).step_by(8) {
            let row: serde_json::Value = serde_json::from_str(row).unwrap();
            let html = row.get("html").and_then(serde_json::Value::as_str).unwrap();
            assert!(shown(&Tree::parse(html).unwrap()) == shown(&by_html5ever(html)), "{:?}", row.get("url"));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 400 } else { 40_000 }))]

    #[test]
    fn the_tree_of_any_markup_is_the_same(bits in proptest::collection::vec(proptest::sample::select(&BITS[..]), 0..40)) {
        let html = bits.concat();
        prop_assert_eq!(shown(&Tree::parse(&html).unwrap()), shown(&by_html5ever(&html)));
    }
}
