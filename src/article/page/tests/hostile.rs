//! Pages made to hurt: each must come back soon, with what text there is, and never abort.

use super::*;
use proptest::prelude::*;

/// Far more than any of these takes without optimisation, far less than an attack would.
const SOON: Duration = Duration::from_secs(20);

fn survives(html: &str) -> Extracted {
    let start = Instant::now();
    let found = extract(html, Some("https://example.org/"));
    refusal(html, &found);
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
fn long_texts_and_broken_markup_are_read_once() {
    let huge = "word ".repeat(1_000_000);
    assert!(survives(&format!("<article><p>{huge}</p></article>")).text.len() > 4_000_000);
    for html in [
        format!("<p>{PROSE}</p><!-- never closed {}", "-".repeat(500_000)),
        format!("<p>{PROSE}</p><script>{}", "</scrip".repeat(100_000)),
        format!("<p>{PROSE}</p><title>{}", "<".repeat(500_000)),
        format!("<p>{}</p>", "&amp;lt&#x10FFFF;&unknown".repeat(50_000)),
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
        refusal(&html, &found);
        let clean = !found.text.contains("\n\n\n") && !found.text.contains('\u{200b}');
        prop_assert!(clean);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), header in "[ -~]{0,30}") {
        let html = decode(&bytes, Some(&header));
        extract(&html, None);
    }
}
