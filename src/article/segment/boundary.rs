//! Where one sentence of a paragraph ends and the next begins.

use super::cursor::{after, before, run_after, run_before, skip_space, word_after, word_before};
use super::glue::Glue;
use super::lexicon::{Class, class_of, is};
use super::quotes::{Mark, Quotes};
use crate::article::Span;

/// Reads one paragraph from left to right and notes the offsets at which sentences end.
#[derive(Debug)]
pub(super) struct Scanner<'t, 'g> {
    text: &'t str,
    paragraph: Span,
    glue: &'g Glue<'t>,
    quotes: Quotes,
    /// Start of the sentence being read.
    start: usize,
    /// Whether that sentence holds a letter or digit yet.
    begun: bool,
    cuts: Vec<usize>,
}

/// What ends (or seems to end) a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    Dot,
    Ellipsis,
    /// "!" or "?", also of other scripts.
    Mark,
    /// A full stop of a script that writes no space after it.
    Ideographic,
}

/// A stop with its closers, and what follows.
#[derive(Debug, Clone, Copy)]
struct Ending {
    stop: Stop,
    /// Offset of the first stop character.
    at: usize,
    /// After stop characters and closing marks.
    end: usize,
    /// Start of what follows, white space skipped.
    next: usize,
    /// Whether closing marks followed the stop.
    closed: bool,
    quotes: Quotes,
}

/// The offsets inside `paragraph` at which a sentence ends and another follows.
pub(super) fn cuts<'t>(text: &'t str, paragraph: Span, glue: &Glue<'t>) -> Vec<usize> {
    let (start, quotes) = (paragraph.start, Quotes::default());
    let mut scanner = Scanner { text, paragraph, glue, quotes, start, begun: false, cuts: Vec::new() };
    scanner.scan();
    scanner.cuts
}

impl Scanner<'_, '_> {
    fn scan(&mut self) {
        let mut resume = self.paragraph.start;
        let mut previous = ' ';
        for (offset, c) in self.paragraph.of(self.text).char_indices() {
            let at = self.paragraph.start + offset;
            if at >= resume {
                resume = self.step(at, c, previous);
            }
            self.begun = self.begun || c.is_alphanumeric();
            previous = c;
        }
    }

    /// Handles the character at `at`; returns where to go on.
    fn step(&mut self, at: usize, c: char, previous: char) -> usize {
        match c {
            'a'..='z' | ' ' | ',' => at,
            '.' | '!' | '?' | '…' | '。' | '！' | '？' | '।' | '؟' | '۔' => self.stop(at),
            '"' | '\'' | '`' | '“' | '”' | '«' | '»' | '„' => {
                let Some((len, mark)) = self.quotes.read(self.text, at) else { return at };
                self.quotes.pass(mark);
                at + len
            }
            '•' | '●' | '▪' if previous.is_whitespace() => {
                self.cut(at);
                at
            }
            _ if c.is_uppercase() && !previous.is_whitespace() => {
                let sentence = Span::new(self.start, at);
                if self.begun && self.glue.parts(sentence, previous, self.quotes.is_open()) {
                    self.cut(at);
                }
                at
            }
            _ => at,
        }
    }

    fn cut(&mut self, at: usize) {
        if at > self.start {
            self.cuts.push(at);
            self.start = at;
            self.begun = false;
        }
    }

    fn stop(&mut self, at: usize) -> usize {
        let found = self.end_at(at);
        if found.next < self.paragraph.end && self.ends(&found) {
            self.quotes = found.quotes;
            self.cut(found.end);
            return found.end;
        }
        found.at + run_after(self.text, at, is_stop).len().max(1)
    }

    /// Takes in the run of stops at `at` and the marks that close after it.
    fn end_at(&self, at: usize) -> Ending {
        let run = run_after(self.text, at, is_stop);
        let stop = match run {
            "." => Stop::Dot,
            _ if run.contains(['。', '！', '？']) => Stop::Ideographic,
            _ if run.chars().all(|c| matches!(c, '.' | '…')) => Stop::Ellipsis,
            _ => Stop::Mark,
        };
        let mut quotes = self.quotes;
        let inner = at + run.len();
        let mut end = closers(self.text, inner, &mut quotes);
        let mut next = skip_space(self.text, end);
        // Tokenised text: `it . " Next`
        if end == inner
            && next > end
            && before(self.text, at).is_none_or(char::is_whitespace)
            && let Some(len) = lone_closer(self.text, next, quotes)
        {
            quotes.pass(Mark::Closes);
            end = next + len;
            next = skip_space(self.text, end);
        }
        Ending { stop, at, end, next, closed: end > inner, quotes }
    }

    fn ends(&self, found: &Ending) -> bool {
        let begun = Span::new(self.start, found.at).of(self.text);
        if found.stop == Stop::Ideographic {
            return true;
        }
        if !self.begun || found.stop == Stop::Dot && begun.len() <= 16 && is_enumerator(begun.trim()) {
            return false;
        }
        if found.next == found.end { self.ends_glued(found) } else { self.ends_spaced(found) }
    }

