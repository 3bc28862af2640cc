//! What a name looks like: letters that are taken for each other become one.

use unicode_security::confusable_detection::skeleton;

/// The name in one script, without hyphens, with look-alike letters and digits as one letter and
/// doubled letters as one.
pub(super) fn of(name: &str) -> String {
    let plain: String = if name.is_ascii() { name.to_owned() } else { skeleton(name).collect() };
    let plain = plain.to_lowercase().replace("rn", "m").replace("vv", "w").replace("nn", "n");
    let mut out = String::with_capacity(plain.len());
    for c in plain.chars().filter(|c| c.is_alphanumeric()) {
        let c = shape(c);
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

const fn shape(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | 'l' | 'j' | '|' => 'i',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        '8' => 'b',
        other => other,
    }
}

/// What it costs more to begin otherwise: "switch" is another word, no "twitch".
const FIRST: usize = 2;

/// The least number of edits (letters put in, left out, changed or swapped) that make a part of
/// `text` into `key`; at most `limit`, else `None`. The part begins as the key does.
pub(super) fn nearest(text: &str, key: &str, limit: usize) -> Option<usize> {
    let key: Vec<char> = key.chars().collect();
    let first = key.first().copied();
    let mut older: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=key.len()).map(|i| if i == 0 { 0 } else { i + FIRST }).collect();
    let mut last = '\0';
    let mut best = limit + 1;
    for c in text.chars() {
        let mut next = Vec::with_capacity(row.len());
        next.push(0);
        let mut before = '\0';
        for (i, &k) in key.iter().enumerate() {
            let at = |row: &[usize], i: usize| row.get(i).copied().unwrap_or(usize::MAX / 2);
            let change = usize::from(c != k) + if i == 0 && Some(c) != first { FIRST } else { 0 };
            let left_out = 1 + if i == 0 { FIRST } else { 0 };
            let mut fewest = (at(&row, i) + change).min(at(&row, i + 1) + 1).min(at(&next, i) + left_out);
            if i > 0 && c == before && last == k {
                fewest = fewest.min(at(&older, i - 1) + 1);
            }
            next.push(fewest);
            before = k;
        }
        best = best.min(next.last().copied().unwrap_or(best));
        older = std::mem::replace(&mut row, next);
        last = c;
    }
    (best <= limit).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_alike_have_one_skeleton() {
        for (one, other) in
            [("paypa1", "paypal"), ("rnicrosoft", "microsoft"), ("dlscord", "discord"), ("раураl", "paypal")]
        {
            assert_eq!(of(one), of(other), "{one}");
        }
        assert_ne!(of("switch"), of("twitch"));
    }

    #[test]
    fn the_distance_is_that_of_the_nearest_part() {
        let cases = [
            ("xdiscordx", "discord", Some(0)),
            ("mydiscrod", "discord", Some(1)),
            ("discod", "discord", Some(1)),
            ("switch", "twitch", None),
            ("twitcch", "twitch", Some(1)),
            ("", "twitch", None),
        ];
        for (text, key, expected) in cases {
            assert_eq!(nearest(text, key, 1), expected, "{text}");
        }
    }
}
