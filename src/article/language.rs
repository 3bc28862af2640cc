//! The language an article is written in.

use whichlang::Lang;

/// A language as ISO 639-1 code. English is read in depth, Spanish for dates, sums and focus
/// areas; others get generic key points, numbers and dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language(&'static str);

/// Letters needed for a judgement.
const ENOUGH: usize = 12;
/// Letters looked at: more changes nothing.
const SAMPLE: usize = 800;

impl Language {
    pub const ENGLISH: Self = Self("en");
    pub const SPANISH: Self = Self("es");
    /// Too little text, or a script of none of the known languages.
    pub const UNDETERMINED: Self = Self("und");

    /// The language most of `text` is in.
    pub fn detect(text: &str) -> Self {
        let sample: String = text.chars().filter(|c| c.is_alphabetic() || c.is_whitespace()).take(SAMPLE).collect();
        let (mut all, mut known, mut ideographs) = (0, 0, false);
        for c in sample.chars().filter(|c| !c.is_whitespace()) {
            all += 1;
            known += usize::from(is_known_script(c));
            ideographs |= is_ideograph(c);
        }
        // Ideographs say more than letters do.
        let needed = if ideographs { ENOUGH / 3 } else { ENOUGH };
        if all < needed || known * 2 < all {
            return Self::UNDETERMINED;
        }
        if is_plainly_english(&sample) { Self::ENGLISH } else { Self(code(whichlang::detect_language(&sample))) }
    }

    /// ISO 639-1 code, or `und` where it could not be told.
    pub const fn code(self) -> &'static str {
        self.0
    }
}

/// Whether so many of the words are "the" and "and" that no other language comes into question: one in ten is in
/// English prose (Brown corpus: Kučera and Francis, 1967), next to none elsewhere. "Of" is not looked for: it is Dutch
/// too. Looking for words costs less than weighing all letters.
fn is_plainly_english(sample: &str) -> bool {
    let (mut words, mut telling) = (0, 0);
    for word in sample.split_ascii_whitespace() {
        words += 1;
        telling += usize::from(matches!(word, "the" | "The" | "and"));
    }
    words >= 40 && telling * 16 >= words
}

const fn code(language: Lang) -> &'static str {
    match language {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    }
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// Latin, Cyrillic, Arabic, Devanagari, or an ideograph.
fn is_known_script(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
        || matches!(c, '\u{400}'..='\u{4ff}' | '\u{600}'..='\u{6ff}' | '\u{900}'..='\u{97f}')
        || is_ideograph(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart() {
        let cases = [
            ("The centers will provide services to people seeking legal pathways.", "en"),
            ("Los centros prestarán servicios a quienes buscan vías legales de inmigración.", "es"),
            ("Die Zentren bieten Menschen auf der Suche nach legalen Wegen Hilfe an.", "de"),
            (
                "De raad sprak dinsdag of woensdag over de brug, of beter gezegd over het geld dat ervoor nodig is. Of de \
                 brug in maart of in mei dicht gaat, weet niemand, en of de bus dan over de ring of door de stad rijdt, \
                 ook niet.",
                "nl",
            ),
            ("政府は水曜日に新しい計画を発表した。", "ja"),
            ("Правительство в среду объявило о новом плане помощи.", "ru"),
            ("Η κυβέρνηση ανακοίνωσε νέο σχέδιο βοήθειας την Τετάρτη.", "und"),
            ("12 400,5 %", "und"),
            ("Hi!", "und"),
            ("", "und"),
        ];
        for (text, expected) in cases {
            assert_eq!(Language::detect(text).code(), expected, "{text}");
        }
    }
}
