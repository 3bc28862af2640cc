//! A comment as plain letters: invisible signs dropped, look-alikes and accents undone, each letter
//! with its place in the text as given.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization as _;

/// One letter or sign, folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    pub(super) sign: char,
    /// Bytes of the text it came from.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Written as a capital.
    pub(super) capital: bool,
}

static LOOKALIKES: LazyLock<FxHashMap<char, char>> = LazyLock::new(|| {
    include_str!("lookalikes.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (shown, letter) = line.split_once(' ')?;
            Some((shown.chars().next()?, letter.chars().next()?))
        })
        .collect()
});

/// The letters of `text` that carry meaning.
pub(super) fn fold(text: &str) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(text.len());
    for (start, sign) in text.char_indices() {
        let end = start + sign.len_utf8();
        let capital = sign.is_uppercase();
        if sign.is_ascii() {
            letters.push(Letter { sign: sign.to_ascii_lowercase(), start, end, capital });
        } else if !is_invisible(sign) {
            for sign in folded(sign).into_iter().flatten() {
                letters.push(Letter { sign, start, end, capital });
            }
        }
    }
    letters
}

/// At most two letters for one sign: enough for ligatures, and no sign can blow a text up.
fn folded(sign: char) -> [Option<char>; 2] {
    let lower = sign.to_lowercase().next().unwrap_or(sign);
    if let Some(&letter) = LOOKALIKES.get(&lower) {
        return [Some(letter), None];
    }
    match sign {
        '“' | '”' | '„' | '«' | '»' | '″' => return [Some('"'), None],
        '‘' | '’' | 'ʼ' | '`' | '´' => return [Some('\''), None],
        '–' | '—' | '‐' | '‑' => return [Some('-'), None],
        '…' => return [Some('.'), None],
        _ => {}
    }
    let mut plain = std::iter::once(sign).nfkd().filter(|c| !is_mark(*c)).flat_map(char::to_lowercase);
    [plain.next().map(look), plain.next().map(look)]
}

fn look(sign: char) -> char {
    LOOKALIKES.get(&sign).copied().unwrap_or(sign)
}

const fn is_mark(sign: char) -> bool {
    matches!(sign, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}')
}

/// Zero-width and formatting signs, variation selectors, skin tones, combining marks.
const fn is_invisible(sign: char) -> bool {
    is_mark(sign)
        || matches!(
            sign,
            '\u{AD}'
                | '\u{34F}'
                | '\u{61C}'
                | '\u{180E}'
                | '\u{200B}'..='\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
                | '\u{1F3FB}'..='\u{1F3FF}'
                | '\u{E0000}'..='\u{E01EF}'
        )
}

/// Pictures: what stands in a comment as a sign of its own.
pub(super) const fn is_picture(sign: char) -> bool {
    matches!(sign, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}
