//! Tests of the verifier: corruptions it must catch, paraphrases it must pass, what no input may do.

use super::*;
use crate::article::Metadata;
use crate::reading;
use proptest::prelude::*;
use std::collections::BTreeMap;

const ARTICLES: &str = include_str!("../../../tests/fixtures/claims/articles.jsonl");
const CLAIMS: &str = include_str!("../../../tests/fixtures/claims/claims.txt");

fn read(text: &str, published: Option<&str>) -> (Article, Reading) {
    let about = Metadata { published: published.and_then(|d| d.parse().ok()), ..Metadata::default() };
    let article = Article::new(text.to_owned(), about);
    let reading = reading::read(&article);
    (article, reading)
}

/// What is found wrong with a claim on a text, as kinds and words.
fn wrong(text: &str, published: &str, claim: &str) -> Vec<(UnsupportedKind, String)> {
    let (article, reading) = read(text, Some(published));
    let all: Vec<usize> = (0..article.sentences().len()).collect();
    let found = verify(&article, &reading, claim, Some(&all));
    assert_eq!(found.supported, found.unsupported.is_empty());
    found.unsupported.iter().map(|u| (u.kind, u.span.of(claim).to_owned())).collect()
}

#[test]
fn corruptions_are_caught_and_paraphrases_pass() {
    let articles: BTreeMap<String, (Article, Reading)> = ARTICLES
        .lines()
        .map(|line| {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            let field = |name: &str| row[name].as_str().unwrap_or_default();
            (field("id").to_owned(), read(field("text"), Some(field("published"))))
        })
        .collect();
    let verifiers: BTreeMap<&str, Verifier<'_>> =
        articles.iter().map(|(id, (article, reading))| (id.as_str(), Verifier::new(article, reading))).collect();
    // class → right, all, right without citations
    let mut figures: BTreeMap<&str, [u32; 3]> = BTreeMap::new();
    let mut misses = Vec::new();
    for line in CLAIMS.lines().filter(|l| !l.starts_with('#')) {
        let [claim, id, cited, class, expected] = line.split(" | ").collect::<Vec<_>>()[..] else { panic!("{line}") };
        let cited: Vec<usize> = cited.split(' ').map(|n| n.parse().unwrap()).collect();
        let right = |cited: Option<&[usize]>| verifiers[id].verify(claim, cited).supported == (expected == "supported");
        let entry = figures.entry(class).or_default();
        entry[1] += 1;
        entry[2] += u32::from(right(None));
        if right(Some(&cited)) {
            entry[0] += 1;
        } else {
            let kinds: Vec<_> = verifiers[id].verify(claim, Some(&cited)).unsupported;
            let named = kinds.iter().map(|u| format!("{}={}", u.kind.name(), u.span.of(claim)));
            misses.push(format!("{class}: {claim} [{}]", named.collect::<Vec<_>>().join(", ")));
        }
    }
    for (class, [right, all, alone]) in &figures {
        println!("{class}: {right} of {all} with citations, {alone} without");
    }
    let paraphrased = |class: &&str| matches!(*class, "paraphrase" | "unseen");
    for (what, kept) in [("corruptions", false), ("paraphrases", true)] {
        let of = figures.iter().filter(|(class, _)| paraphrased(class) == kept);
        let (right, all) = of.fold((0, 0), |sum, (_, f)| (sum.0 + f[0], sum.1 + f[1]));
        println!("{what}: {right} of {all}");
        assert!(all >= 150, "{what}: only {all}");
        assert!(right * 100 >= all * 95, "{what}: {right} of {all}\n{}", misses.join("\n"));
    }
    for (class, least) in [("added", 40), ("merged", 20)] {
        let [right, all, _] = figures[class];
        assert!(all >= least && right * 100 >= all * 95, "{class}: {right} of {all}\n{}", misses.join("\n"));
    }
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    use UnsupportedKind::{Amount, Contradiction, Date, Modality, Name, Negation, Number, Quotation, Role};
    const TEXT: &str = "On Sunday Vice President Kamala Harris met President Alejandro Giammattei in Guatemala. \
        Washington will give Guatemala $310 million. She did not visit Honduras. Exports rose to 1,200 tonnes. \
        The talks may lead to an agreement. “We must act together,” Harris said.";
    let table: [(&str, &[(UnsupportedKind, &str)]); 17] = [
        ("Harris met Giammattei on 6 June.", &[]),
        ("The vice president met Alejandro Giammattei in Guatemala.", &[]),
        ("Giammattei was met by Harris.", &[]),
        ("Washington will give Guatemala 310 million dollars.", &[]),
        ("Exports increased to 1200 tonnes.", &[]),
        ("Harris said: \"We must act together\".", &[]),
        ("Harris met Giammattei on 7 June.", &[(Date, "7 June")]),
        ("Harris met Bukele in Guatemala.", &[(Name, "Bukele")]),
        ("Washington will give Guatemala $320 million.", &[(Amount, "$320 million")]),
        ("Exports rose to 1,300 tonnes.", &[(Number, "1,300 tonnes")]),
        ("Exports fell to 1,200 tonnes.", &[(Contradiction, "fell")]),
        ("Harris did not meet Giammattei.", &[(Negation, "not")]),
        ("Harris did visit Honduras.", &[(Negation, "visit")]),
        ("The talks lead to an agreement.", &[(Modality, "lead")]),
        ("Harris said: \"We will act alone\".", &[(Quotation, "We will act alone")]),
        ("Alejandro Giammattei met Kamala Harris.", &[(Role, "Alejandro Giammattei"), (Role, "Kamala Harris")]),
        ("Guatemala will give Washington $310 million.", &[(Role, "Guatemala"), (Role, "Washington")]),
    ];
    for (claim, expected) in table {
        let found = wrong(TEXT, "2021-06-07", claim);
        for (kind, words) in expected {
            assert!(
                found.iter().any(|(k, w)| k == kind && words.contains(w.as_str()) || w == words),
                "{claim}: {found:?}"
            );
        }
        assert_eq!(found.is_empty(), expected.is_empty(), "{claim}: {found:?}");
    }
}

