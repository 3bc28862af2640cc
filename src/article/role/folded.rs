//! Words as the pattern tables see them: lower case, no accents, straight quotes, single spaces.

/// Characters looked at: what is told by its wording is told by its beginning.
const LOOKED_AT: usize = 240;
/// Stands for what was cut off, so that a pattern's end does not match there.
const CUT: char = '\u{1}';

/// The beginning of `text`, folded.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len().min(LOOKED_AT + 8));
    let mut letters = text.chars();
    for c in letters.by_ref().take(LOOKED_AT) {
        if c.is_whitespace() {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        } else {
            push(&mut folded, c);
        }
    }
    if letters.next().is_some() {
        folded.push(CUT);
    } else {
        folded.truncate(folded.trim_end().len());
    }
    folded
}

/// Only the letters and digits of a title, folded, for comparison.
pub(super) fn key(text: &str) -> String {
    let mut folded = String::new();
    for c in text.chars().filter(|c| c.is_alphanumeric()).take(LOOKED_AT) {
        push(&mut folded, c);
    }
    folded
}

fn push(folded: &mut String, c: char) {
    match c {
        '`' => folded.push('\''),
        c if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
        '‘' | '’' | '´' => folded.push('\''),
        '“' | '”' | '«' | '»' => folded.push('"'),
        '–' | '—' | '−' => folded.push('-'),
        'á' | 'à' | 'ä' | 'â' | 'Á' | 'À' => folded.push('a'),
        'é' | 'è' | 'ë' | 'ê' | 'É' | 'È' => folded.push('e'),
        'í' | 'ì' | 'ï' | 'î' | 'Í' => folded.push('i'),
        'ó' | 'ò' | 'ö' | 'ô' | 'Ó' => folded.push('o'),
        'ú' | 'ù' | 'ü' | 'û' | 'Ú' => folded.push('u'),
        'ñ' | 'Ñ' => folded.push('n'),
        'ç' | 'Ç' => folded.push('c'),
        _ => folded.extend(c.to_lowercase()),
    }
}
