//! A learned second opinion: a linear model over hashed features scores each word of a possible
//! name, with the rules' own labels among its features.
//!
//! Weights learned by the averaged structured perceptron (Collins 2002): `models/names.md` says
//! from what, `training/names.rs` how. Only words that can belong to a name are looked at.

use super::gazetteer::Known;
use super::score::Kind;
use super::word::{Shape, Word};
use std::ops::Range;

/// Outside, then begin and inside for person, organisation, place.
pub const LABELS: usize = 7;
/// Rows of weights, one weight per label each.
pub const BUCKETS: usize = 1 << 18;

/// Quantised weights, row by row.
static MODEL: &[u8] = include_bytes!("../../../models/names.bin");
/// So much of a score is one vote of the rules (tuned on held-out articles).
const VOTE: f32 = 240.0;

/// A stretch of words to be labelled together, each with the features that hold of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Stretch {
    /// Indices of the words.
    pub(super) words: Range<usize>,
    pub(super) features: Vec<Vec<u32>>,
}

/// How the shipped model scores words as nothing, person, organisation and place, in the rules' votes; zeros for
/// words that cannot belong to a name, and for those of lines in capitals.
pub(super) fn scores(text: &str, words: &[Word], phrases: &[(usize, Known)], rules: &[u8]) -> Vec<[f32; 4]> {
    let mut scores = vec![[0.0; 4]; words.len()];
    let runs = runs(text, words);
    let noted = noted(text, words, phrases, rules, &runs);
    for run in runs.iter().filter(|run| words.get(run.start).is_none_or(|first| !first.shouted())) {
        for (at, slot) in run.clone().zip(scores.iter_mut().skip(run.start)) {
            let mut sums = [0_i16; LABELS];
            each_feature(words, &noted, run, at, |feature| add_weights(feature, &mut sums));
            let [outside, person, organization, place, in_person, in_organization, in_place] = sums;
            let best = [outside, person.max(in_person), organization.max(in_organization), place.max(in_place)];
            *slot = best.map(|sum| f32::from(sum) / VOTE);
        }
    }
    scores
}

/// Adds the weights of a feature, by label; some sixty features of at most 127 fit an `i16`.
fn add_weights(feature: u32, sums: &mut [i16; LABELS]) {
    let row = feature as usize * LABELS;
    let weights = MODEL.get(row..row + LABELS).and_then(|row| <&[u8; LABELS]>::try_from(row).ok());
    for (sum, &weight) in sums.iter_mut().zip(weights.unwrap_or(&[0; LABELS])) {
        *sum = sum.wrapping_add(i16::from(weight.cast_signed()));
    }
}

/// The label of a kind's first or later word.
pub(super) const fn label(kind: Kind, first: bool) -> u8 {
    let begin = match kind {
        Kind::Person => 1,
        Kind::Organization => 2,
        Kind::Place => 3,
        Kind::Other => return 0,
    };
    if first { begin } else { begin + 3 }
}

/// What is noted of each word once, for the features of its neighbours too.
#[derive(Debug, Clone, Copy, Default)]
struct Noted {
    lower: u32,
    prefix: u32,
    suffixes: [u32; 3],
    form: u32,
    known: u32,
    rule: u32,
    phrase: u32,
}

/// The stretches of a text and their features. `rules` holds the label the rules give each word.
pub(super) fn stretches(text: &str, words: &[Word], phrases: &[(usize, Known)], rules: &[u8]) -> Vec<Stretch> {
    let runs = runs(text, words);
    let noted = noted(text, words, phrases, rules, &runs);
    let features = |run: &Range<usize>| run.clone().map(|at| features(words, &noted, run, at)).collect();
    runs.into_iter().map(|run| Stretch { features: features(&run), words: run }).collect()
}

/// What is noted of the words in and around runs. `rules` holds the label the rules give each word.
fn noted(text: &str, words: &[Word], phrases: &[(usize, Known)], rules: &[u8], runs: &[Range<usize>]) -> Vec<Noted> {
    let mut phrase_of = vec![0_u32; words.len()];
    for (at, &(length, known)) in phrases.iter().enumerate() {
        for (inside, slot) in phrase_of.iter_mut().skip(at).take(length).enumerate() {
            if length > 1 && known != Known::default() {
                *slot = known.bits() << 1 | u32::from(inside > 0);
            }
        }
    }
    let mut noted = vec![Noted::default(); words.len()];
    let mut done = 0;
    for run in runs {
        // Features look at two words on either side.
        let (from, to) = (run.start.saturating_sub(2).max(done), (run.end + 2).min(words.len()));
        let seen = noted.iter_mut().zip(words).zip(phrase_of.iter().zip(rules)).take(to).skip(from);
        for ((slot, word), (&phrase, &rule)) in seen {
            *slot = note(text, word, phrase, rule);
        }
        done = done.max(to);
    }
    noted
}

