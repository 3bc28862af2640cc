//! How much speaks for a candidate being a person, an organisation, a place, or no name at all.
//!
//! Weights are small whole-number votes; every cue names an example.

mod beside;

use super::candidate::Candidate;
use super::gazetteer::Known;
use super::word::{Shape, Word};

/// The kinds of name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Person,
    Organization,
    Place,
    /// A name of something else, or none.
    Other,
}

/// Votes for each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Votes {
    pub(super) person: f32,
    pub(super) organization: f32,
    pub(super) place: f32,
    pub(super) other: f32,
}

impl Votes {
    pub(super) fn add(&mut self, more: Self, weight: f32) {
        self.person += weight * more.person;
        self.organization += weight * more.organization;
        self.place += weight * more.place;
        self.other += weight * more.other;
    }

    /// The kind with most votes; none wins a tie.
    pub(super) fn winner(self) -> Kind {
        let best = self.person.max(self.organization).max(self.place);
        if self.other >= best {
            Kind::Other
        } else if self.person >= best {
            Kind::Person
        } else if self.place >= best {
            Kind::Place
        } else {
            Kind::Organization
        }
    }
}

/// A candidate in its surroundings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) text: &'a str,
    pub(super) words: &'a [Word],
    pub(super) candidate: Candidate,
}

impl<'a> Context<'a> {
    fn name(&self) -> &'a [Word] {
        self.words.get(self.candidate.from..self.candidate.to).unwrap_or_default()
    }

    fn before(&self, back: usize) -> Option<&'a Word> {
        let first = self.words.get(self.candidate.from)?;
        let crosses = first.breaks
            || (1..back)
                .any(|b| self.candidate.from.checked_sub(b).and_then(|at| self.words.get(at)).is_none_or(|w| w.breaks));
        if crosses { None } else { self.words.get(self.candidate.from.checked_sub(back)?) }
    }

    fn after(&self, ahead: usize) -> Option<&'a Word> {
        let last = self.candidate.to + ahead;
        let crosses = (self.candidate.to..=last).any(|at| self.words.get(at).is_none_or(|w| w.breaks));
        if crosses { None } else { self.words.get(last) }
    }

    fn word(&self, word: Option<&'a Word>) -> &'a str {
        word.map_or("", |w| w.of(self.text))
    }
}

/// All votes on a candidate.
pub(super) fn votes(context: &Context) -> Votes {
    let mut votes = Votes { person: 0.6, organization: 0.5, place: 0.2, other: 1.0 };
    known(context, &mut votes);
    shape(context, &mut votes);
    words(context, &mut votes);
    before(context, &mut votes);
    after(context, &mut votes);
    beside::nouns(context, &mut votes);
    beside::offices(context, &mut votes);
    beside::trade(context, &mut votes);
    beside::dateline(context, &mut votes);
    beside::team(context, &mut votes);
    votes
}

fn known(context: &Context, votes: &mut Votes) {
    let known = context.candidate.known;
    if known.any(Known::COUNTRY) {
        votes.place += 6.0;
    } else if known.any(Known::REGION) {
        votes.place += 5.0;
    } else if known.any(Known::CITY) {
        votes.place += 4.0;
    }
    if known.any(Known::ORG) {
        votes.organization += 4.5;
    }
    if known.any(Known::NATION) && !known.any(Known::PLACE.and(Known::GIVEN)) {
        votes.other += 7.0;
    }
    if known.any(Known::CALENDAR) {
        votes.other += 7.0;
    }
    if context.candidate.titled {
        votes.person += 5.0;
    }
}

