//! Numbers in digits and words: "24", "1,000", "2.5", "5 1/2", "twenty-four", "two and a half".

use super::{Found, Parser};
use crate::reading::dates::lexicon::Sense;
use crate::reading::dates::meaning::Quantity;

/// Larger counts of any unit are not dates.
const LARGEST: u64 = 100_000_000_000;

/// Groups of digits and scale words in one number, so that reading stays linear.
const GROUPS: usize = 6;

impl Parser<'_> {
    /// A number of units, with its halves and tenths.
    pub(super) fn quantity(&self, at: usize) -> Found<Quantity> {
        if self.is(at, &["half"]) {
            let end = if self.is(at + 1, &["a", "an"]) { at + 2 } else { self.past_hyphen(at + 1) };
            return Some((end, Quantity::Half(0)));
        }
        if let Some(found) = self.vague(at) {
            return Some(found);
        }
        let (end, whole) = self.whole(at)?;
        if let Some(end) = self.half(end) {
            return Some((end, Quantity::Half(whole)));
        }
        if self.mark(end, '.') && self.glued(end) && self.glued(end + 1) && self.digit_count(end + 1) == 1 {
            let tenths = whole.checked_mul(10)?.checked_add(self.digits(end + 1, 1)?)?;
            return Some((end + 2, if tenths % 10 == 5 { Quantity::Half(whole) } else { Quantity::Tenths(tenths) }));
        }
        Some((end, Quantity::Exactly(whole)))
    }

    /// "1/2", "½", "and a half"
    fn half(&self, at: usize) -> Option<usize> {
        if self.are(at, &["1", "/", "2"]) {
            Some(at + 3)
        } else if self.mark(at, '½') {
            Some(at + 1)
        } else {
            self.and_a_half(at)
        }
    }

    pub(super) fn and_a_half(&self, at: usize) -> Option<usize> {
        if self.are(at, &["and", "a", "half"]) {
            return Some(at + 3);
        }
        (self.are(at, &["and", "half"]) && self.any_unit(at + 2).is_some()).then_some(at + 2)
    }

    /// "several", "a few", "a couple of", "dozens of"
    fn vague(&self, at: usize) -> Found<Quantity> {
        let start = if self.is(at, &["a", "the"]) { at + 1 } else { at };
        self.sense(start, |s| (s == Sense::Vague).then_some(()))?;
        let end = if self.is(start + 1, &["of"]) { start + 2 } else { self.past_hyphen(start + 1) };
        let two = self.is(start, &["couple"]);
        // "a several" is no English; "a few" and "a couple" are.
        if start > at && !self.is(start, &["few", "couple"]) {
            return None;
        }
        let end = if self.is(end, &["more"]) { end + 1 } else { end };
        Some((end, if two { Quantity::Exactly(2) } else { Quantity::Vague }))
    }

    /// A whole number in digits or words.
    pub(super) fn whole(&self, at: usize) -> Found<u64> {
        let (end, value) = self.in_digits(at).or_else(|| self.in_words(at))?;
        (value <= LARGEST).then_some((end, value))
    }

    fn in_digits(&self, at: usize) -> Found<u64> {
        let mut value = self.digits(at, 12)?;
        let mut end = at + 1;
        for _ in 0..GROUPS {
            let group = self.mark(end, ',') && self.glued(end) && self.glued(end + 1);
            if !group || self.digit_count(end + 1) != 3 || value >= LARGEST {
                break;
            }
            value = value * 1000 + self.digits(end + 1, 3)?;
            end += 2;
        }
        if let Some(scale) = self.scale(end)
            && value < LARGEST
        {
            return Some((end + 1, value.checked_mul(scale)?));
        }
        Some((end, value))
    }

    fn in_words(&self, at: usize) -> Found<u64> {
        let (mut end, mut value) = match self.below_hundred(at) {
            Some(found) => found,
            None if self.is(at, &["a"]) && self.scale(at + 1).is_some() => (at + 1, 1),
            None => return None,
        };
        for _ in 0..GROUPS {
            let Some(scale) = self.scale(end).filter(|_| value < LARGEST) else { break };
            value = value.checked_mul(scale)?;
            end += 1;
            let next = if self.is(end, &["and"]) { end + 1 } else { end };
            if let Some((after, rest)) = self.below_hundred(next)
                && rest < scale
            {
                value = value.checked_add(rest)?;
                end = after;
            }
        }
        Some((end, value))
    }

    /// "seven", "seventeen", "seventy-seven"
    pub(super) fn below_hundred(&self, at: usize) -> Found<u64> {
        let tens = self.number_word(at)?;
        let next = self.past_hyphen(at + 1);
        match self.number_word(next) {
            Some(ones) if tens >= 20 && (1..10).contains(&ones) => Some((next + 1, tens + ones)),
            _ => Some((at + 1, tens)),
        }
    }

    fn number_word(&self, at: usize) -> Option<u64> {
        self.sense(at, |s| if let Sense::Number(n) = s { Some(n) } else { None })
    }

    fn scale(&self, at: usize) -> Option<u64> {
        self.sense(at, |s| if let Sense::Scale(n) = s { Some(n) } else { None })
    }

    /// "first", "twenty-sixth", "20th"
    pub(super) fn ordinal(&self, at: usize) -> Found<u64> {
        if let Some(value) = self.digits(at, 3) {
            let marked = self.glued(at + 1) && self.is(at + 1, &["st", "nd", "rd", "th"]);
            return marked.then_some((at + 2, value));
        }
        if let Some(value) = self.ordinal_word(at) {
            return Some((at + 1, value));
        }
        let tens = self.number_word(at).filter(|n| *n >= 20)?;
        let next = self.past_hyphen(at + 1);
        let ones = self.ordinal_word(next).filter(|n| *n < 10)?;
        Some((next + 1, tens + ones))
    }

    fn ordinal_word(&self, at: usize) -> Option<u64> {
        self.sense(at, |s| if let Sense::Ordinal(n) = s { Some(n) } else { None })
    }
}
