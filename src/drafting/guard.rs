//! Which sentences a model may not be quoted with, and what may not stand in its words.
//!
//! An article may carry sentences written for the model that reads it. A sentence of that kind is a
//! sentence of the article, so that quoting it would be quoting evidence; therefore it is told by its
//! form. News tells what happened; it seldom orders, asks or speaks to its reader.

use regex::Regex;
use std::sync::LazyLock;

/// Words to a machine: about its answer, its instructions, its code. Checked in quotations too.
const TO_A_MACHINE: &str = concat!(
    r"(?i)\b(?:ignore|disregard|forget|override|bypass)\b[^.?!]{0,60}\b(?:instruction|prompt|rule|guideline|above|previous|prior|earlier)",
    r"|\b(?:ignora|olvida|descarta)\b[^.?!]{0,60}\b(?:instruccion|anterior|regla|indicacion)",
    r"|\b(?:your|tu|su)\s+(?:\w+\s+){0,2}(?:response|reply|output|completion|system prompt|prompt|instructions|codebase|implementation|algorithm|elucidation|respuesta|salida)\b",
    r"|\b(?:your|tu)\s+(?:\w+\s+){0,1}(?:answer|message|summary|digest|code|solution|resumen|código)\b",
    r"|\b(?:following|subsequent|below|siguiente)\s+(?:\w+\s+){0,2}(?:code|snippet|script|sentence to|código)",
    r"|\bcode\s+(?:snippet|excerpt|block|section|segment)s?\b",
    r"|\b(?:respond|reply|answer)\s+(?:only\s+)?(?:with|in|by|using)\b[^.?!]{0,40}\b(?:words?|json|link|spanish|english|french|yes|no|phrase|text|following)\b",
    r"|\b(?:system|developer)\s+(?:prompt|message|mode)\b",
    r"|\byou\s+are\s+(?:now\s+)?(?:an?\s+)?(?:\w+\s+)?(?:ai|assistant|chatbot|language model|dan)\b",
    r"|\beres\s+(?:ahora\s+)?(?:una?\s+)?(?:ia|asistente|modelo de lenguaje)\b",
    r"|\b(?:assistant|chatbot|model|ai|llm)\s+(?:that|which|who)\s+(?:reads|is reading|summari[sz]es|processes)\b",
    r"|\b(?:dear|attention|hey|note to)\s*,?\s*(?:the\s+)?(?:ai|assistant|chatbot|llm|language model|summari[sz]er)\b",
    r"|\[/?(?:inst|system|assistant|user)\]|<\|?/?(?:im_start|im_end|system|assistant|endoftext)\b|(?:^|[^\w\s]\s*)(?:system|assistant|user)\s*:",
);

static SURELY_TO_A_MACHINE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(TO_A_MACHINE).ok());

/// The same with ASCII boundaries of words, which keep the matcher on its fast path: Unicode's make it leave it at the first
/// curly quotation mark. They stand wherever Unicode's do, since all of them are beside ASCII letters, or one of `FOLDED`.
static PERHAPS_TO_A_MACHINE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&TO_A_MACHINE.replace(r"\b", r"(?-u:\b)")).ok());

/// Letters outside of ASCII that are "s" and "k" where case is ignored.
const FOLDED: [char; 2] = ['\u{17F}', '\u{212A}'];

/// Code rather than prose.
static CODE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r#"```|={3,}|\w\(\)|\w\(["'{\[]|["'\]})]\s*\)|^\s*(?:import|from|def|class|for|with|while|try|return|print|async|await|const|let|var)\b.*(?:[:;=(]|import)|^\s*import\s+\w+"#,
        r#"|\s(?:\+|-|\*|/)?=\s*[\w"'\[({]|==|&&|\|\||=>|->|\bsudo\s|\bchmod\s|\brm\s+-|\bcurl\s+-|/(?:etc|dev|lib|usr|path|tmp)/|\b\w+\.(?:py|sh|exe|js|php|txt|pkl|csv)\b|^[\s{}()\[\];:,"']+$"#,
    ))
    .ok()
});

/// An address: a link, a host's name, an e-mail address.
static ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)://|\bwww\.|@\w|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|info|biz|io|co|me|app|dev|gg|xyz|ru|cn|tk|top|site|online|shop|club|link|live|news|de|es|fr|uk|url|test|example)\b").ok()
});

