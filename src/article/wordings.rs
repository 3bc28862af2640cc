//! Sets of patterns for the wording of lines, built so that they compile and run quickly.

use regex::bytes::{RegexSet, RegexSetBuilder};

/// Bytes that the matcher may keep of its automaton; with fewer it falls back to a slow one.
const AUTOMATON: usize = 16 << 20;
/// Bytes that the compiled patterns may take.
const PROGRAM: usize = 64 << 20;

/// The patterns as one matcher. Word boundaries are ASCII: with the Unicode ones the matcher leaves its fast
/// path at the first letter that is not. A bounded run of any characters (`.{0,60}`) counts bytes: in characters,
/// each of the sixty would be a small automaton for UTF-8 of its own.
pub(super) fn wordings(patterns: impl IntoIterator<Item = String>) -> RegexSet {
    let quick = patterns.into_iter().map(|p| p.replace(r"\b", r"(?-u:\b)").replace(".{", "(?-u:.){"));
    // A set that does not compile would match nothing; each table has a test of its rows.
    RegexSetBuilder::new(quick).size_limit(PROGRAM).dfa_size_limit(AUTOMATON).build().unwrap_or_default()
}
