use super::*;
use proptest::prelude::*;

#[test]
fn every_case_of_the_table_folds_as_it_says() {
    let table = include_str!("cases.tsv");
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let (written, folded) = line.split_once('\t').expect("two columns");
        assert_eq!(fold(written), folded, "{written:?}");
    }
}

#[test]
fn a_folded_word_leads_back_to_the_words_as_written() {
    let text = "so V.1.L.3 é𝓬𝓱𝓸, p\u{200B}l\u{200B}ain and w o r d";
    let normal = Normal::of(text);
    for (folded, written) in [("echo", "é𝓬𝓱𝓸"), ("plain", "p\u{200B}l\u{200B}ain"), ("word", "w o r d")] {
        let at = normal.text().find(folded).expect(folded);
        assert_eq!(normal.span(Span::new(at, at + folded.len())).of(text), written);
    }
}

proptest! {
    #[test]
    fn any_text_folds_to_spans_within_it(text in "\\PC{0,60}|[a-c 1!.\u{300}\u{200B}\u{202E}аé]{0,60}") {
        let normal = Normal::of(&text);
        prop_assert_eq!(normal.sources.len(), normal.text.len());
        let mut last = 0;
        for source in &normal.sources {
            prop_assert!(text.is_char_boundary(source.start) && text.is_char_boundary(source.end));
            prop_assert!(source.start >= last && source.end >= source.start);
            last = source.start;
        }
    }
}
