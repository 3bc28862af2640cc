//! What speaks for and against a sentence as a key point.

use crate::article::{Article, Role};
use crate::drafting::addresses_a_machine;
use crate::reading::{FactKind, Reading};
use crate::terms::{Class, NO_STEM, Terms, Word};
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

/// The signals of one sentence, each about 0 to 1.
#[derive(Debug, Clone, Default)]
pub(super) struct Signals {
    /// Index among the article's sentences.
    pub(super) sentence: usize,
    /// Rank among the news sentences, from 0.
    pub(super) order: usize,
    /// Bits of the kinds of fact it tells.
    kinds: u16,
    /// Share of its words that stand between quotation marks.
    pub(super) quoted: f32,
    /// It tells what was before, not what is new.
    pub(super) background: bool,
    /// 1 where it says how things are, not what happened.
    standing: f32,
    /// It counts what it lists: "three main focus points: …".
    enumerates: bool,
    /// The linear model's sum.
    pub(super) score: f32,
    /// It cannot stand alone or is no statement.
    pub(super) unfit: bool,
}

impl Signals {
    pub(super) fn has(&self, kind: FactKind) -> bool {
        self.kinds >> kind as u16 & 1 == 1
    }
}

/// What says how things are rather than what happened.
static STANDING: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let words = [
        " is located ",
        " are located ",
        " based on ",
        " is known ",
        " are known ",
        " is worth ",
        " is home to ",
        " is among ",
        " are among ",
        " was founded ",
        " was born ",
        " was introduced ",
    ];
    AhoCorasick::new(words).ok()
});

/// The weights of the linear model, set by hand on the annotated news of `tests/fixtures` and the
/// public figures in `benches/QUALITY.md`.
mod weight {
    pub(super) const LEAD: f32 = 1.2;
    pub(super) const EARLY: f32 = 0.8;
    pub(super) const OPENS_PARAGRAPH: f32 = 0.1;
    pub(super) const CENTRAL: f32 = 3.0;
    pub(super) const TITLE: f32 = 1.0;
    pub(super) const FACT: f32 = 0.12;
    /// Nobody, nowhere, at no time.
    pub(super) const BARE: f32 = -0.4;
    pub(super) const TELLING: f32 = 0.25;
    pub(super) const QUOTED: f32 = -1.0;
    pub(super) const SHORT: f32 = -1.0;
    pub(super) const LONG: f32 = -1.0;
    pub(super) const FIRST_PERSON: f32 = -1.0;
    pub(super) const DANGLING: f32 = -0.4;
    pub(super) const BACKGROUND: f32 = -0.6;
    pub(super) const STANDING: f32 = -1.6;
    pub(super) const ENUMERATES: f32 = 0.8;
    pub(super) const UNFIT: f32 = -3.0;
}

/// Signals of every news sentence, in order. Linear.
pub(super) fn of(article: &Article, reading: &Reading, terms: &Terms) -> Vec<Signals> {
    let kinds = kinds(article, reading);
    let importance = importance(article, terms);
    let title = title_stems(article, terms);
    let mut found: Vec<Signals> = Vec::new();
    let mut paragraph = usize::MAX;
    for (index, sentence) in article.sentences().iter().enumerate() {
        if sentence.role != Role::Body {
            continue;
        }
        let words = terms.sentence(index);
        let opens = sentence.paragraph != paragraph;
        paragraph = sentence.paragraph;
        let mut signals = Signals {
            sentence: index,
            order: found.len(),
            kinds: kinds.get(index).copied().unwrap_or(0),
            quoted: quoted(words),
            background: background(words),
            standing: f32::from(u8::from(STANDING.iter().any(|words| words.is_match(article.slice(sentence.span))))),
            enumerates: enumerates(words, terms),
            unfit: unfit(article.slice(sentence.span), words),
            score: 0.0,
        };
        signals.score = position(signals.order, opens)
            + weight::CENTRAL * central(words, &importance)
            + weight::TITLE * shared(words, &title)
            + told(&signals)
            + form(&signals, words);
        found.push(signals);
    }
    found
}

