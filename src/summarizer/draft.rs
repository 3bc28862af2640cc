//! A language model's draft of a digest: what it wrote, and what is left of it once it is checked.
//!
//! A drafted point is shown in the model's words only if the sentences it cites say it. One that
//! fails is replaced by the best sentence it cites, verbatim, or dropped. A model is never taken at
//! its word for what a point is about.

use super::verifier::Verifier;
use super::{Digest, KeyPoint, Length, PointKind, kind, signals, trim, wanted};
use crate::article::{Article, Role, Span};
use crate::drafting::{addresses_the_reader, holds_markup, single_line};
use crate::reading::Reading;
use crate::terms::Terms;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use signals::Signals;

/// A point as the model wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftedPoint {
    pub text: String,
    /// Places among the article's sentences, from 0.
    pub sentences: Vec<usize>,
    /// What the model says it is about.
    #[serde(default)]
    pub kind: String,
}

/// What a model wrote on an article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Most important first, of each part in turn.
    pub points: Vec<DraftedPoint>,
    /// In how many parts the article was read.
    pub parts: usize,
}

/// What became of a draft's points.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub drafted: usize,
    /// Shown in the model's words.
    pub verified: usize,
    /// Replaced by the sentence they cite.
    pub replaced: usize,
}

impl Tally {
    /// Points that are not shown in any form.
    pub const fn dropped(self) -> usize {
        self.drafted.saturating_sub(self.verified).saturating_sub(self.replaced)
    }
}

/// More points than any digest has; what a model writes beyond is left unread.
const MOST_POINTS: usize = 40;
/// Sentences a point may cite; more is no evidence that can be looked at.
const MOST_CITED: usize = 3;
/// A point's length, in characters and in words: shorter says nothing, longer is no key point.
const LENGTHS: std::ops::RangeInclusive<usize> = 12..=360;
const LEAST_WORDS: usize = 4;
/// Points that a digest has at least, where the article has so many.
const LEAST_POINTS: usize = 3;

impl Draft {
    /// Reads a model's answer, `{"points":[{"text":…,"sentences":[n],"kind":…}]}`; what is no point is
    /// passed over. `None` where no point is left.
    pub fn read(answer: &Map<String, Value>) -> Option<Self> {
        let points: Vec<DraftedPoint> =
            answer.get("points")?.as_array()?.iter().take(MOST_POINTS).filter_map(drafted).collect();
        (!points.is_empty()).then_some(Self { points, parts: 1 })
    }

    /// The most important points only: what is written beyond the wanted ones would take the place of what
    /// other parts tell.
    #[must_use]
    pub fn shortened(mut self, wanted: usize) -> Self {
        self.points.truncate(wanted);
        self
    }

    /// Adds what was written on a further part.
    pub fn add(&mut self, part: Self) {
        self.points.extend(part.points);
        self.parts += part.parts;
    }
}

fn drafted(point: &Value) -> Option<DraftedPoint> {
    let text = single_line(point.get("text")?.as_str()?);
    let number = |value: &Value| {
        let whole = value.as_u64().or_else(|| value.as_str()?.trim().parse().ok())?;
        usize::try_from(whole).ok()
    };
    let cited = point.get("sentences")?;
    let sentences = match cited.as_array() {
        Some(all) => all.iter().filter_map(number).collect(),
        None => number(cited).into_iter().collect(),
    };
    let kind = point.get("kind").and_then(Value::as_str).unwrap_or_default().to_owned();
    Some(DraftedPoint { text: text.trim_start_matches(['-', '•', '*', ' ']).to_owned(), sentences, kind })
}

/// What is shown of a draft: points the cited sentences say, in the model's words; for the others, the
/// sentence itself. Where that leaves too few, sentences the embedded engine chooses are added. `None`
/// where an English article has no point verified: then the embedded engine chooses better. In another
/// language, which the verifier cannot check, the cited sentences stand in for all points.
pub fn settle(article: &Article, reading: &Reading, draft: &Draft, length: Length) -> Option<(Digest, Tally)> {
    let terms = Terms::of(article);
    let signals = signals::of(article, reading, &terms);
    let desk = Settling { article, reading, signals: &signals, verifier: Verifier::new(article, reading) };
    let wanted = wanted(length, article.words());
    // Asked for so many points, a model may write more; those of each part are weighed together.
    let considered = wanted.saturating_mul(draft.parts.max(1)).min(draft.points.len());
    let mut points: Vec<(f32, KeyPoint)> = Vec::new();
    let mut told_again = 0;
    for drafted in draft.points.iter().take(considered) {
        let Some((score, point)) = desk.point(drafted) else { continue };
        if points.iter().any(|(_, other)| is_same(&point, other)) {
            // One that failed counts as dropped, wherever its sentence stands already.
            told_again += usize::from(point.drafted.is_some());
        } else {
            points.push((score, point));
        }
    }
    if draft.parts > 1 {
        points.sort_by(|a, b| b.0.total_cmp(&a.0));
    }
    // What is told twice, or cut for want of room, is none of what a reader is told about.
    let spare = told_again + points.len().saturating_sub(wanted);
    points.truncate(wanted);
    let verified = points.iter().filter(|(_, point)| point.drafted.is_some()).count();
    if points.is_empty() || (verified == 0 && desk.can_verify()) {
        return None;
    }
    let tally = Tally { drafted: considered.saturating_sub(spare), verified, replaced: points.len() - verified };
    let mut points: Vec<KeyPoint> = points.into_iter().map(|(_, point)| point).collect();
    desk.add_missing(&mut points, length);
    let all = points.len().max(1);
    for (place, point) in points.iter_mut().enumerate() {
        point.salience = 1.0 - super::signals::count(place) / super::signals::count(all);
    }
    Some((Digest { points }, tally))
}

