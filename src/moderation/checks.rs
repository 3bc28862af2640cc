//! The checks: small phases in a fixed order. A new one is a file here and a row in [`PHASES`].

mod blend;
mod first_comment;
mod flood;
mod links;
mod mentions;
mod off_topic;
mod personal_data;
mod repetition;
mod shouting;
pub(super) mod spam;
pub mod toxicity;
mod wall;
mod word_list;
mod zalgo;

use super::{Check, CheckContext, Checked};
use crate::neural::Reader;

pub(super) use word_list::WordList;

/// One phase: looks at the text and adds what it found.
type Phase = fn(&Comment<'_>, &mut Checked);

/// A comment with what its checks share.
pub(super) struct Comment<'a> {
    pub(super) text: &'a str,
    pub(super) context: CheckContext<'a>,
}

/// The phases in the order in which they run, each with the kinds of finding that it can make.
const PHASES: &[(Check, Phase, &[&str])] = &[
    (Check::WordList, word_list::run, word_list::KINDS),
    (Check::PersonalData, personal_data::run, personal_data::KINDS),
    (Check::Links, links::check, links::KINDS),
    (Check::Mentions, mentions::check, mentions::KINDS),
    (Check::Shouting, shouting::check, shouting::KINDS),
    (Check::Zalgo, zalgo::run, zalgo::KINDS),
    (Check::Wall, wall::check, wall::KINDS),
    (Check::Toxicity, toxicity::check, toxicity::KINDS),
    (Check::Spam, spam::check, spam::KINDS),
    (Check::Repetition, repetition::check, repetition::KINDS),
    (Check::Flood, flood::check, flood::KINDS),
    (Check::OffTopic, off_topic::check, off_topic::KINDS),
    (Check::FirstComment, first_comment::check, first_comment::KINDS),
];

/// What each check can find, for whoever has words for it.
pub fn kinds() -> impl Iterator<Item = (Check, &'static [&'static str])> {
    PHASES.iter().map(|(check, _, kinds)| (*check, *kinds))
}

/// Builds the lists and models that the first check would otherwise wait for: seconds in a build
/// without optimisation. May be called at any time, on a thread that may be busy that long.
pub fn warm_up(reader: Option<&Reader>) {
    check("Well said.", CheckContext { reader, ..CheckContext::default() });
}

/// Runs every check that the rules leave on. Linear in the text's length; never fails.
pub fn check(text: &str, context: CheckContext<'_>) -> Checked {
    let off = |check: Check| context.rules.is_some_and(|rules| rules.rules().off.contains(&check));
    let reader = context.reader.filter(|_| !(off(Check::Toxicity) && off(Check::Spam)));
    // Asked once for both checks.
    let judgement = reader.and_then(|reader| reader.comment(&toxicity::plain(text)));
    let comment = Comment { text, context: CheckContext { judgement, ..context } };
    let mut checked = Checked::default();
    for (check, phase, _) in PHASES {
        if !off(*check) {
            phase(&comment, &mut checked);
        }
    }
    checked
}
