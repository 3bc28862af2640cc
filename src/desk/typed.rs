//! What people type into forms, made fit for keeping.

/// The text without what surrounds it, and without NUL, which PostgreSQL cannot keep.
pub(super) fn clean(text: &str) -> String {
    text.replace('\0', "").trim().to_owned()
}

/// Whether there is anything to be seen: blanks, controls and characters of no width are not.
pub(super) fn is_blank(text: &str) -> bool {
    !text.chars().any(|c| !c.is_whitespace() && !c.is_control() && !is_invisible(c))
}

/// Length in characters, as the platform counts.
pub(super) fn length(text: &str) -> usize {
    text.chars().count()
}

/// Unicode's default-ignorable characters and the blanks that are letters or symbols by class.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shows_nothing_is_blank() {
        for blank in ["", " \n\t", "\u{200b}\u{feff}", "\u{2800}\u{3164}", "\u{1}\u{7f}", "\u{fe0f}"] {
            assert!(is_blank(blank), "{blank:?}");
        }
        for words in ["a", ".", "\u{200b}no\u{200b}", "👍", "ñ"] {
            assert!(!is_blank(words), "{words:?}");
        }
    }

    #[test]
    fn the_words_between_the_blanks_stay_as_they_are() {
        assert_eq!(clean(" \0two\n\n words \r\n"), "two\n\n words");
        assert_eq!(length("ñandú👍"), 6);
    }
}
