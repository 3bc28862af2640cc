//! Sets of patterns for the wording of lines, built so that they compile and run quickly.

use regex::bytes::{RegexSet, RegexSetBuilder};

/// Bytes that the matcher may keep of its automaton; with fewer it falls back to a slow one.
const AUTOMATON: usize = 16 << 20;
/// Bytes that the compiled patterns may take.
const PROGRAM: usize = 64 << 20;

/// The patterns as one matcher. Word boundaries and digits are ASCII: with the Unicode boundaries the matcher leaves
/// its fast path at the first letter that is not. A bounded run of any characters (`.{0,60}`) counts bytes: in
/// characters, each of the sixty would be a small automaton for UTF-8 of its own.
pub(super) fn wordings(patterns: impl IntoIterator<Item = String>) -> RegexSet {
    let quick = |pattern: String| {
        let with_points = pattern.replace(r"\.{", "[.]{");
        with_points.replace(r"\b", r"(?-u:\b)").replace(r"\d", "[0-9]").replace(".{", "(?-u:.){")
    };
    // A set that does not compile would match nothing; each table has a test that all its rows do.
    let patterns = patterns.into_iter().map(quick);
    RegexSetBuilder::new(patterns).size_limit(PROGRAM).dfa_size_limit(AUTOMATON).build().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_mean_what_they_say_but_for_bounded_runs_which_count_bytes() {
        // pattern, text, whether it matches
        let cases = [
            ("^see .{1,3}$", "see abc", true),
            ("^see .{1,3}$", "see abcd", false),
            ("^see .{1,3}$", "see é", true),
            ("^see .{1,3}$", "see éé", false),
            (r"^wait\.{3}$", "wait...", true),
            (r"^wait\.{3}$", "wait???", false),
            ("^don.t$", "don’t", true),
            (r"^posted on\b.*$", "posted on’s", true),
            (r"^posted on\b.*$", "posted once", false),
            (r"^\d+ comments$", "12 comments", true),
        ];
        for (pattern, text, matches) in cases {
            assert_eq!(wordings([pattern.to_owned()]).is_match(text.as_bytes()), matches, "{pattern}: {text}");
        }
    }
}
