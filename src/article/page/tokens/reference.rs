//! Character references: `&eacute;`, `&#233;`, `&#xE9;` (13.2.5.72 to 13.2.5.80 of the HTML standard).

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};
use html5ever::tendril::StrTendril;

/// Where a reference stands: in an attribute, `&copy=` is part of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Text,
    Attribute,
}

/// Reads the reference that follows an `&`: its length without it, and what it stands for.
pub(super) fn read(rest: &[u8], place: Place) -> Option<(usize, StrTendril)> {
    match rest.first()? {
        b'#' => numeric(rest),
        b if b.is_ascii_alphanumeric() => named(rest, place),
        _ => None,
    }
}

fn numeric(rest: &[u8]) -> Option<(usize, StrTendril)> {
    let (start, base) = if matches!(rest.get(1), Some(b'x' | b'X')) { (2, 16) } else { (1, 10) };
    let mut end = start;
    let mut number = 0_u32;
    while let Some(digit) = rest.get(end).and_then(|&b| char::from(b).to_digit(base)) {
        number = number.saturating_mul(base).saturating_add(digit);
        end += 1;
    }
    if end == start {
        return None;
    }
    let length = end + usize::from(rest.get(end) == Some(&b';'));
    Some((length, StrTendril::from_char(character(number))))
}

/// The character of a number: 0x80 to 0x9F are meant as windows-1252.
fn character(number: u32) -> char {
    let meant = number.checked_sub(0x80).and_then(|i| C1_REPLACEMENTS.get(usize::try_from(i).ok()?).copied().flatten());
    let plain = char::from_u32(number).filter(|&c| c != '\0');
    meant.or(plain).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The longest name of the table that `rest` begins with. The table holds every beginning of a name, too.
fn named(rest: &[u8], place: Place) -> Option<(usize, StrTendril)> {
    let mut best = None;
    for end in 1..=rest.len() {
        let name = std::str::from_utf8(rest.get(..end)?).ok();
        match name.and_then(|n| NAMED_ENTITIES.get(n)) {
            Some(&(0, _)) => {}
            Some(&letters) => best = Some((end, letters)),
            None => break,
        }
    }
    let (length, (first, second)) = best?;
    let closed = rest.get(length - 1) == Some(&b';');
    let goes_on = rest.get(length).is_some_and(|b| *b == b'=' || b.is_ascii_alphanumeric());
    if place == Place::Attribute && !closed && goes_on {
        return None;
    }
    let mut text = StrTendril::from_char(char::from_u32(first)?);
    if let Some(second) = char::from_u32(second).filter(|&c| c != '\0') {
        text.push_char(second);
    }
    Some((length, text))
}
