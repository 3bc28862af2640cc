//! Roles told by the wording alone: the pattern table, dates and bylines.

use super::Role;
use crate::article::wordings::wordings;
use regex::Regex;
use regex::bytes::RegexSet;
use std::sync::LazyLock;

/// How much of the text a pattern is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Line,
    Sentence,
    Block,
    Tail,
    Sources,
}

#[derive(Debug)]
struct Table {
    set: RegexSet,
    roles: Vec<Role>,
}

static LINES: LazyLock<Table> = LazyLock::new(|| table(Scope::Line));
static SENTENCES: LazyLock<Table> = LazyLock::new(|| table(Scope::Sentence));
static BLOCKS: LazyLock<Table> = LazyLock::new(|| table(Scope::Block));
static TAILS: LazyLock<Table> = LazyLock::new(|| table(Scope::Tail));
static SOURCES: LazyLock<Table> = LazyLock::new(|| table(Scope::Sources));

/// The rows of `patterns.txt`.
fn rows() -> impl Iterator<Item = (Role, Scope, &'static str)> {
    include_str!("patterns.txt").lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut parts = line.splitn(3, " | ");
        let role = match parts.next()?.trim() {
            "furniture" => Role::Furniture,
            "caption" => Role::Caption,
            "byline" => Role::Byline,
            _ => return None,
        };
        let scope = match parts.next()?.trim() {
            "line" => Scope::Line,
            "sentence" => Scope::Sentence,
            "block" => Scope::Block,
            "tail" => Scope::Tail,
            "sources" => Scope::Sources,
            _ => return None,
        };
        Some((role, scope, parts.next()?))
    })
}

fn table(scope: Scope) -> Table {
    let (roles, patterns): (Vec<Role>, Vec<String>) = rows()
        .filter(|row| row.1 == scope)
        .map(|(role, _, pattern)| {
            let end = if scope == Scope::Sentence { "" } else { "$" };
            (role, format!("^(?:{pattern}){end}"))
        })
        .unzip();
    Table { set: wordings(patterns), roles }
}

/// The role a folded line or sentence has by its wording.
pub(super) fn role_of(folded: &str, scope: Scope) -> Option<Role> {
    let table = match scope {
        Scope::Line => &*LINES,
        Scope::Sentence => &*SENTENCES,
        Scope::Block => &*BLOCKS,
        Scope::Tail => &*TAILS,
        Scope::Sources => &*SOURCES,
    };
    table.set.matches(folded.as_bytes()).iter().next().and_then(|i| table.roles.get(i)).copied()
}

const MONTH: &str = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\\.?";
const WEEKDAY: &str = "(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\.?|lunes|martes|miercoles|jueves|viernes|sabado|domingo";

static DATE_LINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let day = "[0-9]{1,2}(?:st|nd|rd|th)?";
    let date = format!(
        "(?:(?:{WEEKDAY}),? )?(?:{MONTH} {day}(?:,? [0-9]{{4}})?|{day} (?:de )?{MONTH}(?:,? (?:de |del )?[0-9]{{4}})?|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|[0-9]{{1,2}}[/.][0-9]{{1,2}}[/.][0-9]{{2,4}})"
    );
    let label = "(?:(?:first |last )?(?:published|posted|updated|modified|created|date|issued|publicado|actualizado|fecha)(?: on| at| el)?:? ?)?";
    let place = "(?:[a-z.', ]{2,40} )?";
    let time = "(?:[ ,|/·•T-]+(?:at |a las )?[0-9]{1,2}[:.h][0-9]{2}(?:[:.][0-9]{2})?.{0,24})?";
    Regex::new(&format!("^\\(?{label}{place}{date}{time}\\)?$")).ok()
});

static AGENCY_LINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("^[a-z.,' -]{3,50} ?\\((?:ap|afp|reuters|cnn|upi|efe|xinhua|bloomberg|dpa|ani|ians|pti)\\) ?[-_–—]*$")
        .ok()
});

/// "Friday, March 5, 2010", "Published: 2012-04-11 10:30 GMT", "NAIROBI, Kenya (AP) _".
pub(super) fn is_dateline(folded: &str) -> bool {
    let matches = |regex: &LazyLock<Option<Regex>>| regex.as_ref().is_some_and(|r| r.is_match(folded));
    folded.len() <= 90 && (matches(&DATE_LINE) || matches(&AGENCY_LINE))
}

/// "By Jane Doe and John Roe, Reuters": a few names after "By", and nothing else.
pub(super) fn is_byline(line: &str) -> bool {
    const JOINING: [&str; 24] = [
        "and",
        "of",
        "the",
        "for",
        "in",
        "at",
        "de",
        "y",
        "del",
        "la",
        "van",
        "von",
        "staff",
        "writer",
        "writers",
        "reporter",
        "correspondent",
        "editor",
        "special",
        "to",
        "al",
        "contributor",
        "with",
        "|",
    ];
    let mut words = line.split_whitespace();
    if !matches!(words.next(), Some("By" | "BY" | "by" | "Por" | "POR" | "Por:" | "By:"))
        || line.ends_with(['?', '!', ':', ','])
    {
        return false;
    }
    let names: Vec<&str> = words.take(16).collect();
    let capital = |w: &str| w.chars().find(|c| c.is_alphabetic()).is_none_or(char::is_uppercase);
    let is_name = |w: &&str| capital(w) && !w.chars().any(|c| c.is_ascii_digit());
    let first = names.first().is_some_and(|w| is_name(w) && !is_time_word(w));
    first && (1..=15).contains(&names.len()) && names.iter().all(|w| is_name(w) || JOINING.contains(w))
}

/// "Tuesday", "March": a line beginning "By Tuesday" is no byline.
fn is_time_word(word: &str) -> bool {
    static TIME_WORD: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(&format!("^(?i:{WEEKDAY}|{MONTH}|the)$")).ok());
    TIME_WORD.as_ref().is_some_and(|r| r.is_match(word.trim_end_matches([',', '.'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_compiles_and_is_read() {
        let written = include_str!("patterns.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#')).count();
        let tables = [&LINES, &SENTENCES, &BLOCKS, &TAILS, &SOURCES];
        assert_eq!(tables.iter().map(|t| t.set.len()).sum::<usize>(), written);
        assert!(DATE_LINE.is_some() && AGENCY_LINE.is_some());
    }
}
