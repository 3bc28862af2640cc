//! What is a name and of what kind. A new case is a line of a table: add the sentence and, marked,
//! the names it should give: `[P …]` person, `[O …]` organisation, `[L …]` place.

use super::*;
use crate::article::Metadata;
use proptest::prelude::*;

fn article(text: &str) -> Article {
    Article::new(text.to_owned(), Metadata::default())
}

/// The text with its names marked as in the tables.
fn marked(text: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for fact in find(&article(text), &[], &[]) {
        let sign = match fact.kind().name() {
            "person" => "P",
            "organization" => "O",
            _ => "L",
        };
        out += Span::new(at, fact.span.start).of(text);
        out += &["[", sign, " ", fact.span.of(text), "]"].concat();
        at = fact.span.end;
    }
    out + Span::new(at, text.len()).of(text)
}

fn check(cases: &[&str]) {
    let failures: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let text = case.replace("[P ", "").replace("[O ", "").replace("[L ", "").replace(']', "");
            let found = marked(&text);
            (found != *case).then(|| format!("want  {case}\nfound {found}"))
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn people_are_named_without_title_or_possessive() {
    check(&[
        "President [P Joe Biden] met Mr. [P Lavrov] on Monday.",
        "[P Angela Merkel]'s spokesman said nothing.",
        "The envoy, [P Mazen al-Faqih], left on Tuesday.",
        "[P Ursula von der Leyen] spoke first, and [P John F. Kennedy Jr.] answered.",
        "“I will not go,” said [P Margaret Okafor], a teacher.",
        "They live in the [L U.S.] He does not.",
        "She met [P Kamala Harris]His advisers say so.",
        "[P Jane Doe], 34, was hurt. Later [P Doe] went home.",
        "The government of Prime Minister [P Jan Kolar] fell in January.",
        "You’ll see, said [P Jane Doe]. Don’t go.",
        "Hurricane Ida hit the coast.",
    ]);
}

#[test]
fn places_are_named() {
    check(&[
        "She flew from [L Guatemala] to [L Mexico City] on Sunday.",
        "The [L Northern Triangle] is poor, as is [L Haiti].",
        "Talks between the [L U.S.] and [L China] resumed in [L Washington].",
        "[L Germany]'s government fell in [L Berlin].",
        "A quake shook the [L Tarapaca] region.",
        "El presidente viajará a [L España].",
        "They crossed the [L Hudson River] near the town of [L Brackenford].",
    ]);
}

#[test]
fn organisations_are_named() {
    check(&[
        "The [O Ministry of Defence] and the [O World Bank] signed.",
        "The [O Bank of England] raised rates, [O Mastercard] said.",
        "The [O United Nations] and [O NATO] agreed.",
        "A report by [O Acme Holdings Inc.] was published.",
        "[O British Airways] hired her.",
        "[O Kestrel Foods] agreed on Wednesday to buy its rival [O Brightfield Dairy].",
    ]);
}

#[test]
fn datelines_are_places() {
    check(&["[L NAIROBI], [L Kenya] ([O AP]) _ A judge resigned on Monday, after a long dispute about his pay."]);
}

#[test]
fn a_name_goes_on_over_a_wrapped_line() {
    let text = "The talks were held by the mayor of the city, who is called Anna\n\
                Petersson, and by others who had come from far away, as many did\n\
                in those days, for the fair.";
    let people: Vec<_> = find(&article(text), &[], &[]).into_iter().map(|f| f.span.of(text).to_owned()).collect();
    assert_eq!(people, ["Anna\nPetersson"]);
}

#[test]
fn peoples_days_and_events_are_no_names() {
    check(&[
        "The French won the World Cup on Sunday.",
        "Many Germans and Muslims celebrate Christmas in December.",
        "However, nobody came.",
    ]);
}

#[test]
fn the_town_of_a_result_is_its_team() {
    check(&["[O Arsenal] 2 [O Burnley] 1"]);
}

#[test]
fn evidence_holds_the_name() {
    let text = "It rained. Then Barack Obama arrived in Nairobi. It stopped.";
    for fact in find(&article(text), &[], &[]) {
        assert!(fact.evidence.contains(fact.span));
    }
}

#[test]
fn a_long_run_takes_linear_time() {
    for piece in ["President John ", "A", "A. ", "Bank of ", "al ", "Smith, ", ","] {
        let text = piece.repeat(250_000 / piece.len());
        let started = std::time::Instant::now();
        let _ = find(&article(&text), &[], &[]);
        assert!(started.elapsed().as_secs() < 60, "{piece:?} took {:?}", started.elapsed());
    }
}

proptest! {
    #[test]
    fn spans_are_in_bounds_in_order_and_apart(text in "(Mr\\. |Bank |of |the |[A-Za-zÀ-ž’'.,“”\\n\\t -]{0,12}|\\PC{0,6}){0,40}") {
        let mut end = 0;
        for fact in find(&article(&text), &[], &[]) {
            prop_assert!(fact.span.start >= end && fact.span.end > fact.span.start);
            prop_assert!(!fact.span.of(&text).is_empty());
            prop_assert!(fact.evidence.contains(fact.span) && !fact.evidence.of(&text).is_empty());
            end = fact.span.end;
        }
    }
}
