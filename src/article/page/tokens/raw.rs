//! Where raw text ends: the contents of scripts, styles, titles and their like.

use html5ever::tokenizer::states::RawKind;
use memchr::memmem;

/// Offsets in `rest` of the `</` that ends the element `name`, and of what follows the name there.
pub(super) fn end(rest: &[u8], name: &str, kind: RawKind) -> Option<(usize, usize)> {
    match kind {
        RawKind::Rcdata | RawKind::Rawtext => plain_end(rest, 0, name),
        RawKind::ScriptData | RawKind::ScriptDataEscaped(_) => script_end(rest, name),
    }
}

fn plain_end(rest: &[u8], from: usize, name: &str) -> Option<(usize, usize)> {
    let mut at = from;
    loop {
        at += memmem::find(rest.get(at..)?, b"</")?;
        if let Some(after) = closes(rest, at, name) {
            return Some((at, after));
        }
        at += 2;
    }
}

/// Whether the `</` at `at` is followed by the name and by what ends a name; if so, where the name ends.
fn closes(rest: &[u8], at: usize, name: &str) -> Option<usize> {
    let after = at + 2 + name.len();
    let written = rest.get(at + 2..after)?;
    (written.eq_ignore_ascii_case(name.as_bytes()) && ends_name(rest.get(after).copied()?)).then_some(after)
}

const fn ends_name(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | 0x0C | b' ' | b'/' | b'>')
}

/// How a script that opens a comment is read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Escape {
    None,
    /// After `<!--`.
    Once,
    /// After a `<script` in there, whose own end tag ends nothing else.
    Twice,
}

fn script_end(rest: &[u8], name: &str) -> Option<(usize, usize)> {
    let mut escape = Escape::None;
    let mut at = 0;
    loop {
        let sign = at + memchr::memchr2(b'<', b'>', rest.get(at..)?)?;
        at = sign + 1;
        if rest.get(sign) == Some(&b'>') {
            // The dashes of the `<!--` count as well: `<!-->` is a whole comment.
            if escape != Escape::None && rest.get(..sign).is_some_and(|before| before.ends_with(b"--")) {
                escape = Escape::None;
            }
            continue;
        }
        let after = rest.get(at..)?;
        match escape {
            Escape::None if after.starts_with(b"!--") => {
                escape = Escape::Once;
                at += 3;
            }
            Escape::None | Escape::Once if after.starts_with(b"/") => {
                if let Some(end) = closes(rest, sign, name) {
                    return Some((sign, end));
                }
            }
            Escape::Once if is_script(after) => escape = Escape::Twice,
            Escape::Twice if after.strip_prefix(b"/").is_some_and(is_script) => escape = Escape::Once,
            Escape::None | Escape::Once | Escape::Twice => {}
        }
    }
}

/// Whether a text begins with "script" as a whole word.
fn is_script(text: &[u8]) -> bool {
    const NAME: &[u8] = b"script";
    text.get(..NAME.len()).is_some_and(|word| word.eq_ignore_ascii_case(NAME))
        && text.get(NAME.len()).is_some_and(|&b| ends_name(b))
}
