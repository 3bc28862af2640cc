//! Spans of a text in bytes, and their translation to code points.

/// A half-open range of UTF-8 byte offsets into an article's text, on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The part of `text` it covers; empty when it is out of bounds.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same span without white space at its ends.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Self {
        let words = self.of(text);
        let start = self.start + (words.len() - words.trim_start().len());
        Self { start, end: start + words.trim().len() }
    }

    /// Moved right by `offset` bytes: from a part of a text to the whole.
    #[must_use]
    pub const fn shifted(self, offset: usize) -> Self {
        Self { start: self.start + offset, end: self.end + offset }
    }
}

/// Byte offset → code-point offset, in constant time for ASCII and at most 64 steps otherwise.
#[derive(Debug, Clone)]
pub struct CodePoints {
    /// Code points before byte 64·k; empty for an ASCII text.
    blocks: Vec<usize>,
    bytes: Vec<u8>,
}

const BLOCK: usize = 64;

impl CodePoints {
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { blocks: Vec::new(), bytes: Vec::new() };
        }
        let mut blocks = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut count = 0;
        for block in text.as_bytes().chunks(BLOCK) {
            blocks.push(count);
            count += starts(block);
        }
        blocks.push(count);
        Self { blocks, bytes: text.as_bytes().to_vec() }
    }

    /// Code points before the byte `offset`, which must be a character boundary.
    pub fn at(&self, offset: usize) -> usize {
        let Some(&before) = self.blocks.get(offset / BLOCK) else {
            return self.blocks.last().copied().unwrap_or(offset);
        };
        let from = offset / BLOCK * BLOCK;
        before + self.bytes.get(from..offset).map_or(0, starts)
    }

    /// Both ends of a span, as code points.
    pub fn span(&self, span: Span) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }
}

fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_code_points() {
        let text = "a“b”€𝄞z".repeat(40);
        let index = CodePoints::new(&text);
        for (points, (bytes, _)) in text.char_indices().enumerate() {
            assert_eq!(index.at(bytes), points);
        }
        assert_eq!(index.at(text.len()), text.chars().count());
        assert_eq!(CodePoints::new("plain").at(5), 5);
    }

    #[test]
    fn trimming_keeps_character_boundaries() {
        let text = " \u{2003}é x ";
        assert_eq!(Span::new(0, text.len()).trimmed(text).of(text), "é x");
    }
}
