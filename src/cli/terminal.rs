//! The terminal: styles, wrapping, and text of articles made harmless.
//!
//! Colours end where standard output is no terminal or `NO_COLOR` is set.

mod wrap;

use super::Failure;
use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use std::fmt::Write as _;
use std::io::{self, Write as _};

pub(super) use wrap::Words;

/// Lines longer than this are hard to read, however wide the terminal is.
const WIDEST: usize = 100;
const NARROWEST: usize = 20;
/// Where the width is not known.
const USUAL: usize = 80;

pub(super) const PLAIN: Style = Style::new();
pub(super) const BOLD: Style = Style::new().bold();
pub(super) const DIM: Style = Style::new().dimmed();
pub(super) const HEADING: Style = AnsiColor::Cyan.on_default().bold();
pub(super) const MARKED: Style = AnsiColor::Green.on_default().bold();
pub(super) const ERROR: Style = AnsiColor::Red.on_default().bold();
pub(super) const HINT: Style = AnsiColor::Yellow.on_default().bold();

/// What is printed on a terminal, line by line.
#[derive(Debug)]
pub(super) struct Page {
    text: String,
    width: usize,
    /// Whether styles will be seen; marks take their place otherwise.
    coloured: bool,
}

impl Page {
    /// As wide as the terminal, and coloured if it is one and may be.
    pub(super) fn for_stdout() -> Self {
        let columns = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let coloured = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
        Self::new(columns.unwrap_or(USUAL), coloured)
    }

    pub(super) fn new(columns: usize, coloured: bool) -> Self {
        Self { text: String::new(), width: columns.clamp(NARROWEST, WIDEST), coloured }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn gap(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// One paragraph in one style.
    pub(super) fn line(&mut self, style: Style, text: &str) {
        let mut words = Words::default();
        words.push(style, text);
        self.words("", "", &words);
    }

    /// A paragraph of pieces; `first` stands before its first line, `rest` before the others.
    pub(super) fn words(&mut self, first: &str, rest: &str, words: &Words) {
        words.write(&mut self.text, self.width, (first, rest));
    }

    /// A span's words inside a sentence's: by colour, or between `>>` and `<<`.
    pub(super) fn marked(&self, before: &str, inside: &str, after: &str) -> Words {
        let mut words = Words::default();
        words.push(PLAIN, before);
        if self.coloured {
            words.push(MARKED, inside);
        } else {
            words.push(PLAIN, ">>");
            words.push(PLAIN, inside);
            words.push(PLAIN, "<<");
        }
        words.push(PLAIN, after);
        words
    }
}

/// Prints to standard output, without styles where they would not be seen.
pub(super) fn print(text: &str) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Tells the person at the terminal what went wrong and what to do.
pub(super) fn complain(failure: &Failure) {
    let mut text = String::new();
    let (error, hint) = (ERROR, HINT);
    let cause = wrap::harmless(&failure.to_string());
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{error}error:{error:#} {cause}");
    if let Some(remedy) = failure.remedy() {
        let _ = writeln!(text, "{hint}what to do:{hint:#} {remedy}");
    }
    // There is nobody left to tell when this fails.
    let _ = anstream::stderr().write_all(text.as_bytes());
}

/// Tells the person at the terminal something that is no failure.
pub(super) fn note(text: &str) {
    // There is nobody left to tell when this fails.
    let _ = writeln!(anstream::stderr(), "{HINT}note:{HINT:#} {}", wrap::harmless(text));
}
