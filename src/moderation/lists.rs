//! A server's lists as text: what an administrator types or hands in, and what is exported.
//!
//! One entry on a line (typed: between commas). `!` before a word blocks, `+` allows it; in a file
//! a severity may stand behind a comma instead. What is exported can be imported again.

use super::{Rules, Severity, WordRule};

/// Words with what is made of them, and words that no list may take offence at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WordLists {
    pub rules: Vec<WordRule>,
    pub allowed: Vec<String>,
}

/// Domains that are blocked and domains that are never suspicious.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DomainLists {
    pub blocked: Vec<String>,
    pub allowed: Vec<String>,
}

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// On one line, entries between commas.
    Typed,
    /// A file with an entry on each line.
    File,
}

/// What an entry is for.
enum Mark {
    Held(Severity),
    Allowed,
}

impl WordLists {
    pub fn of(rules: &Rules) -> Self {
        Self { rules: rules.words.clone(), allowed: rules.allowed_words.clone() }
    }

    /// Reads a list; lines without words are passed over.
    pub fn read(text: &str, written: Written) -> Self {
        let mut lists = Self::default();
        for (entry, mark) in entries(text, written) {
            match mark {
                Mark::Held(severity) => lists.rules.push(WordRule { text: entry, severity }),
                Mark::Allowed => lists.allowed.push(entry),
            }
        }
        lists
    }

    /// As a file.
    pub fn write(&self) -> String {
        let rule = |rule: &WordRule| match rule.severity {
            Severity::Block => row("!", &rule.text, ""),
            Severity::Review => row("", &rule.text, ""),
            Severity::Note => row("", &rule.text, ",note"),
        };
        self.rules.iter().map(rule).chain(self.allowed.iter().map(|word| row("+", word, ""))).collect()
    }

    /// Together with other entries; of one word said twice the later counts.
    #[must_use]
    pub fn with(self, more: &Self) -> Self {
        let mut all = self.without(more);
        all.rules.extend(more.rules.iter().cloned());
        all.allowed.extend(more.allowed.iter().cloned());
        all
    }

    /// Without these words, whatever they are marked as.
    #[must_use]
    pub fn without(mut self, gone: &Self) -> Self {
        let named: Vec<String> =
            gone.rules.iter().map(|rule| &rule.text).chain(&gone.allowed).map(|word| word.to_lowercase()).collect();
        self.rules.retain(|rule| !named.contains(&rule.text.to_lowercase()));
        self.allowed.retain(|word| !named.contains(&word.to_lowercase()));
        self
    }

    pub const fn len(&self) -> usize {
        self.rules.len() + self.allowed.len()
    }

    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl DomainLists {
    pub fn of(rules: &Rules) -> Self {
        Self { blocked: rules.blocked_domains.clone(), allowed: rules.allowed_domains.clone() }
    }

    /// Reads a list; without a mark a domain is blocked.
    pub fn read(text: &str, written: Written) -> Self {
        let mut lists = Self::default();
        for (entry, mark) in entries(text, written) {
            let entry = bare(&entry);
            match mark {
                Mark::Held(_) => lists.blocked.push(entry),
                Mark::Allowed => lists.allowed.push(entry),
            }
        }
        lists
    }

    /// As a file.
    pub fn write(&self) -> String {
        let allowed = self.allowed.iter().map(|domain| format!("+{domain}\n"));
        self.blocked.iter().map(|domain| format!("{domain}\n")).chain(allowed).collect()
    }

    /// Together with other entries; of one domain said twice the later counts.
    #[must_use]
    pub fn with(self, more: &Self) -> Self {
        let mut all = self.without(more);
        all.blocked.extend(more.blocked.iter().cloned());
        all.allowed.extend(more.allowed.iter().cloned());
        all
    }

    /// Without these domains, whatever they are marked as.
    #[must_use]
    pub fn without(mut self, gone: &Self) -> Self {
        let named = |domain: &String| gone.blocked.contains(domain) || gone.allowed.contains(domain);
        self.blocked.retain(|domain| !named(domain));
        self.allowed.retain(|domain| !named(domain));
        self
    }

    pub const fn len(&self) -> usize {
        self.blocked.len() + self.allowed.len()
    }

    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A line of a file. A phrase with a comma is quoted, so that its end is not taken for a severity.
fn row(sign: &str, text: &str, column: &str) -> String {
    if text.contains(',') { format!("\"{sign}{text}\"{column}\n") } else { format!("{sign}{text}{column}\n") }
}

/// A domain as it is compared: what people copy along is taken off.
fn bare(typed: &str) -> String {
    let lower = typed.to_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")).unwrap_or(&lower);
    let rest = rest.strip_prefix("*.").unwrap_or(rest);
    rest.trim_end_matches(['/', '.']).to_owned()
}

fn entries(text: &str, written: Written) -> Vec<(String, Mark)> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    match written {
        Written::Typed => text.split([',', '\n']).filter_map(|part| marked(part, None)).collect(),
        Written::File => text.lines().filter_map(line).collect(),
    }
}

/// A line of a file: an entry, or an entry and a severity as a table has them.
fn line(line: &str) -> Option<(String, Mark)> {
    let line = line.trim_end_matches(|c: char| c == ',' || c.is_whitespace());
    let Some((entry, column)) = line.rsplit_once(',') else { return marked(line, None) };
    match unquoted(column).to_lowercase().as_str() {
        "note" => marked(entry, Some(Mark::Held(Severity::Note))),
        "review" => marked(entry, Some(Mark::Held(Severity::Review))),
        "block" => marked(entry, Some(Mark::Held(Severity::Block))),
        "allow" | "allowed" => marked(entry, Some(Mark::Allowed)),
        // The heading of a table.
        "severity" => None,
        _ => marked(line, None),
    }
}

fn marked(entry: &str, column: Option<Mark>) -> Option<(String, Mark)> {
    let entry = unquoted(entry);
    let (entry, sign) = match (entry.strip_prefix('!'), entry.strip_prefix('+')) {
        (Some(rest), _) => (rest.trim_start(), Mark::Held(Severity::Block)),
        (None, Some(rest)) => (rest.trim_start(), Mark::Allowed),
        (None, None) => (entry, Mark::Held(Severity::Review)),
    };
    // Commas at the ends are what separates entries, also inside quotation marks.
    let entry = entry.trim_matches(|c: char| c == ',' || c.is_whitespace());
    (!entry.is_empty()).then(|| (entry.to_owned(), column.unwrap_or(sign)))
}

/// Without the spaces and quotation marks of a table.
fn unquoted(cell: &str) -> &str {
    let cell = cell.trim();
    cell.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')).map_or(cell, str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(lists: &WordLists) -> Vec<(&str, Option<Severity>)> {
        let rules = lists.rules.iter().map(|rule| (rule.text.as_str(), Some(rule.severity)));
        rules.chain(lists.allowed.iter().map(|word| (word.as_str(), None))).collect()
    }

