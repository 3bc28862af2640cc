//! A member's name as a webhook may bear it.

use crate::responder::clip;

/// The longest name of a message by a webhook.
const LONGEST: usize = 80;
/// Names of Discord's own that no webhook may have within its name.
const RESERVED: [&str; 2] = ["clyde", "discord"];
/// Names that mean everybody.
const EVERYBODY: [&str; 2] = ["everyone", "here"];

/// The nearest name that Discord accepts: on one line, not empty, none of its own.
pub(super) fn acceptable(name: &str) -> String {
    let shown: String = name.chars().filter(|c| !c.is_control() && !is_invisible(*c)).collect();
    let words: Vec<&str> = shown.split_whitespace().collect();
    let mut name = words.join(" ");
    for reserved in RESERVED {
        name = parted(&name, reserved);
    }
    if EVERYBODY.contains(&name.to_lowercase().as_str()) {
        name.push('.');
    }
    if name.is_empty() {
        name.push('…');
    }
    clip(&name, LONGEST)
}

/// The name with a dot inside each occurrence of a word.
fn parted(name: &str, word: &str) -> String {
    let mut parted = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(c) = rest.chars().next() {
        parted.push(c);
        if starts_with(rest, word) {
            parted.push('·');
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    parted
}

fn starts_with(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// What takes no place: a name of these alone would not be seen.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{3164}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::responder::units;
    use proptest::prelude::*;

    #[test]
    fn names_that_discord_refuses_are_made_acceptable() {
        let cases = [
            ("Ana", "Ana"),
            ("  two \n words ", "two words"),
            ("", "…"),
            ("\u{200B}\u{200B}", "…"),
            ("Everyone", "Everyone."),
            ("here", "here."),
            ("hereward", "hereward"),
            ("Discord fan", "D·iscord fan"),
            ("xCLYDEclyde", "xC·LYDEc·lyde"),
            ("Ünï", "Ünï"),
        ];
        for (given, accepted) in cases {
            assert_eq!(acceptable(given), accepted, "{given:?}");
        }
        assert_eq!(units(&acceptable(&"x".repeat(200))), 80);
    }

    proptest! {
        #[test]
        fn any_name_becomes_one_that_is_accepted(name in "(?s).{0,100}|(discord|clyde| |é){0,20}") {
            let name = acceptable(&name);
            let lower = name.to_lowercase();
            prop_assert!(!name.trim().is_empty() && units(&name) <= LONGEST);
            prop_assert!(!lower.contains("discord") && !lower.contains("clyde"));
            prop_assert!(lower != "everyone" && lower != "here");
        }
    }
}