fn position(order: usize, opens: bool) -> f32 {
    const DECAY: f32 = 6.0;
    let lead = if order == 0 { weight::LEAD } else { 0.0 };
    let paragraph = if opens { weight::OPENS_PARAGRAPH } else { 0.0 };
    lead + weight::EARLY * (-count(order) / DECAY).exp() + paragraph
}

/// What the facts of a sentence add.
fn told(signals: &Signals) -> f32 {
    const TELLING: [FactKind; 4] = [FactKind::Event, FactKind::FocusArea, FactKind::Funding, FactKind::Decision];
    const PLAIN: [FactKind; 4] = [FactKind::Date, FactKind::Person, FactKind::Organization, FactKind::Place];
    let telling = TELLING.iter().filter(|&&k| signals.has(k)).count().min(2);
    let plain = PLAIN.iter().filter(|&&k| signals.has(k)).count();
    let bare = if plain == 0 { weight::BARE } else { 0.0 };
    weight::TELLING * count(telling) + weight::FACT * count(plain) + bare
}

/// What the form of a sentence takes away.
fn form(signals: &Signals, words: &[Word]) -> f32 {
    const BRIEF: f32 = 10.0;
    const LENGTHY: f32 = 24.0;
    let length = count(words.iter().filter(|w| !w.class.is_mark()).count());
    let mut sum = weight::SHORT * (1.0 - length / BRIEF).max(0.0);
    sum += weight::LONG * ((length - LENGTHY) / LENGTHY).clamp(0.0, 1.5);
    // A list that is announced is news, whoever says it.
    sum += weight::QUOTED * if signals.enumerates { 0.0 } else { signals.quoted };
    sum += if signals.enumerates { weight::ENUMERATES } else { 0.0 };
    sum += weight::STANDING * signals.standing;
    let outside = words.iter().any(|w| w.form == "i" || w.form == "my" || w.form == "me");
    sum += if outside { weight::FIRST_PERSON } else { 0.0 };
    let opener = words.iter().find(|w| !w.class.is_mark());
    let dangles = opener.is_some_and(|w| matches!(w.class, Class::Pronoun | Class::Possessive | Class::Conjunction));
    sum += if dangles { weight::DANGLING } else { 0.0 };
    sum += if signals.background { weight::BACKGROUND } else { 0.0 };
    sum + if signals.unfit { weight::UNFIT } else { 0.0 }
}

/// Bits of the kinds of fact each sentence tells.
fn kinds(article: &Article, reading: &Reading) -> Vec<u16> {
    let mut table = vec![0_u16; article.sentences().len()];
    for fact in &reading.facts {
        if let Some((index, _)) = article.sentence_at(fact.span.start)
            && let Some(bits) = table.get_mut(index)
        {
            *bits |= 1 << fact.kind() as u16;
        }
    }
    table
}

/// How much each stem matters: the logarithm of how often the news sentences use it, the lead
/// counted more, 0 for what is said once.
fn importance(article: &Article, terms: &Terms) -> Vec<f32> {
    const LEAD: usize = 3;
    const LEAD_COUNT: f32 = 1.0;
    let mut uses = vec![0.0_f32; terms.vocabulary.len()];
    let mut order = 0;
    for (index, sentence) in article.sentences().iter().enumerate() {
        if sentence.role != Role::Body {
            continue;
        }
        let extra = if order < LEAD { LEAD_COUNT } else { 0.0 };
        order += 1;
        for word in terms.sentence(index) {
            if let Some(n) = uses.get_mut(word.stem as usize).filter(|_| word.stem != NO_STEM) {
                *n += 1.0 + extra;
            }
        }
    }
    uses.iter().map(|&n| if n > 1.0 { n.ln() } else { 0.0 }).collect()
}