/// Runs of words that may belong to names.
fn runs(text: &str, words: &[Word]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<Range<usize>> = None;
    for (at, word) in words.iter().enumerate() {
        if word.breaks
            && let Some(run) = open.take()
        {
            found.push(run);
        }
        if word.capital() || (word.shape == Shape::Number && neighbour(words, at)) {
            open = Some(open.map_or(at, |run| run.start)..at + 1);
        } else if let Some(run) = open.clone() {
            // A connecting word stays in the run if a capital follows soon.
            if !(connects(text, word) && at - (run.end - 1) <= 2) {
                found.push(run);
                open = None;
            }
        }
    }
    found.extend(open);
    found
}

fn neighbour(words: &[Word], at: usize) -> bool {
    at.checked_sub(1).and_then(|b| words.get(b)).is_some_and(Word::capital)
        || words.get(at + 1).is_some_and(Word::capital)
}

fn connects(text: &str, word: &Word) -> bool {
    match word.shape {
        Shape::Mark => matches!(word.of(text), "&" | "-" | "'" | "’" | "/" | "+" | "."),
        Shape::Lower => {
            word.known.any(Known::PARTICLE)
                || matches!(word.of(text), "of" | "the" | "for" | "and" | "on" | "in" | "to" | "s" | "e" | "a")
        }
        Shape::Number => true,
        Shape::Capital | Shape::Upper | Shape::Initial => false,
    }
}

fn note(text: &str, word: &Word, phrase: u32, rule: u8) -> Noted {
    let written = word.of(text);
    let letters = lower_hashes(written);
    let mut form = match word.shape {
        Shape::Lower => 1,
        Shape::Capital => 2,
        Shape::Upper => 3,
        Shape::Initial => 4,
        Shape::Number => 5,
        Shape::Mark => 6,
    };
    form |= u32::from(word.opens) << 3 | u32::from(word.shouted()) << 4 | u32::from(word.possessive) << 5;
    form |= u32::from(written.contains('-')) << 6 | u32::from(written.contains('.')) << 7;
    form |= u32::from(written.chars().skip(1).any(char::is_uppercase) && word.shape == Shape::Capital) << 8;
    Noted {
        lower: letters.whole,
        prefix: letters.prefix,
        suffixes: letters.suffixes,
        form,
        known: word.known.bits(),
        rule: u32::from(rule),
        phrase,
    }
}

fn features(words: &[Word], noted: &[Noted], run: &Range<usize>, at: usize) -> Vec<u32> {
    let mut found = Vec::with_capacity(56);
    each_feature(words, noted, run, at, |feature| found.push(feature));
    found
}

/// Hands over the features of a word, one by one.
fn each_feature(words: &[Word], noted: &[Noted], run: &Range<usize>, at: usize, mut take: impl FnMut(u32)) {
    let near = |offset: isize| at.checked_add_signed(offset).and_then(|i| noted.get(i)).copied().unwrap_or_default();
    let own = near(0);
    let around = [near(-2), near(-1), near(1), near(2)];
    let breaks = words.get(at).is_some_and(|w| w.breaks);
    let mut template = 0;
    let mut pair = |(a, b)| {
        template += 1;
        take(mix(template, a, b));
    };
    of_word(own, breaks).into_iter().for_each(&mut pair);
    of_neighbours(own, around).into_iter().for_each(&mut pair);
    of_run(noted, run, at, own).into_iter().for_each(&mut pair);
    (0..20).filter(|bit| own.known >> bit & 1 == 1).for_each(|bit| take(mix(100 + bit, own.form & FORM, 0)));
}

/// The shape, without what else is noted of a form.
const FORM: u32 = 0b111;

fn of_word(own: Noted, breaks: bool) -> [(u32, u32); 12] {
    let form = own.form & FORM;
    let [two, three, four] = own.suffixes;
    [
        (0, 0),
        (own.lower, 0),
        (own.form, u32::from(breaks)),
        (own.form, own.rule),
        (own.prefix, form),
        (two, form),
        (three, form),
        (four, form),
        (own.known, 0),
        (own.rule, own.known),
        (own.rule, own.lower),
        (own.phrase, own.rule),
    ]
}

