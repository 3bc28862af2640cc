//! What the checks found on a comment → a JSON object, offsets in code points.

use crate::article::CodePoints;
use crate::moderation::{Checked, Finding};
use serde_json::{Value, json};

/// What `moderate` prints.
pub fn moderation(id: &Value, comment: &str, checked: &Checked) -> Value {
    let points = CodePoints::new(comment);
    json!({
        "id": id,
        "verdict": checked.verdict().name(),
        "scores": { "toxicity": score(checked.scores.toxicity), "spam": score(checked.scores.spam) },
        "findings": checked.findings.iter().map(|f| finding(&points, f)).collect::<Vec<_>>(),
    })
}

fn finding(points: &CodePoints, finding: &Finding) -> Value {
    let mut object = json!({
        "check": finding.check.name(),
        "kind": finding.kind,
        "severity": finding.severity.name(),
        "explanation": finding.explanation,
    });
    if let (Some(span), Value::Object(fields)) = (finding.span, &mut object) {
        let (start, end) = points.span(span);
        fields.insert("start".into(), start.into());
        fields.insert("end".into(), end.into());
    }
    object
}

/// Six decimals: more would be noise of the arithmetic.
fn score(score: f32) -> f64 {
    (f64::from(score) * 1e6).round() / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Span;
    use crate::moderation::{Check, Scores, Severity};

    #[test]
    fn offsets_of_findings_are_code_points_and_absent_where_the_whole_comment_is_meant() {
        let text = "¿Señor? mail me";
        let start = text.find("mail").expect("a word of the text");
        let found = |span| Finding {
            check: Check::PersonalData,
            kind: "email".into(),
            severity: Severity::Review,
            span,
            explanation: "Because.".into(),
        };
        let checked = Checked {
            scores: Scores { toxicity: 0.25, spam: 0.1 },
            findings: vec![found(Some(Span::new(start, start + 4))), found(None)],
        };
        let common = json!({"check": "pii", "kind": "email", "severity": "review", "explanation": "Because."});
        let mut placed = common.clone();
        placed["start"] = json!(8);
        placed["end"] = json!(12);
        assert_eq!(
            moderation(&json!(7), text, &checked),
            json!({"id": 7, "verdict": "review", "scores": {"toxicity": 0.25, "spam": 0.1},
                   "findings": [placed, common]})
        );
    }

    #[test]
    fn a_comment_without_findings_is_allowed() {
        let object = moderation(&json!("a"), "Fine.", &Checked::default());
        assert_eq!(
            object,
            json!({"id": "a", "verdict": "allow", "scores": {"toxicity": 0.0, "spam": 0.0}, "findings": []})
        );
    }
}