#[test]
fn what_is_put_into_a_claim_is_found() {
    use UnsupportedKind::{Modality, Quotation, Role, Words};
    const TEXT: &str = "Harris will arrive in Guatemala on Sunday for talks on migration and trade. Smith testified \
        against him on Friday. Jones was sentenced to 10 years in prison for fraud on Monday. The judge praised the \
        work of the police. The council plans to close two streets. “We want the workers’ vote,” Lee said.";
    let table: [(&str, &[(UnsupportedKind, &str)]); 16] = [
        ("Harris will arrive in Guatemala on Sunday.", &[]),
        (
            "Harris will secretly arrive in Guatemala on Sunday with stolen cash.",
            &[(Words, "secretly"), (Words, "stolen"), (Words, "cash")],
        ),
        ("Harris will arrive for talks on migration, trade and genocide.", &[(Words, "genocide")]),
        ("Jones, a murderer, was sentenced to 10 years in prison for fraud.", &[(Words, "murderer")]),
        ("The judge praised the racist work of the police.", &[(Words, "racist")]),
        ("Prime Minister Harris will arrive in Guatemala.", &[(Words, "Prime")]),
        ("King Smith testified on Friday.", &[(Words, "King")]),
        ("Mr Smith testified on Friday.", &[]),
        ("Harris arrived in Guatemala on Sunday.", &[(Modality, "arrived")]),
        ("The council closed two streets.", &[(Modality, "closed")]),
        ("The council will close two streets.", &[]),
        ("Smith testified against him, calling him ‘a filthy thief’.", &[(Quotation, "a filthy thief")]),
        ("Smith testified against him, calling him 'a filthy thief'.", &[(Quotation, "a filthy thief")]),
        ("Lee said: ‘We want the workers’ vote’.", &[]),
        ("Smith was sentenced to 10 years in prison.", &[(Role, "Smith")]),
        ("Smith testified and was sentenced to 10 years in prison.", &[(Role, "Smith")]),
    ];
    for (claim, expected) in table {
        let found = wrong(TEXT, "2021-06-02", claim);
        for (kind, words) in expected {
            assert!(found.iter().any(|(k, w)| k == kind && w == words), "{claim}: {found:?}");
        }
        assert_eq!(found.is_empty(), expected.is_empty(), "{claim}: {found:?}");
    }
}

#[test]
fn what_cannot_be_checked_is_refused() {
    let (article, reading) = read("The council met on Monday. It approved the plan.", None);
    let long = "The council met. ".repeat(200);
    for (claim, cited) in [
        (long.as_str(), None),
        ("…", None),
        ("", None),
        ("The council met.", Some(&[][..])),
        ("The council met.", Some(&[7][..])),
    ] {
        let found = verify(&article, &reading, claim, cited);
        assert!(!found.supported && found.evidence.is_empty());
        assert!(found.unsupported.iter().all(|u| u.kind == UnsupportedKind::Unreadable));
    }
    assert!(verify(&article, &reading, "The council met.", Some(&[0, 0, 7])).supported);
}

#[test]
fn hostile_sizes_take_linear_time() {
    let started = std::time::Instant::now();
    let claims = ["word ".repeat(400), "Not 5 Words \"x\" by ".repeat(100), "A ".repeat(990)];
    for text in ["word ".repeat(100_000), "Word. Not 5 words by Word. ".repeat(10_000), "A B ".repeat(50_000)] {
        let (article, reading) = read(&text, None);
        let verifier = Verifier::new(&article, &reading);
        let many: Vec<usize> = (0..article.sentences().len()).collect();
        for claim in &claims {
            verifier.verify(claim, None);
            verifier.verify(claim, Some(&many));
        }
    }
    assert!(started.elapsed().as_secs() < 60, "took {:?}", started.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_span_lies_in_the_claim_and_every_evidence_is_a_sentence(
        text in "((the|Anna|met|not|5|5 June|\\$3|“|”|by|Bob|said|é𝄞|\\PC{0,6})[ .,\n]){0,40}",
        claim in "((the|Anna|met|not|5|6 June|\\$4|“|”|by|Bob|said|é𝄞|\\PC{0,6})[ .,]){0,20}",
        cited in prop::option::of(prop::collection::vec(0_usize..6, 0..4)),
    ) {
        let (article, reading) = read(&text, Some("2021-06-02"));
        let found = verify(&article, &reading, &claim, cited.as_deref());
        prop_assert_eq!(found.supported, found.unsupported.is_empty());
        prop_assert!((0.0..=1.0).contains(&found.score));
        for part in &found.unsupported {
            prop_assert!(claim.get(part.span.start..part.span.end).is_some());
        }
        for span in &found.evidence {
            prop_assert!(article.sentences().iter().any(|s| s.span == *span));
        }
    }
}