    #[test]
    fn a_list_is_read_as_people_write_it() {
        use Severity::{Block, Note, Review};
        let typed = WordLists::read("foo, !bar baz ,+Scunthorpe,, quux*", Written::Typed);
        let expected = [("foo", Some(Review)), ("bar baz", Some(Block)), ("quux*", Some(Review)), ("Scunthorpe", None)];
        assert_eq!(words(&typed), expected);
        let file = "\u{FEFF}word,severity\r\nfoo\n\n!bar\n\"a phrase\",block\nmild, NOTE\nfine,allow\none, two\n\",\"\n\"a,note\"\n";
        let file = WordLists::read(file, Written::File);
        let expected = [
            ("foo", Some(Review)),
            ("bar", Some(Block)),
            ("a phrase", Some(Block)),
            ("mild", Some(Note)),
            ("one, two", Some(Review)),
            ("a,note", Some(Review)),
            ("fine", None),
        ];
        assert_eq!(words(&file), expected);
        let domains = DomainLists::read("https://Bad.example/, *.worse.example, +good.example", Written::Typed);
        assert_eq!((domains.blocked, domains.allowed.len()), (vec!["bad.example".into(), "worse.example".into()], 1));
    }

    #[test]
    fn what_is_added_counts_and_what_is_removed_is_gone_whatever_its_mark() {
        let lists = WordLists::read("foo,+bar", Written::Typed).with(&WordLists::read("!FOO,bar,new", Written::Typed));
        assert_eq!(lists.write(), "!FOO\nbar\nnew\n");
        assert_eq!(lists.without(&WordLists::read("foo,+new", Written::Typed)).write(), "bar\n");
    }

    proptest! {
        #[test]
        fn what_is_exported_is_imported_again(text in "(([a-z!+*\" ]{0,8}|note)[,\n]){0,10}", file in any::<bool>()) {
            let lists = WordLists::read(&text, if file { Written::File } else { Written::Typed });
            let plain = |word: &String| !word.starts_with(['!', '+', '"']);
            let usual = lists.rules.iter().map(|rule| &rule.text).chain(&lists.allowed).all(plain);
            prop_assume!(usual);
            prop_assert_eq!(WordLists::read(&lists.write(), Written::File), lists);
        }

        #[test]
        fn hostile_text_makes_entries_or_none(text in "(?s).{0,200}") {
            for written in [Written::Typed, Written::File] {
                let lists = WordLists::read(&text, written);
                prop_assert!(lists.rules.iter().all(|rule| !rule.text.is_empty()));
                prop_assert!(DomainLists::read(&text, written).len() <= text.len() + 1);
            }
        }
    }
}
