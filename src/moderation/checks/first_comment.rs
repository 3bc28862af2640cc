//! First comment: nobody on the server has approved anything by this author yet.

use super::Comment;
use crate::moderation::{AuthorRecord, Check, Checked, Finding, Severity};

/// What this check can find.
pub(crate) const KINDS: &[&str] = &["first_comment", "none_approved"];

pub(super) fn check(comment: &Comment<'_>, checked: &mut Checked) {
    let Some(author) = comment.context.author.filter(|author| author.is_new()) else { return };
    let AuthorRecord { rejected, pending, deleted, .. } = author;
    let (kind, explanation) = if rejected + pending + deleted == 0 {
        ("first_comment", "The author's first comment on this server.".to_owned())
    } else {
        ("none_approved", format!("No comment of this author was approved yet; {rejected} were rejected."))
    };
    let check = Check::FirstComment;
    checked.findings.push(Finding { check, kind: kind.into(), severity: Severity::Note, span: None, explanation });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moderation::CheckContext;

    #[test]
    fn a_first_comment_is_noted_and_never_held() {
        let record = |approved, rejected| Some(AuthorRecord { approved, rejected, ..AuthorRecord::default() });
        let cases = [
            (None, None),
            (record(0, 0), Some("first_comment")),
            (record(0, 2), Some("none_approved")),
            (record(1, 2), None),
        ];
        for (author, expected) in cases {
            let mut checked = Checked::default();
            check(&Comment { text: "Yes.", context: CheckContext { author, ..CheckContext::default() } }, &mut checked);
            assert_eq!(checked.findings.first().map(|f| f.kind.as_ref()), expected, "{author:?}");
            assert!(checked.findings.iter().all(|f| f.severity == Severity::Note && KINDS.contains(&f.kind.as_ref())));
        }
    }
}
