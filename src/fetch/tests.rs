use super::address::is_public;
use super::*;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect};
use axum::routing::get;
use std::collections::HashMap;
use std::io::{self, Write as _};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Mutex;
use std::time::Duration;

const PAGE: &str = "<html><body><p>Words.</p></body></html>";

/// Names and what they resolve to, one answer after the other; the last one stays.
#[derive(Debug, Default)]
struct Names(Mutex<HashMap<String, Vec<Vec<IpAddr>>>>);

#[async_trait]
impl Lookup for Names {
    async fn lookup(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        let mut names = self.0.lock().unwrap();
        let answers = names.get_mut(name).ok_or_else(|| io::Error::other("no such name"))?;
        Ok(if answers.len() > 1 { answers.remove(0) } else { answers[0].clone() })
    }
}

fn names(entries: &[(&str, &[&[&str]])]) -> Arc<Names> {
    let parse = |answers: &&[&str]| answers.iter().map(|ip| ip.parse().unwrap()).collect();
    let map = entries.iter().map(|(name, answers)| ((*name).to_owned(), answers.iter().map(parse).collect()));
    Arc::new(Names(Mutex::new(map.collect())))
}

/// A site on loopback and a fetcher that may reach 127.0.0.1 only, on its port only.
struct Site {
    address: SocketAddr,
    settings: FetchSettings,
}

impl Site {
    async fn start(router: Router) -> Self {
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let settings = FetchSettings {
            ports: vec![80, 443, address.port()],
            timeout: Duration::from_secs(10),
            max_bytes: 100_000,
            allowed_networks: vec!["127.0.0.1".parse().unwrap()],
            attachment_base: None,
        };
        Self { address, settings }
    }

    fn url(&self, path: &str) -> Url {
        Url::parse(&format!("http://{}{path}", self.address)).unwrap()
    }

    fn fetcher(&self) -> Fetcher {
        Fetcher::new(self.settings.clone(), names(&[])).unwrap()
    }

    async fn get(&self, path: &str) -> Result<FoundPage, FetchError> {
        self.fetcher().page(&self.url(path), &Validators::default()).await
    }
}

async fn get_with(settings: FetchSettings, names: Arc<Names>, url: &str) -> Result<FoundPage, FetchError> {
    let fetcher = Fetcher::new(settings, names).unwrap();
    fetcher.page(&Url::parse(url).unwrap(), &Validators::default()).await
}

#[test]
fn only_addresses_of_the_public_internet_are_public() {
    for private in [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.9.9.9",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "64:ff9b::7f00:1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "ff02::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1",
        "100::1",
    ] {
        assert!(!is_public(private.parse().unwrap()), "{private}");
    }
    for public in ["1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "2606:4700::1"] {
        assert!(is_public(public.parse().unwrap()), "{public}");
    }
}

#[test]
fn a_network_is_an_address_or_a_range() {
    let network: Network = "10.1.0.0/16".parse().unwrap();
    assert!(network.contains("10.1.200.3".parse().unwrap()));
    assert!(!network.contains("10.2.0.1".parse().unwrap()));
    assert!("::1".parse::<Network>().unwrap().contains("::1".parse().unwrap()));
    assert!("0.0.0.0/0".parse::<Network>().unwrap().contains("9.9.9.9".parse().unwrap()));
    for wrong in ["", "10.0.0.0/33", "host", "10.0.0/8", "1.2.3.4/x"] {
        assert_eq!(wrong.parse::<Network>(), Err(ParseNetworkError), "{wrong}");
    }
}

#[tokio::test]
async fn private_addresses_are_refused_however_they_are_spelt() {
    for url in [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://0x7f.1/",
        "http://0x7f000001/",
        "http://127.1/",
        "http://127.0.0.1./",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://192.168.0.1/",
        "http://100.64.1.1/",
        "http://224.0.0.1/",
        "http://0.0.0.0/",
        "http://[fe80::1]/",
        "http://１２７.０.０.１/",
        "http://[64:ff9b::7f00:1]/",
    ] {
        assert_eq!(
            get_with(FetchSettings::default(), names(&[]), url).await,
            Err(FetchError::ForbiddenAddress),
            "{url}"
        );
    }
}

