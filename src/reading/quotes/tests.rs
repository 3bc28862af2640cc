//! What is a quotation and who speaks. A new case is a line of the table:
//! text | quotation | speaker | whom a pronoun stands for.

use super::*;
use crate::article::Metadata;
use crate::reading::names;
use proptest::prelude::*;

fn read(text: &str) -> Vec<(String, String, String)> {
    let article = Article::new(text.to_owned(), Metadata::default());
    let names = names::find(&article, &[], &[]);
    let words = |m: Option<Mention>| m.map_or(String::new(), |m| m.span.of(text).to_owned());
    find(&article, &names)
        .into_iter()
        .filter_map(|fact| {
            let Value::Quote(quote) = fact.value else { return None };
            Some((fact.span.of(text).to_owned(), words(quote.speaker), words(quote.speaker_name)))
        })
        .collect()
}

fn check(table: &str) {
    for line in table.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let mut cells = line.split('|').map(|c| c.trim().replace("\\n", "\n"));
        let text = cells.next().unwrap_or_default();
        let mut cell = || cells.next().unwrap_or_default();
        let want = (cell(), cell(), cell());
        let found = read(&text);
        let found = found.first().cloned().unwrap_or_default();
        assert_eq!(found, want, "in {text:?}");
    }
}

#[test]
fn a_quotation_has_its_speaker_before_or_after() {
    check(
        "“We will act now,” said Maria Lopez, the mayor. | We will act now, | Maria Lopez |
         “We will act now,” Maria Lopez said. | We will act now, | Maria Lopez |
         \"We will act now,\" Maria Lopez, the mayor, told reporters. | We will act now, | Maria Lopez |
         Maria Lopez said: “We will act now.” | We will act now. | Maria Lopez |
         Maria Lopez warned that “the river is rising fast.” | the river is rising fast. | Maria Lopez |
         According to Maria Lopez, “the river is rising fast.” | the river is rising fast. | Maria Lopez |
         ``We will act now,'' said Maria Lopez. | We will act now, | Maria Lopez |
         “We will act now.” — Maria Lopez | We will act now. | Maria Lopez |
         «Vamos a actuar ahora», dijo Maria Lopez. | Vamos a actuar ahora | Maria Lopez |",
    );
}

#[test]
fn a_quotation_broken_by_its_attribution_is_one() {
    check(
        "“We will act,” Maria Lopez said. “We have no choice.” | We will act,” Maria Lopez said. “We have no choice. | Maria Lopez |",
    );
}

#[test]
fn the_subject_of_the_verb_of_speech_is_the_speaker() {
    check(
        "“We will act,” council chairman Rep. Maria Lopez (D-Utah) said. | We will act, | Maria Lopez |
         The river rose on Monday. Farmers argue the ban is “plain folly” in a dry year. | plain folly | Farmers |
         Maria Lopez met the miners on Friday, calling them “the heart of the town.” | the heart of the town. | Maria Lopez |
         Maria Lopez left early, with one of her aides calling the talk “dull.” | dull. | one of her aides |
         Maria Lopez, the mayor, called the plan “a bill for our children”. | a bill for our children | Maria Lopez |
         The plan was described by Maria Lopez as “a bill for our children”. | a bill for our children | Maria Lopez |
         Maria Lopez said she thinks the plan is “dead”. | dead | Maria Lopez |
         “We will act,” said the firm’s chief executive, Maria Lopez. | We will act, | Maria Lopez |
         Both mayors, though, insist that “the bridge can be mended in a year,\" naming a builder. | the bridge can be mended in a year, | Both mayors |
         Maria Lopez agreed. “We will have to act this very week.” | We will have to act this very week. | Maria Lopez |
         “We will have to act this very week.”\\n\\n- Maria Lopez. | We will have to act this very week. | Maria Lopez |
         She’s warning that the dam is “an open wound”. | an open wound | She |",
    );
}

#[test]
fn a_title_or_a_word_as_a_word_is_no_speech() {
    for text in [
        "On ABC’s “This Week,” Maria Lopez was calm.",
        "The forger nicknamed “Gufo,” said nothing.",
        "Maria Lopez read an article titled “Why Bees Matter in a Warming World Today”.",
        "Maria Lopez asked about her late tweets on “Old Nick” in May.",
    ] {
        assert_eq!(read(text), [], "in {text:?}");
    }
}

#[test]
fn quotations_with_narration_between_them_stay_apart() {
    let found =
        read("“The dam may well break,” Maria Lopez warned the council, after claiming it had a “deep flaw” inside.");
    let quotations: Vec<&str> = found.iter().map(|f| f.0.as_str()).collect();
    assert_eq!(quotations, ["The dam may well break,", "deep flaw"]);
    assert!(found.iter().all(|f| f.1 == "Maria Lopez"), "{found:?}");
}

#[test]
fn a_pronoun_stands_for_who_spoke_last() {
    let found = read(
        "“It is late,” said Maria Lopez.\n\nThe town has few boats. It bought none last year.\n\n“We will act now,” she said.",
    );
    assert_eq!(found.last().map(|f| f.2.as_str()), Some("Maria Lopez"));
}

#[test]
fn a_pronoun_stands_for_the_only_person_around() {
    check("Maria Lopez came late. “We will act now,” she said. | We will act now, | she | Maria Lopez");
}

#[test]
fn a_pronoun_between_two_people_stays_open() {
    check("Maria Lopez met Anna Berg. “We will act now,” she said. | We will act now, | she |");
}

#[test]
fn words_nobody_said_are_no_quotation() {
    for text in [
        "The “stay in Mexico” policy ended in March.",
        "It’s the dogs’ dinner, and they don’t like ’em.",
        "Rock 'n' roll is here.",
    ] {
        assert_eq!(read(text), [], "in {text:?}");
    }
}

#[test]
fn a_quotation_over_paragraphs_is_one() {
    let found = read("“We will act now, as I said before.\n\n“We have no choice at all,” Maria Lopez said.");
    assert_eq!(found.len(), 1);
    assert!(found[0].0.starts_with("We will") && found[0].0.ends_with("at all,"));
    assert_eq!(found[0].1, "Maria Lopez");
}

#[test]
fn many_marks_take_linear_time() {
    for piece in ["“", "\"", "' ", "“He ” said Smith ", "«a» ", "''", "‘x’ ", "“a” - ", "“a” .", "“So” she "]
    {
        // Quadratic time would be minutes here.
        let text = piece.repeat(250_000 / piece.len());
        let started = std::time::Instant::now();
        let _ = read(&text);
        assert!(started.elapsed().as_secs() < 60, "{piece:?} took {:?}", started.elapsed());
    }
}

proptest! {
    #[test]
    fn spans_are_in_bounds(text in "(“|”|\"|''|``|‘|’|«|»|said |Smith |\\n\\n|[a-zA-Z.,: ]{0,10}|\\PC{0,4}){0,60}") {
        let article = Article::new(text.clone(), Metadata::default());
        let names = names::find(&article, &[], &[]);
        for fact in find(&article, &names) {
            prop_assert!(!fact.span.of(&text).is_empty());
            prop_assert!(fact.evidence.contains(fact.span) && !fact.evidence.of(&text).is_empty());
        }
    }
}
