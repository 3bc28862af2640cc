//! Text that spills over its line, hides characters or runs backwards.
//!
//! Every living script must pass: the limits are above what Thai, Vietnamese, Hebrew with points,
//! Arabic with vowels, Hindi or emoji families need.

use super::Comment;
use crate::article::Span;
use crate::moderation::normal::{is_ignorable, is_stackable_mark};
use crate::moderation::{Check, Checked, Finding, Severity};

/// The kinds of finding this check makes.
pub(crate) const KINDS: &[&str] = &["stacked_marks", "invisible_characters", "direction_override"];

/// Marks of no script on one letter: Vietnamese and phonetic writing need two or three.
const MOST_FREE_MARKS: usize = 2;
/// How many marks beyond that a text may have in all.
const MOST_EXCESS: usize = 2;
/// Marks of whatever kind on one letter: Tibetan and pointed Hebrew need four.
const MOST_MARKS: usize = 5;
/// Invisible characters in a row, and in all, that are none of a script's business.
const LONGEST_HIDDEN: usize = 3;
const MOST_HIDDEN: usize = 7;

/// What is counted while the text goes by.
#[derive(Default)]
struct Count {
    base: usize,
    free: usize,
    marks: usize,
    excess: usize,
    stacked: Option<Span>,
    run: usize,
    hidden: usize,
    invisible: Option<Span>,
}

/// Adds a finding for each of the three ways.
pub(super) fn run(comment: &Comment<'_>, checked: &mut Checked) {
    checked.findings.extend(find(comment.text));
}

fn find(text: &str) -> Vec<Finding> {
    if text.is_ascii() {
        return Vec::new();
    }
    let mut count = Count::default();
    let mut before = None;
    let mut in_flag = false;
    for (at, c) in text.char_indices() {
        let span = Span::new(at, at + c.len_utf8());
        in_flag = c == '\u{1F3F4}' || (in_flag && is_tag(c));
        if is_ignorable(c) {
            let place = if in_flag { Place::AtHome } else { place(before, c, text.get(span.end..)) };
            count.hide(span, place);
        } else {
            count.mark(span, c);
            count.run = 0;
        }
        before = Some(c);
    }
    let stacked = count.stacked.filter(|_| count.excess > MOST_EXCESS);
    let invisible = count.invisible.filter(|_| count.hidden > MOST_HIDDEN);
    let findings = [
        stacked.map(|span| finding("stacked_marks", span, "Marks are stacked on letters.")),
        invisible.map(|span| finding("invisible_characters", span, "Invisible characters are hidden in the text.")),
        overridden(text).map(|span| finding("direction_override", span, "Part of the text is made to run backwards.")),
    ];
    findings.into_iter().flatten().collect()
}

impl Count {
    fn mark(&mut self, span: Span, c: char) {
        let free = is_stackable_mark(c);
        if !free && !unicode_normalization::char::is_combining_mark(c) {
            (self.base, self.free, self.marks) = (span.start, 0, 0);
            return;
        }
        self.marks += 1;
        self.free += usize::from(free);
        let over = self.free > MOST_FREE_MARKS && free;
        if over || self.marks > MOST_MARKS {
            self.excess += 1;
            let start = self.stacked.map_or(self.base, |stacked| stacked.start);
            self.stacked = Some(Span::new(start, span.end));
        }
    }

    fn hide(&mut self, span: Span, place: Place) {
        if place == Place::AtHome {
            return;
        }
        self.run += 1;
        self.hidden += usize::from(place == Place::InAWord);
        if self.run > LONGEST_HIDDEN {
            self.hidden = self.hidden.max(MOST_HIDDEN + 1);
        }
        let start = self.invisible.map_or(span.start, |invisible| invisible.start);
        self.invisible = Some(Span::new(start, span.end));
    }
}

/// Where an invisible character stands. Between words it may have been pasted along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    AtHome,
    InAWord,
    Between,
}

fn place(before: Option<char>, c: char, rest: Option<&str>) -> Place {
    let after = rest.and_then(|rest| rest.chars().next());
    let in_a_word = [before, after].iter().all(|c| c.is_some_and(char::is_alphanumeric));
    match is_at_home(before, c, after) {
        true => Place::AtHome,
        false if in_a_word => Place::InAWord,
        false => Place::Between,
    }
}

/// Whether an invisible character does its work where it stands: joins emoji, shapes the letters of
/// a script that joins them, chooses a picture, hyphenates, orders text that runs from the right.
fn is_at_home(before: Option<char>, c: char, after: Option<char>) -> bool {
    let Some(before) = before else { return c == '\u{FEFF}' };
    let visible = !is_ignorable(before) && !before.is_whitespace();
    match c {
        '\u{FE00}'..='\u{FE0F}' => visible && !before.is_ascii_alphabetic(),
        '\u{200C}' | '\u{200D}' => !before.is_ascii() && (visible || is_picture_selector(before)),
        '\u{AD}' | '\u{200B}' => visible && after.is_some_and(|after| after.is_alphabetic() && !after.is_ascii()),
        '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202C}' | '\u{2066}'..='\u{2069}' => {
            [Some(before), after].into_iter().flatten().any(|c| !c.is_ascii() && !is_ignorable(c))
        }
        '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' => visible && !before.is_ascii(),
        _ => false,
    }
}

/// The letters of a flag's region after the black flag; elsewhere they are a hidden message.
const fn is_tag(c: char) -> bool {
    matches!(c, '\u{E0020}'..='\u{E007F}')
}

const fn is_picture_selector(c: char) -> bool {
    matches!(c, '\u{FE0F}')
}

/// From an override of the direction to where it ends.
fn overridden(text: &str) -> Option<Span> {
    let start = text.find(['\u{202D}', '\u{202E}'])?;
    let rest = text.get(start..)?;
    let end = rest.find(['\u{202C}', '\n']).unwrap_or(rest.len());
    Some(Span::new(start, start + end))
}

fn finding(kind: &'static str, span: Span, explanation: &str) -> Finding {
    Finding {
        check: Check::Zalgo,
        kind: kind.into(),
        severity: Severity::Review,
        span: Some(span),
        explanation: explanation.to_owned(),
    }
}

#[cfg(test)]
mod tests;