fn shape(context: &Context, votes: &mut Votes) {
    let name = context.name();
    let [first, ..] = name else { return };
    if let [only] = name {
        if only.shape == Shape::Upper && !only.shouted() && only.span.len() <= 6 && !only.opens {
            votes.organization += 2.0;
        } else if only.shape == Shape::Upper && !only.shouted() {
            votes.organization += 1.0;
        }
        if only.known.any(Known::COMMON) {
            votes.other += if only.opens || only.shouted() { 4.0 } else { 1.5 };
        }
        if only.known.any(Known::TITLE.and(Known::ORG_HEAD).and(Known::PLACE_WORD)) && !only.known.any(Known::GIVEN) {
            votes.other += 2.0;
        }
        if only.shape == Shape::Initial {
            votes.other += 4.0;
        }
        let ending = |end: &str| only.of(context.text).ends_with(end);
        if only.opens && (ending("ly") || ending("ism") || ending("tion") || ending("ness")) {
            votes.other += 2.5;
        }
        if !only.known.any(Known::COMMON) && !only.shouted() {
            votes.person += 0.8;
        }
        return;
    }
    if name.iter().all(|w| w.shape == Shape::Initial) {
        votes.other += 6.0;
    }
    if name.iter().all(|w| w.known.any(Known::COMMON) || w.shape == Shape::Lower) {
        votes.other += 2.0;
    } else if name.len() <= 3 && !first.shouted() {
        votes.person += 1.4;
    }
    if name.iter().skip(1).any(|w| w.shape == Shape::Initial) || first.shape == Shape::Initial {
        votes.person += 2.5;
    }
    if name
        .iter()
        .skip(1)
        .any(|w| matches!(w.of(context.text), "Jr." | "Jr" | "Sr." | "bin" | "von" | "van" | "ibn" | "al"))
    {
        votes.person += 4.0;
    }
    if name.iter().any(|w| w.of(context.text) == "&") {
        votes.organization += 4.0;
    }
}

/// What the words of the name are.
fn words(context: &Context, votes: &mut Votes) {
    let name = context.name();
    let (Some(first), Some(last)) = (name.first(), name.last()) else { return };
    let single = name.len() == 1;
    if first.known.any(Known::GIVEN) {
        votes.person += if single { 1.6 } else { 3.5 };
    }
    if last.known.any(Known::SURNAME) {
        votes.person += 2.0;
    }
    if single {
        return;
    }
    let of = name.iter().position(|w| matches!(w.of(context.text), "of" | "for" | "on" | "de" | "del"));
    if of.is_some() && first.known.any(Known::ORG_HEAD)
        || name.iter().take(of.unwrap_or(0)).any(|w| w.known.any(Known::ORG_HEAD))
    {
        votes.organization += 5.0;
    } else if of.is_some() && first.known.any(Known::PLACE_HEAD.and(Known::PLACE_WORD)) {
        votes.place += 3.0;
    }
    let ends = Known::GIVEN.and(Known::SURNAME);
    if last.known.any(Known::ORG_WORD) {
        votes.organization += 5.0;
    } else if last.known.any(Known::PLACE_WORD) && !last.known.any(ends) {
        votes.place += 4.5;
    } else if last.known.any(Known::MISC_WORD) && of.is_none() {
        votes.other += 5.0;
    }
    if first.known.any(Known::PLACE_HEAD) && !last.known.any(Known::ORG_WORD) {
        votes.place += 1.5;
    }
    if first.known.any(Known::PLACE) && !first.known.any(Known::GIVEN) && !last.known.any(Known::PLACE_WORD) {
        votes.organization += 1.5;
        votes.person -= 1.0;
    }
    let inner = name.iter().take(name.len() - 1);
    if inner.clone().any(|w| w.known.any(Known::ORG_WORD) && !w.known.any(ends)) {
        votes.organization += 1.5;
    }
}

