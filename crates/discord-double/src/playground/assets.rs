//! The page's files: compiled in, or read from a folder by who works on them.

use super::Backstage;
use axum::extract::{Path as UrlPath, State as Extract};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};

include!(concat!(env!("OUT_DIR"), "/playground.rs"));

const INDEX: &str = "index.html";

/// What the page may load and do: its own files, and nothing from anywhere else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    // The next start may bring another version at the same address.
    (header::CACHE_CONTROL, "no-store"),
];

/// Where the files are.
#[derive(Debug, Clone)]
pub(super) enum Assets {
    Compiled,
    Folder(PathBuf),
}

impl Assets {
    /// The folder that was named; in a debug build the sources, where they are still there.
    pub(super) fn of(named: Option<PathBuf>) -> Self {
        let sources = || {
            let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/playground"));
            (cfg!(debug_assertions) && folder.join(INDEX).is_file()).then(|| folder.to_owned())
        };
        named.or_else(sources).map_or(Self::Compiled, Self::Folder)
    }

    async fn read(&self, name: &str) -> Option<Cow<'static, [u8]>> {
        match self {
            Self::Compiled => {
                let found = FILES.iter().find(|(known, _)| *known == name);
                found.map(|(_, bytes)| Cow::Borrowed(*bytes))
            }
            Self::Folder(folder) => {
                let plain = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
                let file = plain.then(|| folder.join(name))?;
                tokio::fs::read(file).await.ok().map(Cow::Owned)
            }
        }
    }

    async fn answer(&self, name: &str) -> Response {
        let Some(kind) = media_type(name) else { return missing() };
        match self.read(name).await {
            Some(bytes) => (HEADERS, [(header::CONTENT_TYPE, kind)], bytes.into_owned()).into_response(),
            None => missing(),
        }
    }
}

fn missing() -> Response {
    (StatusCode::NOT_FOUND, HEADERS, "There is no such file.\n").into_response()
}

fn media_type(name: &str) -> Option<&'static str> {
    let (_, ending) = name.rsplit_once('.')?;
    Some(match ending {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        _ => return None,
    })
}

pub(super) async fn index(Extract(stage): Extract<Backstage>) -> Response {
    stage.page.assets.answer(INDEX).await
}

pub(super) async fn icon(Extract(stage): Extract<Backstage>) -> Response {
    stage.page.assets.answer("favicon.ico").await
}

pub(super) async fn file(Extract(stage): Extract<Backstage>, UrlPath(path): UrlPath<String>) -> Response {
    stage.page.assets.answer(&path).await
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The files below `/playground/` that a page names, and what each must come as.
    fn named(page: &str) -> Vec<(&str, &str)> {
        let quoted = page.split('"').filter_map(|part| part.strip_prefix("/playground/"));
        quoted
            .map(|name| {
                let kind = match name.rsplit_once('.').map(|(_, ending)| ending) {
                    Some("js") => "text/javascript; charset=utf-8",
                    Some("css") => "text/css; charset=utf-8",
                    Some("svg") => "image/svg+xml",
                    other => panic!("{name}: a page has no need of {other:?}"),
                };
                (name, kind)
            })
            .collect()
    }

    #[tokio::test]
    async fn every_file_that_the_page_names_is_compiled_in_and_comes_as_what_it_is() {
        let page = Assets::Compiled.read(INDEX).await.unwrap();
        let files = named(std::str::from_utf8(&page).unwrap());
        assert!(files.len() > 20, "{files:?}");
        for (name, kind) in files {
            let answer = Assets::Compiled.answer(name).await;
            assert_eq!(answer.status(), StatusCode::OK, "{name}");
            assert_eq!(answer.headers()[header::CONTENT_TYPE], kind, "{name}");
        }
    }
}
