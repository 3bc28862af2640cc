//! Web addresses in a comment, with and without a scheme. Linear; nothing is fetched.
//!
//! Shared by the checks on links and on spam.

use crate::article::Span;
use std::collections::HashSet;
use std::sync::LazyLock;

mod punycode;

/// Addresses beyond so many are not looked at one by one; that there are so many says enough.
pub(super) const MOST: usize = 40;
/// The longest name DNS knows.
const LONGEST_HOST: usize = 253;

/// Top-level domains that a bare name may end in, without a scheme before it.
static TOP_LEVELS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("address/top_levels.txt").split_whitespace().filter(|w| !w.starts_with('#')).collect()
});

/// A web address as it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) span: Span,
    /// In lower case, punycode decoded, without a final dot.
    pub(super) host: String,
    /// Whether the host was written in punycode or holds other letters than ASCII.
    pub(super) international: bool,
    /// Something stands before an `@`: `https://discord.com@example.org`.
    pub(super) userinfo: bool,
    /// `http://` or `https://` stands before it.
    pub(super) scheme: bool,
    /// Path, query and fragment.
    pub(super) rest: String,
}

impl Address {
    /// Whether the host is `domain` or under it.
    pub(super) fn is_under(&self, domain: &str) -> bool {
        under(&self.host, domain)
    }

    /// Whether the host is a number instead of a name.
    pub(super) fn is_number(&self) -> bool {
        let host = self.host.as_str();
        let hexadecimal =
            |part: &str| part.strip_prefix("0x").is_some_and(|h| h.chars().all(|c| c.is_ascii_hexdigit()));
        host.starts_with('[')
            || host.split('.').all(|p| !p.is_empty() && (p.chars().all(|c| c.is_ascii_digit()) || hexadecimal(p)))
    }
}

