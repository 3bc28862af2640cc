//! Pages made to hurt: each must come back soon, with what text there is, and never abort.

use super::*;
use proptest::prelude::*;

/// Far more than any of these takes without optimisation, far less than an attack would.
const SOON: Duration = Duration::from_mins(1);
/// Five megabytes; without optimisation, where a page takes a hundred times as long, a fifth of that.
const MUCH: usize = if cfg!(debug_assertions) { 1_000_000 } else { 5_000_000 };

fn survives(html: &str) -> Extracted {
    let start = Instant::now();
    let found = extract(html, Some("https://example.org/"));
    _ = read(html, None);
    assert!(start.elapsed() < SOON, "{:?} for {}…", start.elapsed(), html.chars().take(60).collect::<String>());
    found
}

#[test]
fn deep_nesting_is_read_flat() {
    for tag in [
        "div",
        "span",
        "b",
        "font size=1",
        "blockquote",
        "table><tr><td",
        "svg",
        "math",
        "ul><li",
        "p><b x=1",
        "a",
        "select",
        "svg><desc",
        "form><div",
    ] {
        let found = survives(&format!("{}{PROSE}", format!("<{tag}>").repeat(100_000)));
        // What stands in a picture or a formula is no text, nor is what is all one link.
        let drawn = tag.starts_with("svg") || tag == "math" || tag == "a";
        assert_eq!(found.text.contains("The mayor said"), !drawn, "{tag}");
    }
}

#[test]
fn formatting_that_never_closes_does_not_multiply() {
    let open = (0..200).map(|n| format!("<b id={n}>")).collect::<Vec<_>>().concat();
    let misnested = (0..20_000).map(|n| format!("<p><i x={n}></p>")).collect::<Vec<_>>().concat();
    let adopted = "<a><b><div></a></b>".repeat(10_000);
    for html in [format!("{open}{}", "<p>x".repeat(100_000)), misnested, adopted] {
        survives(&html);
    }
}

#[test]
fn elements_nested_past_what_parsers_bear_are_read() {
    // 10,000 abort some parsers, 25,000 inline ones overflow the stack of others, 100,000 take minutes.
    for (tag, count) in [("div", 10_000), ("span", 25_000), ("i", 25_000), ("div", 100_000)] {
        let html = format!("{}{PROSE}{}", format!("<{tag}>").repeat(count), format!("</{tag}>").repeat(count));
        assert!(survives(&html).text.contains("The mayor said"), "{count} {tag}");
    }
}

#[test]
fn tables_forms_and_drawings_that_never_close_are_read() {
    for open in ["<table>", "<form>", "<table><form>", "<table><tr><td><form>", "<table>x", "<select><option>"] {
        survives(&format!("{}<p>{PROSE}</p>", open.repeat(20_000)));
    }
    for tag in ["svg", "template", "svg><g", "math><mi", "template><svg><desc"] {
        survives(&format!("<article><p>{PROSE}</p></article>{}", format!("<{tag}>").repeat(50_000)));
    }
    let shut =
        format!("<p>{PROSE}</p>{}<p>{PROSE}</p>", "<svg><g></g></svg><template><p>no</p></template>".repeat(2_000));
    assert_eq!(survives(&shut).text, format!("{PROSE}\n\n{PROSE}"));
}

#[test]
fn a_tag_with_too_many_attributes_is_read_flat() {
    let attributes = (0..100_000).map(|n| format!(" a{n}=1")).collect::<Vec<_>>().concat();
    for html in [
        format!("<p{attributes}>{PROSE}</p>"),
        format!("<p x=\">\"{attributes}>{PROSE}</p>"),
        format!("<p \"{attributes}>{PROSE}</p>"),
        format!("<svg><style><p{attributes}></style></svg>{PROSE}"),
    ] {
        assert!(survives(&html).text.contains("The mayor said"));
    }
}

#[test]
fn a_million_attributes_and_a_megabyte_of_one_are_survived() {
    let million = (0..1_000_000).map(|n| format!(" a{n}")).collect::<Vec<_>>().concat();
    assert!(survives(&format!("<p{million}>{PROSE}</p>")).text.contains("The mayor said"));
    let long = "a b".repeat(350_000);
    for html in [format!("<p class=\"{long}\">{PROSE}</p>"), format!("<p id={}>{PROSE}</p>", long.replace(' ', ""))] {
        assert_eq!(survives(&html).text, PROSE);
    }
}

/// `<html>` and `<body>` gather the attributes of all tags of their name.
#[test]
fn attributes_of_repeated_roots_are_capped() {
    for tag in ["html", "body"] {
        let tags = (0..100_000).map(|n| format!("<{tag} a{n}=1>")).collect::<Vec<_>>().concat();
        assert_eq!(survives(&format!("{tags}<p>{PROSE}</p>")).text, PROSE);
    }
}

#[test]
fn five_megabytes_of_one_sign_are_survived() {
    for sign in ["<", "< ", "</", "<!", "&", "&#", "<a ", "\"", "<p", "]]>"] {
        survives(&sign.repeat(MUCH / sign.len()));
    }
}

/// Makes a page of a size.
type Make = fn(usize) -> String;

