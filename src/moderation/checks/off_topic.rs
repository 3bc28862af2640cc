//! Off topic: a long comment that shares next to no words with its article. Never a reason to hold.

use super::Comment;
use crate::moderation::{Check, Checked, Finding, Severity};
use crate::terms::{NO_STEM, Terms};
use std::collections::HashSet;

/// What this check can find.
pub(crate) const KINDS: &[&str] = &["off_topic"];

/// Shorter comments ("what a shame") share few words with anything.
const LEAST_TERMS: usize = 20;
/// One term in so many.
const SHARE: usize = 14;
/// Bytes of an article and of a comment that are read.
const LONGEST: usize = 40_000;

pub(super) fn check(comment: &Comment<'_>, checked: &mut Checked) {
    let Some(article) = comment.context.article else { return };
    let mut terms = Terms::default();
    let known: HashSet<u32> = terms.words_of(article, LONGEST).iter().map(|w| w.stem).collect();
    let stems = terms.words_of(comment.text, LONGEST);
    let distinct: HashSet<u32> = stems.iter().map(|w| w.stem).filter(|&s| s != NO_STEM).collect();
    let shared = distinct.intersection(&known).count();
    if distinct.len() < LEAST_TERMS || shared * SHARE >= distinct.len() {
        return;
    }
    checked.findings.push(Finding {
        check: Check::OffTopic,
        kind: "off_topic".into(),
        severity: Severity::Note,
        span: None,
        explanation: format!("Of its {} terms {shared} are in the article.", distinct.len()),
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moderation::CheckContext;

    const ARTICLE: &str = "The council voted on Monday to close the library on Mill Street. The building was repaired last \
                           year for two million pounds. Readers have collected signatures against the closure.";

    fn is_noted(text: &str) -> bool {
        let mut checked = Checked::default();
        check(
            &Comment { text, context: CheckContext { article: Some(ARTICLE), ..CheckContext::default() } },
            &mut checked,
        );
        assert!(checked.findings.iter().all(|f| KINDS.contains(&f.kind.as_ref()) && f.severity == Severity::Note));
        !checked.findings.is_empty()
    }

    #[test]
    fn only_long_comments_about_something_else_are_noted() {
        let elsewhere = "My striker scored three goals yesterday, the goalkeeper slipped, fans sang all evening, and our \
                         coach finally praised young defenders, midfield passing, corner kicks, stamina, tactics and luck.";
        let about = "My striker scored three goals yesterday, the goalkeeper slipped, fans sang all evening, and then I read \
                     that the council closes our library although so many readers signed, and the coach praised defenders.";
        assert!(is_noted(elsewhere));
        assert!(!is_noted(about));
        assert!(!is_noted("What a great goal that was!"));
    }
}
