//! Who may name what: the rules of the module map in `src/lib.rs`.

#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a test ends where its own files cannot be read; offsets come from a search"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// Crates that do I/O, wait or look outside.
const OUTSIDE: [&str; 19] = [
    "tokio",
    "serenity",
    "poise",
    "reqwest",
    "sqlx",
    "axum",
    "futures",
    "async_trait",
    "rayon",
    "clap",
    "dotenvy",
    "std::fs",
    // Reading an address is no I/O; using one is.
    "std::net::TcpStream",
    "std::net::TcpListener",
    "std::net::UdpSocket",
    "std::net::ToSocketAddrs",
    "std::process",
    "std::env",
    "std::thread",
];

/// What each pure module may not name beside [`OUTSIDE`].
const PURE: [(&str, &[&str]); 10] = [
    (
        "drafting",
        &[
            "crate::reading",
            "crate::summarizer",
            "crate::answering",
            "crate::moderation",
            "crate::json",
            "crate::desk",
            "crate::responder",
        ],
    ),
    ("neural", &["crate::reading", "crate::summarizer", "crate::answering", "crate::moderation", "crate::desk"]),
    ("article", &["crate::reading", "crate::summarizer", "crate::answering", "crate::json", "crate::desk"]),
    ("reading", &["crate::summarizer", "crate::answering", "crate::json", "crate::desk", "crate::responder"]),
    ("summarizer", &["crate::answering", "crate::json", "crate::desk", "crate::responder"]),
    ("answering", &["crate::summarizer", "crate::json", "crate::desk", "crate::responder"]),
    (
        "moderation",
        &["crate::reading", "crate::summarizer", "crate::answering", "crate::json", "crate::desk", "crate::responder"],
    ),
    ("json", &["crate::desk", "crate::responder", "crate::store", "crate::discord"]),
    ("responder", &["crate::store", "crate::fetch", "crate::discord", "crate::cli", "crate::config"]),
    ("clock", &[]),
];

/// What the modules at the edge may not name.
const EDGES: [(&str, &[&str]); 7] = [
    (
        "llm",
        &[
            "serenity",
            "poise",
            "sqlx",
            "crate::responder",
            "crate::discord",
            "crate::store",
            "crate::cli",
            "crate::reading",
            "crate::fetch",
            "crate::summarizer",
            "crate::answering",
        ],
    ),
    (
        "desk",
        &[
            "serenity",
            "poise",
            "sqlx",
            "reqwest",
            "crate::responder",
            "crate::store",
            "crate::fetch",
            "crate::llm",
            "crate::discord",
            "crate::cli",
        ],
    ),
    ("store", &["serenity", "poise", "reqwest", "crate::responder", "crate::discord", "crate::fetch", "crate::cli"]),
    (
        "fetch",
        &[
            "serenity",
            "poise",
            "sqlx",
            "crate::responder",
            "crate::discord",
            "crate::store",
            "crate::cli",
            "crate::reading",
        ],
    ),
    ("sandbox", &["serenity", "poise", "sqlx", "reqwest", "crate::responder", "crate::discord", "crate::store"]),
    ("discord", &["sqlx", "regex", "reqwest", "crate::store", "crate::fetch", "crate::cli"]),
    ("config", &["serenity", "poise", "sqlx", "reqwest", "crate::discord", "crate::desk"]),
];

/// Crates with their importers. Pages and the language model are reached over HTTP, each with rules of
/// its own.
const SOLE_IMPORTERS: [(&str, &[&str]); 6] = [
    ("serenity", &["discord"]),
    ("sqlx", &["store"]),
    ("reqwest", &["fetch", "llm"]),
    ("dotenvy", &["config"]),
    ("minijinja", &["drafting"]),
    ("discord_double", &["cli/playground"]),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The files of `src/MODULE.rs` and `src/MODULE/`, tests left out.
fn module(name: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let folder = root.join(name);
    let mut files = vec![root.join(name).with_extension("rs")];
    if folder.is_dir() {
        files.extend(sources(&folder));
    }
    files.retain(|f| f.file_stem().is_some_and(|stem| stem != "tests") && !f.iter().any(|part| part == "tests"));
    files
}

/// The code of a file: comments and the test module at its end left out.
fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Whether `code` names `path` as a path: `path::…`, `use path;` or `path,` in a braced import.
fn names(code: &str, path: &str) -> bool {
    code.match_indices(path).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = &code[at + path.len()..];
        let starts = before.is_none_or(|c| !(c.is_alphanumeric() || matches!(c, '_' | ':' | '.' | '"' | '/' | '-')));
        starts && (after.starts_with("::") || (path.contains("::") && !after.starts_with(char::is_alphanumeric)))
    })
}

fn violations(rules: &[(&str, &[&str])], always: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (name, forbidden) in rules {
        for file in module(name) {
            let code = code(&file);
            let named = forbidden.iter().chain(always).filter(|path| names(&code, path));
            found.extend(named.map(|path| format!("{} names {path}", file.display())));
        }
    }
    found
}

#[test]
fn pure_modules_do_no_io_and_point_inward() {
    let outside: Vec<&str> = OUTSIDE.to_vec();
    let rules: Vec<_> = PURE.iter().filter(|(name, _)| *name != "clock").copied().collect();
    assert_eq!(violations(&rules, &outside), Vec::<String>::new());
}

#[test]
fn edges_do_not_know_each_other() {
    assert_eq!(violations(&EDGES, &[]), Vec::<String>::new());
}

#[test]
fn each_outside_crate_has_its_importers() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    for (krate, owners) in SOLE_IMPORTERS {
        let own: Vec<PathBuf> = owners.iter().flat_map(|owner| module(owner)).collect();
        let others = sources(&root).into_iter().filter(|f| !own.contains(f) && !f.ends_with("tests.rs"));
        found.extend(others.filter(|f| names(&code(f), krate)).map(|f| format!("{} names {krate}", f.display())));
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn the_check_sees_a_violation() {
    assert!(names("use sqlx::Row;", "sqlx"));
    assert!(names("let x = crate::desk::Desk;", "crate::desk"));
    assert!(!names("let my_sqlx::x", "sqlx"));
    assert!(!names("use crate::desktop::X;", "crate::desk"));
}
