use super::*;
use serde_json::json;

/// The object printed for a line.
fn object(job: Job, given: &str) -> Value {
    serde_json::from_str(&line(job, None, given).line).expect("JSON")
}

fn piped(
    input: &[u8],
    jobs: usize,
    work: impl Fn(&[u8]) -> Printed + Send + Sync + 'static,
) -> (String, pipeline::Counts) {
    let mut out = Vec::new();
    let counts = pipeline::run(io::Cursor::new(input.to_vec()), &mut out, jobs, work).expect("memory does not fail");
    (String::from_utf8(out).expect("JSON is UTF-8"), counts)
}

#[test]
fn results_come_in_the_order_of_the_lines() {
    let input: String = (0..500).map(|i| i.to_string() + "\n").collect();
    let (out, counts) = piped(input.as_bytes(), 8, |line| {
        let number: u64 = std::str::from_utf8(line).expect("digits").trim().parse().expect("a number");
        // The first of each ten is the slowest.
        std::thread::sleep(std::time::Duration::from_micros(if number.is_multiple_of(10) { 900 } else { 10 }));
        Printed::result(&number)
    });
    assert_eq!(out, input);
    assert_eq!(counts, pipeline::Counts { lines: 500, bad: 0 });
}

#[test]
fn bad_lines_become_errors_and_the_rest_goes_on() {
    let input = b"{\"id\":1,\"text\":\"It rained.\"}\r\n\n{\"id\":2}\nno json\n{\"id\":3,\"text\":\"\xff\"}\n[1]\n{\"id\":\"\xc3\xb1\",\"text\":\"a\xe2\x80\xa8b\"}";
    let (out, counts) = piped(input, 2, |line| bytes(Job::Facts, None, line));
    let rows: Vec<Value> = out.lines().map(|l| serde_json::from_str(l).expect("one object a line")).collect();
    let ids: Vec<&Value> = rows.iter().filter_map(|r| r.get("id")).collect();
    assert_eq!(ids, [&json!(1), &json!(2), &Value::Null, &json!(3), &Value::Null, &json!("ñ")]);
    let bad: Vec<bool> = rows.iter().map(|r| r.get("error").is_some()).collect();
    assert_eq!(bad, [false, true, true, true, true, false]);
    assert_eq!(counts, pipeline::Counts { lines: 6, bad: 4 });
}

#[test]
fn a_text_beyond_every_article_and_a_question_without_words_are_refused() {
    let long = format!(r#"{{"id":1,"text":"{}"}}"#, "a ".repeat(crate::article::document::MAX_CHARS));
    let cases = [
        (Job::Facts, long.as_str(), "two million"),
        (Job::Ask, r#"{"id":1,"text":"It rained.","question":"???"}"#, "question"),
    ];
    for (job, given, told) in cases {
        let error = object(job, given);
        let error = error.get("error").and_then(Value::as_str);
        assert!(error.is_some_and(|e| e.contains(told)), "{error:?}");
    }
}

#[test]
fn a_closed_pipe_is_told_as_such() {
    struct Closed;
    impl io::Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let failed = pipeline::run(io::Cursor::new(b"1\n2\n".to_vec()), Closed, 1, |_| Printed::result(&1));
    let Err(pipeline::Failed::Output(source)) = failed else { panic!("the output fails") };
    assert!(Failure::output(source).is_closed_pipe());
}

#[test]
fn an_id_is_told_even_of_a_request_of_the_wrong_shape() {
    assert_eq!(object(Job::Ask, r#"{"id":{"n":1},"text":5}"#).get("id"), Some(&json!({"n": 1})));
}

#[test]
fn comments_are_checked_and_pages_are_none() {
    let checked = object(Job::Moderate, r#"{"id":1,"text":"Well said."}"#);
    assert_eq!(checked.get("verdict"), Some(&json!("allow")), "{checked}");
    let cases = [(r#"{"id":1,"html":"<p>x"}"#, "neither"), (r#"{"id":1,"text":"a","html":"b"}"#, "both")];
    for (given, told) in cases {
        let error = object(Job::Moderate, given);
        assert!(error.get("error").and_then(Value::as_str).is_some_and(|e| e.contains(told)), "{error}");
    }
}
