//! HTML → tokens for html5ever's tree builder, in one pass over slices of the page.
//!
//! The states are those of the HTML standard's tokenizer (13.2.5) and the tokens those of html5ever's own, which
//! reads character by character; a test compares the trees of both. Only what this reader looks at is
//! kept: comments have no text, and of attributes those that [`attributes::key`] names. Linear in the page.

mod attributes;
mod doctype;
mod raw;
mod reference;

pub(super) use attributes::is_unnamed;
#[cfg(test)]
pub(super) use attributes::key;
use html5ever::LocalName;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use memchr::memmem;

/// Most attribute comparisons (the sum over tags of their squared number of attributes) a page may need;
/// the pages measured stay under 100,000. html5ever compares each attribute of a tag with all before it.
pub const MAX_COMPARISONS: u64 = 100_000_000;

/// What the tokens of the text that comes next are.
#[derive(Debug, Clone, Copy)]
enum State {
    Data,
    Raw(RawKind),
    Plain,
}

/// Reads a page token by token.
struct Tokens<'t, S> {
    text: &'t StrTendril,
    bytes: &'t [u8],
    at: usize,
    sink: &'t S,
    state: State,
    /// Name of the last start tag, whose end tag alone ends raw text.
    last: LocalName,
    /// Attribute comparisons so far.
    comparisons: u64,
}

