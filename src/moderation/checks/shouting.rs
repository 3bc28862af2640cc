//! Shouting: a comment mostly in capitals. Scripts without case never shout.

use super::Comment;
use crate::moderation::{Check, Checked, Finding, Severity};

/// What this check can find.
pub(crate) const KINDS: &[&str] = &["capitals"];

/// Fewer letters than these are a headline, a name or a cheer.
const LEAST_LETTERS: usize = 40;
/// Fewer words in capitals are acronyms and headlines.
const LEAST_WORDS: usize = 6;
/// From so many letters on it is hard to read, not only loud.
const LONG: usize = 200;

pub(super) fn check(comment: &Comment<'_>, checked: &mut Checked) {
    let (mut upper, mut lower, mut loud) = (0_usize, 0_usize, 0_usize);
    for word in own_words(comment.text) {
        let (mut up, mut low) = (0, 0);
        for c in word.chars() {
            up += usize::from(c.is_uppercase());
            low += usize::from(c.is_lowercase());
        }
        loud += usize::from(up > 1 && low == 0);
        upper += up;
        lower += low;
    }
    let letters = upper + lower;
    if letters < LEAST_LETTERS || loud < LEAST_WORDS || upper * 10 < letters * 8 {
        return;
    }
    let severity = if letters >= LONG { Severity::Review } else { Severity::Note };
    let explanation = format!("{upper} of its {letters} letters are capitals.");
    checked.findings.push(Finding {
        check: Check::Shouting,
        kind: "capitals".into(),
        severity,
        span: None,
        explanation,
    });
}

/// The author's words: without addresses, lines quoted with `>`, and what stands in quotation marks.
fn own_words(text: &str) -> impl Iterator<Item = &str> {
    let quoted = |line: &&str| !line.trim_start().starts_with('>');
    text.lines().filter(quoted).flat_map(|line| {
        let mut inside = false;
        line.split_whitespace().filter(move |word| {
            let opens = word.starts_with(['"', '“', '«', '„']);
            let closes = word.trim_end_matches(['.', ',', '!', '?', ';', ':']).ends_with(['"', '”', '»', '“']);
            let skip = inside || opens;
            inside = (inside || opens) && !(closes && word.len() > 1);
            !skip && !word.contains("://")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moderation::CheckContext;

    fn shouts(text: &str) -> Option<Severity> {
        let mut checked = Checked::default();
        check(&Comment { text, context: CheckContext::default() }, &mut checked);
        checked.findings.first().map(|f| f.severity)
    }

    #[test]
    fn capitals_shout_where_they_are_most_of_a_comment() {
        let cases = [
            ("THIS IS AN OUTRAGE AND NOBODY AT THE COUNCIL IS DOING ANYTHING ABOUT IT", Some(Severity::Note)),
            ("The NATO and UNHCR envoys met the WHO, the IMF, the EU and the UN in NYC.", None),
            ("GREAT NEWS", None),
            (
                "The headline said \"COUNCIL VOTES TO CLOSE EVERY LIBRARY IN TOWN BY NEXT YEAR\" and that is wrong.",
                None,
            ),
            ("> COUNCIL VOTES TO CLOSE EVERY LIBRARY IN TOWN BY NEXT YEAR\nI doubt it.", None),
            ("市議会は来年までに町のすべての図書館を閉鎖することを決議した。住民は反対している。本当に残念だ。", None),
            ("المجلس يصوت على إغلاق كل مكتبة في المدينة بحلول العام المقبل والسكان يعارضون ذلك", None),
            ("ПОЧЕМУ НИКТО НИЧЕГО НЕ ДЕЛАЕТ С ЭТИМ УЖАСНЫМ ШУМОМ НА НАШЕЙ УЛИЦЕ", Some(Severity::Note)),
        ];
        for (text, expected) in cases {
            assert_eq!(shouts(text), expected, "{text}");
        }
        assert_eq!(shouts(&"WHY DOES NOBODY LISTEN ".repeat(12)), Some(Severity::Review));
    }
}
