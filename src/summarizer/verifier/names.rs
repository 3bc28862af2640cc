//! Names of a claim: each must stand in the evidence, by itself, by an alias that the article uses,
//! or as what a pronoun in its place stands for.

use super::lexicon::Cues;
use super::passage::{Passage, Unit};
use super::{Case, UnsupportedKind};
use crate::article::{Article, Span};
use crate::reading::{Fact, FactKind, Reading};
use crate::terms::{Class, NO_STEM, Terms};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// So many different names with one word in common are looked at.
const NAMESAKES: usize = 32;
/// A pronoun's name is looked for in so many sentences before it.
const SENTENCES_BACK: usize = 2;

/// The people, bodies and places an article names, each spelling once.
#[derive(Debug, Default)]
pub(super) struct Entities {
    names: Vec<Name>,
    of: FxHashMap<u32, Vec<usize>>,
    /// The names each sentence holds.
    held: FxHashMap<usize, Vec<usize>>,
}

/// One spelling of a name.
#[derive(Debug)]
struct Name {
    kind: FactKind,
    stems: Vec<u32>,
    /// Sentences that hold it, in order.
    sentences: Vec<usize>,
    /// What stands before or after it to say who it is: "Prime Minister".
    titles: Vec<u32>,
}

impl Entities {
    pub(super) fn new(article: &Article, reading: &Reading, terms: &Terms) -> Self {
        let mut entities = Self::default();
        let mut known: FxHashMap<Vec<u32>, usize> = FxHashMap::default();
        for fact in reading.facts.iter().filter(|f| is_name(f)) {
            let Some((sentence, _)) = article.sentence_at(fact.span.start) else { continue };
            let words = terms.sentence(sentence);
            let from = words.partition_point(|w| w.span.end <= fact.span.start);
            let to = words.partition_point(|w| w.span.start < fact.span.end);
            let inside = words.get(from..to).unwrap_or_default();
            let stems: Vec<u32> = inside.iter().map(|w| w.stem).filter(|&s| s != NO_STEM).collect();
            if stems.is_empty() {
                continue;
            }
            let id = *known.entry(stems.clone()).or_insert_with(|| {
                let id = entities.names.len();
                for &stem in &stems {
                    let namesakes = entities.of.entry(stem).or_default();
                    if namesakes.len() < NAMESAKES && namesakes.last() != Some(&id) {
                        namesakes.push(id);
                    }
                }
                entities.names.push(Name { kind: fact.kind(), stems, sentences: Vec::new(), titles: Vec::new() });
                id
            });
            let Some(name) = entities.names.get_mut(id) else { continue };
            if name.sentences.last() != Some(&sentence) {
                name.sentences.push(sentence);
                entities.held.entry(sentence).or_default().push(id);
            }
            name.add_titles(words, from, to);
        }
        entities
    }

    /// The names that the words may stand for: those that hold all of them.
    fn holding<'e>(&'e self, stems: &'e [u32]) -> impl Iterator<Item = &'e Name> {
        let first = stems.first().and_then(|s| self.of.get(s)).into_iter().flatten();
        let names = first.filter_map(|&id| self.names.get(id));
        names.filter(move |name| stems.iter().all(|s| name.stems.contains(s)))
    }

    /// Other spellings of a name.
    fn aliases<'e>(&'e self, name: &'e Name) -> impl Iterator<Item = &'e Name> {
        let namesakes = name.stems.iter().filter_map(|s| self.of.get(s)).flatten();
        namesakes.filter_map(|&id| self.names.get(id)).filter(move |other| name.is_short(other))
    }
}

impl Name {
    fn add_titles(&mut self, words: &[crate::terms::Word], from: usize, to: usize) {
        const MOST: usize = 12;
        const BEFORE: usize = 4;
        const AFTER: usize = 8;
        let before = words.get(from.saturating_sub(BEFORE)..from).unwrap_or_default().iter().rev();
        let before = before.take_while(|w| !w.class.is_mark() && (w.stem != NO_STEM || w.form == "of"));
        let mut after = words.get(to..).unwrap_or_default().iter();
        let apposed = after.next().is_some_and(|w| w.class == Class::Comma)
            && after.clone().next().is_some_and(|w| w.class == Class::Determiner || w.stem != NO_STEM);
        let after = after.take(if apposed { AFTER } else { 0 }).take_while(|w| !w.class.is_mark());
        for word in before.chain(after) {
            let verb = matches!(word.form, "-verb" | "-ed" | "-ing");
            if word.stem != NO_STEM && !verb && self.titles.len() < MOST && !self.titles.contains(&word.stem) {
                self.titles.push(word.stem);
            }
        }
    }

    /// Whether `other` is this name cut short: a surname, the first word of a body's name.
    fn is_short(&self, other: &Self) -> bool {
        let within = other.stems.iter().all(|s| self.stems.contains(s));
        let ends = if self.kind == FactKind::Person {
            other.stems.last() == self.stems.last() || other.stems.first() == self.stems.first()
        } else {
            other.stems.first() == self.stems.first()
        };
        within && ends
    }
}

