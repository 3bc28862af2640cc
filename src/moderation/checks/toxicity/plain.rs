//! A comment with its disguised words written out, as the neural reader is given it.

use super::model::MODEL;
use super::reading::read;

/// The text with each disguised word in its plain spelling; all else stays as it was written.
pub fn plain(text: &str) -> String {
    let Some(model) = MODEL.as_ref() else { return text.to_owned() };
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for token in read(text, &model.vocabulary) {
        // Of a glued word all parts may name the whole.
        let between = text.get(end..token.span.start).unwrap_or(" ");
        let written = text.get(token.span.start..token.span.end).unwrap_or_default();
        let is_number = token.text.bytes().all(|b| b.is_ascii_digit());
        out.push_str(between);
        out.push_str(if is_number || written.eq_ignore_ascii_case(&token.text) { written } else { &token.text });
        end = end.max(token.span.end);
    }
    out.push_str(text.get(end..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn disguised_words_are_written_out_and_the_rest_stays() {
        let rows = [
            ("What a lovely day, isn't it?", "What a lovely day, isn't it?"),
            ("you are an 1d10t!", "you are an idiot!"),
            ("On 12 May 2021.", "On 12 May 2021."),
            ("", ""),
        ];
        for (written, expected) in rows {
            assert_eq!(plain(written), expected);
        }
    }
}
