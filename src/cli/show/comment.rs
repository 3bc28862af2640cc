//! What the checks found on a comment, with the words marked.

use super::{first_of, last_of};
use crate::article::Span;
use crate::cli::terminal::{BOLD, DIM, HEADING, PLAIN, Page, Words};
use crate::moderation::{Checked, Finding, Verdict};

/// The verdict, the scores, and each finding with the words it is about.
pub(in crate::cli) fn comment(page: &mut Page, text: &str, checked: &Checked) {
    page.line(BOLD, verdict(checked.verdict()));
    let scores = checked.scores;
    page.line(DIM, &format!("toxicity {:.2} · spam {:.2}", scores.toxicity, scores.spam));
    if checked.findings.is_empty() {
        page.gap();
        return page.line(PLAIN, "The checks found nothing.");
    }
    page.gap();
    page.line(HEADING, "Found");
    for finding in &checked.findings {
        self::finding(page, text, finding);
    }
}

const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Allow => "allow: no check would hold it",
        Verdict::Review => "review: a person should look first",
        Verdict::Block => "block: a person should look first, and most likely say no",
    }
}

fn finding(page: &mut Page, text: &str, finding: &Finding) {
    let mut words = Words::default();
    words.push(BOLD, &format!("{} {}", finding.check.name(), finding.kind));
    words.push(DIM, &format!(" ({})", finding.severity.name()));
    words.push(PLAIN, &format!(" {}", finding.explanation));
    page.words("  • ", "    ", &words);
    let Some(span) = finding.span.filter(|span| !span.of(text).is_empty()) else { return };
    let before = last_of(Span::new(0, span.start).of(text));
    let after = first_of(Span::new(span.end, text.len()).of(text));
    let words = page.marked(&before, span.of(text), &after);
    page.words("      ", "      ", &words);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moderation::{Check, Scores, Severity};

    fn shown(text: &str, checked: &Checked) -> String {
        let mut page = Page::new(60, false);
        comment(&mut page, text, checked);
        anstream::adapter::strip_str(page.text()).to_string()
    }

    #[test]
    fn each_finding_says_its_check_its_weight_and_marks_its_words() {
        let text = "write to someone@example.org\u{1b}[2J";
        let found = Finding {
            check: Check::PersonalData,
            kind: "email".into(),
            severity: Severity::Review,
            span: Some(Span::new(9, 28)),
            explanation: "An e-mail address.".into(),
        };
        let checked = Checked { scores: Scores::default(), findings: vec![found] };
        insta::assert_snapshot!(shown(text, &checked), @r"
        review: a person should look first
        toxicity 0.00 · spam 0.00

        Found
          • pii email (review) An e-mail address.
              write to >>someone@example.org<<�[2J
        ");
    }

    #[test]
    fn a_comment_nothing_was_found_on_is_said_to_be_fine() {
        insta::assert_snapshot!(shown("Fine.", &Checked::default()), @r"
        allow: no check would hold it
        toxicity 0.00 · spam 0.00

        The checks found nothing.
        ");
    }
}