pub(super) const fn is_name(fact: &Fact) -> bool {
    matches!(fact.kind(), FactKind::Person | FactKind::Organization | FactKind::Place)
}

/// The names of a claim as runs of its units: those a reader found and other capitalised words.
pub(super) fn runs(claim: &Passage<'_>, facts: &[Fact]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = facts.iter().filter(|f| is_name(f)).map(|f| claim.range(f.span)).collect();
    let mut at = 0;
    while at < claim.units.len() {
        let start = at;
        while claim.get(at).is_some_and(|u| is_capital(u) || (u.opens && u.capital && follows(claim, at))) {
            at += 1;
        }
        let run = start..at;
        let read = facts.iter().any(|f| f.kind() == FactKind::Date && claim.span(&run).overlaps(f.span));
        if at > start && !read && !found.iter().any(|r| r.start < run.end && run.start < r.end) {
            found.push(run);
        }
        at = at.max(start + 1);
    }
    found.sort_by_key(|r| r.start);
    found
}

fn is_capital(unit: &Unit) -> bool {
    unit.is_name() && !unit.class.is_mark()
}

/// A capitalised beginning goes on in a name: "Senate Democrats".
fn follows(claim: &Passage<'_>, at: usize) -> bool {
    claim.get(at).is_some_and(Unit::is_content) && claim.get(at + 1).is_some_and(is_capital)
}

/// Names the names that the evidence does not tell.
pub(super) fn check(case: &Case<'_>) -> Vec<(Span, UnsupportedKind)> {
    let mut found = Vec::new();
    for run in &case.names {
        found.extend(untold_title(case, run).map(|span| (span, UnsupportedKind::Name)));
        let words: Vec<usize> = case
            .claim
            .content(run.clone())
            .filter(|&i| case.claim.get(i).is_some_and(|u| !u.cues.any(Cues::TITLE) || run.len() == 1))
            .collect();
        if words.is_empty() || together(case, &words) || by_alias(case, &words) || by_pronoun(case, run, &words) {
            continue;
        }
        let missing = words.iter().find(|&&w| case.links.candidates(w).is_empty());
        let span = missing.and_then(|&w| case.claim.get(w)).map_or_else(|| case.claim.span(run), |u| u.span);
        found.push((span, UnsupportedKind::Name));
    }
    found
}

/// A title before a name ("Prime Minister") that neither stands beside it in the evidence nor is given it
/// by the article.
fn untold_title(case: &Case<'_>, run: &Range<usize>) -> Option<Span> {
    const REACH: usize = 10;
    let is_title = |i: usize| case.claim.get(i).is_some_and(|u| u.cues.any(Cues::TITLE));
    let named: Vec<usize> = case.claim.content(run.clone()).filter(|&i| !is_title(i)).collect();
    let &head = named.last()?;
    let stems: Vec<u32> = named.iter().filter_map(|&w| case.claim.get(w)).map(|u| u.stem).collect();
    let beside = |at: usize| {
        let heads = case.links.candidates(head);
        case.links.candidates(at).iter().any(|l| heads.iter().any(|h| h.at.abs_diff(l.at) <= REACH))
    };
    let given = |at: usize| {
        let titled = |name: &Name| case.claim.get(at).is_some_and(|u| name.titles.contains(&u.stem));
        case.entities.holding(&stems).any(|name| titled(name) || case.entities.aliases(name).any(titled))
    };
    let courtesy = |i: usize| case.claim.get(i).is_some_and(|u| u.cues.any(Cues::COURTESY));
    let mut titles = case.claim.content(run.clone()).filter(|&i| is_title(i) && !courtesy(i));
    let untold = titles.find(|&at| !beside(at) && !given(at))?;
    case.claim.get(untold).map(|u| u.span)
}

/// Whether all words of the name stand together in one sentence of the evidence.
fn together(case: &Case<'_>, words: &[usize]) -> bool {
    let Some((&head, rest)) = words.split_last() else { return true };
    let reach = 2 * words.len() + 4;
    case.links.candidates(head).iter().any(|place| {
        let sentence = case.evidence.get(place.at).map(|u| u.sentence);
        rest.iter().all(|&word| {
            case.links
                .candidates(word)
                .iter()
                .any(|l| l.at.abs_diff(place.at) <= reach && case.evidence.get(l.at).map(|u| u.sentence) == sentence)
        })
    })
}

/// "Kamala Harris" where the article names her and the evidence has "Harris".
fn by_alias(case: &Case<'_>, words: &[usize]) -> bool {
    let stems: Vec<u32> = words.iter().filter_map(|&w| case.claim.get(w)).map(|u| u.stem).collect();
    let told = |name: &Name| case.chosen.iter().any(|s| name.sentences.binary_search(s).is_ok());
    case.entities.holding(&stems).any(|name| told(name) || case.entities.aliases(name).any(told))
}

