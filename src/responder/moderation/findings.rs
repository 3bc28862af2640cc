//! What the checks found, in words.

use super::super::Safe;
use super::super::budget::units;
use super::super::words::{Arg, Words};
use crate::article::Span;
use crate::moderation::{Check, Checked, Finding, Settings, Severity, Verdict};

/// Room for the lines; what has none is counted.
const ROOM: usize = 900;
/// Words quoted with one line.
const MOST_QUOTED: usize = 3;
const QUOTED: usize = 60;
/// The longest sentence of a check that has none here.
const EXPLANATION: usize = 200;

/// Findings of one kind and weight together.
struct Group<'a> {
    first: &'a Finding,
    count: usize,
    /// Distinct words, at most [`MOST_QUOTED`].
    quoted: Vec<&'a str>,
}

/// What was found, the heaviest first, each with the words it is about.
pub(super) fn findings(words: Words, text: &str, checked: &Checked) -> String {
    let groups = grouped(text, &checked.findings);
    if groups.is_empty() {
        return words.say("findings-none");
    }
    let (mut lines, mut used) = (Vec::new(), 0);
    for group in &groups {
        let line = line(words, group);
        used += units(&line) + 1;
        if used > ROOM {
            break;
        }
        lines.push(line);
    }
    if lines.len() < groups.len() {
        lines.push(words.say_with("findings-more", [("count", (groups.len() - lines.len()).into())]));
    }
    lines.join("\n")
}

/// Where in the text the findings point that weigh anything.
pub(super) fn spans(checked: &Checked) -> Vec<Span> {
    checked.findings.iter().filter_map(|finding| finding.span).collect()
}

/// "Toxicity 83 of 100 (held from 50) · spam 2 of 100 (held from 50)"
pub(super) fn scores(words: Words, checked: &Checked, settings: &Settings) -> String {
    let limits = settings.rules.thresholds;
    words.say_with(
        "findings-scores",
        [
            ("toxicity", hundredths(checked.scores.toxicity)),
            ("limit", hundredths(limits.toxicity)),
            ("spam", hundredths(checked.scores.spam)),
            ("spamlimit", hundredths(limits.spam)),
        ],
    )
}

/// What the checks advise, in words.
pub(super) fn advice(words: Words, verdict: Verdict) -> String {
    words.say(match verdict {
        Verdict::Allow => "advice-allow",
        Verdict::Review => "advice-review",
        Verdict::Block => "advice-block",
    })
}

fn hundredths(score: f32) -> Arg {
    let score = if score.is_finite() { score.clamp(0.0, 1.0) } else { 0.0 };
    Arg::Text(Safe::own(format!("{:.0}", score * 100.0)))
}

fn grouped<'a>(text: &'a str, findings: &'a [Finding]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for finding in findings {
        let same = |g: &&mut Group<'_>| {
            g.first.check == finding.check && g.first.kind == finding.kind && g.first.severity == finding.severity
        };
        let quoted = finding.span.map(|span| span.of(text)).filter(|quoted| !quoted.trim().is_empty());
        match groups.iter_mut().find(same) {
            Some(group) => {
                group.count += 1;
                let new = quoted.filter(|quoted| !group.quoted.contains(quoted));
                group.quoted.extend(new.filter(|_| group.quoted.len() < MOST_QUOTED));
            }
            None => groups.push(Group { first: finding, count: 1, quoted: quoted.into_iter().collect() }),
        }
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.first.severity));
    groups
}

/// "**Most likely no** · an insult (2 times): “idiot”, “moron”"
fn line(words: Words, group: &Group<'_>) -> String {
    let severity = words.say(severity_key(group.first.severity));
    let mut line = format!("**{severity}** · {}", sentence(words, group.first));
    if group.count > 1 {
        line.push(' ');
        line.push_str(&words.say_with("findings-times", [("count", group.count.into())]));
    }
    if !group.quoted.is_empty() {
        let quoted: Vec<String> =
            group.quoted.iter().map(|words| format!("“{}”", Safe::clipped(words, QUOTED))).collect();
        line.push_str(": ");
        line.push_str(&quoted.join(", "));
    }
    line
}

const fn severity_key(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "severity-note",
        Severity::Review => "severity-review",
        Severity::Block => "severity-block",
    }
}

/// The words for a kind of finding; the check's own sentence where there are none yet.
pub(super) fn sentence(words: Words, finding: &Finding) -> String {
    words
        .find(&key(finding.check, &finding.kind))
        .unwrap_or_else(|| Safe::clipped(finding.explanation.trim_end_matches('.'), EXPLANATION).to_string())
}

/// The key under which a kind of finding has its words.
pub(super) fn key(check: Check, kind: &str) -> String {
    format!("finding-{}-{kind}", check.name()).replace('_', "-")
}
