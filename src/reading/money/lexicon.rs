//! Which signs, codes and names stand for which currency. The tables are data files; where a
//! name is shared by several currencies the article's own places settle it, or nothing does.

use crate::reading::numbers::lexeme::{LexemeKind, Lexemes};
use rustc_hash::FxHashMap;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a sign or name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// One currency, by its code.
    Code(&'static str),
    /// One of several: an index into the table of ambiguous names.
    Shared(usize),
}

/// A currency in its article: its code, where the words settle it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Currency {
    pub(super) code: Option<&'static str>,
}

#[derive(Debug)]
struct Ambiguous {
    usual: Option<&'static str>,
    /// Money whenever a number stands before it; otherwise it needs a scale word or a place.
    sure: bool,
    /// Code and how its places begin.
    places: Vec<(&'static str, Vec<&'static str>)>,
}

#[derive(Debug, Default)]
struct Tables {
    /// Signs and codes as they are written.
    signs: FxHashMap<&'static str, Meaning>,
    /// Names in lower case, words parted by one blank.
    names: FxHashMap<String, Meaning>,
    ambiguous: Vec<Ambiguous>,
    /// Words before a spaced "$" ("NZ $ 26 million").
    dollars: FxHashMap<&'static str, &'static str>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables = Tables::default();
    for row in rows(include_str!("currencies.tsv")) {
        let mut cells = row.split('\t');
        let (Some(code), Some(signs)) = (cells.next(), cells.next()) else { continue };
        for sign in signs.split(' ').filter(|s| !s.is_empty()) {
            tables.signs.insert(sign, Meaning::Code(code));
            if let Some(country) = sign.strip_suffix('$') {
                tables.dollars.insert(country, code);
            }
        }
        tables.name(cells.next().unwrap_or_default(), Meaning::Code(code));
    }
    for row in rows(include_str!("ambiguous.tsv")) {
        tables.ambiguous(row);
    }
    tables
});

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty())
}

impl Tables {
    fn name(&mut self, names: &'static str, meaning: Meaning) {
        for name in names.split(',').filter(|n| !n.is_empty()) {
            self.names.insert(format!("{name}s"), meaning);
            self.names.insert(name.to_owned(), meaning);
        }
    }

    fn ambiguous(&mut self, row: &'static str) {
        let mut cells = row.split('\t');
        let (Some(forms), Some(usual), Some(sure)) = (cells.next(), cells.next(), cells.next()) else { return };
        let places = cells.next().unwrap_or_default().split(';').filter_map(|p| p.split_once('='));
        let meaning = Meaning::Shared(self.ambiguous.len());
        self.ambiguous.push(Ambiguous {
            usual: (usual != "-").then_some(usual),
            sure: sure == "sure",
            places: places.map(|(code, stems)| (code, stems.split(',').collect())).collect(),
        });
        for form in forms.split(',') {
            // Short forms and signs keep their case; names are compared in lower case.
            if form.chars().count() <= 2 || form == "Rs." || form.chars().any(|c| !c.is_alphabetic()) {
                self.signs.insert(form, meaning);
            } else {
                self.name(form, meaning);
            }
        }
    }
}

/// The words of a name that start at lexeme `at` → meaning and the index after the name.
pub(super) fn name_at(lexemes: &Lexemes<'_>, at: usize) -> Option<(Meaning, usize)> {
    let mut joined = String::new();
    let mut found = None;
    for words in 1..=4 {
        let word = lexemes.str(at + words - 1);
        if word.is_empty() || word.len() > 24 || (words > 1 && lexemes.breaks_before(at + words - 1)) {
            break;
        }
        if !joined.is_empty() && !lexemes.glued(at + words - 1) {
            joined.push(' ');
        }
        joined.extend(word.chars().flat_map(char::to_lowercase));
        if let Some(&meaning) = TABLES.names.get(&joined) {
            found = Some((meaning, at + words));
        }
    }
    found
}

