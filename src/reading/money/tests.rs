use super::find;
use crate::article::{Article, Metadata};
use crate::reading::Value;
use crate::reading::numbers::lexeme::Lexemes;
use proptest::prelude::*;

/// Sums of `text` as "words = amount CODE", parted by "; ".
fn read(text: &str) -> String {
    let article = Article::new(text.to_owned(), Metadata::default());
    let shown = find(&article, &Lexemes::new(article.text())).into_iter().map(|fact| {
        let Value::Money(money) = &fact.value else { panic!("{fact:?}") };
        let amount = money.amount.map_or("?".to_owned(), |a| a.to_string());
        format!("{} = {amount} {}", article.slice(fact.span), money.currency.unwrap_or("?"))
    });
    shown.collect::<Vec<_>>().join("; ")
}

#[test]
fn sums_are_read_with_amount_and_currency() {
    for row in include_str!("examples.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let (text, expected) = row.split_once(" | ").expect("a row is `text | expected`");
        assert_eq!(read(text), expected.trim(), "{text}");
    }
}

#[test]
fn every_row_of_the_tables_is_understood() {
    for row in include_str!("currencies.tsv").lines().filter(|l| !l.starts_with('#')) {
        let cells: Vec<&str> = row.split('\t').collect();
        assert_eq!(cells.len(), 3, "{row}");
        for name in cells[2].split(',').filter(|n| !n.is_empty()) {
            let text = format!("It cost 25 million {name} in all.");
            let found = read(&text);
            assert!(found.ends_with(&format!("= 25000000 {}", cells[0])), "{text}: {found}");
        }
        for sign in cells[1].split(' ').filter(|s| !s.is_empty()) {
            let text = format!("It cost {sign} 25 million in all.");
            let found = read(&text);
            assert!(found.ends_with(&format!("= 25000000 {}", cells[0])), "{text}: {found}");
        }
    }
}

proptest! {
    #[test]
    fn no_input_panics_and_spans_stay_in_bounds(text in "([$€£]|US|[0-9]{1,4}|[.,-]| |million|dollars?|and|half|a|mil|é|½|\n|bn|cents|\\PC){0,40}") {
        let article = Article::new(text.clone(), Metadata::default());
        for fact in find(&article, &Lexemes::new(&text)) {
            prop_assert!(text.get(fact.span.start..fact.span.end).is_some());
            prop_assert!(fact.evidence.contains(fact.span));
        }
    }
}

#[test]
fn spanish_sums_have_their_own_marks_and_scales() {
    let text = "El gobierno de México anunció que destinará 1.500 millones de pesos a la región y que el plan costará \
        tres mil millones de dólares, o 3,5 millones de euros al año, según dijo el presidente.";
    let expected = "1.500 millones de pesos = 1500000000 MXN; tres mil millones de dólares = 3000000000 USD; \
        3,5 millones de euros = 3500000 EUR";
    assert_eq!(read(text), expected);
}

#[test]
fn long_runs_of_signs_and_numbers_are_read_in_linear_time() {
    for unit in
        ["1", "1,", "$", "$1 ", "$1-", "and ", "million ", "two ", "half a ", "1 to ", "((", "kr ", "US", "mil y "]
    {
        let text = unit.repeat(100_000 / unit.len());
        let started = std::time::Instant::now();
        let lexemes = Lexemes::new(&text);
        // No article: it would be segmented first, which is not measured here.
        let sums = super::grammar::Grammar::new(&text, &lexemes, true).sums();
        assert!(sums.iter().all(|s| text.get(s.span.start..s.span.end).is_some()));
        assert!(started.elapsed().as_secs() < 60, "{unit:?} took {:?}", started.elapsed());
    }
}
