//! Mentions: of everyone, of roles, and of many members at once.

use super::Comment;
use crate::article::Span;
use crate::moderation::{Check, Checked, Finding, Severity};
use std::collections::HashSet;

/// What this check can find.
pub(crate) const KINDS: &[&str] = &["everyone", "role_mention", "many_mentions", "raw_mention"];

/// From so many members on it is no conversation.
const MANY: usize = 5;

pub(super) fn check(comment: &Comment<'_>, checked: &mut Checked) {
    let text = comment.text;
    if let Some(span) = everyone(text) {
        let told = "It calls everyone on the server.";
        checked.findings.push(finding("everyone", Severity::Review, Some(span), told));
    }
    let mut members: HashSet<&str> = HashSet::new();
    let mut first = None;
    let mut role = None;
    for mention in raw(text) {
        if mention.of(text).starts_with("<@&") {
            role = role.or(Some(mention));
        } else {
            members.insert(mention.of(text).trim_start_matches(['<', '@', '!']));
            first = first.or(Some(mention));
        }
    }
    if role.is_some() {
        checked.findings.push(finding("role_mention", Severity::Review, role, "It calls everyone who has a role."));
    }
    match members.len() {
        0 => {}
        MANY.. => {
            checked.findings.push(finding("many_mentions", Severity::Review, first, "It calls many members at once."));
        }
        _ => checked.findings.push(finding("raw_mention", Severity::Note, first, "It mentions a member.")),
    }
}

fn finding(kind: &'static str, severity: Severity, span: Option<Span>, told: &str) -> Finding {
    Finding { check: Check::Mentions, kind: kind.into(), severity, span, explanation: told.to_owned() }
}

/// `@everyone` or `@here` as a word; an e-mail address holds none.
fn everyone(text: &str) -> Option<Span> {
    text.match_indices('@').find_map(|(at, _)| {
        let before = text.get(..at)?.chars().next_back();
        let after = text.get(at + 1..)?;
        let word = ["everyone", "here"].into_iter().find(|w| after.starts_with(w))?;
        let next = after.get(word.len()..)?.chars().next();
        let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '_');
        (apart(before) && apart(next)).then_some(Span::new(at, at + 1 + word.len()))
    })
}

/// `<@1>`, `<@!1>` and `<@&1>`, as Discord writes mentions.
fn raw(text: &str) -> impl Iterator<Item = Span> {
    text.match_indices("<@").filter_map(|(at, open)| {
        let inside = text.get(at + open.len()..)?;
        let id = inside.strip_prefix(['!', '&']).unwrap_or(inside);
        let digits = id.bytes().take(21).take_while(u8::is_ascii_digit).count();
        let closed = digits > 0 && id.as_bytes().get(digits) == Some(&b'>');
        closed.then_some(Span::new(at, at + open.len() + (inside.len() - id.len()) + digits + 1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moderation::CheckContext;

    #[test]
    fn mentions_are_told_by_whom_they_call() {
        let cases: [(&str, &[(&str, &str)]); 11] = [
            ("Thanks, everyone, for being here.", &[]),
            ("@everyone look", &[("everyone", "@everyone")]),
            ("so @here!", &[("everyone", "@here")]),
            ("write to me@here.example", &[]),
            ("@hereford and @everyone_else", &[]),
            ("<@&123> look", &[("role_mention", "<@&123>")]),
            ("<@!42> is right", &[("raw_mention", "<@!42>")]),
            ("<@1><@2><@3><@4><@5>", &[("many_mentions", "<@1>")]),
            ("<@1><@1><@!1><@1><@1><@1>", &[("raw_mention", "<@1>")]),
            ("<@> <@x> <@12", &[]),
            ("@someone said so", &[]),
        ];
        for (text, expected) in cases {
            let mut checked = Checked::default();
            check(&Comment { text, context: CheckContext::default() }, &mut checked);
            let found: Vec<(&str, &str)> =
                checked.findings.iter().map(|f| (f.kind.as_ref(), f.span.map_or("", |s| s.of(text)))).collect();
            assert_eq!(found, expected, "{text}");
            assert!(found.iter().all(|(kind, _)| KINDS.contains(kind)));
        }
    }
}