/// The evidence has a pronoun, or the title of the named one, in the name's place, and what was
/// last named before it is they.
fn by_pronoun(case: &Case<'_>, run: &Range<usize>, words: &[usize]) -> bool {
    let stems: Vec<u32> = words.iter().filter_map(|&w| case.claim.get(w)).map(|u| u.stem).collect();
    let owns = case.claim.get(run.end).is_some_and(|u| u.class == Class::Clitic);
    case.slots(run).into_iter().any(|slot| {
        let Some(unit) = case.evidence.get(slot) else { return false };
        case.entities.holding(&stems).any(|name| {
            let titled = unit.is_content() && name.titles.contains(&unit.stem);
            let written = case.evidence.written(slot);
            let stands = unit.is_anaphor() || stands_for(name.kind, written) || (owns && written == "the");
            titled || (stands && is_last_named(case, name, slot))
        })
    })
}

/// Whether a sentence of the evidence has an alias of the name, its title, or a word that stands for it.
pub(super) fn stood_for(case: &Case<'_>, run: &Range<usize>, sentence: usize) -> bool {
    let words = case.claim.content(run.clone()).filter_map(|i| case.claim.get(i));
    let stems: Vec<u32> = words.filter(|u| !u.cues.any(Cues::TITLE) || run.len() == 1).map(|u| u.stem).collect();
    let here = |name: &Name| name.sentences.binary_search(&sentence).is_ok();
    case.entities.holding(&stems).any(|name| {
        let stands = |at: usize| {
            let Some(unit) = case.evidence.get(at).filter(|u| u.sentence == sentence) else { return false };
            // "the minister", not "the State Department" of its spokesman.
            let led = at.checked_sub(1).and_then(|i| case.evidence.get(i)).is_some_and(|u| u.form == "the");
            let personal = unit.is_anaphor() && matches!(unit.class, Class::Pronoun | Class::Possessive);
            let titled = unit.is_content() && !unit.is_name() && led && name.titles.contains(&unit.stem);
            titled || (personal || stands_for(name.kind, case.evidence.written(at))) && is_last_named(case, name, at)
        };
        here(name) || case.entities.aliases(name).any(here) || (0..case.evidence.units.len()).any(stands)
    })
}

/// Whether the name is among those of its kind named last before the word of the evidence.
fn is_last_named(case: &Case<'_>, name: &Name, slot: usize) -> bool {
    let Some(unit) = case.evidence.get(slot) else { return false };
    let is_it = |other: &Name| other.stems == name.stems || name.is_short(other) || other.is_short(name);
    let mut here = case.told.iter().filter(|f| f.kind() == name.kind && f.span.end <= unit.span.start);
    let own = |span: Span| case.article_sentence(span) == Some(unit.sentence);
    let mut named_here = here.by_ref().filter(|f| own(f.span)).peekable();
    if named_here.peek().is_some() {
        return named_here.any(|f| {
            let stems: Vec<u32> = case
                .evidence
                .content(case.evidence.range(f.span))
                .filter_map(|i| Some(case.evidence.get(i)?.stem))
                .collect();
            !stems.is_empty() && stems.iter().all(|s| name.stems.contains(s))
        });
    }
    for back in 1..=SENTENCES_BACK {
        let Some(sentence) = unit.sentence.checked_sub(back) else { break };
        let held =
            case.entities.held.get(&sentence).into_iter().flatten().filter_map(|&id| case.entities.names.get(id));
        let mut of_kind = held.filter(|n| n.kind == name.kind).peekable();
        if of_kind.peek().is_some() {
            return of_kind.any(is_it);
        }
    }
    false
}

/// "the country", "the company", "the government": nouns that stand for what was named before.
fn stands_for(kind: FactKind, noun: &str) -> bool {
    const PLACES: [&str; 9] = ["country", "nation", "state", "city", "town", "region", "island", "province", "capital"];
    const BODIES: [&str; 14] = [
        "company",
        "firm",
        "group",
        "party",
        "organisation",
        "organization",
        "alliance",
        "agency",
        "body",
        "bank",
        "club",
        "team",
        "union",
        "charity",
    ];
    (kind == FactKind::Place && PLACES.contains(&noun)) || (kind == FactKind::Organization && BODIES.contains(&noun))
}

/// Whether the word says who somebody is whom the evidence names: "prime minister" of "Ahern".
pub(super) fn is_title_of_told(case: &Case<'_>, at: usize) -> bool {
    let Some(unit) = case.claim.get(at) else { return false };
    let told = |name: &Name| case.chosen.iter().any(|s| name.sentences.binary_search(s).is_ok());
    case.told_names().any(|stem| {
        case.entities
            .holding(&[stem])
            .any(|name| name.titles.contains(&unit.stem) && (told(name) || case.entities.aliases(name).any(told)))
    })
}
