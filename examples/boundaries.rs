//! Measures sentence boundaries against gold: `cargo run --example boundaries -- FILE.jsonl …`
//!
//! A row holds `text` and `sentences` (pairs of offsets), or `corrupt` and `boundaries` (offsets
//! of sentence beginnings), in code points. Prints precision, recall and F1 of the beginnings but
//! for the first; `--misses` shows each error in its context, `--all` every
//! sentence, `--glued` those that begin without a space.

use newsdesk::article::{Article, Metadata};
use serde_json::Value;
use std::collections::BTreeSet;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (flags, files): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let asked = |name: &str| flags.iter().any(|f| f == name);
    for file in files {
        let (mut right, mut found, mut wanted) = (0, 0, 0);
        for line in std::fs::read_to_string(&file)?.split('\n').filter(|l| !l.trim().is_empty()) {
            let row: Value = serde_json::from_str(line)?;
            let words = |name: &str| row.get(name).and_then(Value::as_str);
            let text = words("corrupt").or(words("text")).unwrap_or_default();
            let about = Metadata { title: words("title").map(str::to_owned), ..Metadata::default() };
            let article = Article::new(text.to_owned(), about);
            let starts: BTreeSet<usize> =
                article.sentences().iter().map(|s| article.code_points().at(s.span.start)).skip(1).collect();
            let gold: BTreeSet<usize> = gold(&row);
            right += starts.intersection(&gold).count();
            found += starts.len();
            wanted += gold.len();
            if asked("--all") {
                for s in article.sentences() {
                    print(&format!(
                        "{:>3} {:?}\t{}",
                        s.paragraph,
                        s.role,
                        article.slice(s.span).replace(char::is_whitespace, " ")
                    ));
                }
            }
            if asked("--glued") {
                for (before, s) in article.sentences().iter().zip(article.sentences().iter().skip(1)) {
                    if before.span.end == s.span.start {
                        print(&format!("{} | {}", article.slice(before.span), article.slice(s.span)));
                    }
                }
            }
            if asked("--misses") {
                let letters: Vec<char> = text.chars().collect();
                let misses = gold.difference(&starts).map(|&at| ('-', at));
                for (sign, at) in misses.chain(starts.difference(&gold).map(|&at| ('+', at))) {
                    let part = |from: usize, to: usize| letters.get(from..to.min(letters.len())).unwrap_or_default();
                    let left: String = part(at.saturating_sub(45), at).iter().collect();
                    let right: String = part(at, at + 35).iter().collect();
                    print(&format!("{sign} {left:?} | {right:?}"));
                }
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "counts are small")]
        let percent = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
        let (p, r) = (percent(right, found), percent(right, wanted));
        print(&format!("{file}: precision {p:.2} recall {r:.2} F1 {:.2}", 2.0 * p * r / (p + r).max(1e-9)));
    }
    Ok(())
}

fn gold(row: &Value) -> BTreeSet<usize> {
    let number = |v: &Value| v.as_u64().and_then(|n| usize::try_from(n).ok());
    let list = |name: &str| row.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    match row.get("boundaries") {
        Some(_) => list("boundaries").iter().filter_map(number).collect(),
        None => list("sentences").iter().skip(1).filter_map(|pair| pair.get(0).and_then(number)).collect(),
    }
}

#[expect(clippy::print_stdout, reason = "a program for the terminal")]
fn print(line: &str) {
    println!("{line}");
}
