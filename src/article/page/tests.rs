use super::*;
use std::time::{Duration, Instant};

mod hostile;

const PROSE: &str = "The mayor said on Tuesday that the bridge over the river would close for repairs until the end of the summer, and that buses would run every ten minutes.";

fn page(head: &str, body: &str) -> String {
    format!("<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>")
}

fn article(inner: &str) -> String {
    page(
        "<title>Bridge closes</title>",
        &format!(
            "<nav><a href=/>Home</a></nav><article><h1>Bridge closes</h1><p>{PROSE}</p>{inner}<p>{PROSE}</p></article><footer>© 2026 The Paper</footer>"
        ),
    )
}

/// What stands between two paragraphs of an article | what is kept of it.
const BETWEEN: &[(&str, &str)] = &[
    ("<h2>What comes next</h2>", "What comes next"),
    ("<ul><li>First the deck</li><li>Then the piers</li></ul>", "First the deck\n\nThen the piers"),
    ("<p>One line<br>another line</p>", "One line\nanother line"),
    ("<p>One part<br><br>another part</p>", "One part\n\nanother part"),
    ("<p>Soft\u{ad}ly, zero\u{200b}width,\u{a0} wide\n   spaces</p>", "Softly, zerowidth, wide spaces"),
    ("<p>Tom &amp; Jerry &lt;3 &#8220;news&#8221;</p>", "Tom & Jerry <3 “news”"),
    (
        "<blockquote class=twitter-tweet><p>We are closing the bridge today.</p></blockquote>",
        "We are closing the bridge today.",
    ),
    ("<table><tr><td>Cost</td><td>$3 million</td></tr></table>", "Cost\n\n$3 million"),
    ("<figure><img src=a.jpg><figcaption>The bridge in May. Photo: A. Person</figcaption></figure>", ""),
    ("<div class=related-articles><h3>Related</h3><a href=/x>Another bridge closes elsewhere</a></div>", ""),
    ("<aside><p>Sign up for our newsletter and never miss a story.</p></aside>", ""),
    ("<p>Read more: <a href=/x>Five bridges that closed</a></p>", ""),
    ("<p>Advertisement</p>", ""),
    ("<script>var text = '<p>not text</p>';</script><style>p { color: red }</style>", ""),
    ("<p><a href=/x>How the old bridge was built in 1931</a></p>", ""),
    ("<div class=share-buttons><a href=#>Share on Facebook</a></div>", ""),
    ("<!-- <p>commented out</p> -->", ""),
];

#[test]
fn an_article_keeps_its_blocks_and_loses_its_furniture() {
    for (inner, kept) in BETWEEN {
        let want =
            if kept.is_empty() { format!("{PROSE}\n\n{PROSE}") } else { format!("{PROSE}\n\n{kept}\n\n{PROSE}") };
        assert_eq!(extract(&article(inner), None).text, want, "{inner}");
    }
}

#[test]
fn what_a_server_streams_late_stands_in_its_place() {
    let html = page(
        "",
        &format!(
            "<main><h1>Late</h1><template id=\"P:1\"></template><p>{PROSE} End.</p></main><div hidden id=\"S:1\"><p>{PROSE}</p></div><script>$RS(\"S:1\",\"P:1\")</script>"
        ),
    );
    assert_eq!(extract(&html, None).text, format!("{PROSE}\n\n{PROSE} End."));
}

#[test]
fn the_text_of_linked_data_is_a_last_resort() {
    let data = format!(
        r#"<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{PROSE}\n\n{PROSE}"}}</script>"#
    );
    assert_eq!(extract(&page(&data, "<div id=app></div>"), None).text, format!("{PROSE}\n\n{PROSE}"));
    let long = format!("<article><p>{}</p></article>", [PROSE; 6].join(" "));
    assert_eq!(extract(&page(&data, &long), None).text, [PROSE; 6].join(" "));
}

/// The lines of a table of pages: head ¦ body ¦ address ¦ what is expected, `-` for nothing.
fn table(lines: &str) -> impl Iterator<Item = (String, Option<String>, Option<&str>)> {
    lines.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).map(|line| {
        let parts: Vec<&str> = line.split('¦').map(str::trim).collect();
        let [head, body, address, expected] = parts.as_slice() else { panic!("four parts: {line}") };
        let address = Some(address.replace('…', "https://paper.example")).filter(|a| !a.is_empty());
        (page(head, body), address, Some(*expected).filter(|e| *e != "-"))
    })
}

#[test]
fn the_title_is_the_headline_without_the_site() {
    for (html, url, title) in table(include_str!("tests/titles.txt")) {
        assert_eq!(extract(&html, url.as_deref()).about.title.as_deref(), title, "{html}");
    }
}

#[test]
fn the_date_is_that_of_first_publication_or_unknown() {
    for (html, url, day) in table(include_str!("tests/dates.txt")) {
        let found = extract(&html, url.as_deref()).about.published.map(|d| d.to_string());
        assert_eq!(found.as_deref(), day, "{url:?} {html}");
    }
}