/// The sign or code that starts at lexeme `at` → meaning and the index after it.
pub(super) fn sign_at(lexemes: &Lexemes<'_>, at: usize) -> Option<(Meaning, usize)> {
    // A code before a word is no sign: "US forces", "R is for".
    if lexemes.is(at, LexemeKind::Word) && (lexemes.str(at).len() > 9 || lexemes.is(at + 1, LexemeKind::Word)) {
        return None;
    }
    let mut found = None;
    for parts in 1..=4 {
        let part = lexemes.str(at + parts - 1);
        if part.is_empty() || part.len() > 8 || (parts > 1 && !lexemes.glued(at + parts - 1)) {
            break;
        }
        if let Some(&meaning) = TABLES.signs.get(lexemes.run(at, at + parts)) {
            found = Some((meaning, at + parts));
        }
    }
    found.or_else(|| spaced_dollar(lexemes, at))
}

/// "NZ $ 26 million", "hk $ 10.05 billion" in tokenised text. A lower-case word that means
/// something else ("a $ 5 fee") does not count.
fn spaced_dollar(lexemes: &Lexemes<'_>, at: usize) -> Option<(Meaning, usize)> {
    if lexemes.str(at + 1) != "$" || lexemes.glued(at + 1) {
        return None;
    }
    let word = lexemes.str(at);
    if word.len() > 4 || matches!(word, "a" | "s" | "A" | "S" | "l" | "b" | "z" | "j" | "n" | "r" | "R" | "g") {
        return None;
    }
    let code = TABLES.dollars.get(word).or_else(|| TABLES.dollars.get(word.to_uppercase().as_str()))?;
    Some((Meaning::Code(code), at + 2))
}

/// One article's ambiguities, settled once each.
#[derive(Debug)]
pub(super) struct Settled<'a> {
    text: &'a str,
    known: HashMap<usize, (Option<&'static str>, bool)>,
    /// The first qualified dollar met ("NZ$26 million"); later plain ones follow it.
    dollar: Option<&'static str>,
}

impl<'a> Settled<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, known: HashMap::new(), dollar: None }
    }

    /// The currency meant here; `None` where this is not money at all.
    pub(super) fn currency(&mut self, meaning: Meaning, scaled: bool) -> Option<Currency> {
        match meaning {
            Meaning::Code(code) => {
                self.remember_dollar(code);
                Some(Currency { code: Some(code) })
            }
            Meaning::Shared(index) => {
                let (code, sure) = self.shared(index);
                // Newspapers name the country at first mention and write plain "$" after it;
                // where none is named, the American dollar is meant.
                let code = if code == Some("USD") { self.dollar.or(code) } else { code };
                (sure || scaled).then_some(Currency { code })
            }
        }
    }

    fn remember_dollar(&mut self, code: &'static str) {
        let is_dollar = TABLES.dollars.values().any(|&c| c == code);
        if is_dollar && self.dollar != Some("USD") {
            self.dollar = match self.dollar {
                None => Some(code),
                // Two qualified dollars in one text: plain ones are American again.
                Some(earlier) => Some(if earlier == code { code } else { "USD" }),
            };
        }
    }

    fn shared(&mut self, index: usize) -> (Option<&'static str>, bool) {
        if let Some(&known) = self.known.get(&index) {
            return known;
        }
        let settled = TABLES.ambiguous.get(index).map_or((None, false), |row| {
            let present = |stems: &[&str]| stems.iter().any(|stem| self.text.contains(stem));
            let mut here = row.places.iter().filter(|(_, stems)| present(stems)).map(|&(code, _)| code);
            match (here.next(), here.next()) {
                (Some(only), None) => (Some(only), true),
                (Some(_), Some(_)) => (row.usual, true),
                (None, _) => (row.usual, row.sure),
            }
        });
        self.known.insert(index, settled);
        settled
    }
}
