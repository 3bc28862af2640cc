//! The neural reader: one small encoder that finds answers and judges comments.
//!
//! Pure: no I/O and no clock; the weights are compiled in (feature `neural`, on by default). It only
//! scores what others chose and never writes a word: an answer is still a span of the article. How it
//! was made, from what, and what it is bad at: `models/reader.md`.
//!
//! Everything else works without it, so whoever uses it takes an `Option<&Reader>`.

#[cfg(feature = "neural")]
mod encoder;
#[cfg(not(feature = "neural"))]
#[path = "neural/absent.rs"]
mod encoder;
mod wordpiece;

pub use wordpiece::{Piece, Pieces};

use encoder::Encoder;
use std::fmt;
use std::sync::LazyLock;
use wordpiece::WordPiece;

/// Tokens of a question that are read; as in training.
const MOST_OF_QUESTION: usize = 32;
/// Tokens of a question and a window together; as in training.
const MOST_OF_BOTH: usize = 176;
/// Tokens of a comment that are read at once; longer ones are read in parts of about equal length.
const MOST_OF_COMMENT: usize = 94;
/// Parts of a comment that are read at most: all of one of 2,000 characters, were each a piece of its own. What
/// stood after the last part could hide from the reader.
const MOST_PARTS: usize = 22;

/// What reads: chosen by whoever runs the program.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Engine {
    /// The rules together with the neural reader
    #[default]
    Neural,
    /// The rules alone: faster by more than ten times, right less often
    Rules,
}

impl Engine {
    /// The reader, where this engine uses one and the program was built with it.
    pub fn reader(self) -> Option<&'static Reader> {
        match self {
            Self::Neural => Reader::get(),
            Self::Rules => None,
        }
    }
}

/// The heads on comments that are used; the order is that of `COMMENT_HEADS` in `training/reader/data.py`.
const TOXIC: usize = 0;
const SPAM: usize = 4;

/// The encoder with its vocabulary.
pub struct Reader {
    encoder: Encoder,
    words: WordPiece,
}

/// How well each token of a window would begin or end an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Spans {
    /// For each token of the window: logits of beginning and ending the answer.
    pub tokens: Vec<[f32; 2]>,
    /// The same for "no answer here".
    pub none: [f32; 2],
}

/// What a comment is, as logits: 0 means as likely as not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judgement {
    pub toxic: f32,
    pub spam: f32,
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").finish_non_exhaustive()
    }
}

static READER: LazyLock<Option<Reader>> = LazyLock::new(|| {
    let encoder = Encoder::load()?;
    Some(Reader { encoder, words: WordPiece::load() })
});

impl Reader {
    /// The reader, loaded at the first call (about a fifth of a second); `None` in a build without it.
    pub fn get() -> Option<&'static Self> {
        READER.as_ref()
    }

    /// A text in pieces of words, with where they stand.
    pub fn pieces(&self, text: &str) -> Pieces {
        self.words.split(text)
    }

    /// How many pieces of an article fit beside a question.
    pub fn room(question: &Pieces) -> usize {
        MOST_OF_BOTH - 3 - question.len().min(MOST_OF_QUESTION)
    }

    /// Reads a window of an article with a question. A window longer than its [`Reader::room`] is cut.
    pub fn spans(&self, question: &Pieces, window: &[Piece]) -> Option<Spans> {
        let room = Self::room(question);
        let mut ids = vec![wordpiece::CLS];
        ids.extend(question.iter().take(MOST_OF_QUESTION).map(|piece| piece.id));
        ids.push(wordpiece::SEP);
        let first = ids.len();
        ids.extend(window.iter().take(room).map(|piece| piece.id));
        let end = ids.len();
        ids.push(wordpiece::SEP);
        let types = (0..ids.len()).map(|at| i32::from(at >= first)).collect();
        let logits = self.encoder.spans(ids, types)?;
        Some(Spans { none: *logits.first()?, tokens: logits.get(first..end)?.to_vec() })
    }

    /// Judges a comment; of a long one the part that speaks most for a judgement decides.
    pub fn comment(&self, text: &str) -> Option<Judgement> {
        let pieces = self.words.split(text);
        let parts = pieces.len().div_ceil(MOST_OF_COMMENT);
        let size = pieces.len().div_ceil(parts.max(1)).max(1);
        let judge = |part: &[Piece]| {
            let mut ids = vec![wordpiece::CLS];
            ids.extend(part.iter().map(|piece| piece.id));
            ids.push(wordpiece::SEP);
            let logits = self.encoder.comment(ids)?;
            Some(Judgement { toxic: *logits.get(TOXIC)?, spam: *logits.get(SPAM)? })
        };
        let judgements = pieces.chunks(size).take(MOST_PARTS).filter_map(judge);
        judgements.reduce(|a, b| Judgement { toxic: a.toxic.max(b.toxic), spam: a.spam.max(b.spam) })
    }
}
