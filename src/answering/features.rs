//! Named features of sentences and spans, for the linear model.
//!
//! Each name has four parts: the template, what is asked for, and what was seen. Templates:
//! `s.*` of the sentence, `b.*` of a span's beginning, `e.*` of its end, `x.*` of the whole span.

use super::candidates::Candidate;
use super::question::{Part, Question};
use super::scene::{Scene, bit};
use crate::reading::FactKind;
use crate::terms::{Class, Word};

/// Takes features: to add up their weights, or to record them.
pub(super) trait Sink {
    fn add(&mut self, name: [&str; 4], value: f32);
}

const NONE: &str = "-";
const DISTANCES: [&str; 9] = ["0", "1", "2", "3", "4", "5-6", "7-9", "10-14", "15+"];
const COUNTS: [&str; 5] = ["0", "1", "2", "3", "4+"];

/// Features of the sentence at `rank` among the chosen.
pub(super) fn sentence(scene: &Scene, rank: usize, index: usize, out: &mut impl Sink) {
    let asked = scene.question.expect.name();
    let Some(score) = scene.matches.scores.get(index) else { return };
    out.add(["s.bm25", "", "", ""], score.bm25 / scene.best_bm25);
    out.add(["s.bm25", asked, "", ""], score.bm25 / scene.best_bm25);
    out.add(["s.coverage", "", "", ""], score.coverage);
    out.add(["s.around", "", "", ""], score.with_neighbours);
    out.add(["s.pairs", "", "", ""], score.pairs.min(3.0));
    out.add(["s.rank", DISTANCES.get(rank).unwrap_or(&NONE), "", ""], 1.0);
    let length = scene.terms.sentence(index).len();
    out.add(["s.length", distance(length / 4), "", ""], 1.0);
    if index == 0 {
        out.add(["s.first", "", "", ""], 1.0);
    }
    let opens =
        scene.terms.sentence(index).first().map_or(NONE, |w| if w.class == Class::Pronoun { "pron" } else { "noun" });
    for (at, term) in scene.question.terms.iter().enumerate() {
        let Some(place) = place(scene, index, at) else { continue };
        let part = if term.is_name {
            "name"
        } else if term.is_number {
            "number"
        } else {
            term.part.name()
        };
        let weight = scene.matches.idf.get(at).copied().unwrap_or(0.0) / scene.matches.total_idf;
        out.add(["s.term", part, place, ""], 1.0);
        out.add(["s.weight", part, place, ""], weight);
        if place.ends_with("here") {
            out.add(["s.word", scene.terms.vocabulary.stem(term.stem), "", ""], 1.0);
        }
        if place == "before" {
            out.add(["s.before", part, opens, ""], 1.0);
        }
    }
    out.add(["s.spread", spread(scene, index), "", ""], 1.0);
    out.add(["s.leads", "", "", ""], score.coverage - scene.best_coverage);
}

/// Where a term of the question stands, as seen from a sentence; `None` for nowhere.
fn place(scene: &Scene, index: usize, term: usize) -> Option<&'static str> {
    let has =
        |at: Option<usize>| at.and_then(|i| scene.matches.scores.get(i)).is_some_and(|s| s.terms >> term & 1 == 1);
    let rare = scene.matches.frequency.get(term).copied().unwrap_or(0) <= 1;
    let exact = scene.matches.scores.get(index).is_some_and(|s| s.exact >> term & 1 == 1);
    Some(match () {
        () if has(Some(index)) => match (exact, rare) {
            (true, true) => "only here",
            (true, false) => "here",
            (false, true) => "only like",
            (false, false) => "like",
        },
        () if has(index.checked_sub(1)) => "before",
        () if has(Some(index + 1)) => "after",
        () if scene.matches.anywhere >> term & 1 == 1 => "elsewhere",
        () => return None,
    })
}

/// How many words lie between matched words on average.
fn spread(scene: &Scene, index: usize) -> &'static str {
    let matched = scene.terms.sentence(index).iter().enumerate().filter(|(_, w)| scene.matches.at(w).is_some());
    let (mut first, mut last, mut count) = (None, 0, 0);
    for (at, _) in matched {
        first = first.or(Some(at));
        last = at;
        count += 1;
    }
    first.filter(|_| count > 1).map_or(NONE, |first| distance((last - first) / (count - 1)))
}

