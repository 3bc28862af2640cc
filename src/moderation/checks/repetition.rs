//! Repetition: the same or nearly the same text again, by its author or by several members (a raid).

use super::Comment;
use crate::moderation::fingerprint::{self, Fingerprint};
use crate::moderation::{Check, Checked, Finding, RecentComment, Severity};

/// What this check can find.
pub(crate) const KINDS: &[&str] = &["repeated", "copied", "raid"];

/// Shorter comments ("agreed", "lol", "thank you") are said by many of their own accord.
const LEAST_LETTERS: usize = 16;
/// From so many letters on a text may differ a little and still be the same.
const LONG: usize = 60;
/// Bits that may differ in a long text. Unrelated English texts differ in about 28.
const NEAR: u32 = 9;
/// A raid happens within an hour.
const HOUR: u32 = 3_600;
/// Comments by others, beside the one at hand.
const RAID: usize = 2;

pub(super) fn check(comment: &Comment<'_>, checked: &mut Checked) {
    let letters = fingerprint::folded(comment.text).len();
    if letters < LEAST_LETTERS || comment.context.recent.is_empty() {
        return;
    }
    let of = Fingerprint::of(comment.text);
    let near = if letters < LONG { 0 } else { NEAR };
    let same = comment.context.recent.iter().filter(|recent| recent.fingerprint.distance(of) <= near);
    let (own, others): (Vec<&RecentComment>, Vec<&RecentComment>) = same.partition(|recent| recent.own);
    let others = others.iter().filter(|recent| recent.age <= HOUR).count();
    if !own.is_empty() {
        let told = format!("The author has written the same {} time(s) before, within the last hours.", own.len());
        checked.findings.push(finding("repeated", Severity::Review, told));
    }
    if others >= RAID {
        let told = format!("{others} comments by others within the last hour say the same.");
        checked.findings.push(finding("raid", Severity::Block, told));
    } else if others > 0 {
        let told = "A comment by another member within the last hour says the same.".to_owned();
        checked.findings.push(finding("copied", Severity::Note, told));
    }
}

fn finding(kind: &'static str, severity: Severity, explanation: String) -> Finding {
    Finding { check: Check::Repetition, kind: kind.into(), severity, span: None, explanation }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moderation::CheckContext;

    const TEXT: &str = "The council wants to close the library on Mill Street, although two thousand people signed.";

    fn kinds(text: &str, recent: &[(bool, u32, &str)]) -> Vec<String> {
        let recent: Vec<RecentComment> = recent
            .iter()
            .map(|&(own, age, text)| RecentComment { own, age, fingerprint: Fingerprint::of(text) })
            .collect();
        let mut checked = Checked::default();
        check(&Comment { text, context: CheckContext { recent: &recent, ..CheckContext::default() } }, &mut checked);
        assert!(checked.findings.iter().all(|f| KINDS.contains(&f.kind.as_ref())));
        checked.findings.into_iter().map(|f| f.kind.into_owned()).collect()
    }

    #[test]
    fn the_same_text_again_is_told_by_who_wrote_it() {
        let near = TEXT.replace("signed", "signed it");
        let none: [&str; 0] = [];
        assert_eq!(kinds(TEXT, &[]), none);
        assert_eq!(kinds(TEXT, &[(true, 9_000, TEXT)]), ["repeated"]);
        assert_eq!(kinds(TEXT, &[(true, 60, &near)]), ["repeated"]);
        assert_eq!(kinds(TEXT, &[(false, 60, TEXT)]), ["copied"]);
        assert_eq!(kinds(TEXT, &[(false, 60, TEXT), (false, 900, &near)]), ["raid"]);
        assert_eq!(kinds(TEXT, &[(false, 60, TEXT), (false, 3_700, TEXT)]), ["copied"]);
        assert_eq!(
            kinds(TEXT, &[(false, 60, "The bridge should have been built ten years ago, it is far too late.")]),
            none
        );
    }

    #[test]
    fn short_comments_may_be_alike() {
        let none: [&str; 0] = [];
        for text in ["Agreed.", "lol", "Thank you!", "first", "👍👍👍"] {
            assert_eq!(kinds(text, &[(true, 9, text), (false, 9, text), (false, 9, text)]), none, "{text}");
        }
    }
}
