//! What single characters are: invisible, a mark, a letter in disguise.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Whether a character has no look of its own (Unicode's `Default_Ignorable_Code_Point`, and the
/// annotation and Braille blanks that are used in the same way).
pub(in crate::moderation) const fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Whether a character is a mark of no script in particular, which can be stacked on any letter.
pub(in crate::moderation) const fn is_stackable_mark(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
            | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}'
    )
}

/// Whether a character is a mark on the one before it.
pub(super) fn is_mark(c: char) -> bool {
    !c.is_ascii() && is_combining_mark(c)
}

/// Whether a letter belongs to the Latin script or is a letter-like sign drawn from it.
pub(super) const fn is_latin(c: char) -> bool {
    matches!(
        c,
        'a'..='z' | 'A'..='Z' | '\u{AA}' | '\u{B5}' | '\u{BA}' | '\u{C0}'..='\u{2AF}' | '\u{1D00}'..='\u{1DBF}'
            | '\u{1E00}'..='\u{1EFF}' | '\u{2100}'..='\u{214F}' | '\u{2C60}'..='\u{2C7F}' | '\u{A720}'..='\u{A7FF}'
            | '\u{AB30}'..='\u{AB6F}'
    )
}

/// The letter that an emoji shows: regional indicators, circled and squared capitals.
pub(super) fn emoji_letter(c: char) -> Option<char> {
    let first = match c {
        '\u{1F1E6}'..='\u{1F1FF}' => 0x1_F1E6,
        '\u{1F130}'..='\u{1F149}' => 0x1_F130,
        '\u{1F150}'..='\u{1F169}' => 0x1_F150,
        '\u{1F170}'..='\u{1F189}' => 0x1_F170,
        '\u{E061}'..='\u{E07A}' => 0xE061,
        _ => return None,
    };
    u8::try_from(u32::from(c) - first).ok().map(|nth| char::from(b'a' + nth))
}

/// What a character looks like among ASCII's lower-case letters and digits (Unicode's
/// confusables, UTS 39), by the first character of its prototype.
pub(super) fn look(c: char) -> Option<char> {
    if let Some(drawn) = drawn(c) {
        return Some(drawn);
    }
    let mut buffer = [0; 4];
    let mut prototype = unicode_security::skeleton(c.encode_utf8(&mut buffer)).filter(|&c| !is_mark(c));
    let first = prototype.next()?.to_ascii_lowercase();
    match (first, prototype.next()) {
        ('r', Some('n')) => Some('m'),
        ('v', Some('v')) => Some('w'),
        (first, _) => first.is_ascii_alphanumeric().then_some(first),
    }
}

fn drawn(c: char) -> Option<char> {
    let mut letters = DRAWN.chars();
    while let (Some(drawn), Some(letter)) = (letters.next(), letters.next()) {
        if drawn == c {
            return Some(letter);
        }
    }
    None
}

/// A Latin letter without its accents, strokes and hooks.
pub(super) fn unaccented(c: char) -> char {
    let base = c.nfd().next().unwrap_or(c);
    if base.is_ascii() {
        return base.to_ascii_lowercase();
    }
    look(base).filter(char::is_ascii_alphabetic).unwrap_or(base)
}

/// Letters that are used for their shape and are not among the confusables, each before the letter
/// that it is used for: of other scripts, and of Latin with hooks, strokes or upside down.
const DRAWN: &str = "千fㄩu匚c卂a乃bᗪd乇e卄h丨i乚l几n口o卩p尺r丂sㄒt山w乂xㄨxㄚy乙zᖴfᑌuᑕcμuκk\
    ƈcɓbɗdɖdɠgɦhɧhƙkɱmɲnƞnŋnƥpʠqʂsƭtʈtʋvʐzƶzɇeɍrɏyɨiʉuɵoɘeəeɛeɜeɐaɒaɔcʇtʞkɯmɹrɥhǝeɟfʎyʌv\
    ᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrꜱsᴛtᴜuᴠvᴡwᴢz\
    ꓘkəeდoვ3იnრrуyዐoበnነlеe";