/// Features of a span's first word.
pub(super) fn beginning(scene: &Scene, first: usize, range_start: usize, out: &mut impl Sink) {
    let question = &scene.question;
    let asked = question.expect.name();
    let Some(word) = scene.word(first) else { return };
    let before = first.checked_sub(1).filter(|&at| at >= range_start).and_then(|at| scene.word(at));
    let second = first.checked_sub(2).filter(|&at| at >= range_start).and_then(|at| scene.word(at));
    out.add(["b.form", asked, word.form, ""], 1.0);
    out.add(["b.class", asked, word.class.name(), ""], 1.0);
    out.add(["b.before", asked, form(before), ""], 1.0);
    out.add(["b.before2", form(second), form(before), ""], 1.0);
    out.add(["b.before3", asked, class(second), class(before)], 1.0);
    out.add(["b.seam", asked, class(before), word.class.name()], 1.0);
    kinds(scene.kinds_at(first).begins, |kind| out.add(["b.kind", asked, kind, ""], 1.0));
    out.add(["b.match", asked, matched_part(scene, first), ""], 1.0);
    let left = scene.left.get(first).copied().flatten().map(|at| at as usize);
    let away = left.map_or(NONE, |at| distance(first - at));
    let part = left.map_or(NONE, |at| matched_part(scene, at));
    out.add(["b.left", asked, question.shape, away], 1.0);
    out.add(["b.leftpart", question.shape, part, away], 1.0);
    out.add(["b.leftpart", asked, part, away], 1.0);
    if !question.preposition.is_empty() {
        let same = if before.is_some_and(|w| w.form == question.preposition) { "same" } else { "other" };
        out.add(["b.preposition", same, "", ""], 1.0);
        out.add(["b.stranded", question.preposition, form(before), ""], 1.0);
    }
}

/// Features of a span's last word.
pub(super) fn ending(scene: &Scene, last: usize, range_end: usize, out: &mut impl Sink) {
    let question = &scene.question;
    let asked = question.expect.name();
    let Some(word) = scene.word(last) else { return };
    let after = Some(last + 1).filter(|&at| at < range_end).and_then(|at| scene.word(at));
    let second = Some(last + 2).filter(|&at| at < range_end).and_then(|at| scene.word(at));
    out.add(["e.form", asked, word.form, ""], 1.0);
    out.add(["e.class", asked, word.class.name(), ""], 1.0);
    out.add(["e.after", asked, form(after), ""], 1.0);
    out.add(["e.after2", form(after), form(second), ""], 1.0);
    out.add(["e.after3", asked, class(after), class(second)], 1.0);
    out.add(["e.seam", asked, word.class.name(), class(after)], 1.0);
    kinds(scene.kinds_at(last).ends, |kind| out.add(["e.kind", asked, kind, ""], 1.0));
    out.add(["e.match", asked, matched_part(scene, last), ""], 1.0);
    let right = scene.right.get(last).copied().flatten().map(|at| at as usize);
    let away = right.map_or(NONE, |at| distance(at - last));
    let part = right.map_or(NONE, |at| matched_part(scene, at));
    out.add(["e.right", asked, question.shape, away], 1.0);
    out.add(["e.rightpart", question.shape, part, away], 1.0);
    out.add(["e.rightpart", asked, part, away], 1.0);
    if after.is_some_and(|w| is_head(w, question)) {
        out.add(["e.head", asked, "after", ""], 1.0);
    }
    if is_head(word, question) {
        out.add(["e.head", asked, "last", ""], 1.0);
    }
}

/// What a span holds, counted once.
#[derive(Debug, Default)]
struct Contents {
    content: usize,
    matched: usize,
    names: usize,
    numbers: usize,
    commas: usize,
    conjunctions: usize,
    auxiliaries: usize,
    wh: usize,
    prepositions: usize,
    opens: usize,
    quotes: usize,
    head: bool,
    kinds: u16,
    whole: u16,
}

fn contents(scene: &Scene, candidate: &Candidate) -> Contents {
    let mut held = Contents::default();
    let words = scene.terms.words.get(candidate.first..=candidate.last).unwrap_or_default();
    for (at, word) in (candidate.first..).zip(words) {
        held.content += usize::from(word.class.is_content());
        held.matched += usize::from(scene.matches.at(word).is_some());
        held.names += usize::from(word.class == Class::Capital);
        held.numbers += usize::from(matches!(word.class, Class::Number | Class::NumberWord));
        held.commas += usize::from(word.class == Class::Comma);
        held.conjunctions += usize::from(word.class == Class::Conjunction);
        held.auxiliaries += usize::from(word.class == Class::Auxiliary);
        held.wh += usize::from(word.class == Class::Wh);
        held.prepositions += usize::from(word.class == Class::Preposition);
        held.opens += usize::from(word.class == Class::Open);
        held.quotes += usize::from(word.class == Class::Quote);
        held.head |= is_head(word, &scene.question);
        held.kinds |= scene.kinds_at(at).inside;
    }
    held.whole = scene.kinds_at(candidate.first).begins & scene.kinds_at(candidate.last).ends;
    held
}

