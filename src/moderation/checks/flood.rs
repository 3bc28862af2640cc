//! Flood: the author's own pace. What is too much is refused elsewhere; here it is told.

use super::Comment;
use crate::moderation::{Check, Checked, Finding, Flood, Severity};

/// What this check can find.
pub(crate) const KINDS: &[&str] = &["fast_pace", "near_limit"];

/// So many within a minute, this one included, were hardly written one after the other.
const PER_MINUTE: usize = 3;

pub(super) fn check(comment: &Comment<'_>, checked: &mut Checked) {
    let within = |seconds: u32| comment.context.recent.iter().filter(|r| r.own && r.age <= seconds).count() + 1;
    let limit = comment.context.rules.map_or_else(Flood::default, |rules| rules.rules().flood);
    let (minute, ten) = (within(60), within(600));
    let limit = usize::try_from(limit.per_ten_minutes).unwrap_or(usize::MAX);
    let found = if minute >= PER_MINUTE {
        ("fast_pace", Severity::Review, format!("The author's comment number {minute} within a minute."))
    } else if ten > 1 && ten >= limit {
        ("near_limit", Severity::Note, format!("The author's comment number {ten} within ten minutes."))
    } else {
        return;
    };
    let (kind, severity, explanation) = found;
    checked.findings.push(Finding { check: Check::Flood, kind: kind.into(), severity, span: None, explanation });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moderation::{CheckContext, Fingerprint, RecentComment};

    #[test]
    fn only_the_authors_own_pace_counts() {
        /// Comments as (own, seconds ago), and what is found.
        type Case = (&'static [(bool, u32)], Option<&'static str>);
        let cases: [Case; 5] = [
            (&[], None),
            (&[(true, 50), (true, 90)], None),
            (&[(true, 20), (true, 40)], Some("fast_pace")),
            (&[(false, 20), (false, 40), (false, 50)], None),
            (&[(true, 100), (true, 200), (true, 300), (true, 400)], Some("near_limit")),
        ];
        for (recent, expected) in cases {
            let recent: Vec<RecentComment> =
                recent.iter().map(|&(own, age)| RecentComment { own, age, fingerprint: Fingerprint(0) }).collect();
            let mut checked = Checked::default();
            let context = CheckContext { recent: &recent, ..CheckContext::default() };
            check(&Comment { text: "Yes.", context }, &mut checked);
            let kind = checked.findings.first().map(|f| f.kind.as_ref());
            assert_eq!(kind, expected, "{recent:?}");
            assert!(kind.is_none_or(|kind| KINDS.contains(&kind)));
        }
    }
}
