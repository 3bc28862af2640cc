//! Roles told by shape and place: titles, headings, captions, and what follows a furniture line.

use super::folded::{fold, key};
use super::wording::{self, Scope};
use super::{Paragraph, Role, Sentence};
use aho_corasick::AhoCorasick;
use rustc_hash::FxHashSet;
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::LazyLock;

/// How many paragraphs from the top a title is looked for.
const HEAD: usize = 8;

static VERBS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    include_str!("verbs.txt").lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace).collect()
});

/// A paragraph as roles are told by it.
#[derive(Debug)]
pub(super) struct Block<'t> {
    pub(super) text: &'t str,
    pub(super) folded: String,
    pub(super) sentences: Range<usize>,
    pub(super) words: usize,
    pub(super) role: Option<Role>,
    /// Whether the role was told by shape alone.
    pub(super) shaped: bool,
    /// Ends as sentences end.
    stops: bool,
    /// A paragraph of running text.
    prose: bool,
    /// What its beginning says, looked up when first asked for.
    told: OnceCell<Option<Role>>,
}

/// One block for each paragraph.
pub(super) fn blocks<'t>(text: &'t str, paragraphs: &[Paragraph], sentences: &[Sentence]) -> Vec<Block<'t>> {
    let mut at = 0;
    let mut found = Vec::with_capacity(paragraphs.len());
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let rest = sentences.get(at..).unwrap_or_default();
        let count = rest.iter().take_while(|s| s.paragraph == index).count();
        let words = paragraph.span.of(text);
        let number = words.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count();
        let bare = words.trim_end_matches(['"', '\'', '”', '’', ')', ']', '»']).trim_end();
        let stops = bare.ends_with(['.', '!', '?', '…', '。', '।']);
        found.push(Block {
            text: words,
            folded: fold(words),
            sentences: at..at + count,
            words: number,
            role: None,
            shaped: false,
            stops,
            prose: number >= 24 || stops && !bare.ends_with('?') && number >= 8,
            told: OnceCell::new(),
        });
        at += count;
    }
    found
}

impl Block<'_> {
    /// The role that the wording of its beginning gives it, as a sentence.
    pub(super) fn told(&self) -> Option<Role> {
        *self.told.get_or_init(|| wording::role_of(&self.folded, Scope::Sentence))
    }

    fn shape(&mut self, role: Role) {
        self.role = Some(role);
        self.shaped = true;
    }

    fn dismiss(&mut self) {
        self.role = Some(Role::Furniture);
        self.shaped = false;
    }

    fn is_free(&self) -> bool {
        self.role.is_none()
    }

    /// "Only 24 Percent of Contributors Are Small Donors.", "SHEARER NAMED AS CAPTAIN ."
    fn is_headline_case(&self) -> bool {
        let long = self.text.split_whitespace().filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() >= 4);
        let (mut all, mut capital) = (0, 0);
        for word in long.take(30) {
            all += 1;
            capital += usize::from(word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase));
        }
        all >= 3 && capital == all
    }

    /// Whether it states nothing: no word in it can be a finite verb.
    fn is_verbless(&self) -> bool {
        !self.text.split_whitespace().any(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase().replace('’', "'");
            let tail = bare.rfind('\'').and_then(|i| bare.get(i..)).unwrap_or_default();
            let low = word.chars().next().is_some_and(char::is_lowercase);
            VERBS.contains(bare.as_str())
                || VERBS.contains(tail)
                || low && ["ed", "s", "ing", "aron", "ieron", "ó"].iter().any(|end| bare.ends_with(end))
        })
    }
}

