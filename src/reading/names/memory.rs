//! What the article as a whole calls a name: "Smith" is a person where "John Smith" was one.

use super::candidate::Candidate;
use super::gazetteer::Known;
use super::score::{Kind, Votes};
use super::word::{self, Shape, Word};
use foldhash::fast::RandomState;
use std::collections::HashMap;

/// What a body's first word may be besides its own name.
const SHARED: Known =
    Known::PLACE.and(Known::COMMON).and(Known::NATION).and(Known::SURNAME).and(Known::GIVEN).and(Known::TITLE);

/// Votes by name over all mentions of an article.
#[derive(Debug, Default)]
pub(super) struct Memory<'k> {
    /// Sum of votes and number of mentions.
    whole: HashMap<&'k str, (Votes, f32), RandomState>,
    /// Last and first words of people, first words and initials of organisations.
    parts: HashMap<String, Votes, RandomState>,
}

impl<'k> Memory<'k> {
    /// Remembers candidates by their [`keys`].
    pub(super) fn new(
        text: &str,
        words: &[Word],
        (candidates, keys): (&[Candidate], &'k [String]),
        votes: &[Votes],
    ) -> Self {
        let mut memory = Self::default();
        for ((candidate, key), votes) in candidates.iter().zip(keys).zip(votes) {
            let name = words.get(candidate.from..candidate.to).unwrap_or_default();
            let entry = memory.whole.entry(key).or_default();
            entry.0.add(*votes, 1.0);
            entry.1 += 1.0;
            if name.len() > 1 {
                memory.learn_parts(text, name, *votes);
            }
        }
        memory
    }

    fn learn_parts(&mut self, text: &str, name: &[Word], votes: Votes) {
        let mut part = |word: &[Word], more: Votes| self.parts.entry(key(text, word)).or_default().add(more, 1.0);
        let (Some(first), Some(last)) = (name.get(..1), name.last()) else { return };
        match votes.winner() {
            Kind::Person => {
                part(&[*last], Votes { person: 3.0, ..Votes::default() });
                part(first, Votes { person: 1.0, ..Votes::default() });
            }
            Kind::Organization => {
                let short: String = name
                    .iter()
                    .filter(|w| w.shape != Shape::Lower)
                    .filter_map(|w| w.of(text).chars().next())
                    .flat_map(char::to_lowercase)
                    .collect();
                if short.len() > 1 {
                    self.parts.entry(short).or_default().add(Votes { organization: 3.0, ..Votes::default() }, 1.0);
                }
                let mut part =
                    |word: &[Word], more: Votes| self.parts.entry(key(text, word)).or_default().add(more, 1.0);
                // "Kestrel" of "Kestrel Foods"; not "Clinton" of "Clinton Foundation".
                let own = |w: &Word| !w.known.any(SHARED) && w.shape == Shape::Capital;
                let trade = last.known.any(Known::ORG_WORD) && first.iter().all(own);
                part(first, Votes { organization: if trade { 2.0 } else { 0.8 }, ..Votes::default() });
            }
            Kind::Place | Kind::Other => {}
        }
    }

    /// A mention's own votes and those of the rest of the article.
    pub(super) fn recall(&self, key: &str, candidate: Candidate, own: Votes) -> Votes {
        let mut votes = own;
        if let Some(&(sum, mentions)) = self.whole.get(key)
            && mentions > 1.0
        {
            votes.add(sum, 1.0 / mentions.sqrt());
        }
        if candidate.len() == 1
            && let Some(&part) = self.parts.get(key)
        {
            let most = part.person.max(part.organization).max(1.0);
            votes.add(part, 4.0_f32.min(most) / most);
        }
        votes
    }
}

/// The names of candidates, by which they are remembered.
pub(super) fn keys(text: &str, words: &[Word], candidates: &[Candidate]) -> Vec<String> {
    candidates.iter().map(|c| key(text, words.get(c.from..c.to).unwrap_or_default())).collect()
}

/// A name without regard to case and line breaks.
fn key(text: &str, name: &[Word]) -> String {
    let mut key = String::with_capacity(
        name.last().zip(name.first()).map_or(0, |(l, f)| l.span.end.saturating_sub(f.span.start)),
    );
    for each in name {
        if !key.is_empty() {
            key.push(' ');
        }
        for part in each.of(text).split('.') {
            word::push_lower(&mut key, part);
        }
    }
    key
}
