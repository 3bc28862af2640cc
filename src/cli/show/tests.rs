use super::*;
use crate::answering::Answer;
use crate::article::Metadata;
use crate::reading::{Basis, DateType, DateValue, FundingValue, Mention, MoneyValue, Value};
use crate::summarizer::KeyPoint;

const TEXT: &str = "Harris arrives on Sunday. Washington gives an additional $310 million to Central America.";

fn article() -> Article {
    let about = Metadata {
        title: Some("A visit\u{1b}[2J".into()),
        published: "2021-06-02".parse().ok(),
        site_name: Some("Example News".into()),
        ..Metadata::default()
    };
    Article::new(TEXT.into(), about)
}

fn span(words: &str) -> Span {
    let start = TEXT.find(words).expect("words of the text");
    Span::new(start, start + words.len())
}

fn shown(fill: impl FnOnce(&mut Page, &Article)) -> String {
    let mut page = Page::new(60, false);
    fill(&mut page, &article());
    page.text().replace('\u{1b}', "<ESC>")
}

/// Without the codes of styles, which printing takes out where they are not seen.
fn plain(text: &str) -> String {
    anstream::adapter::strip_str(&text.replace("<ESC>", "\u{1b}")).to_string()
}

#[test]
fn a_digest_groups_its_points_under_headings() {
    let point = |words: &str, kind| KeyPoint {
        kind,
        span: span(words),
        evidence: vec![span(words)],
        salience: 0.5,
        drafted: None,
    };
    let points = vec![
        point("Washington gives an additional $310 million to Central America.", PointKind::Funding),
        point("Harris arrives on Sunday.", PointKind::Event),
    ];
    let text = shown(|page, article| digest(page, article, &Digest { points }, None));
    insta::assert_snapshot!(plain(&text), @r"
    A visit�[2J
    Example News · 2 June 2021 · language: en

    When and where
      • Harris arrives on Sunday.

    Money
      • Washington gives an additional $310 million to Central
        America.

    Read 13 of 13 words.
    ");
}

#[test]
fn facts_come_with_their_sentence_and_what_they_amount_to() {
    let date = DateValue {
        timex: "2021-06-06".into(),
        kind: DateType::Date,
        basis: Basis::Published(jiff::civil::date(2021, 6, 2)),
    };
    let money = MoneyValue { amount: Some(310_000_000.0), currency: Some("USD") };
    let mention = |words| Some(Mention { span: span(words) });
    let funding = FundingValue { money, from: mention("Washington"), to: mention("Central America"), purpose: None };
    let fact = |words, sentence, value| Fact { span: span(words), evidence: span(sentence), value };
    let second = "Washington gives an additional $310 million to Central America.";
    let facts = vec![
        fact("Sunday", "Harris arrives on Sunday.", Value::Date(date)),
        fact("$310 million", second, Value::Funding(funding)),
        fact("Washington", second, Value::Place),
        fact("Washington", second, Value::Place),
    ];
    let text = shown(|page, article| super::facts(page, article, &Reading { facts }));
    insta::assert_snapshot!(plain(&text), @r"
    A visit�[2J
    Example News · 2 June 2021 · language: en

    Dates
      • Sunday = 2021-06-06 (counted from publication on
        2021-06-02)
          Harris arrives on >>Sunday<<.

    Funding
      • $310 million = 310,000,000 USD · from Washington · to
        Central America
          Washington gives an additional >>$310 million<< to
          Central America.

    Places
      • Washington (2 times)
          >>Washington<< gives an additional $310 million to
          Central America.

    Read 13 of 13 words.
    ");
}

#[test]
fn an_answer_is_marked_in_its_sentence() {
    let found = Answer { span: span("Sunday"), sentence: span("Harris arrives on Sunday."), confidence: 0.9 };
    let response = Response { answer: Some(found), ..Response::default() };
    let text = shown(|page, article| answer(page, article, &response, None));
    assert_eq!(plain(&text), "Sunday\n  Harris arrives on >>Sunday<<.\n");
}

#[test]
fn what_the_article_does_not_say_is_said_so() {
    let nothing = Response::default();
    assert_eq!(plain(&shown(|page, article| answer(page, article, &nothing, None))), "Not in this article.\n");
    let near = Response { closest: Some(span("Harris arrives on Sunday.")), ..nothing };
    assert_eq!(
        plain(&shown(|page, article| answer(page, article, &near, None))),
        "Not in this article.\nThis comes closest, but is no answer:\n  Harris arrives on Sunday.\n"
    );
}

#[test]
fn a_sentence_that_never_ends_is_shown_around_the_fact() {
    let long = format!("{0} Sunday {0}", "so many words ".repeat(1_000));
    let article = Article::new(long.clone(), Metadata::default());
    let start = long.find("Sunday").expect("a word of the text");
    let fact = |value| Fact { span: Span::new(start, start + 6), evidence: Span::new(0, long.len()), value };
    let mut page = Page::new(80, false);
    facts(&mut page, &article, &Reading { facts: vec![fact(Value::Place)] });
    assert!(page.text().contains(">>Sunday<<") && page.text().len() < 4_000, "{}", page.text().len());
}

#[test]
fn sums_years_and_vague_words_are_told_in_plain_forms() {
    let date = |timex: &str, basis| DateValue { timex: timex.into(), kind: DateType::Date, basis };
    let money = MoneyValue { amount: Some(1.75), currency: Some("USD") };
    let cases = [
        (Value::Date(date("196", Basis::Stated)), "= 1960s (stated in the text)"),
        (Value::Date(date("FUTURE_REF", Basis::Vague)), "(vague in the text)"),
        (Value::Funding(FundingValue { money, from: None, to: None, purpose: None }), "= 1.75 USD"),
    ];
    for (value, told) in cases {
        assert_eq!(detail::of(&article(), &value).as_deref(), Some(told));
    }
}