/// Whether `host` is `domain` or one of its subdomains; both in lower case.
pub(super) fn under(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

/// A domain as administrators write it (`https://www.Example.org/`, `*.example.org`) → `example.org`.
pub(super) fn normal_domain(written: &str) -> Option<String> {
    let written = written.trim().to_lowercase();
    let bare = written.split_once("://").map_or(written.as_str(), |(_, rest)| rest);
    let bare = bare.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let bare = bare.trim_start_matches("*.").trim_matches('.');
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    (bare.contains('.') && bare.len() <= LONGEST_HOST && bare.chars().all(is_host_char)).then(|| decoded(bare))
}

/// The addresses of a text in its order; the first [`MOST`].
pub(super) fn addresses(text: &str) -> Vec<Address> {
    let mut found = Vec::new();
    for run in runs(text) {
        in_run(text, run, &mut found);
        if found.len() >= MOST {
            break;
        }
    }
    found
}

/// Runs that may hold an address: between white space, brackets and quotation marks.
fn runs(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    let mut ends = text.char_indices().chain(std::iter::once((text.len(), ' ')));
    std::iter::from_fn(move || {
        for (at, c) in ends.by_ref() {
            if c.is_whitespace() || is_bracket(c) {
                let run = Span::new(start, at);
                start = (at + c.len_utf8()).min(text.len());
                if run.len() > 3 {
                    return Some(run);
                }
            }
        }
        None
    })
}

const fn is_bracket(c: char) -> bool {
    matches!(c, '<' | '>' | '(' | ')' | '"' | '`' | '{' | '}' | '|' | '“' | '”' | '«' | '»' | ',' | ';' | '*')
}

/// Addresses of one run. Schemes may follow each other without a space.
fn in_run(text: &str, run: Span, found: &mut Vec<Address>) {
    let words = run.of(text);
    let mut begins: Vec<usize> = words.match_indices("://").filter_map(|(at, _)| scheme_start(words, at)).collect();
    if begins.is_empty() {
        found.extend(bare(words, run.start));
        return;
    }
    begins.push(words.len());
    for pair in begins.windows(2) {
        let &[from, to] = pair else { continue };
        if let Some(piece) = words.get(from..to) {
            found.extend(with_scheme(piece, run.start + from));
        }
        if found.len() >= MOST {
            return;
        }
    }
}

/// Where the scheme that ends at `at` begins; `hxxp` is how the wary write it.
fn scheme_start(words: &str, at: usize) -> Option<usize> {
    let before = words.get(..at)?;
    let known = ["https", "http", "hxxps", "hxxp"];
    known.iter().find_map(|s| {
        let start = at.checked_sub(s.len())?;
        before.get(start..).is_some_and(|w| w.eq_ignore_ascii_case(s)).then_some(start)
    })
}

fn with_scheme(piece: &str, offset: usize) -> Option<Address> {
    let after = piece.find("://")? + 3;
    let tail = piece.get(after..)?;
    let end = tail.find(['/', '?', '#', '\\']).unwrap_or(tail.len());
    let (authority, rest) = tail.split_at_checked(end)?;
    let host = authority.rsplit('@').next().unwrap_or(authority);
    let number = host.starts_with('[');
    let host = if number { host } else { host.split(':').next().unwrap_or(host) };
    let host = host.trim_matches(|c: char| !(c.is_alphanumeric() || (number && matches!(c, '[' | ']'))));
    if host.is_empty() || host.len() > LONGEST_HOST || (!number && !host.chars().all(is_host_char)) {
        return None;
    }
    let rest = without_marks(rest);
    let length = if rest.is_empty() { after + without_marks(authority).len() } else { after + end + rest.len() };
    let userinfo = authority.contains('@');
    Some(address(host, (userinfo, true), rest, Span::new(offset, offset + length)))
}

/// A name that is an address although nothing says so: `example.org/page`, `www.example.org`.
fn bare(words: &str, offset: usize) -> Option<Address> {
    let begin = words.find(char::is_alphanumeric)?;
    let words = words.get(begin..)?;
    let end = words.find(['/', '?', '#', ':']).unwrap_or(words.len());
    let (host, rest) = words.split_at_checked(end)?;
    let host = host.trim_end_matches(|c: char| !c.is_alphanumeric());
    if host.len() > LONGEST_HOST || !host.contains('.') || !host.chars().all(is_host_char) || host.contains("..") {
        return None;
    }
    let rest = without_marks(rest);
    let whole = rest.is_empty() || host.len() == end;
    let rest = if whole { rest } else { "" };
    let lower = host.to_lowercase();
    let marked = lower.starts_with("www.") || rest.starts_with('/') && rest.len() > 1;
    let one_case = host == lower || host.chars().all(|c| !c.is_lowercase());
    // The commonest ending is believed in any case: "Example.com" begins a sentence.
    let common = lower.rsplit_once('.').is_some_and(|(_, ending)| ending == "com");
    if !is_name(&lower, marked) || !(one_case || marked || common) {
        return None;
    }
    let start = offset + begin;
    let length = if rest.is_empty() { host.len() } else { end + rest.len() };
    Some(address(host, (false, false), rest, Span::new(start, start + length)))
}

/// Whether a name ends in a top-level domain. Those that are also words ("so", "it", "me") must be
/// marked as an address in another way.
fn is_name(host: &str, marked: bool) -> bool {
    const WORDS: [&str; 22] = [
        "am", "as", "at", "be", "by", "do", "no", "in", "is", "it", "me", "my", "so", "to", "us", "la", "de", "es",
        "help", "top", "live", "link",
    ];
    let Some((before, last)) = host.rsplit_once('.') else { return false };
    let labels = before.split('.').all(|l| !l.is_empty() && !l.starts_with('-') && l.len() <= 63);
    let known = TOP_LEVELS.contains(last) || last.starts_with("xn--");
    let word = WORDS.contains(&last) && before.chars().all(|c| c.is_ascii_alphabetic());
    let one_letter = before.chars().count() == 1;
    labels && known && (marked || !word && !one_letter)
}

fn address(host: &str, (userinfo, scheme): (bool, bool), rest: &str, span: Span) -> Address {
    let lower = host.to_lowercase();
    let host = decoded(&lower);
    let international = lower.contains("xn--") || !lower.is_ascii();
    Address { span, host, international, userinfo, scheme, rest: rest.to_owned() }
}

fn decoded(host: &str) -> String {
    if !host.contains("xn--") {
        return host.to_owned();
    }
    let label = |l: &str| l.strip_prefix("xn--").and_then(punycode::decode).unwrap_or_else(|| l.to_owned());
    host.split('.').map(label).collect::<Vec<_>>().join(".")
}

/// Marks of the sentence around an address are not part of it.
fn without_marks(rest: &str) -> &str {
    rest.trim_end_matches(['.', '!', '?', '\'', ':', '’', ']', '_', '~', '…'])
}

fn is_host_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '-' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_are_found_with_and_without_a_scheme() {
        let cases: [(&str, &[&str]); 16] = [
            ("look https://Example.org/a?b=c.", &["example.org"]),
            ("see www.example.org!", &["www.example.org"]),
            ("on example.com, they say", &["example.com"]),
            ("(example.co.uk/news)", &["example.co.uk"]),
            ("It rained.It stopped.", &[]),
            ("go to it.So what", &[]),
            ("tell me.in fact", &[]),
            ("bit.ly/abc and t.me/abc", &["bit.ly", "t.me"]),
            ("mail someone@example.org", &[]),
            ("version 1.2.3 costs 3.50", &[]),
            ("http://a.ruhttp://b.ru", &["a.ru", "b.ru"]),
            ("https://user@example.net/x", &["example.net"]),
            ("http://127.0.0.1:8080/x", &["127.0.0.1"]),
            ("http://xn--mnchen-3ya.de/", &["münchen.de"]),
            ("[a](https://example.org) [b](example.net/x)", &["example.org", "example.net"]),
            ("e.g. this, i.e. that, U.S. and a.m.", &[]),
        ];
        for (text, hosts) in cases {
            let found = addresses(text);
            let found: Vec<&str> = found.iter().map(|a| a.host.as_str()).collect();
            assert_eq!(found, hosts, "{text}");
        }
    }

    #[test]
    fn the_span_is_the_address_without_the_sentence_around_it() {
        let cases = [
            ("look https://example.org/a. There", "https://example.org/a"),
            ("look https://example.org. There", "https://example.org"),
            ("is it example.com?", "example.com"),
            ("«example.com/é»", "example.com/é"),
        ];
        for (text, words) in cases {
            let found = addresses(text);
            assert_eq!(found.first().map(|a| a.span.of(text)), Some(words), "{text}");
        }
    }

    #[test]
    fn domains_of_a_list_are_read_in_every_form() {
        for written in ["example.org", "https://www.Example.org/x", "*.example.org", " .example.org. "] {
            assert_eq!(normal_domain(written).as_deref(), Some("example.org"), "{written}");
        }
        for nothing in ["", "example", "two words.org", "***"] {
            assert_eq!(normal_domain(nothing), None, "{nothing}");
        }
    }

    proptest! {
        #[test]
        fn spans_are_words_of_the_text(text in "([a-zé.:/@()<> ]|https?://|www\\.|\\.com|xn--){0,60}") {
            for address in addresses(&text) {
                prop_assert!(!address.span.of(&text).is_empty());
                prop_assert!(!address.host.is_empty());
            }
        }
    }
}