/// The title line: the given title where it stands, else the first line if it reads like one.
pub(super) fn titles(blocks: &mut [Block<'_>], given: Option<&str>) {
    let wanted = given.map(key).filter(|k| !k.is_empty());
    let mut found = false;
    for block in blocks.iter_mut().take(HEAD).filter(|b| b.words <= 40) {
        let line = key(block.text);
        let same = wanted.as_deref().is_some_and(|w| is_same_title(w, &line));
        if same {
            block.role = Some(Role::Title);
            found = true;
        }
    }
    let prose = |blocks: &[Block<'_>]| blocks.iter().any(|b| b.is_free() && b.prose);
    let Some(first) = blocks.iter().take(HEAD).position(Block::is_free) else { return };
    let Some((block, rest)) = blocks.get_mut(first..).and_then(<[_]>::split_first_mut) else { return };
    let line = (2..=30).contains(&block.words) && !block.text.ends_with([':', ',', ';', '_', '-', '—']);
    let reads_like_one = !block.stops || block.words >= 3 && block.is_headline_case();
    if !found && line && reads_like_one && prose(rest) {
        block.shape(Role::Title);
    }
}

/// "X" and "X | Site" are one title.
fn is_same_title(given: &str, line: &str) -> bool {
    const TELLING: usize = 15;
    given == line
        || line.len() >= TELLING && given.starts_with(line) && line.len() * 2 >= given.len()
        || given.len() >= TELLING && line.starts_with(given) && given.len() * 4 >= line.len() * 3
}

/// Captions: what a credit stands under or after, what follows a file's name, short lines that
/// state nothing.
pub(super) fn captions(blocks: &mut [Block<'_>]) {
    let credits: Vec<bool> = blocks.iter().map(ends_in_credit).collect();
    let prose: Vec<bool> = blocks.iter().map(|b| b.prose).collect();
    for i in 0..blocks.len() {
        let credit = |k: usize| credits.get(k).copied().unwrap_or(false);
        let between = i > 0 && prose.get(i - 1) == Some(&true) && prose.get(i + 1) == Some(&true);
        let after_file = i > 0 && blocks.get(i - 1).is_some_and(|b| b.folded.starts_with("file:"));
        let Some(block) = blocks.get_mut(i).filter(|b| b.is_free()) else { continue };
        let under = block.words <= 25 && block.sentences.len() == 1 && (credit(i + 1) && !block.prose || after_file);
        if under || credit(i) && (block.sentences.len() <= 3 || block.words <= 60) {
            block.role = Some(Role::Caption);
        } else if between
            && block.stops
            && (2..=10).contains(&block.words)
            && block.sentences.len() == 1
            && is_label(block)
        {
            block.shape(Role::Caption);
        }
    }
}

/// A line that names what a picture shows and says nothing of it.
fn is_label(block: &Block<'_>) -> bool {
    let plain = block.text.ends_with('.') && block.text.starts_with(char::is_uppercase);
    let first = block.folded.split(' ').next().unwrap_or_default();
    let opens = matches!(
        first,
        "but" | "and" | "or" | "so" | "then" | "at" | "not" | "no" | "yes" | "just" | "never" | "please"
    );
    plain && !opens && !block.text.contains(|c: char| c.is_ascii_digit() || c == ':') && block.is_verbless()
}

/// What a picture's credit begins with.
static CREDITS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let starts = ["Image: ", "Photo: ", "Credit: ", "Foto: ", "Imagen: ", "Picture: ", "Photo by ", "(AP ", "(Photo"];
    AhoCorasick::new(starts).ok()
});

/// Whether the block's last sentence is a picture's credit.
fn ends_in_credit(block: &Block<'_>) -> bool {
    if block.words > 80 {
        return false;
    }
    let is_credit = |words: &str| wording::role_of(&fold(words), Scope::Sentence) == Some(Role::Caption);
    let starts = CREDITS.iter().flat_map(|credits| credits.find_overlapping_iter(block.text));
    let last = starts.map(|found| found.start()).max();
    block.told() == Some(Role::Caption) || last.and_then(|at| block.text.get(at..)).is_some_and(is_credit)
}

/// A quotation set beside the text and the line that says whose it is: "— George W. Bush".
pub(super) fn pull_quotes(blocks: &mut [Block<'_>]) {
    let dashed: Vec<bool> = blocks.iter().map(|b| after_dash(b.text).is_some()).collect();
    let is_dashed = |k: usize| dashed.get(k).copied().unwrap_or(false);
    for i in 1..blocks.len() {
        let Some([quote, source]) = blocks.get_mut(i - 1..=i) else { continue };
        let named = after_dash(source.text)
            .is_some_and(|name| name.starts_with(char::is_uppercase) && !name.contains(|c: char| c.is_ascii_digit()));
        // Dashes in a row are a list.
        let alone = !is_dashed(i - 1) && !is_dashed(i + 1);
        let open = source.is_free() && source.words <= 16 && !source.stops && quote.is_free();
        if named && alone && open && (5..=80).contains(&quote.words) && !quote.text.ends_with(':') {
            quote.role = Some(Role::Caption);
            source.role = Some(Role::Caption);
        }
    }
}

fn after_dash(line: &str) -> Option<&str> {
    ["—", "–", "--"].iter().find_map(|dash| line.strip_prefix(dash)).map(str::trim_start)
}

/// Short lines that introduce prose. Three in a row are a list, not headings.
pub(super) fn headings(blocks: &mut [Block<'_>]) {
    let shapes: Vec<bool> = blocks.iter().map(is_heading_shaped).collect();
    let mut run = 0;
    let runs: Vec<usize> = shapes
        .iter()
        .map(|&s| {
            if s {
                run += 1;
                run
            } else {
                run = 0;
                0
            }
        })
        .collect();
    let mut before_prose = false;
    for (block, run) in blocks.iter_mut().zip(runs).rev() {
        if run > 0 && before_prose && run <= 2 {
            block.shape(Role::Heading);
        }
        before_prose = block.is_free() && block.prose && run == 0 || before_prose && !block.is_free();
    }
}

fn is_heading_shaped(block: &Block<'_>) -> bool {
    let begins = block.text.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric() || c == '¿');
    let ends = block.stops || block.text.ends_with([':', ',', ';', '_', '-', '—', '"', '”', '|', ')']);
    let short = block.words <= 12 && block.text.len() <= 100;
    short && block.is_free() && begins && !ends && block.told().is_none()
}

/// What a furniture line takes with it: the short lines after "Related articles", everything
/// after "Leave a Reply".
pub(super) fn furniture(blocks: &mut [Block<'_>]) {
    let total: usize = blocks.iter().map(|b| b.words).sum();
    let (mut before, mut prose, mut taking) = (0, 0, false);
    let mut ended = false;
    for block in blocks.iter_mut() {
        let after = total.saturating_sub(before + block.words);
        let open = block.is_free() || block.shaped;
        let line = block.words <= 12 && (open || block.role == Some(Role::Furniture));
        // Near the top such a line is a link to what comes later.
        let late = prose >= 2 && before >= 60 || after < before;
        if ended || line && late && takes_the_rest(block, before, after) {
            ended = true;
            block.dismiss();
        } else if line && wording::role_of(&block.folded, Scope::Block).is_some() {
            taking = true;
            block.dismiss();
        } else if taking && open && !block.prose {
            block.dismiss();
        } else {
            taking &= !open;
        }
        before += block.words;
        prose += usize::from(block.prose && block.role.is_none());
    }
}

/// Whether nothing of the article comes after a line. Comments may be longer than the article;
/// what it was made from is not.
fn takes_the_rest(block: &Block<'_>, before: usize, after: usize) -> bool {
    let told = |scope| wording::role_of(&block.folded, scope).is_some();
    after <= before * 3 && told(Scope::Tail) || after <= before / 2 && told(Scope::Sources)
}
