//! Lines → paragraphs. Tells text whose lines are paragraphs from text that was wrapped at a
//! width, as news wires send it.

use crate::article::Span;

/// Longest typical line of wrapped text, in characters.
const WIDEST: usize = 120;

/// A run of text between two paragraph breaks, trimmed and not empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::article) struct Paragraph {
    pub(in crate::article) span: Span,
    /// Whether an empty line stands before it.
    pub(in crate::article) after_gap: bool,
}

#[derive(Debug, Clone, Copy)]
struct Line {
    span: Span,
    indent: usize,
    width: usize,
    after_gap: bool,
}

/// The paragraphs of `text`, in order.
pub(in crate::article) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let lines = lines(text);
    let wrapped_at = wrap_width(text, &lines);
    let mut found: Vec<Paragraph> = Vec::new();
    let mut last: Option<Line> = None;
    for line in lines {
        let joined = last.is_some_and(|previous| goes_on(text, previous, line, wrapped_at));
        match found.last_mut() {
            Some(paragraph) if joined => paragraph.span.end = line.span.end,
            _ => found.push(Paragraph { span: line.span, after_gap: line.after_gap }),
        }
        last = Some(line);
    }
    found
}

/// Lines that hold something, with what stood before them.
fn lines(text: &str) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    let mut at = 0;
    let mut gap = false;
    for piece in text.split_inclusive(is_break) {
        let whole = Span::new(at, at + piece.len());
        at += piece.len();
        let span = whole.trimmed(text);
        if span.is_empty() {
            // The line feed of "\r\n" ends no line of its own.
            gap |= !(piece == "\n" && text.get(..whole.start).is_some_and(|t| t.ends_with('\r')));
            continue;
        }
        let indent = Span::new(whole.start, span.start).of(text).chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
        let width = span.of(text).chars().count() + indent;
        found.push(Line { span, indent, width, after_gap: gap });
        gap = false;
    }
    found
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The width the text was wrapped at, or `None` where each line is a paragraph.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let (mut open, mut low) = (0, 0);
    let mut widths: Vec<usize> = Vec::new();
    for (previous, line) in lines.iter().zip(lines.iter().skip(1)) {
        if line.after_gap || line.indent > previous.indent + 1 {
            continue;
        }
        widths.push(previous.width);
        open += usize::from(!ends_sentence(previous.span.of(text)));
        low += usize::from(starts_low(line.span.of(text)));
    }
    let pairs = widths.len();
    widths.sort_unstable();
    let wide = *widths.get(pairs.saturating_sub(1) * 9 / 10)?;
    let middle = *widths.get(pairs / 2)?;
    // Two in three lines of wrapped English go on in lower case; a list hardly ever does.
    let wrapped = pairs >= 2 && (30..=WIDEST).contains(&wide) && middle >= 24 && open * 10 >= pairs * 6;
    (wrapped && low * 10 >= pairs * 4).then_some(wide)
}

/// Whether `line` continues the paragraph of `previous`.
fn goes_on(text: &str, previous: Line, line: Line, wrapped_at: Option<usize>) -> bool {
    let (before, after) = (previous.span.of(text), line.span.of(text));
    if line.after_gap || line.indent > previous.indent + 1 || is_item(after) {
        return false;
    }
    let low = starts_low(after);
    match wrapped_at {
        // A break that the width did not force was meant.
        Some(width) => {
            let word = after.split_whitespace().next().map_or(0, |w| w.chars().take(WIDEST).count());
            low && !ends_sentence(before) || (previous.width + 1 + word) * 10 >= width * 7
        }
        None => {
            low && !is_date(after)
                && previous.width >= 20
                && before.ends_with(|c: char| c.is_alphanumeric() || c == ',')
        }
    }
}

fn starts_low(line: &str) -> bool {
    line.chars().next().is_some_and(char::is_lowercase)
}

/// Spanish writes "viernes, 5 de marzo de 2010" in lower case.
fn is_date(line: &str) -> bool {
    const DAYS: [&str; 9] =
        ["lunes", "martes", "miércoles", "miercoles", "jueves", "viernes", "sábado", "sabado", "domingo"];
    let day = line.split([' ', ',']).next().is_some_and(|w| DAYS.contains(&w));
    day && line.len() <= 60 && line.ends_with(|c: char| c.is_ascii_digit())
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '\'', '”', '’', ')', ']', '»']).ends_with(['.', '!', '?', ':', ';', '…'])
}

/// "- item", "• item", "3. item".
fn is_item(line: &str) -> bool {
    let rest = line.trim_start_matches(['-', '–', '—', '*', '•', '·', '●', '▪', '■', '◦', '>']);
    if rest.len() < line.len() {
        return rest.starts_with(char::is_whitespace);
    }
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    (1..=2).contains(&digits) && (rest.starts_with(". ") || rest.starts_with(") "))
}