/// Marks of Markdown, mentions, emoji codes and tags: prose needs none.
static MARKUP: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[<>\[\]{}|`~*_\\#@]|\p{Co}|\p{Cn}|[\u{200B}-\u{200F}\u{202A}-\u{202E}\u{2060}-\u{2069}\u{FEFF}]|(?m:^-)|:\w+:").ok()
});

/// Second persons outside of quotations.
static YOU: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:you|your|yours|yourself|you['’](?:re|ll|ve|d)|tú|tus|usted|ustedes|vosotros|vuestr[oa]s?)\b")
        .ok()
});

/// What a clause that orders begins with.
static ORDER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let verbs = include_str!("orders.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (ambiguous, plain): (Vec<&str>, Vec<&str>) = verbs.partition(|verb| verb.ends_with('+'));
    let ambiguous: Vec<&str> = ambiguous.iter().map(|verb| verb.trim_end_matches('+')).collect();
    Regex::new(&format!(
        concat!(
            r"(?i)^[\W_\d]*(?:(?:please|kindly|now|next|then|also|instead|first|finally|por favor|to proceed|[a-z]+ly),?\s+)*",
            r"(?:do\s+not\b|don['’]t\b|no\s+(?:te\s+)?olvides\b|(?:{plain})\b|(?:{ambiguous})\s+{object})",
        ),
        plain = plain.join("|"),
        ambiguous = ambiguous.join("|"),
        object = OBJECT,
    ))
    .ok()
});

/// What stands behind an order rather than behind a noun.
const OBJECT: &str = concat!(
    r#"(?:["'“‘(]|(?:an?|the|this|that|these|those|your|my|our|me|us|it|him|them|all|every|each|no|any|only|some|one"#,
    r"|random|with|as|like|out|up|down|over|away|forget|trust|believe|write|say|use|include|yourself|nothing|everything)\b)",
);

fn finds(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    pattern.as_ref().is_some_and(|regex| regex.is_match(text))
}

/// Whether a sentence speaks to a machine that reads it. Such a sentence is never a key point, and no
/// model is shown it.
pub fn addresses_a_machine(sentence: &str) -> bool {
    if sentence.is_ascii() {
        return finds(&PERHAPS_TO_A_MACHINE, sentence);
    }
    let perhaps = finds(&PERHAPS_TO_A_MACHINE, sentence) || sentence.contains(FOLDED);
    perhaps && finds(&SURELY_TO_A_MACHINE, sentence)
}

/// Whether a sentence orders, asks or speaks to whoever reads it, is code, or holds an address: a
/// model may neither cite nor say it.
pub fn addresses_the_reader(sentence: &str) -> bool {
    if addresses_a_machine(sentence) || finds(&CODE, sentence) || finds(&ADDRESS, sentence) {
        return true;
    }
    let told = outside_quotations(sentence);
    told.contains(['?', '¿']) || finds(&YOU, &told) || clauses(&told).any(|clause| finds(&ORDER, clause))
}

/// Whether words hold what prose does not: marks of Markdown, mentions, links, invisible characters.
pub fn holds_markup(words: &str) -> bool {
    finds(&MARKUP, words) || finds(&ADDRESS, words) || words.chars().any(char::is_control)
}

/// The beginnings that may order something: of the sentence, of each sentence that is glued to it, and
/// behind an opening phrase.
fn clauses(text: &str) -> impl Iterator<Item = &str> {
    let opening = |part: &str| matches!(part.split_whitespace().count(), 1..=4);
    text.split(['.', '!', ';', ':', '\n']).flat_map(move |sentence| {
        let behind = sentence.split_once(',').filter(|(first, _)| opening(first)).map(|(_, rest)| rest);
        std::iter::once(sentence).chain(behind)
    })
}

/// The sentence without what others are quoted with.
fn outside_quotations(sentence: &str) -> String {
    let mut told = String::with_capacity(sentence.len());
    let mut inside = false;
    for c in sentence.chars() {
        match c {
            '“' | '«' => inside = true,
            '”' | '»' => inside = false,
            '"' => inside = !inside,
            c if !inside => told.push(c),
            _ => {}
        }
    }
    // A mark that is never closed hides nothing.
    if inside { sentence.to_owned() } else { told }
}

#[cfg(test)]
mod tests;