/// Pages whose reading would be quadratic if a rule were careless, by a measure of their size.
const GROWING: &[(&str, Make)] = &[
    ("paragraphs", |n| format!("<p>{PROSE}</p>").repeat(n)),
    ("headings", |n| "<h1>one two three four five</h1>".repeat(n)),
    ("articles", |n| format!("<article><h1>x</h1><p>{PROSE}</p></article>").repeat(n)),
    ("bodies", |n| format!("<div class=article-body><p>{PROSE}</p><p>{PROSE}</p></div>").repeat(n)),
    ("links in lists", |n| "<ul><li><a href=x>one two three</a></ul>".repeat(n)),
    ("cells", |n| format!("<table>{}", "<tr><td>one two three four five".repeat(n))),
    ("items below 200 elements", |n| format!("{}{}", "<div>".repeat(200), "<li>one two three</li>".repeat(n))),
    ("times below 200 elements", |n| format!("{}{}", "<div>".repeat(200), "<time>x</time>".repeat(n))),
    ("bylines in bylines", |n| format!("{}{}", "<p class=byline>".repeat(100), "word ".repeat(n))),
    ("metadata", |n| "<meta name=a content=b>".repeat(n)),
    ("linked data", |n| {
        format!("<script type=application/ld+json>[{}{{}}]</script>", r#"{"@type":"Article"},"#.repeat(n))
    }),
    ("almost dates", |n| "<p>Published June 2 2021 June June</p>".repeat(n)),
    ("almost furniture", |n| "<p>read more posted in follow on share on photo by via getty</p>".repeat(n)),
    ("lines", |n| format!("<p>{}", "x<br>".repeat(n))),
    ("foster children", |n| format!("<table>{}", "<b></b>x<tr>".repeat(n))),
    ("misnested", |n| "<a><b><div></a></b></div>".repeat(n)),
    ("late parts", |n| (0..n).map(late_part).collect::<Vec<_>>().concat()),
];

fn late_part(i: usize) -> String {
    let (next, script) = (i + 1, format!("<script>$RS(\"S:{i:x}\",\"P:{i:x}\")</script>"));
    format!("<div hidden id=\"S:{i:x}\"><template id=\"P:{next:x}\"></template></div>{script}")
}

/// Four times the page takes four times as long, give or take what a busy machine adds.
#[test]
fn time_grows_with_the_page_and_not_with_its_square() {
    let seconds = |html: &str| {
        let once = || {
            let start = Instant::now();
            _ = read(html, None);
            start.elapsed().as_secs_f64()
        };
        (0..3).map(|_| once()).fold(f64::INFINITY, f64::min)
    };
    for (name, make) in GROWING {
        let (one, four) = (seconds(&make(2_000)), seconds(&make(8_000)));
        // Four times the page: 4 where time is linear, 16 where it is quadratic.
        assert!(four < 9.0 * one + 0.1, "{name}: {one:.3} s, four times as much {four:.3} s");
    }
}

#[test]
fn long_texts_and_broken_markup_are_read_once() {
    let huge = "word ".repeat(MUCH / 5);
    assert!(survives(&format!("<article><p>{huge}</p></article>")).text.len() > MUCH / 5 * 4);
    for html in [
        format!("<p>{PROSE}</p><!-- never closed {}", "-".repeat(500_000)),
        format!("<p>{PROSE}</p><script>{}", "</scrip".repeat(100_000)),
        format!("<p>{PROSE}</p><title>{}", "<".repeat(500_000)),
        format!("<p>{}</p>", "&amp;lt&#x10FFFF;&unknown".repeat(MUCH / 100)),
        format!("<p>nul \0 and {} </p>", "\u{FFFD}".repeat(100_000)),
        format!("<p class='{}'>{PROSE}</p>", "related ".repeat(100_000)),
        "<table><td>".repeat(20_000),
        "</p></b></div></table></li>".repeat(20_000),
        "<h1>x</h1>".repeat(30_000),
        "<article>x</article>".repeat(30_000),
        "<time>x</time><meta name=a content=b>".repeat(20_000),
        format!(r#"<script type="application/ld+json">{}</script>"#, "[".repeat(200_000)),
        (0..2_000).map(|n| format!("<div hidden id=\"S:{n}\"><template id=\"P:{}\"></template></div><script>$RS(\"S:{n}\",\"P:{n}\")</script>", n + 1)).collect::<Vec<_>>().concat(),
        "<div class=article-body><p>The mayor said on Tuesday that the bridge would close for a while.</p>".repeat(200),
    ] {
        survives(&html);
    }
}

#[test]
fn the_caps_leave_real_pages_alone() {
    let html = format!("{}<p>{PROSE}</p>{}", "<div>".repeat(150), "</div>".repeat(150));
    assert!(Tree::parse(&html).is_ok());
    assert!(Tree::parse(&"<div>".repeat(usize::try_from(MAX_DEPTH).unwrap() + 1)).is_err());
    assert!(Tree::parse(&"<p></p>".repeat(MAX_NODES)).is_err());
    assert!(Tree::parse(&" ".repeat(MAX_BYTES + 1)).is_err());
}

proptest! {
    #[test]
    fn no_page_makes_it_panic(html in r#"(<(/?(p|div|b|a|table|td|svg|li|h1|article|template|select|script|time|meta|br)|[!?])[ a-z="'/]{0,12}>?|[ \w&;#<\n\u{200b}é“]{0,20}){0,40}"#, url in "[ -~]{0,30}") {
        let found = extract(&html, Some(&url));
        _ = read(&html, Some(&url));
        let clean = !found.text.contains("\n\n\n") && !found.text.contains('\u{200b}');
        prop_assert!(clean);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), header in "[ -~]{0,30}") {
        let html = decode(&bytes, Some(&header));
        extract(&html, None);
    }
}
