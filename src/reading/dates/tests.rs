use super::{Tongue, find, find_in};
use crate::article::{Article, Metadata};
use crate::reading::fact::{DateValue, Fact, Value};
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn article(text: &str, published: Option<Date>) -> Article {
    Article::new(text.to_owned(), Metadata { published, ..Metadata::default() })
}

fn value(fact: &Fact) -> &DateValue {
    let Value::Date(value) = &fact.value else { panic!("not a date: {fact:?}") };
    value
}

/// "June 8 => 2021-06-08 DATE" for each fact.
fn shown(article: &Article, facts: &[Fact]) -> Vec<String> {
    let date = |f: &Fact| format!("{} => {} {}", article.slice(f.span), value(f).timex, value(f).kind.name());
    facts.iter().map(date).collect()
}

fn bases(article: &Article) -> Vec<String> {
    find(article).iter().map(|f| value(f).basis.in_words(article)).collect()
}

#[test]
fn every_case_of_the_table_reads_as_it_says() {
    let mut wrong = Vec::new();
    let table = include_str!("cases.txt").lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
    for line in table {
        let line = line.replace("\\n", "\n");
        let (tongue, rest) = match line.strip_prefix("es: ") {
            Some(rest) => (Tongue::Spanish, rest),
            None => (Tongue::English, line.as_str()),
        };
        let mut parts = rest.split('|').map(str::trim);
        let (text, published) = (parts.next().unwrap(), parts.next().unwrap());
        let expected: Vec<&str> = parts.next().unwrap().split("; ").filter(|e| !e.is_empty()).collect();
        let article = article(text, published.parse().ok());
        let got = shown(&article, &find_in(&article, tongue));
        if got != expected {
            wrong.push(format!("{text}\n  expected {expected:?}\n  got      {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The dated sentences of the article this project began with.
const HARRIS: &str = "His top adviser said Harris will arrive in Guatemala on Sunday and will be in the country until \
    Monday noon. Sanders added that she will then travel to Mexico on June 8, where she will spend the day before \
    returning to Washington in the afternoon.\n\n\
    In May, some Central American leaders rejected the anti-corruption strategy of the government of the President of \
    the United States, Joe BidenWhich included the publication of a list.\n\n\
    Biden has faced pressure from Republicans and some Democrats in recent months as the number of immigrants arriving \
    at the US-Mexico border has risen to a two-decade high.\n\n\
    In March, Biden tasked Harris with leading Washington’s efforts.\n\n\
    On Tuesday, the US officially ended the US government’s “stay in Mexico” policy.";

#[test]
fn the_harris_article_is_dated_from_its_publication() {
    let article = article(HARRIS, Some(date(2021, 6, 2)));
    let expected = [
        "Sunday => 2021-06-06 DATE",
        "Monday noon => 2021-06-07T12:00 TIME",
        "June 8 => 2021-06-08 DATE",
        "the afternoon => 2021-06-08TAF TIME",
        "May => 2021-05 DATE",
        "recent months => PAST_REF DATE",
        "two-decade => P20Y DURATION",
        "March => 2021-03 DATE",
        "Tuesday => 2021-06-01 DATE",
    ];
    assert_eq!(shown(&article, &find(&article)), expected);
}

#[test]
fn the_harris_article_without_publication_guesses_nothing() {
    let article = article(HARRIS, None);
    let expected = [
        "Sunday => XXXX-WXX-7 DATE",
        "Monday noon => XXXX-WXX-1T12:00 TIME",
        "June 8 => XXXX-06-08 DATE",
        "the afternoon => XXXX-06-08TAF TIME",
        "May => XXXX-05 DATE",
        "recent months => PAST_REF DATE",
        "two-decade => P20Y DURATION",
        "March => XXXX-03 DATE",
        "Tuesday => XXXX-WXX-2 DATE",
    ];
    assert_eq!(shown(&article, &find(&article)), expected);
}

#[test]
fn the_basis_says_what_a_date_was_counted_from() {
    let text = "On May 3, 2010 he came. The next day he left, on Tuesday.";
    assert_eq!(
        bases(&article(text, Some(date(2010, 5, 6)))),
        ["stated in the text", "counted from “May 3, 2010”", "counted from publication on 2010-05-06"]
    );
    assert_eq!(bases(&article("He left on Tuesday.", None)), ["no publication date"]);
}

#[test]
fn a_dateline_stands_in_for_the_day_of_publication() {
    let article = article("Friday, March 5, 2010\n\nThe minister resigned on Tuesday.", None);
    assert_eq!(
        shown(&article, &find(&article)),
        ["Friday, March 5, 2010 => 2010-03-05 DATE", "Tuesday => 2010-03-02 DATE"]
    );
    assert_eq!(bases(&article)[1], "counted from the dateline “Friday, March 5, 2010”");
}

#[test]
fn history_is_told_from_its_own_dates() {
    let text = "The war of 1861 began badly. In 1862 and 1863 it went on. It ended in 1865. On May 4, 1865 the army \
        surrendered. On May 8 the fleet did. The next day it was over. Reports came in 1870, 1871 and 1880.";
    let article = article(text, Some(date(2009, 12, 19)));
    let got = shown(&article, &find(&article));
    assert!(got.contains(&"May 8 => 1865-05-08 DATE".to_owned()), "{got:?}");
    assert!(got.contains(&"The next day => 1865-05-09 DATE".to_owned()), "{got:?}");
}

/// Sound spans: in bounds, on character boundaries, in order, apart from one another.
fn assert_sound(article: &Article, facts: &[Fact]) {
    let mut last = 0;
    for fact in facts {
        assert!(article.text().get(fact.span.start..fact.span.end).is_some_and(|s| !s.trim().is_empty()));
        assert!(fact.evidence.contains(fact.span));
        assert!(article.text().get(fact.evidence.start..fact.evidence.end).is_some());
        assert!(fact.span.start >= last);
        last = fact.span.end;
    }
}

/// Words that the grammar knows, in any order; a bar is a line break.
const WORDS: &str = "the a last next two June May 8 31 2010 1990 s - – , . ' ’ week days year quarter third first Monday \
    noon morning at of in ago later before 10:30 a.m. UTC every and half million 99999999999 century decades early mid \
    ago at T Z h pm de al los las hace dos mil años siglo XX enero fin semana que viene y media tarde noche navidad week weekday \
    end to yesterday Christmas Easter BC fiscal earlier from now | “ el de año lunes hace 0 00 29 February weekend that \
    same period spring recent months past until since";

fn words() -> impl Strategy<Value = String> {
    let known: Vec<&str> = WORDS.split_whitespace().collect();
    let word = (prop::sample::select(known), prop::sample::select(vec!["", " ", " ", " "]));
    prop::collection::vec(word, 0..40).prop_map(|words| {
        let glued: Vec<String> = words.into_iter().map(|(word, gap)| word.to_owned() + gap).collect();
        glued.concat().replace('|', "\n")
    })
}

fn days() -> impl Strategy<Value = Option<Date>> {
    prop::option::of(prop_oneof![
        Just(date(2021, 6, 2)),
        Just(Date::MIN),
        Just(Date::MAX),
        Just(date(2000, 2, 29)),
        Just(date(1, 1, 1)),
    ])
}

proptest! {
    #[test]
    fn no_text_breaks_the_reader(text in any::<String>(), day in days()) {
        let article = article(&text, day);
        assert_sound(&article, &find(&article));
    }

    #[test]
    fn no_mix_of_temporal_words_breaks_the_reader(text in words(), day in days()) {
        let article = article(&text, day);
        assert_sound(&article, &find_in(&article, Tongue::English));
        assert_sound(&article, &find_in(&article, Tongue::Spanish));
    }
}

#[test]
fn long_runs_of_anything_temporal_are_read_in_linear_time() {
    let units = [
        "1",
        "1/1",
        "1/1/",
        "12 ",
        "and and ",
        "May ",
        "January February ",
        "((",
        "1-",
        "'9",
        "the first Monday of ",
        "in two ",
        "half and ",
        "twelve hundred ",
        "week ",
        "2010/11 ",
        "de ",
        "los últimos ",
        "6 al ",
        "hace ",
    ];
    let sized = units.map(|unit| (unit, 20_000)).into_iter().chain([("1/1", 400_000), ("May ", 400_000)]);
    for (unit, size) in sized {
        let article = article(&unit.repeat(size / unit.len()), Some(date(2021, 6, 2)));
        for tongue in [Tongue::English, Tongue::Spanish] {
            let started = std::time::Instant::now();
            assert_sound(&article, &find_in(&article, tongue));
            // Quadratic reading would take hours; this is far above what a slow machine needs.
            assert!(started.elapsed().as_secs() < 60, "{unit:?} took {:?}", started.elapsed());
        }
    }
}

#[test]
fn long_runs_of_temporal_words_are_read_in_one_go() {
    for word in [
        "1 ",
        "the last ",
        "May - ",
        "million ",
        "2010-",
        "and a half ",
        "early in ",
        "'",
        "first of ",
        "zero million ",
        "0,000 ",
    ] {
        let article = article(&word.repeat(5_000), Some(date(2021, 6, 2)));
        assert_sound(&article, &find(&article));
    }
}
