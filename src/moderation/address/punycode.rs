//! Punycode, decoded as RFC 3492 has it.

/// The label behind `xn--`; `None` where it is none.
pub(super) fn decode(encoded: &str) -> Option<String> {
    let (basic, extended) = encoded.rsplit_once('-').unwrap_or(("", encoded));
    let mut output: Vec<char> = basic.chars().collect();
    let (mut n, mut index, mut bias) = (128_u32, 0_u32, 72_u32);
    let mut digits = extended.chars().peekable();
    while digits.peek().is_some() {
        let before = index;
        let mut weight = 1_u32;
        for k in (36..).step_by(36) {
            let digit = digits.next()?.to_digit(36)?;
            // Letters are 0–25 and digits 26–35.
            let digit = if digit < 10 { digit + 26 } else { digit - 10 };
            index = index.checked_add(digit.checked_mul(weight)?)?;
            let threshold = if k <= bias { 1 } else { (k - bias).min(26) };
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(36 - threshold)?;
        }
        let length = u32::try_from(output.len()).ok()? + 1;
        bias = adapted(index - before, length, before == 0);
        n = n.checked_add(index / length)?;
        index %= length;
        output.insert(usize::try_from(index).ok()?, char::from_u32(n)?);
        index += 1;
    }
    Some(output.into_iter().collect())
}

fn adapted(delta: u32, length: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / length;
    let mut k = 0;
    while delta > 455 {
        delta /= 35;
        k += 36;
    }
    k + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_decoded_and_what_is_none_is_refused() {
        assert_eq!(decode("mnchen-3ya").as_deref(), Some("münchen"));
        assert_eq!(decode("bcher-kva").as_deref(), Some("bücher"));
        assert_eq!(decode("e1afmkfd").as_deref(), Some("пример"));
        for nothing in ["é", "99999999999", "a-!"] {
            assert_eq!(decode(nothing), None, "{nothing}");
        }
    }
}
