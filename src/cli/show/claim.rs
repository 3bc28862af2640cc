//! The check of a claim, for people: the verdict, what is not borne out, and the evidence.

use super::first_of;
use crate::article::{Article, Span};
use crate::cli::terminal::{BOLD, DIM, HEADING, PLAIN, Page, Words};
use crate::summarizer::verifier::{UnsupportedKind, Verification};

/// Whether the article bears the claim out, with what does not, and the sentences that come closest.
pub(in crate::cli) fn verification(page: &mut Page, article: &Article, claim: &str, found: &Verification) {
    let verdict = if found.supported { "Supported by the article." } else { "Not supported by the article." };
    page.line(BOLD, verdict);
    page.line(DIM, &format!("score {:.2}", found.score));
    if !found.unsupported.is_empty() {
        page.gap();
        page.line(HEADING, "What it does not bear out");
        for part in &found.unsupported {
            let before = Span::new(0, part.span.start).of(claim);
            let after = Span::new(part.span.end, claim.len()).of(claim);
            let mut words = Words::default();
            words.push(PLAIN, reason(part.kind));
            page.words("  • ", "    ", &words);
            let marked = page.marked(before, part.span.of(claim), after);
            page.words("      ", "      ", &marked);
        }
    }
    if !found.evidence.is_empty() {
        page.gap();
        page.line(HEADING, if found.supported { "Evidence" } else { "What comes closest" });
        for &sentence in &found.evidence {
            let mut words = Words::default();
            words.push(PLAIN, &first_of(article.slice(sentence)));
            page.words("  • ", "    ", &words);
        }
    }
}

const fn reason(kind: UnsupportedKind) -> &'static str {
    match kind {
        UnsupportedKind::Number => "this number",
        UnsupportedKind::Amount => "this sum",
        UnsupportedKind::Date => "this time",
        UnsupportedKind::Name => "this name",
        UnsupportedKind::Negation => "denied here and not there, or the other way round",
        UnsupportedKind::Modality => "surer than the article",
        UnsupportedKind::Quotation => "not these words",
        UnsupportedKind::Words => "nothing like this",
        UnsupportedKind::Contradiction => "the contrary is said",
        UnsupportedKind::Role => "in another's place",
        UnsupportedKind::Unreadable => "this is no claim",
    }
}