fn of_neighbours(own: Noted, [left2, left, right, right2]: [Noted; 4]) -> [(u32, u32); 23] {
    let form = own.form & FORM;
    let ([_, left_end, _], [_, right_end, _]) = (left.suffixes, right.suffixes);
    [
        (left.lower, 0),
        (right.lower, 0),
        (left2.lower, 0),
        (right2.lower, 0),
        (own.form, left.form),
        (own.form, right.form),
        (left.known, form),
        (right.known, form),
        (own.known, left.known),
        (own.known, right.known),
        (own.rule, left.rule),
        (own.rule, right.rule),
        (left.lower, form),
        (left.lower, own.rule),
        (right.lower, form),
        (right.lower, own.rule),
        (left.lower, own.lower),
        (own.lower, right.lower),
        (left2.lower, left.lower),
        (right.lower, right2.lower),
        (left_end, own.rule),
        (right_end, own.rule),
        (own.phrase, 0),
    ]
}

/// Where the word stands in its run, and what begins, ends and surrounds the run.
fn of_run(noted: &[Noted], run: &Range<usize>, at: usize, own: Noted) -> [(u32, u32); 10] {
    let get = |at: Option<usize>| at.and_then(|at| noted.get(at)).copied().unwrap_or_default();
    let (first, last) = (get(Some(run.start)), get(run.end.checked_sub(1)));
    let (before, beyond) = (get(run.start.checked_sub(1)), get(Some(run.end)));
    let from_start = u32::try_from((at - run.start).min(3)).unwrap_or_default();
    let to_end = u32::try_from((run.end - 1 - at).min(3)).unwrap_or_default();
    let place = from_start * 4 + to_end;
    [
        (own.rule, place),
        (place, own.form & FORM),
        (first.lower, from_start),
        (first.known, from_start),
        (last.lower, to_end),
        (last.known, to_end),
        (before.lower, place),
        (before.known, place),
        (beyond.lower, place),
        (beyond.known, place),
    ]
}

const PRIME: u32 = 0x0100_0193;

fn hash<L: Copy + Into<u32>>(letters: &[L]) -> u32 {
    letters.iter().fold(0x811C_9DC5, |hash, &c| (hash ^ c.into()).wrapping_mul(PRIME))
}

/// Hashes of a word's beginning in lower case: whole, its first three letters, its last two, three and four.
struct Hashes {
    whole: u32,
    prefix: u32,
    suffixes: [u32; 3],
}

/// Letters of a word that are looked at.
const LETTERS: usize = 24;

fn lower_hashes(written: &str) -> Hashes {
    if written.is_ascii() {
        let mut buffer = [0_u8; LETTERS];
        let length = written.len().min(LETTERS);
        for (slot, byte) in buffer.iter_mut().zip(written.bytes()) {
            *slot = byte.to_ascii_lowercase();
        }
        return hashes(buffer.get(..length).unwrap_or_default());
    }
    // One letter has at most three in lower case.
    let mut buffer = ['\0'; 3 * LETTERS];
    let mut length = 0;
    for (slot, c) in buffer.iter_mut().zip(written.chars().take(LETTERS).flat_map(char::to_lowercase)) {
        (*slot, length) = (c, length + 1);
    }
    hashes(buffer.get(..length).unwrap_or_default())
}

fn hashes<L: Copy + Into<u32>>(lower: &[L]) -> Hashes {
    let tail = |n: usize| hash(lower.get(lower.len().saturating_sub(n)..).unwrap_or_default());
    Hashes { whole: hash(lower), prefix: hash(lower.get(..3).unwrap_or(lower)), suffixes: [tail(2), tail(3), tail(4)] }
}

#[expect(clippy::cast_possible_truncation, reason = "a quarter of a million")]
const BUCKET_COUNT: u32 = BUCKETS as u32;

/// A bucket for a template and two values.
fn mix(template: u32, a: u32, b: u32) -> u32 {
    let mut hash = template.wrapping_mul(0x9E37_79B1);
    for value in [a, b] {
        hash = (hash ^ value).wrapping_mul(0x85EB_CA6B);
        hash ^= hash >> 15;
    }
    hash = hash.wrapping_mul(0xC2B2_AE35);
    (hash ^ hash >> 13) % BUCKET_COUNT
}
