//! The page's files, their headers, and who may ask for them.

use super::clerk::plan;
use super::page::{authority, connect, request};
use discord_double::Double;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Error;

async fn double() -> (Double, String) {
    let double = plan().start().await.unwrap();
    let base = double.api_base();
    (double, base)
}

#[tokio::test]
async fn the_page_comes_with_a_policy_that_allows_nothing_from_elsewhere() {
    let (_double, base) = double().await;
    let host = authority(&base);
    let page = request(&base, "GET /", &[("Host", &host)]).await;
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("<!doctype html>") || page.contains("<!DOCTYPE html>"), "{page}");
    let headers = page.split("\r\n\r\n").next().unwrap().to_ascii_lowercase();
    for header in [
        "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
         connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "x-content-type-options: nosniff",
        "referrer-policy: no-referrer",
        "cross-origin-opener-policy: same-origin",
        "cross-origin-resource-policy: same-origin",
        "content-type: text/html; charset=utf-8",
    ] {
        assert!(headers.contains(header), "{header} is not in {headers}");
    }
}

#[tokio::test]
async fn only_the_page_s_own_files_are_served() {
    let (_double, base) = double().await;
    let host = authority(&base);
    for path in [
        "/playground/PROTOCOL.md",
        "/playground/../Cargo.toml",
        "/playground/%2e%2e/Cargo.toml",
        "/playground/..%2f..%2fCargo.toml",
        "/playground//etc/passwd",
        "/playground/%2fetc%2fpasswd",
        "/playground/nothing.js",
        "/playground/",
    ] {
        let answer = request(&base, &format!("GET {path}"), &[("Host", &host)]).await;
        assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let answer = request(&base, &format!("{method} /"), &[("Host", &host), ("Content-Length", "0")]).await;
        assert!(answer.starts_with("HTTP/1.1 405"), "{method}: {answer}");
    }
}

#[tokio::test]
async fn a_foreign_host_is_refused_everywhere() {
    let (_double, base) = double().await;
    let (own, port) = (authority(&base), authority(&base).split(':').next_back().unwrap().to_owned());
    let paths = ["/", "/playground/socket", "/attachments/1/2/a.txt", "/api/v10/gateway", "/gateway"];
    for path in paths {
        for host in ["evil.example", &format!("evil.example:{port}"), "127.0.0.1", "127.0.0.1:1", "localhost"] {
            let answer = request(&base, &format!("GET {path}"), &[("Host", host)]).await;
            assert!(answer.starts_with("HTTP/1.1 403"), "{host}{path}: {answer}");
        }
        let none = request(&base, &format!("GET {path}"), &[]).await;
        assert!(none.starts_with("HTTP/1.1 4"), "{none}");
        let two = request(&base, &format!("GET {path}"), &[("Host", &own), ("Host", "evil.example")]).await;
        assert!(two.starts_with("HTTP/1.1 4"), "{two}");
    }
    for host in [own, format!("localhost:{port}"), format!("[::1]:{port}")] {
        let answer = request(&base, "GET /", &[("Host", &host)]).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{host}: {answer}");
    }
}

#[tokio::test]
async fn a_page_from_elsewhere_gets_no_socket_and_nothing_else() {
    let (_double, base) = double().await;
    let host = authority(&base);
    for origin in [Some("https://evil.example"), Some("null"), Some("http://127.0.0.1:1"), Some("file://"), None] {
        match connect(&base, "reader", origin).await {
            Err(Error::Http(answer)) => assert_eq!(answer.status().as_u16(), 403, "{origin:?}"),
            other => panic!("{origin:?}: {other:?}"),
        }
    }
    for path in ["/", "/api/v10/gateway", "/attachments/1/2/a.txt"] {
        let answer =
            request(&base, &format!("GET {path}"), &[("Host", &host), ("Origin", "https://evil.example")]).await;
        assert!(answer.starts_with("HTTP/1.1 403"), "{answer}");
    }
    assert!(connect(&base, "reader", Some(&base)).await.is_ok());
}

#[tokio::test]
async fn pictures_and_links_on_pages_from_elsewhere_get_nothing_but_the_page_that_is_opened() {
    let (double, base) = double().await;
    let (host, own) = (authority(&base), base.trim_end_matches('/').to_owned());
    for (site, mode, line, status) in [
        ("cross-site", "no-cors", "GET /x?1", 403),
        ("cross-site", "no-cors", "GET /", 403),
        ("cross-site", "navigate", "GET /x?1", 403),
        ("cross-site", "navigate", "POST /", 403),
        ("same-site", "no-cors", "GET /attachments/1/2/a.txt", 403),
        ("same-site", "cors", "GET /api/v10/gateway", 403),
        ("anything", "no-cors", "GET /x?1", 403),
        ("cross-site", "navigate", "GET /", 200),
        ("none", "navigate", "GET /", 200),
        ("same-origin", "no-cors", "GET /playground/app/main.js", 200),
    ] {
        let headers = [("Host", host.as_str()), ("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode)];
        let answer = request(&base, line, &headers).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{site} {mode} {line}: {answer}");
    }
    // Who says which page asks is believed that: for a socket, not all browsers agree on the site.
    let headers = [("Host", host.as_str()), ("Sec-Fetch-Site", "cross-site"), ("Origin", own.as_str())];
    assert!(request(&base, "GET /", &headers).await.starts_with("HTTP/1.1 200"));
    assert_eq!(double.requests().len(), 0, "nothing of it is kept");
    assert_eq!(double.take_violations(), []);
}

#[tokio::test]
async fn of_a_flood_of_requests_the_last_are_kept() {
    let (double, base) = double().await;
    let host = authority(&base);
    let ask = |number: u32, last: &str| format!("GET /x/{number} HTTP/1.1\r\nHost: {host}\r\n{last}\r\n");
    let mut flood: Vec<String> = (0..2_009).map(|number| ask(number, "")).collect();
    flood.push(ask(2_009, "Connection: close\r\n"));
    let flood = flood.concat();
    let (mut heard, mut said) = TcpStream::connect(&host).await.unwrap().into_split();
    let mut answers = Vec::new();
    let (asked, read) = tokio::join!(said.write_all(flood.as_bytes()), heard.read_to_end(&mut answers));
    assert!(asked.is_ok() && read.is_ok(), "{asked:?} {read:?}");
    let kept = double.requests();
    assert_eq!((kept.len(), kept.last().unwrap().path.as_str()), (2_000, "/x/2009"));
    assert_eq!(double.take_violations().len(), 2_000);
}

#[tokio::test]
async fn without_the_page_the_double_is_as_it_was() {
    let double = crate::bot::described().start().await.unwrap();
    let answer = request(&double.api_base(), "GET /", &[("Host", "evil.example")]).await;
    assert!(answer.starts_with("HTTP/1.1 404") && answer.contains("404: Not Found"), "{answer}");
}
