//! Spam: advertising, prizes, premium numbers, offers of money, begging for followers.
//!
//! A linear model over [`features`]; the kind and the words come from the classes of words it saw.

mod features;
mod model;
mod words;

/// What the program that trains the model needs.
pub mod training {
    pub use super::features::{BUCKETS, features};
    pub use super::model::MAGIC;
}

use super::Comment;
use crate::article::Span;
use crate::moderation::{Check, Checked, Finding, Severity, Thresholds};
use features::{SIGNALS, View};

/// What this check can find.
pub(crate) const KINDS: &[&str] = &[
    "self_promotion",
    "prize",
    "premium_number",
    "adult_offer",
    "money_offer",
    "account_phishing",
    "bare_link",
    "spam",
];

/// Each kind with the classes of words that speak for it.
const SPEAKING: [(&str, &[&str]); 6] = [
    ("premium_number", &["phone", "shortcode", "cost", "terms", "text", "call", "mobile"]),
    ("prize", &["prize", "claim", "free", "amount"]),
    ("adult_offer", &["adult", "girl"]),
    ("account_phishing", &["phish", "urgent", "address"]),
    ("money_offer", &["money", "invest", "loan", "work", "amount", "contact"]),
    ("self_promotion", &["ask", "subscribe", "own", "media", "site", "back", "thumbs", "address"]),
];

/// How much nearer to certainty than the threshold a score must be to weigh as much as can be.
const BLOCK: f32 = 0.8;

pub(super) fn check(comment: &Comment<'_>, checked: &mut Checked) {
    let view = View::of(comment.text);
    if view.words.is_empty() {
        return;
    }
    let score = model::score(comment.text, &view);
    checked.scores.spam = score;
    let threshold = comment.context.rules.map_or_else(Thresholds::default, |rules| rules.rules().thresholds).spam;
    // Two words are too few to tell by.
    let telling = view.words.len() > 2 || !view.addresses.is_empty();
    if score < threshold || !telling {
        return;
    }
    let block = threshold + (1.0 - threshold) * BLOCK;
    let (kind, span) = kind(&view);
    let severity = match kind {
        // Where it leads decides, and that is for the check on links to say.
        "bare_link" => Severity::Note,
        _ if score >= block => Severity::Block,
        _ => Severity::Review,
    };
    let explanation = format!("{} The model's score is {score:.2}, the threshold {threshold:.2}.", sentence(kind));
    checked.findings.push(Finding { check: Check::Spam, kind: kind.into(), severity, span, explanation });
}

fn sentence(kind: &str) -> &'static str {
    match kind {
        "self_promotion" => "It advertises a channel, a page or a work of the author's own.",
        "prize" => "It promises a prize or something for nothing.",
        "premium_number" => "It asks to call or text a number that costs.",
        "adult_offer" => "It offers adult content or company.",
        "money_offer" => "It offers money, loans, investments or work.",
        "account_phishing" => "It asks to confirm an account.",
        "bare_link" => "It is a link and hardly anything else.",
        _ => "It reads like known spam.",
    }
}

/// The kind that most words speak for, and the stretch with those words.
fn kind(view: &View) -> (&'static str, Option<Span>) {
    let bare = !view.addresses.is_empty() && view.words.len() <= 3;
    if bare {
        return ("bare_link", view.addresses.first().map(|a| a.span));
    }
    let told = |classes: &[&str]| -> Vec<Span> {
        let of = |meaning: &str| SIGNALS.classes(meaning).iter().filter_map(|&c| SIGNALS.names.get(usize::from(c)));
        view.words.iter().filter(|w| of(&w.meaning).any(|name| classes.contains(name))).map(|w| w.span).collect()
    };
    let strongest = SPEAKING
        .iter()
        .map(|(kind, classes)| (*kind, told(classes)))
        .reduce(|best, next| if next.1.len() > best.1.len() { next } else { best });
    match strongest {
        Some((kind, spans)) if spans.len() >= 2 => (kind, stretch(&spans)),
        _ => ("spam", None),
    }
}

/// From the first to the last of the words that stand closest together.
fn stretch(spans: &[Span]) -> Option<Span> {
    const WIDEST: usize = 80;
    let first = spans.first()?;
    let last = spans.iter().take_while(|s| s.end <= first.start + WIDEST).last().unwrap_or(first);
    Some(Span::new(first.start, last.end))
}