    fn ends_spaced(&self, found: &Ending) -> bool {
        let opener = skip_openers(self.text, found.next);
        let Some(first) = after(self.text, opener) else { return true };
        let word = word_after(self.text, opener);
        if first.is_lowercase() {
            // "iPhone", "eBay"
            return word.chars().nth(1).is_some_and(char::is_uppercase) && found.stop != Stop::Ellipsis;
        }
        if !first.is_alphanumeric() {
            return !matches!(
                first,
                ',' | ';' | ':' | '.' | '!' | '?' | ')' | ']' | '”' | '»' | '%' | '/' | '&' | '=' | '+'
            );
        }
        match found.stop {
            Stop::Ellipsis => {
                let spaced = before(self.text, found.at).is_none_or(char::is_whitespace);
                !(first.is_numeric() || spaced && word == "I")
            }
            Stop::Mark => !self.is_name_or_attributed(found, opener),
            Stop::Dot => self.dot_ends(found, first, word, opener > found.next),
            Stop::Ideographic => true,
        }
    }

    /// "Yahoo! Inc.", "“Why?” Smith asked."
    fn is_name_or_attributed(&self, found: &Ending, opener: usize) -> bool {
        let name = word_before(self.text, found.at);
        if !found.closed && is(name, Class::Exclaimed) && !begins_sentence(word_after(self.text, opener)) {
            return true;
        }
        let tail: String = self.text.get(opener..).unwrap_or_default().chars().take(80).collect();
        let mut words = tail.split_whitespace().map(|w| w.trim_end_matches([',', '.']));
        let names = words.by_ref().take(5).take_while(|w| w.chars().next().is_some_and(char::is_uppercase));
        let count = names.count();
        let verb = tail.split_whitespace().nth(count).map(|w| w.trim_end_matches([',', '.', ':']));
        found.closed && (1..=4).contains(&count) && verb.is_some_and(|v| is(v, Class::Speech))
    }

    fn dot_ends(&self, found: &Ending, first: char, next: &str, opened: bool) -> bool {
        let word = word_before(self.text, found.at);
        if word.is_empty() {
            return true;
        }
        let begins = begins_sentence(next) || opened && !first.is_numeric();
        match abbreviation(word) {
            None => true,
            Some(Abbreviation::Of(Class::Title | Class::Never)) => false,
            Some(Abbreviation::Of(Class::Numbered)) => !first.is_numeric(),
            Some(Abbreviation::Of(Class::Closing)) => !first.is_numeric() || found.closed,
            Some(Abbreviation::Clock) => !is(next, Class::Clock) && !first.is_numeric(),
            Some(Abbreviation::Of(_) | Abbreviation::Initials) => begins,
        }
    }

    fn ends_glued(&self, found: &Ending) -> bool {
        let opener = skip_openers(self.text, found.next);
        let Some(first) = after(self.text, opener) else { return true };
        let word = word_after(self.text, opener);
        if is_address(self.text, found.at) {
            return false;
        }
        let last = before(self.text, found.at).unwrap_or(' ');
        let money = matches!(first, '$' | '£' | '€');
        if first.is_numeric() || money {
            let before = word_before(self.text, found.at);
            let long = before.chars().filter(|c| c.is_lowercase()).count() >= 3 && abbreviation(before).is_none();
            return first != '0' && (found.closed || last.is_lowercase()) && (long || found.stop == Stop::Mark);
        }
        if !first.is_uppercase() {
            return false;
        }
        match found.stop {
            Stop::Mark => !is(word_before(self.text, found.at), Class::Exclaimed),
            Stop::Dot => self.glued_dot_ends(found, opener, word, last),
            Stop::Ellipsis | Stop::Ideographic => true,
        }
    }

    /// "car.As part of", but not "U.S.Army", "ASP.NET", "Booking.Com".
    fn glued_dot_ends(&self, found: &Ending, opener: usize, next: &str, last: char) -> bool {
        let marked = opener > found.next;
        if !(last.is_alphanumeric() || matches!(last, '%' | ')' | ']' | '"' | '”' | '’' | '\'')) {
            return marked || begins_sentence(next);
        }
        let capitals = |w: &str| !w.chars().any(char::is_lowercase);
        let word = word_before(self.text, found.at);
        let lower: String = next.chars().flat_map(char::to_lowercase).collect();
        let pair = next.len() > 1 && capitals(next) && capitals(word) && word.chars().any(char::is_alphabetic);
        let dotted = after(self.text, opener + next.len()) == Some('.')
            && after(self.text, opener + next.len() + 1).is_some_and(char::is_alphanumeric);
        if !marked && (is(&lower, Class::Domain) || pair || next.len() <= 2 && dotted) {
            return false;
        }
        // "J.Allard": one letter more and a stop.
        if !marked && next.len() == 1 && after(self.text, opener + 1) == Some('.') {
            return word.len() > 3 && last.is_lowercase() && abbreviation(word).is_none();
        }
        abbreviation(word).is_none()
            || begins_sentence(next) && !matches!(abbreviation(word), Some(Abbreviation::Of(Class::Title)))
    }
}