struct Settling<'a> {
    article: &'a Article,
    reading: &'a Reading,
    signals: &'a [Signals],
    verifier: Verifier<'a>,
}

impl Settling<'_> {
    /// The point as it can be shown, with the weight of its evidence.
    fn point(&self, drafted: &DraftedPoint) -> Option<(f32, KeyPoint)> {
        let cited = self.quotable(&drafted.sentences);
        let &first = cited.first()?;
        let verified = self.can_verify()
            && is_sayable(&drafted.text)
            && self.verifier.verify(&drafted.text, Some(&cited)).supported;
        let at = if verified { first } else { self.best(&cited)? };
        let signals = self.signals.iter().find(|s| s.sentence == at)?;
        let sentence = self.article.sentences().get(at)?.span;
        let evidence = if verified { self.spans(&cited) } else { vec![sentence] };
        let point = KeyPoint {
            kind: kind_of(signals, &drafted.kind),
            span: trim::main_part(self.article, self.reading, sentence),
            evidence,
            salience: 0.0,
            drafted: verified.then(|| drafted.text.clone()),
        };
        Some((signals.score, point))
    }

    /// The verifier knows what denies and what may be of English only; elsewhere no claim is shown.
    fn can_verify(&self) -> bool {
        self.article.language().code() == "en"
    }

    /// Those of the cited sentences that may be evidence: news, and not words to whoever reads it.
    fn quotable(&self, cited: &[usize]) -> Vec<usize> {
        let mut kept: Vec<usize> = Vec::new();
        for &number in cited.iter().take(MOST_CITED) {
            let Some(sentence) = self.article.sentences().get(number) else { continue };
            let is_news = sentence.role == Role::Body && !addresses_the_reader(self.article.slice(sentence.span));
            if is_news && !kept.contains(&number) {
                kept.push(number);
            }
        }
        kept
    }

    /// The cited sentence that stands best alone; none where none does.
    fn best(&self, cited: &[usize]) -> Option<usize> {
        let fit = self.signals.iter().filter(|s| cited.contains(&s.sentence) && !s.unfit);
        fit.max_by(|a, b| a.score.total_cmp(&b.score)).map(|s| s.sentence)
    }

    fn spans(&self, cited: &[usize]) -> Vec<Span> {
        cited.iter().filter_map(|&number| self.article.sentences().get(number)).map(|s| s.span).collect()
    }

    /// Adds what the embedded engine would choose, up to the least that a digest has.
    fn add_missing(&self, points: &mut Vec<KeyPoint>, length: Length) {
        if points.len() >= LEAST_POINTS {
            return;
        }
        for point in super::digest(self.article, self.reading, length).points {
            let is_told = points.iter().any(|other| is_same(&point, other));
            let speaks = point.evidence.iter().any(|&span| addresses_the_reader(self.article.slice(span)));
            if points.len() < LEAST_POINTS && !is_told && !speaks {
                points.push(point);
            }
        }
    }
}

/// Whether words can be shown as a point at all, true or not.
fn is_sayable(text: &str) -> bool {
    LENGTHS.contains(&text.chars().count())
        && text.split_whitespace().count() >= LEAST_WORDS
        && !holds_markup(text)
        && !holds_two_sentences(text)
        && !addresses_the_reader(text)
}

/// What the evidence is about; the model's opinion counts where the evidence has such a fact.
fn kind_of(signals: &Signals, said: &str) -> PointKind {
    let told = PointKind::ALL.into_iter().find(|kind| kind.name() == said);
    told.filter(|kind| kind.fact().is_some_and(|fact| signals.has(fact))).unwrap_or_else(|| kind(signals))
}

/// Whether a sentence ends and another begins. A point is one; what is told beside it would be checked as
/// if it belonged to it. Short words before the full stop are taken for abbreviations.
fn holds_two_sentences(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let bare = word.trim_end_matches(['"', '”', '’', '\'', ')', '»']);
        let letters = bare.chars().filter(|c| c.is_lowercase() || c.is_numeric()).count();
        let begins = words.peek().is_some_and(|next| next.chars().any(|c| c.is_alphanumeric() && !c.is_lowercase()));
        if bare.ends_with(['.', '!', '?']) && letters >= 4 && begins {
            return true;
        }
    }
    false
}

/// Two points that rest on the same sentences are one.
fn is_same(a: &KeyPoint, b: &KeyPoint) -> bool {
    a.evidence == b.evidence || (a.drafted.is_some() && a.drafted == b.drafted)
}