#[tokio::test]
async fn names_that_resolve_to_private_addresses_are_refused() {
    let names = names(&[
        ("localhost", &[&["127.0.0.1", "::1"]]),
        ("inside.example", &[&["10.0.0.5"]]),
        ("mixed.example", &[&["93.184.216.34", "192.168.1.1"]]),
        ("empty.example", &[&[]]),
    ]);
    for (url, expected) in [
        ("http://localhost/", FetchError::ForbiddenAddress),
        ("http://inside.example/", FetchError::ForbiddenAddress),
        ("https://mixed.example/", FetchError::ForbiddenAddress),
        ("http://empty.example/", FetchError::UnknownHost),
        ("http://unknown.example/", FetchError::UnknownHost),
    ] {
        assert_eq!(get_with(FetchSettings::default(), Arc::clone(&names), url).await, Err(expected), "{url}");
    }
}

#[tokio::test]
async fn a_name_that_changes_its_mind_is_checked_at_every_connection() {
    let site = Site::start(Router::new().route("/", get(|| async { axum::response::Html(PAGE) }))).await;
    let url = format!("http://rebind.example:{}/", site.address.port());
    let names = names(&[("rebind.example", &[&["127.0.0.1"], &["127.0.0.2"]])]);
    let fetcher = Fetcher::new(site.settings.clone(), names).unwrap();
    let url = Url::parse(&url).unwrap();
    assert!(matches!(fetcher.page(&url, &Validators::default()).await, Ok(FoundPage::Body { .. })));
    assert_eq!(fetcher.page(&url, &Validators::default()).await, Err(FetchError::ForbiddenAddress));
}

#[tokio::test]
async fn schemes_and_ports_are_limited() {
    for (url, expected) in [
        ("http://example.com:22/", FetchError::ForbiddenPort),
        ("http://example.com:8080/", FetchError::ForbiddenPort),
        ("ftp://example.com/", FetchError::NotAWebAddress),
        ("file:///etc/passwd", FetchError::NotAWebAddress),
        ("gopher://example.com/", FetchError::NotAWebAddress),
    ] {
        assert_eq!(get_with(FetchSettings::default(), names(&[]), url).await, Err(expected), "{url}");
    }
}