/// Mean importance of a sentence's content words, the best counted, over the article's top.
fn central(words: &[Word], importance: &[f32]) -> f32 {
    const SCALE: f32 = 2.0;
    let mut content = 0;
    let mut sum = 0.0;
    for word in words.iter().filter(|w| w.stem != NO_STEM) {
        content += 1;
        sum += importance.get(word.stem as usize).copied().unwrap_or(0.0);
    }
    // Dividing by the root keeps long sentences from losing all their weight.
    if content == 0 { 0.0 } else { (sum / (count(content) + 4.0) / SCALE).min(1.5) }
}

fn title_stems(article: &Article, terms: &Terms) -> Vec<u32> {
    let title = article.about().title.as_deref().unwrap_or_default();
    let mut stems = terms.known_stems(title);
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// Share of the title's stems that a sentence holds.
fn shared(words: &[Word], title: &[u32]) -> f32 {
    if title.is_empty() {
        return 0.0;
    }
    let mut held: Vec<u32> = words.iter().filter(|w| title.binary_search(&w.stem).is_ok()).map(|w| w.stem).collect();
    held.sort_unstable();
    held.dedup();
    count(held.len()) / count(title.len())
}

/// Share of the words inside quotation marks.
fn quoted(words: &[Word]) -> f32 {
    let (mut inside, mut open, mut all) = (0, false, 0);
    for word in words {
        if word.class == Class::Quote {
            open = !open;
        } else {
            all += 1;
            inside += usize::from(open);
        }
    }
    if all == 0 { 0.0 } else { count(inside) / count(all) }
}

/// "had been", "was founded in 1998": told as what came before.
fn background(words: &[Word]) -> bool {
    let perfect = words
        .windows(2)
        .any(|pair| matches!(pair, [had, verb] if had.form == "had" && (verb.form == "been" || verb.form == "-ed")));
    perfect || words.iter().any(|w| w.form == "-year")
}

/// "three main focus points …: a, b and c": a number, soon a noun of aims, then a list.
fn enumerates(words: &[Word], terms: &Terms) -> bool {
    const AIMS: [&str; 10] =
        ["area", "aim", "focus", "focus-point", "goal", "pillar", "point", "prioriti", "theme", "topic"];
    const REACH: usize = 4;
    let listed = |after: &[Word]| after.iter().filter(|w| w.class == Class::Comma).count() > 1;
    words.iter().enumerate().filter(|(_, w)| matches!(w.class, Class::NumberWord | Class::Number)).any(|(at, _)| {
        let after = words.get(at + 1..).unwrap_or_default();
        let aims = after.iter().take(REACH).any(|w| AIMS.contains(&terms.vocabulary.stem(w.stem)));
        aims && listed(after)
    })
}

/// No statement that can stand alone: a question, a fragment, a sentence cut short.
fn unfit(text: &str, words: &[Word]) -> bool {
    const FEWEST: usize = 5;
    let spoken = words.iter().filter(|w| !w.class.is_mark()).count();
    let asks = text.trim_end_matches(['"', '”', '’', '\'']).ends_with('?');
    let ends = text.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '!', '…']);
    asks || spoken < FEWEST || !ends || !has_verb(words) || is_relative(words) || addresses_a_machine(text)
}

/// Whether any word can be a finite verb, as far as forms tell.
fn has_verb(words: &[Word]) -> bool {
    words.iter().any(|w| {
        matches!(w.class, Class::Auxiliary | Class::Clitic)
            || w.class == Class::Lower && matches!(w.form, "-verb" | "-ed" | "-s")
    })
}

/// "Which included the publication of a list.": the end of a sentence before it.
fn is_relative(words: &[Word]) -> bool {
    let mut spoken = words.iter().filter(|w| !w.class.is_mark());
    let opener = spoken.next().map_or("", |w| w.form);
    matches!(opener, "which" | "whom" | "whose")
        && spoken.next().is_some_and(|w| w.class != Class::Lower || w.form != "-other")
}

#[expect(clippy::cast_precision_loss, reason = "counts of words and sentences")]
pub(super) fn count(n: usize) -> f32 {
    n as f32
}
