//! Spam: advertising, prizes, premium numbers, offers of money, begging for followers.
//!
//! A linear model over [`features`]; the kind and the words come from the classes of words it saw.

mod features;
mod model;
mod words;

/// What the program that trains the model needs.
pub mod training {
    pub use super::features::{BUCKETS, features, pieces};
    pub use super::model::{EVEN, MAGIC, PIECE};
}

use super::Comment;
use super::blend::{Blend, blended};
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
    ("premium_number", &["phone", "shortcode", "cost", "terms", "text", "call", "mobile", "stop", "content"]),
    ("prize", &["prize", "claim", "free", "amount"]),
    ("adult_offer", &["adult", "girl"]),
    ("account_phishing", &["phish", "urgent", "address", "parcel"]),
    ("money_offer", &["money", "invest", "loan", "work", "amount", "contact"]),
    ("self_promotion", &["ask", "subscribe", "own", "media", "site", "back", "thumbs", "address"]),
];

/// How much nearer to certainty than the threshold a score must be to weigh as much as can be.
const BLOCK: f32 = 0.8;

/// How the reader's judgement is weighed with this model's.
const BLEND: Blend = Blend { own: 0.5, reader: 0.5, offset: 0.0 };

pub(super) fn check(comment: &Comment<'_>, checked: &mut Checked) {
    let view = View::of(comment.text);
    if view.words.is_empty() {
        return;
    }
    let score = model::score(comment.text, &view);
    let score = comment.context.judgement.map_or(score, |judged| blended(score, judged.spam, &BLEND));
    checked.scores.spam = score;
    let threshold = comment.context.rules.map_or_else(Thresholds::default, |rules| rules.rules().thresholds).spam;
    if score < threshold || !is_telling(&view) {
        return;
    }
    let block = threshold + (1.0 - threshold) * BLOCK;
    let (kind, span) = kind(&view);
    let severity = match kind {
        // Where it leads decides: a page of the author's own may be advertised without a word. Of
        // other hosts the check on links knows more.
        "bare_link" if view.addresses.iter().any(features::is_promotional) => Severity::Review,
        "bare_link" => Severity::Note,
        _ if score >= block => Severity::Block,
        _ => Severity::Review,
    };
    let explanation = format!("{} The model's score is {score:.2}, the threshold {threshold:.2}.", sentence(kind));
    checked.findings.push(Finding { check: Check::Spam, kind: kind.into(), severity, span, explanation });
}

/// One word, or two of which none begs, are too few to tell by.
fn is_telling(view: &View) -> bool {
    let begs = || view.words.iter().any(|w| SIGNALS.is_any(&w.meaning, &["subscribe", "please"]));
    !view.addresses.is_empty() || view.words.len() > 2 || view.words.len() == 2 && begs()
}

/// A link and hardly a word, none of them an appeal.
fn is_bare(view: &View) -> bool {
    let appeals =
        |w: &words::Word| SIGNALS.is_any(&w.meaning, &["subscribe", "please", "own", "prize", "claim", "free"]);
    !view.addresses.is_empty() && view.words.len() <= 3 && !view.words.iter().any(appeals)
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
    if is_bare(view) {
        return ("bare_link", view.addresses.first().map(|a| a.span));
    }
    let told = |classes: &[&str]| -> Vec<Span> {
        view.words.iter().filter(|w| SIGNALS.is_any(&w.meaning, classes)).map(|w| w.span).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moderation::CheckContext;

    #[test]
    fn advertising_is_held_and_sources_and_talk_are_not() {
        // kind that holds it, or "-" | text
        let table = "
            self_promotion | PLEASE check out my channel and subscribe, I do guitar covers!
            premium_number | You have won a £500 voucher! Call 09061234567 now to claim. T&Cs apply
            bare_link | http://www.facebook.com/mycoolband
            - | look http://www.facebook.com/
            - | look http://example.org/
            - | https://www.example.com/news/1
            - | The report is here: https://example.org/report
            - | I subscribe to this paper and did not know that.
            - | They spent two million pounds on the bridge. Who voted for this?
            - | ok, call me when you are home
            - | What a great song, I loved it as a child.
            - | Agreed.";
        for line in table.lines().filter(|line| line.contains('|')) {
            let (expected, text) = line.trim().split_once(" | ").unwrap();
            let mut checked = Checked::default();
            check(&Comment { text, context: CheckContext::default() }, &mut checked);
            let held = checked.findings.iter().find(|f| f.severity != Severity::Note).map_or("-", |f| f.kind.as_ref());
            assert_eq!(held, expected, "{text}: {:?}", checked.scores);
            assert!(checked.findings.iter().all(|f| KINDS.contains(&f.kind.as_ref())));
        }
    }
}