#[tokio::test]
async fn five_redirects_are_followed_and_each_is_checked() {
    let hop = |Path(n): Path<u32>| async move {
        if n == 0 {
            axum::response::Html(PAGE).into_response()
        } else {
            Redirect::temporary(&format!("/hop/{}", n - 1)).into_response()
        }
    };
    let elsewhere = |Path(to): Path<String>| async move { Redirect::permanent(&format!("http://{to}/")) };
    let router = Router::new().route("/hop/{n}", get(hop)).route("/to/{to}", get(elsewhere));
    let site = Site::start(router).await;
    match site.get("/hop/5").await.unwrap() {
        FoundPage::Body { address, bytes, .. } => {
            assert_eq!(address.path(), "/hop/0");
            assert_eq!(bytes, PAGE.as_bytes());
        }
        FoundPage::Unchanged => panic!("a body was expected"),
    }
    assert_eq!(site.get("/hop/6").await, Err(FetchError::TooManyRedirects));
    assert_eq!(site.get("/to/10.0.0.1").await, Err(FetchError::ForbiddenAddress));
    assert_eq!(site.get("/to/169.254.169.254").await, Err(FetchError::ForbiddenAddress));
    assert_eq!(site.get("/to/unknown.example").await, Err(FetchError::UnknownHost));
    assert_eq!(site.get("/to/example.com:25").await, Err(FetchError::ForbiddenPort));
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn size_is_counted_after_decompression() {
    let bomb = gzip(&vec![b' '; 50_000_000]);
    assert!(bomb.len() < 100_000, "the bomb itself is under the limit");
    let answer =
        move |body: Vec<u8>| async move { ([("content-encoding", "gzip"), ("content-type", "text/html")], body) };
    let fine = gzip(PAGE.as_bytes());
    let router = Router::new()
        .route("/bomb", get(move || answer(bomb.clone())))
        .route("/fine", get(move || answer(fine.clone())))
        .route("/large", get(|| async { ([("content-type", "text/html")], vec![b'x'; 100_001]) }));
    let site = Site::start(router).await;
    assert_eq!(site.get("/bomb").await, Err(FetchError::TooLarge));
    assert_eq!(site.get("/large").await, Err(FetchError::TooLarge));
    assert!(matches!(site.get("/fine").await, Ok(FoundPage::Body { bytes, .. }) if bytes == PAGE.as_bytes()));
}

#[tokio::test]
async fn a_slow_body_ends_at_the_time_limit() {
    let drip = || async {
        let drops = futures::stream::unfold((), |()| async {
            tokio::time::sleep(Duration::from_millis(20)).await;
            Some((Ok::<_, io::Error>(Bytes::from_static(b" ")), ()))
        });
        ([("content-type", "text/html")], Body::from_stream(drops))
    };
    let mut site = Site::start(Router::new().route("/", get(drip))).await;
    site.settings.timeout = Duration::from_millis(300);
    assert_eq!(site.get("/").await, Err(FetchError::TimedOut));
}

#[tokio::test]
async fn statuses_and_types_say_what_they_mean() {
    let status = |Path(code): Path<u16>| async move { StatusCode::from_u16(code).unwrap() };
    let typed = |Path(kind): Path<String>| async move { ([("content-type", kind.replace('_', "/"))], PAGE) };
    let router = Router::new().route("/status/{code}", get(status)).route("/type/{kind}", get(typed));
    let site = Site::start(router).await;
    for (code, expected) in [
        (401, FetchError::AccessRestricted),
        (402, FetchError::AccessRestricted),
        (403, FetchError::Forbidden),
        (404, FetchError::NotFound),
        (410, FetchError::NotFound),
        (429, FetchError::TooManyRequests),
        (451, FetchError::AccessRestricted),
        (500, FetchError::ServerFailure(500)),
        (503, FetchError::ServerFailure(503)),
    ] {
        assert_eq!(site.get(&format!("/status/{code}")).await, Err(expected), "{code}");
    }
    for kind in ["image_png", "video_mp4", "application_zip", "application_json"] {
        assert_eq!(site.get(&format!("/type/{kind}")).await, Err(FetchError::UnsupportedContent), "{kind}");
    }
    for kind in ["text_html", "text_html; charset=latin1", "TEXT_HTML", "application_pdf", "text_plain"] {
        assert!(site.get(&format!("/type/{kind}")).await.is_ok(), "{kind}");
    }
}

#[tokio::test]
async fn a_page_that_has_not_changed_is_not_sent_again() {
    let page = |headers: HeaderMap| async move {
        if headers.get("if-none-match").is_some_and(|etag| etag == "\"v1\"") {
            return StatusCode::NOT_MODIFIED.into_response();
        }
        ([("etag", "\"v1\""), ("content-type", "text/html")], PAGE).into_response()
    };
    let site = Site::start(Router::new().route("/", get(page))).await;
    let fetcher = site.fetcher();
    let Ok(FoundPage::Body { validators, .. }) = fetcher.page(&site.url("/"), &Validators::default()).await else {
        panic!("a body was expected")
    };
    assert_eq!(validators.etag.as_deref(), Some("\"v1\""));
    assert_eq!(fetcher.page(&site.url("/"), &validators).await, Ok(FoundPage::Unchanged));
}

#[tokio::test]
async fn a_closed_port_and_a_server_that_speaks_no_http_are_told_apart() {
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let site = Site::start(Router::new()).await;
    let mut settings = site.settings.clone();
    let port = listener.local_addr().unwrap().port();
    settings.ports.push(port);
    let url = format!("http://127.0.0.1:{port}/");
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        tokio::io::AsyncWriteExt::write_all(&mut stream, b"220 smtp ready\r\n").await.unwrap();
        drop(listener);
        tokio::time::sleep(Duration::from_millis(200)).await;
    });
    assert_eq!(get_with(settings.clone(), names(&[]), &url).await, Err(FetchError::BrokenAnswer));
    assert_eq!(get_with(settings, names(&[]), &url).await, Err(FetchError::Unreachable));
}

#[tokio::test]
async fn attachments_come_from_discord_or_its_double_only() {
    let mut site = Site::start(Router::new().route("/a.txt", get(|| async { "attached" }))).await;
    let address = site.url("/a.txt");
    assert_eq!(site.fetcher().attachment(address.as_str()).await, Err(FetchError::ForbiddenAddress));
    for foreign in ["https://cdn.discordapp.com.evil.example/a", "http://cdn.discordapp.com/a", "https://example.com/a"]
    {
        assert_eq!(site.fetcher().attachment(foreign).await, Err(FetchError::ForbiddenAddress), "{foreign}");
    }
    site.settings.attachment_base = Some(site.url("/"));
    assert_eq!(site.fetcher().attachment(address.as_str()).await.as_deref(), Ok(b"attached".as_slice()));
}
