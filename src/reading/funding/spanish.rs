//! Who gives, who gets and what for, around a sum in Spanish: "Estados Unidos anunció 310
//! millones de dólares de ayuda para los agricultores".

use super::parts::Parts;
use crate::article::Span;
use crate::reading::token::{Token, TokenKind, tokens};
use crate::reading::{Fact, Mention, Value, clause};

/// Verbs whose subject gives, by how they begin; their endings tell that they are finite.
const GIVES: [&str; 38] = [
    "anunci",
    "invert",
    "invirt",
    "invier",
    "don",
    "otorg",
    "conced",
    "entreg",
    "prest",
    "promet",
    "aport",
    "destin",
    "asign",
    "aprob",
    "aprueb",
    "financi",
    "ofrec",
    "comprometi",
    "pag",
    "gast",
    "desembols",
    "envi",
    "dio",
    "dar",
    "dieron",
    "da",
    "proporcion",
    "brind",
    "pid",
    "pidi",
    "solicit",
    "transfi",
    "transferi",
    "inyect",
    "cedi",
    "reserv",
    "presupuest",
    "deb",
];

/// Verbs whose subject gets.
const GETS: [&str; 8] = ["recib", "obtuv", "obten", "recaud", "consig", "consigu", "logr", "gan"];

/// What the money is: "de ayuda", "en préstamos".
const KINDS: [&str; 18] = [
    "ayuda",
    "ayudas",
    "asistencia",
    "apoyo",
    "fondos",
    "préstamos",
    "donaciones",
    "inversión",
    "inversiones",
    "subsidios",
    "becas",
    "créditos",
    "subvenciones",
    "financiamiento",
    "financiación",
    "cooperación",
    "multa",
    "rescate",
];

/// Words a phrase ends before.
const STOPS: [&str; 22] = [
    "para", "por", "con", "en", "desde", "hasta", "según", "que", "cuando", "donde", "mientras", "tras", "durante",
    "a", "al", "sobre", "contra", "pero", "aunque", "como", "será", "fue",
];

/// Longest giver, receiver or purpose, in words.
const LONGEST: usize = 9;

/// Words read after the sum: what belongs to it stands close.
const REACH: usize = 30;

/// As much of the sentence as is read on either side, in bytes.
const BYTES: usize = 400;

/// Reads the parts of a sum from the words of its sentence.
pub(super) fn of(text: &str, sum: &Fact, names: &[Fact]) -> Parts {
    let mut parts = Parts::default();
    // A bounded part of the sentence: one without a full stop may be as long as the text.
    let start = text.ceil_char_boundary(sum.span.start.saturating_sub(BYTES).max(sum.evidence.start));
    let before = tokens(text, Span::new(start, sum.span.start));
    subject(text, &before, &mut parts);
    let end = text.floor_char_boundary(sum.span.end.saturating_add(BYTES).min(sum.evidence.end));
    let after = tokens(text, Span::new(sum.span.end, end));
    let after = after.get(..REACH.min(after.len())).unwrap_or_default();
    following(text, after, names, &mut parts);
    parts
}

/// The noun phrase before the last verb of giving or getting.
fn subject(text: &str, before: &[Token], parts: &mut Parts) {
    let word = |at: usize| before.get(at).map_or("", |t| t.span.of(text));
    let begins = |at: usize, stems: &[&str]| stems.iter().any(|s| word(at).starts_with(s)) && is_finite(word(at));
    let near = before.len().saturating_sub(REACH);
    let Some(verb) = (near..before.len()).rev().find(|&at| begins(at, &GIVES) || begins(at, &GETS)) else { return };
    let start = (0..verb).rev().take(LONGEST + 3).find(|&at| ends_phrase(word(at))).map_or(0, |at| at + 1);
    let mut end = verb;
    while end > start && matches!(word(end - 1), "se" | "le" | "les" | "lo" | "ha" | "han" | "había" | "no" | "también")
    {
        end -= 1;
    }
    let opens = ["el", "la", "los", "las", "un", "una", "su", "El", "La", "Los", "Las", "Un", "Una", "Su"];
    let named = word(start).starts_with(char::is_uppercase) || opens.contains(&word(start));
    let (Some(first), Some(last)) = (before.get(start), before.get(end.wrapping_sub(1))) else { return };
    let preposition =
        ["En", "Con", "Para", "Por", "Desde", "Según", "Tras", "Durante", "A", "De"].contains(&word(start));
    if !named || preposition || end <= start || end - start > LONGEST {
        return;
    }
    let mention = Some(Mention { span: Span::new(first.span.start, last.span.end) });
    if begins(verb, &GETS) {
        parts.to = mention;
    } else {
        parts.from = mention;
    }
}

/// What a phrase before a verb begins after.
fn ends_phrase(word: &str) -> bool {
    matches!(word, "," | ";" | ":" | "." | "—" | "–" | "(" | "“" | "”" | "\"" | "que" | "y" | "cuando" | "donde")
}

/// Preterites, futures and presents of the third person, and what follows "haber".
fn is_finite(word: &str) -> bool {
    const ENDINGS: [&str; 12] = ["ó", "aron", "ieron", "rá", "rán", "ado", "ido", "e", "en", "a", "an", "io"];
    ENDINGS.iter().any(|e| word.ends_with(e)) && !word.ends_with("ción")
}

/// "de ayuda", "a Honduras", "al gobierno de Guatemala", "para construir carreteras".
fn following(text: &str, after: &[Token], names: &[Fact], parts: &mut Parts) {
    let word = |at: usize| after.get(at).map_or("", |t| t.span.of(text));
    let mut at = usize::from(matches!(word(0), "adicionales" | "más" | "extra" | "anuales"));
    // Three phrases at most belong to a sum.
    for _ in 0..3 {
        let head = word(at);
        let Some(span) = phrase(text, after, at + 1) else { return };
        let next = word(at + 1);
        match head {
            "de" | "en" if KINDS.contains(&next) => parts.purpose = parts.purpose.or(Some(Mention { span })),
            "a" | "al" | "a la" => parts.to = parts.to.or(Some(Mention { span })),
            "para" if is_infinitive(next) => parts.purpose = Some(Mention { span }),
            "para" if parts.purpose.is_some() || is_receiver(span, names) => {
                parts.to = parts.to.or(Some(Mention { span }));
            }
            "para" => parts.purpose = Some(Mention { span }),
            _ => return,
        }
        while after.get(at).is_some_and(|t| t.span.start < span.end) {
            at += 1;
        }
    }
}

/// The phrase that starts at a token: up to the next mark or word that opens another.
fn phrase(text: &str, after: &[Token], start: usize) -> Option<Span> {
    let first = after.get(start).filter(|t| t.kind == TokenKind::Word)?;
    let inside = |t: &&Token| t.kind != TokenKind::Mark && !STOPS.contains(&t.span.of(text));
    let last = after.get(start + 1..)?.iter().take(LONGEST).take_while(inside).last().unwrap_or(first);
    Some(Span::new(first.span.start, last.span.end))
}

fn is_infinitive(word: &str) -> bool {
    word.len() > 3 && ["ar", "er", "ir"].iter().any(|e| word.ends_with(e)) && word.starts_with(char::is_lowercase)
}

/// A phrase that names someone or somewhere, perhaps after an article.
fn is_receiver(span: Span, names: &[Fact]) -> bool {
    clause::within(names, span)
        .take_while(|n| n.span.start <= span.start + 4)
        .any(|n| matches!(n.value, Value::Person | Value::Organization | Value::Place))
}