/// A word that may carry a stop of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Abbreviation {
    Of(Class),
    /// "a.m"
    Clock,
    /// "J", "U.S", "Ph.D"
    Initials,
}

fn abbreviation(word: &str) -> Option<Abbreviation> {
    let last = word.rsplit('-').next().unwrap_or(word);
    if matches!(last, "a.m" | "p.m" | "A.M" | "P.M") {
        return Some(Abbreviation::Clock);
    }
    let classes = [Class::Title, Class::Numbered, Class::Suffix, Class::Never, Class::Closing];
    if let Some(class) = class_of(last, &classes).or_else(|| class_of(&capitalised(last), &classes)) {
        return Some(Abbreviation::Of(class));
    }
    match last {
        "e.g" | "i.e" | "p.ej" => return Some(Abbreviation::Of(Class::Never)),
        _ => {}
    }
    let mut parts = last.split('.');
    let initials = parts.all(|p| p.chars().count() <= 2 && p.chars().all(char::is_alphabetic));
    let single = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
    (single || last.contains('.') && initials).then_some(Abbreviation::Initials)
}

/// "GEN" → "Gen", as words.txt has it; other words become nothing.
fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let capitals = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    match letters.next() {
        Some(first) if capitals => std::iter::once(first).chain(letters.flat_map(char::to_lowercase)).collect(),
        _ => String::new(),
    }
}

/// Whether a word begins sentences and is no part of a name.
fn begins_sentence(word: &str) -> bool {
    word.chars().count() > 1
        && class_of(word, &[Class::Strong, Class::Before, Class::StrongSpanish, Class::BeforeSpanish]).is_some()
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '।' | '؟' | '۔')
}

/// The offset after the marks at `at` that close what went before.
fn closers(text: &str, mut at: usize, quotes: &mut Quotes) -> usize {
    // Four marks at most: more are decoration.
    for _ in 0..4 {
        if let Some((len, mark)) = quotes.read(text, at) {
            if mark == Mark::Opens {
                break;
            }
            quotes.pass(mark);
            at += len;
            continue;
        }
        match after(text, at) {
            Some(c @ (')' | ']' | '}' | '’' | '›' | '\'')) => at += c.len_utf8(),
            Some('[') => match reference(text, at) {
                Some(len) => at += len,
                None => break,
            },
            _ => break,
        }
    }
    at
}

/// The length of a note's number: "[12]".
fn reference(text: &str, at: usize) -> Option<usize> {
    let digits = run_after(text, at + 1, |c| c.is_ascii_digit());
    (!digits.is_empty() && after(text, at + 1 + digits.len()) == Some(']')).then_some(digits.len() + 2)
}

/// A closing mark that stands alone between spaces, as tokenised text has it.
fn lone_closer(text: &str, at: usize, quotes: Quotes) -> Option<usize> {
    let tail = text.get(at..)?;
    let len = match tail.chars().next()? {
        '"' if quotes.is_open() => 1,
        '\'' if tail.starts_with("''") => 2,
        '\'' | ')' => 1,
        '”' | '’' => 3,
        _ => return None,
    };
    after(text, at + len).is_none_or(char::is_whitespace).then_some(len)
}

/// Goes past marks that may stand before a sentence's first word.
fn skip_openers(text: &str, at: usize) -> usize {
    let run = run_after(text, at, |c| {
        matches!(
            c,
            '"' | '\'' | '`' | '“' | '‘' | '«' | '„' | '(' | '[' | '-' | '–' | '—' | '*' | '¿' | '¡' | ' ' | '\u{a0}'
        )
    });
    at + run.len()
}

/// "1", "(a", "IV": the number of a list item, not a sentence.
fn is_enumerator(begun: &str) -> bool {
    let bare = begun.trim_start_matches(['(', '[', '#', '-', '•']).trim_start();
    let digits = bare.len() <= 3 && bare.chars().all(|c| c.is_ascii_digit());
    let letter = bare.len() == 1 && bare.chars().all(char::is_alphabetic);
    let roman = bare.len() <= 4 && bare.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    digits || letter || roman
}

/// Whether the run of non-space characters around `at` is a web or mail address.
fn is_address(text: &str, at: usize) -> bool {
    let solid = |c: char| !c.is_whitespace();
    let head = run_before(text, at, solid);
    let tail = run_after(text, at, solid);
    head == "www" || [head, tail].iter().any(|part| part.contains("://") || part.contains("www.") || part.contains('@'))
}
