//! A JSON object in an answer, whatever stands around it: fences, words before and after, commas too
//! many, an end that is missing.

use serde_json::{Map, Value};

/// So many places where an object may begin are tried.
const MOST_STARTS: usize = 16;
/// Deeper than any answer that is asked for.
const DEEPEST: usize = 24;

/// The first object in the text that can be read; mended where it only lacks its end or has commas
/// too many. Linear in the text for each of a bounded number of starts.
pub fn object_in(text: &str) -> Option<Map<String, Value>> {
    let starts: Vec<usize> = text.match_indices('{').map(|(at, _)| at).take(MOST_STARTS).collect();
    starts.iter().find_map(|&at| {
        let rest = text.get(at..)?;
        strict(rest).or_else(|| strict(&mended(rest)?))
    })
}

/// The value that the text begins with, if it is an object with something in it.
fn strict(text: &str) -> Option<Map<String, Value>> {
    let first = serde_json::Deserializer::from_str(text).into_iter::<Value>().next()?.ok()?;
    if let Value::Object(object) = first { Some(object).filter(|object| !object.is_empty()) } else { None }
}

/// Without commas before a closing bracket, and closed where it breaks off: after the last value that
/// is complete.
fn mended(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len() + DEEPEST);
    let mut open: Vec<char> = Vec::new();
    let (mut in_string, mut escaped) = (false, false);
    // Where the text can be cut so that only closing brackets are missing, and which.
    let mut safe: Option<(usize, Vec<char>)> = None;
    for c in text.chars() {
        if in_string {
            out.push(if c.is_control() { ' ' } else { c });
            (in_string, escaped) = (escaped || c != '"', !escaped && c == '\\');
            continue;
        }
        match c {
            '"' => in_string = true,
            '{' | '[' if open.len() == DEEPEST => return None,
            '{' => open.push('}'),
            '[' => open.push(']'),
            '}' | ']' => {
                if open.pop() != Some(c) {
                    break;
                }
                let kept = out.trim_end().trim_end_matches(',').len();
                out.truncate(kept);
            }
            _ => {}
        }
        out.push(c);
        if matches!(c, '}' | ']') {
            if open.is_empty() {
                return Some(out);
            }
            safe = Some((out.len(), open.clone()));
        }
    }
    let (end, open) = safe?;
    out.truncate(end);
    out.extend(open.iter().rev());
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_object_is_found_whatever_surrounds_it() {
        let table = [
            (r#"{"a":1}"#, Some(r#"{"a":1}"#)),
            ("```json\n{\"a\": 1}\n```", Some(r#"{"a":1}"#)),
            ("Sure! Here it is: {\"a\":[1,2]} I hope {this} helps.", Some(r#"{"a":[1,2]}"#)),
            ("<think>{maybe}</think>{\"a\":1}", Some(r#"{"a":1}"#)),
            (r#"{"a":[1,2,],}"#, Some(r#"{"a":[1,2]}"#)),
            (r#"{"a":"x, }","b":[1,],}"#, Some(r#"{"a":"x, }","b":[1]}"#)),
            ("{\"a\":\"two\nlines\"}", Some(r#"{"a":"two lines"}"#)),
            (r#"{"p":[{"t":"one","s":[1]},{"t":"tw"#, Some(r#"{"p":[{"s":[1],"t":"one"}]}"#)),
            (r#"{"p":[{"t":"one","s":[1]},{"t":"two","s":[2"#, Some(r#"{"p":[{"s":[1],"t":"one"}]}"#)),
            (r#"{"p":[{"t":"quote \" and brace }","s":[1]},"#, Some(r#"{"p":[{"s":[1],"t":"quote \" and brace }"}]}"#)),
            ("no object at all", None),
            ("{}", None),
            ("[1,2]", None),
            ("{\"a\":", None),
            ("{]", None),
            ("", None),
        ];
        for (text, expected) in table {
            let found = object_in(text).map(|object| Value::Object(object).to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_ladder_of_brackets_is_no_object_and_takes_no_time() {
        assert_eq!(object_in(&"{\"a\":[".repeat(100_000)), None);
        assert_eq!(object_in(&"{".repeat(1_000_000)), None);
    }

    proptest! {
        #[test]
        fn no_text_does_harm(text in "(?s)[\\PC{}\\[\\],:\"\\\\ \n]{0,200}") {
            let _ = object_in(&text);
        }
    }
}