/// Features of a whole span.
pub(super) fn span(scene: &Scene, candidate: &Candidate, out: &mut impl Sink) {
    let question = &scene.question;
    let asked = question.expect.name();
    let held = contents(scene, candidate);
    let length = candidate.last + 1 - candidate.first;
    out.add(["x.length", asked, distance(length), ""], 1.0);
    out.add(["x.matched", asked, counted(held.matched), ""], 1.0);
    out.add(["x.new", asked, counted(held.content - held.matched.min(held.content)), ""], 1.0);
    kinds(held.whole, |kind| out.add(["x.whole", asked, kind, ""], 1.0));
    kinds(held.kinds, |kind| out.add(["x.holds", asked, kind, ""], 1.0));
    if held.whole & !(bit(FactKind::Event) | bit(FactKind::Decision)) == 0 {
        out.add(["x.whole", asked, NONE, ""], 1.0);
    }
    let list = if question.plural { "plural" } else { "single" };
    out.add(["x.commas", list, counted(held.commas), counted(held.conjunctions)], 1.0);
    out.add(["x.commas", asked, counted(held.commas), ""], 1.0);
    out.add(["x.and", asked, counted(held.conjunctions), ""], 1.0);
    out.add(["x.aux", asked, counted(held.auxiliaries), ""], 1.0);
    out.add(["x.wh", asked, counted(held.wh), ""], 1.0);
    out.add(["x.of", asked, counted(held.prepositions), ""], 1.0);
    out.add(["x.names", asked, counted(held.names), counted(held.content)], 1.0);
    out.add(["x.numbers", asked, counted(held.numbers), counted(held.content)], 1.0);
    out.add(["x.paren", counted(held.opens), "", ""], 1.0);
    out.add(["x.quote", counted(held.quotes), "", ""], 1.0);
    if held.head {
        out.add(["x.head", asked, counted(length), ""], 1.0);
    }
    let near = nearest(scene, candidate);
    out.add(["x.near", asked, near, ""], 1.0);
    around(scene, candidate, out);
}

/// What stands on both sides of a span at once.
fn around(scene: &Scene, candidate: &Candidate, out: &mut impl Sink) {
    let asked = scene.question.expect.name();
    let before = candidate.first.checked_sub(1).and_then(|at| scene.word(at));
    let after = scene.word(candidate.last + 1);
    out.add(["x.between", class(before), class(after), ""], 1.0);
    out.add(["x.edges", asked, edge(scene, candidate.first), edge(scene, candidate.last)], 1.0);
    let cut = |side: Option<&Word>| side.is_some_and(|w| w.class == Class::Comma || w.form == "and" || w.form == "or");
    let list = if scene.question.plural { "plural" } else { "single" };
    let cuts = match (cut(before), cut(after)) {
        (true, true) => "both",
        (true, false) => "left",
        (false, true) => "right",
        (false, false) => NONE,
    };
    out.add(["x.cut", list, cuts, ""], 1.0);
    let quoted = before.is_some_and(|w| w.class == Class::Quote) && after.is_some_and(|w| w.class == Class::Quote);
    if quoted {
        out.add(["x.quoted", asked, "", ""], 1.0);
    }
    let part = |side: Option<u32>| side.map_or(NONE, |at| matched_part(scene, at as usize));
    let left = part(scene.left.get(candidate.first).copied().flatten());
    let right = part(scene.right.get(candidate.last).copied().flatten());
    out.add(["x.parts", scene.question.shape, left, right], 1.0);
}

fn edge(scene: &Scene, at: usize) -> &'static str {
    scene.word(at).map_or(NONE, |w| w.class.name())
}

fn nearest(scene: &Scene, candidate: &Candidate) -> &'static str {
    let left = scene.left.get(candidate.first).copied().flatten().map(|at| candidate.first - at as usize);
    let right = scene.right.get(candidate.last).copied().flatten().map(|at| at as usize - candidate.last);
    left.into_iter().chain(right).min().map_or(NONE, distance)
}

fn is_head(word: &Word, question: &Question) -> bool {
    question.head != crate::terms::NO_STEM && (word.stem == question.head || word.part == question.head)
}

fn matched_part(scene: &Scene, at: usize) -> &'static str {
    let Some(found) = scene.match_at(at) else { return NONE };
    scene.question.terms.get(found.term).map_or(NONE, |t| match (t.is_name, t.part) {
        (true, Part::Head | Part::First | Part::Middle) => "name",
        (true, Part::Last) => "lastname",
        (false, part) => part.name(),
    })
}

fn form(word: Option<&Word>) -> &'static str {
    word.map_or(NONE, |w| if w.class == Class::Capital { "Cap" } else { w.form })
}

fn class(word: Option<&Word>) -> &'static str {
    word.map_or(NONE, |w| w.class.name())
}

fn distance(n: usize) -> &'static str {
    let bucket = match n {
        0..=4 => n,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        _ => 8,
    };
    DISTANCES.get(bucket).unwrap_or(&NONE)
}

fn counted(n: usize) -> &'static str {
    COUNTS.get(n.min(4)).unwrap_or(&NONE)
}

fn kinds(bits: u16, mut each: impl FnMut(&'static str)) {
    if bits != 0 {
        FactKind::ALL.into_iter().filter(|&k| bits & bit(k) != 0).for_each(|k| each(k.name()));
    }
}