#[test]
fn byline_site_image_and_address_come_from_the_markup() {
    let head = r#"<meta name=author content="By Jane Doe"><meta property=og:site_name content="The Paper"><meta property=og:image content="/a.jpg"><link rel=canonical href="/news/bridge">"#;
    let found = extract(&page(head, ""), Some("https://example.org/news/bridge?ref=1"));
    assert_eq!(found.about.byline.as_deref(), Some("Jane Doe"));
    assert_eq!(found.about.site_name.as_deref(), Some("The Paper"));
    assert_eq!(found.about.image.as_deref(), Some("https://example.org/a.jpg"));
    assert_eq!(found.canonical.as_deref(), Some("https://example.org/news/bridge"));
}

#[test]
fn a_byline_is_a_name_and_nothing_else() {
    let cases = [
        ("By Jane Doe<br>Monday, June 7, 2021", Some("Jane Doe")),
        ("JANE DOE JUNE 7, 2021 10:43", Some("JANE DOE")),
        ("Jane Doe Senior Politics Reporter", Some("Jane Doe")),
        ("Jane Doe Writer", Some("Jane Doe")),
        ("Jane Doe, Example News", Some("Jane Doe, Example News")),
        ("April May", Some("April May")),
        ("The Associated Press", Some("The Associated Press")),
        ("The transport ministries of both countries", None),
        ("NOC Admin", None),
        ("The Author", None),
    ];
    for (given, name) in cases {
        let found = extract(&page("", &format!("<h3 class=byline>{given}</h3>")), None);
        assert_eq!(found.about.byline.as_deref(), name, "{given}");
    }
}

#[test]
fn an_address_or_an_account_is_no_name_of_a_site() {
    for named in ["https://example.org", "@example"] {
        let head = format!(
            "<meta property=og:site_name content=\"{named}\"><meta name=application-name content=\"The Paper\">"
        );
        assert_eq!(extract(&page(&head, ""), None).about.site_name.as_deref(), Some("The Paper"), "{named}");
    }
}

fn front_page() -> String {
    let teaser =
        |n| format!("<section><h2><a href=/{n}>Story number {n} of this day</a></h2><p>A short teaser.</p></section>");
    page("<title>The Paper</title>", &(0..30).map(teaser).collect::<String>())
}

#[test]
fn walls_lists_and_errors_are_refused_by_name() {
    let long = [PROSE; 8].join("</p><p>");
    let cases = [
        (
            page(
                "<title>Before you continue</title>",
                "<h1>We value your privacy</h1><p>We and our 812 partners store and/or access information on a device.</p><button>Reject all</button><button>Accept all</button>",
            ),
            Some(Unreadable::ConsentWall),
        ),
        (
            page(
                "",
                &format!(
                    "<article><h1>Bridge</h1><p>{PROSE}</p><p>Subscribe to continue reading. Already a subscriber? Log in.</p></article>"
                ),
            ),
            Some(Unreadable::Paywall),
        ),
        (page("", "<div id=root></div>"), Some(Unreadable::Empty)),
        (
            page("<title>404 Not Found</title>", "<h1>Page not found</h1><p>The page you wanted is gone.</p>"),
            Some(Unreadable::NotAnArticle),
        ),
        (front_page(), Some(Unreadable::NotAnArticle)),
        (page("<title>Search results for bridge</title>", "<p>No results.</p>"), Some(Unreadable::NotAnArticle)),
        (
            page(
                "",
                &format!(
                    "<article><h1>Privacy</h1><p>{long}</p><p>We value your privacy, and you may accept all cookies.</p></article>"
                ),
            ),
            None,
        ),
        (article(""), None),
    ];
    for (html, refused) in cases {
        assert_eq!(read(&html, None).err(), refused, "{html}");
    }
    assert_eq!(read(&"x".repeat(MAX_BYTES + 1), None), Err(Unreadable::TooLarge));
}

#[test]
fn bytes_are_decoded_by_mark_header_meta_and_guess() {
    assert_eq!(decode(b"\xEF\xBB\xBFcaf\xC3\xA9", Some("text/html; charset=iso-8859-1")), "café");
    assert_eq!(decode(b"\xFF\xFEc\0a\0f\0\xE9\0", None), "café");
    assert_eq!(decode(b"caf\xE9", Some("text/html; charset=ISO-8859-1")), "café");
    assert_eq!(decode("café".as_bytes(), Some("text/html; charset=ISO-8859-1")), "café");
    assert_eq!(
        decode(b"<meta charset=\"shift_jis\">\x83j\x83\x85\x81[\x83X", None),
        "<meta charset=\"shift_jis\">ニュース"
    );
    assert_eq!(decode(b"<meta charset=utf-16>plain", None), "<meta charset=utf-16>plain");
    assert!(decode(b"El ni\xF1o sali\xF3 a la calle, y la se\xF1ora tambi\xE9n.", None).contains("niño"));
}