fn before(context: &Context, votes: &mut Votes) {
    let Some(word) = context.before(1) else { return };
    let single = context.candidate.len() == 1;
    match context.word(Some(word)) {
        "in" | "In" => votes.add(Votes { place: 2.5, person: -1.0, organization: 0.3, other: 0.0 }, 1.0),
        "near" | "outside" | "across" | "throughout" | "Near" | "northern" | "southern" | "eastern" | "western"
        | "central" | "downtown" | "around" => {
            votes.add(Votes { place: 3.0, person: -1.0, organization: 0.0, other: 0.0 }, 1.0);
        }
        "at" | "At" | "into" | "from" | "From" => {
            votes.add(Votes { place: 1.2, person: -0.3, organization: 0.8, other: 0.0 }, 1.0);
        }
        "to" | "of" => votes.add(Votes { place: 0.6, organization: 0.3, person: 0.0, other: 0.0 }, 1.0),
        "the" | "The" => votes.add(Votes { organization: 1.3, person: -2.5, place: 0.0, other: 0.8 }, 1.0),
        "by" | "By" | "with" => votes.add(Votes { person: 0.6, organization: 0.4, place: 0.0, other: 0.0 }, 1.0),
        "a" | "an" | "A" | "An" | "every" | "no" | "some" | "many" | "two" | "three" => {
            votes.add(Votes { other: 1.5, person: -1.0, organization: 0.0, place: -1.0 }, 1.0);
        }
        "against" | "v" | "vs" | "beat" => {
            votes.add(Votes { organization: 0.8, person: 0.8, place: 0.3, other: 0.0 }, 1.0);
        }
        _ => {}
    }
    if word.known.any(Known::TITLE) && word.capital() && !word.known.any(Known::ORG_WORD) {
        votes.person += 3.0;
    } else if word.known.any(Known::JOB) && word.shape == Shape::Lower {
        votes.person += if single { 2.0 } else { 3.0 };
    } else if word.known.any(Known::SPEECH) {
        votes.person += 1.5;
        votes.organization += 0.5;
    }
    if context.word(Some(word)) == ","
        && context.before(2).is_some_and(|w| w.known.any(Known::JOB) && w.shape == Shape::Lower)
    {
        votes.person += 1.5;
    }
}

/// What a country has.
const STATE: [&str; 15] = [
    "government",
    "parliament",
    "foreign",
    "capital",
    "border",
    "borders",
    "economy",
    "army",
    "embassy",
    "ambassador",
    "interior",
    "coast",
    "population",
    "constitution",
    "currency",
];

fn after(context: &Context, votes: &mut Votes) {
    let possessive = context.name().last().is_some_and(|w| w.possessive);
    let Some(next) = context.after(0) else { return };
    let second = context.after(1);
    match context.word(Some(next)) {
        "who" | "whose" | "himself" | "herself" => votes.person += 3.0,
        "," => {
            if let Some(age) = second
                && age.shape == Shape::Number
                && age.span.len() <= 3
            {
                votes.person += 2.5;
            }
            match context.word(second) {
                "who" | "whose" => votes.person += 3.0,
                "a" | "an" | "the" | "his" | "her" | "their" | "its" if appositive(context) => votes.person += 2.0,
                _ => {}
            }
            if second.is_some_and(|w| w.known.any(Known::JOB) && w.shape == Shape::Lower) {
                votes.person += 2.0;
            }
            if second.is_some_and(|w| w.known.any(Known::COUNTRY.and(Known::REGION)) && w.capital()) {
                votes.place += 2.0;
            }
        }
        "(" if context.word(context.after(2)) == ")" && second.is_some_and(|w| w.shape == Shape::Upper) => {
            votes.organization += 2.0;
        }
        _ => {}
    }
    if possessive {
        // "Belmark's foreign ministry"
        if next.shape == Shape::Lower && STATE.contains(&context.word(Some(next))) {
            votes.place += 2.0;
        }
        if next.known.any(Known::JOB) {
            votes.organization += 0.8;
            votes.place += 0.6;
        }
        return;
    }
    if next.shape == Shape::Lower && next.known.any(Known::SPEECH) {
        votes.person += 1.8;
        votes.organization += 0.8;
        votes.place -= 0.5;
    } else if next.shape == Shape::Lower && next.known.any(Known::PERSON_VERB) {
        votes.person += 1.0;
        votes.organization += 0.3;
    }
}

/// ", the former chairman": a job within the next words after the comma.
fn appositive(context: &Context) -> bool {
    (2..8)
        .map_while(|ahead| context.after(ahead))
        .take_while(|w| w.shape != Shape::Mark)
        .any(|w| w.known.any(Known::JOB) && w.shape == Shape::Lower)
}