/// The page as the tokenizer wants it: without a byte-order mark, every line ended by a line feed.
pub(super) fn normalised(html: &str) -> StrTendril {
    let html = html.strip_prefix('\u{FEFF}').unwrap_or(html);
    if memchr::memchr(b'\r', html.as_bytes()).is_none() {
        return StrTendril::from_slice(html);
    }
    StrTendril::from(html.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Feeds the tokens of a normalised page to `sink`. Says whether all were fed: `stop` may end it before, and
/// so may [`MAX_COMPARISONS`].
pub(super) fn feed<S: TokenSink>(text: &StrTendril, sink: &S, stop: impl Fn() -> bool) -> bool {
    let bytes = str::as_bytes(text);
    let last = LocalName::default();
    let mut tokens = Tokens { text, bytes, at: 0, sink, state: State::Data, last, comparisons: 0 };
    while tokens.at < bytes.len() {
        if stop() || tokens.comparisons > MAX_COMPARISONS {
            return false;
        }
        match tokens.state {
            State::Data => tokens.data(),
            State::Raw(kind) => tokens.raw(kind),
            State::Plain => tokens.plain(),
        }
    }
    tokens.emit(Token::EOFToken);
    sink.end();
    tokens.comparisons <= MAX_COMPARISONS
}

impl<S: TokenSink> Tokens<'_, S> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    fn rest(&self, at: usize) -> &[u8] {
        self.bytes.get(at..).unwrap_or_default()
    }

    /// A part of the page; shares its memory.
    fn piece(&self, from: usize, to: usize) -> StrTendril {
        piece(self.text, from, to)
    }

    fn emit(&mut self, token: Token) {
        match self.sink.process_token(token, 1) {
            TokenSinkResult::Continue => {}
            TokenSinkResult::Script(_) | TokenSinkResult::EncodingIndicator(_) => self.state = State::Data,
            TokenSinkResult::Plaintext => self.state = State::Plain,
            TokenSinkResult::RawData(kind) => self.state = State::Raw(kind),
        }
    }

    fn characters(&mut self, from: usize, to: usize) {
        if from < to {
            self.emit(Token::CharacterTokens(self.piece(from, to)));
        }
    }

    /// Text, a reference, or what a `<` begins.
    fn data(&mut self) {
        let length = memchr::memchr3(b'<', b'&', 0, self.rest(self.at)).unwrap_or(self.bytes.len() - self.at);
        let end = self.at + length;
        self.characters(self.at, end);
        self.at = end;
        match self.byte(end) {
            Some(b'<') => self.markup(),
            Some(b'&') => self.reference(),
            Some(_) => {
                self.emit(Token::NullCharacterToken);
                self.at += 1;
            }
            None => {}
        }
    }

    fn reference(&mut self) {
        if let Some((length, text)) = reference::read(self.rest(self.at + 1), reference::Place::Text) {
            self.emit(Token::CharacterTokens(text));
            self.at += 1 + length;
        } else {
            self.characters(self.at, self.at + 1);
            self.at += 1;
        }
    }

    fn markup(&mut self) {
        let next = self.at + 1;
        match self.byte(next) {
            Some(b'!') => self.declaration(next + 1),
            Some(b'/') => match self.byte(next + 1) {
                Some(b'>') => self.at = next + 2,
                Some(b) if b.is_ascii_alphabetic() => self.tag(TagKind::EndTag, next + 1),
                Some(_) => self.bogus_comment(next + 1),
                None => {
                    self.characters(self.at, next + 1);
                    self.at = next + 1;
                }
            },
            Some(b'?') => self.bogus_comment(next),
            Some(b) if b.is_ascii_alphabetic() => self.tag(TagKind::StartTag, next),
            Some(_) | None => {
                self.characters(self.at, next);
                self.at = next;
            }
        }
    }

    /// What follows `<!`.
    fn declaration(&mut self, from: usize) {
        let rest = self.rest(from);
        if rest.starts_with(b"--") {
            let end = from + 2 + comment_end(self.rest(from + 2));
            self.comment(end);
        } else if rest.get(..7).is_some_and(|word| word.eq_ignore_ascii_case(b"doctype")) {
            let end = memchr::memchr(b'>', rest).map_or(self.bytes.len(), |i| from + i + 1);
            let doctype = doctype::read(self.piece(self.at, end));
            self.at = end;
            self.emit(Token::DoctypeToken(doctype));
        } else if rest.starts_with(b"[CDATA[") && self.sink.adjusted_current_node_present_but_not_in_html_namespace() {
            self.cdata(from + 7);
        } else {
            self.bogus_comment(from);
        }
    }

    fn comment(&mut self, end: usize) {
        self.at = end;
        self.emit(Token::CommentToken(StrTendril::new()));
    }

    fn bogus_comment(&mut self, from: usize) {
        let end = memchr::memchr(b'>', self.rest(from)).map_or(self.bytes.len(), |i| from + i + 1);
        self.comment(end);
    }

    fn cdata(&mut self, from: usize) {
        let length = memmem::find(self.rest(from), b"]]>");
        let end = length.map_or(self.bytes.len(), |l| from + l);
        self.at = length.map_or(end, |_| end + 3);
        let mut start = from;
        while let Some(null) = memchr::memchr(0, self.bytes.get(start..end).unwrap_or_default()) {
            self.characters(start, start + null);
            self.emit(Token::NullCharacterToken);
            start += null + 1;
        }
        self.characters(start, end);
    }

    /// A tag whose name begins at `from`. One that the page ends in is none.
    fn tag(&mut self, kind: TagKind, from: usize) {
        let is_end = |b: &u8| matches!(b, b'\t' | b'\n' | 0x0C | b' ' | b'/' | b'>');
        let Some(length) = self.rest(from).iter().position(is_end) else {
            self.at = self.bytes.len();
            return;
        };
        let name = attributes::tag_name(self.text.get(from..from + length).unwrap_or_default());
        self.tag_after(kind, name, from + length);
    }

    /// The rest of a tag after its name.
    fn tag_after(&mut self, kind: TagKind, name: LocalName, from: usize) {
        let Some(read) = attributes::read(self.text, from, (kind == TagKind::StartTag).then_some(&name)) else {
            self.at = self.bytes.len();
            return;
        };
        self.at = read.end;
        self.comparisons = self.comparisons.saturating_add(read.count.saturating_mul(read.count + 1));
        self.state = State::Data;
        if kind == TagKind::StartTag {
            self.last = name.clone();
        }
        let attributes::Read { attributes: attrs, self_closing, .. } = read;
        self.emit(Token::TagToken(Tag { kind, name, self_closing, attrs, had_duplicate_attributes: false }));
    }

    /// Raw text up to the end tag that ends it, and that tag.
    fn raw(&mut self, kind: RawKind) {
        let found = raw::end(self.rest(self.at), &self.last, kind);
        let end = found.map_or(self.bytes.len(), |(length, _)| self.at + length);
        let from = self.at;
        self.raw_text(from, end, kind);
        match found {
            Some((_, after)) => {
                let name = self.last.clone();
                self.tag_after(TagKind::EndTag, name, from + after);
            }
            None => self.at = end,
        }
    }

    /// Text in which only nulls, and references in titles and the like, are anything else.
    fn raw_text(&mut self, from: usize, end: usize, kind: RawKind) {
        let mut start = from;
        loop {
            let rest = self.bytes.get(start..end).unwrap_or_default();
            let special =
                if kind == RawKind::Rcdata { memchr::memchr2(0, b'&', rest) } else { memchr::memchr(0, rest) };
            let Some(length) = special else { break };
            self.characters(start, start + length);
            start += length;
            let rest = self.bytes.get(start + 1..end).unwrap_or_default();
            let (used, text) = match self.byte(start) {
                Some(0) => (0, StrTendril::from_char('\u{FFFD}')),
                _ => reference::read(rest, reference::Place::Text).unwrap_or_else(|| (0, StrTendril::from_char('&'))),
            };
            self.emit(Token::CharacterTokens(text));
            start += 1 + used;
        }
        self.characters(start, end);
    }

    fn plain(&mut self) {
        self.raw_text(self.at, self.bytes.len(), RawKind::Rawtext);
        self.at = self.bytes.len();
    }
}

fn piece(text: &StrTendril, from: usize, to: usize) -> StrTendril {
    let (Ok(start), Ok(length)) = (u32::try_from(from), u32::try_from(to.saturating_sub(from))) else {
        return StrTendril::new();
    };
    text.try_subtendril(start, length).unwrap_or_default()
}

/// Length of a comment after its `<!--`, with the `-->` that ends it.
fn comment_end(rest: &[u8]) -> usize {
    if rest.starts_with(b">") {
        return 1;
    }
    if rest.starts_with(b"->") {
        return 2;
    }
    let mut from = 0;
    while let Some(dashes) = memmem::find(rest.get(from..).unwrap_or_default(), b"--") {
        let after = from + dashes + 2;
        match (rest.get(after), rest.get(after + 1)) {
            (Some(b'>'), _) => return after + 1,
            (Some(b'!'), Some(b'>')) => return after + 2,
            // One dash more: the last two of them are looked at next.
            _ => from = after - 1,
        }
    }
    rest.len()
}
