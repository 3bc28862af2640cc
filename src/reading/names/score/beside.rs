//! Votes of the words beside a name: nouns, trade, datelines, results of games.

use super::super::gazetteer::Known;
use super::super::word::{Shape, Word};
use super::{Context, Votes};

/// "the town of X", "X, a village", "newspaper X", "X shares"; and what stands in quotation marks.
pub(super) fn nouns(context: &Context, votes: &mut Votes) {
    let noun = |w: Option<&Word>, known: Known| w.is_some_and(|w| w.shape == Shape::Lower && w.known.any(known));
    let (left, right) = (context.before(1), context.after(0));
    if context.word(left) == "of" && noun(context.before(2), Known::PLACE_NOUN) {
        votes.place += 3.0;
    }
    if noun(left, Known::ORG_NOUN) && !noun(left, Known::JOB) {
        votes.organization += 1.5;
    }
    // "the port's operator, Havenbedrijf, offered"
    if context.word(left) == ","
        && noun(context.before(2), Known::ORG_NOUN)
        && !noun(context.before(2), Known::JOB)
        && context.word(right) == ","
    {
        votes.organization += 2.0;
    }
    let possessive = context.name().last().is_some_and(|w| w.possessive);
    if noun(right, Known::ORG_NOUN) && !context.candidate.titled {
        votes.organization += if possessive { 0.9 } else { 1.5 };
    }
    if context.word(right) == "," && matches!(context.word(context.after(1)), "a" | "an" | "the") {
        let phrase = || {
            (2..7)
                .map_while(|ahead| context.after(ahead))
                .take_while(|w| w.shape == Shape::Lower && w.of(context.text) != "of")
        };
        if phrase().any(|w| w.known.any(Known::PLACE_NOUN)) {
            votes.place += 2.0;
        } else if phrase().any(|w| w.known.any(Known::ORG_NOUN) && !w.known.any(Known::JOB)) {
            votes.organization += 2.0;
        }
    }
    let quoted = |mark: &str| matches!(mark, "\"" | "“" | "”" | "`" | "‘");
    if quoted(context.word(left)) && matches!(context.word(right), "\"" | "”" | "'" | "’") {
        votes.other += 2.0;
    }
    if context.name().iter().any(|w| [".com", ".org", ".net"].iter().any(|end| w.of(context.text).ends_with(end))) {
        votes.organization += 4.0;
    }
}

/// "Kestrel's chief executive", "the Tarapaca region".
pub(super) fn offices(context: &Context, votes: &mut Votes) {
    const REGIONS: [&str; 11] = [
        "region",
        "province",
        "district",
        "county",
        "valley",
        "peninsula",
        "area",
        "neighborhood",
        "neighbourhood",
        "prefecture",
        "municipality",
    ];
    let (left, right) = (context.word(context.before(1)), context.word(context.after(0)));
    let possessive = context.name().last().is_some_and(|w| w.possessive);
    let executive = matches!(context.word(context.after(1)), "executive" | "financial" | "operating");
    if possessive && right == "chief" && executive {
        votes.organization += 2.5;
    }
    if !possessive && matches!(left, "the" | "The" | "in" | "In") && REGIONS.contains(&right) {
        votes.place += 3.0;
    }
}

/// "shares of Kestrel", "agreed to buy Kestrel", "Kestrel agreed to buy", "Hurricane Ida".
pub(super) fn trade(context: &Context, votes: &mut Votes) {
    let given = context.name().first().is_some_and(|w| w.known.any(Known::GIVEN));
    let left = context.word(context.before(1));
    let stock = matches!(left, "of" | "in")
        && matches!(
            context.word(context.before(2)),
            "shares" | "Shares" | "stake" | "shareholders" | "subsidiary" | "unit" | "arm"
        );
    if stock || !given && matches!(left, "buy" | "acquire" | "acquired" | "acquiring" | "acquires") {
        votes.organization += 1.5;
    }
    let ahead = |n: usize| context.word(context.after(n));
    let deal = matches!(ahead(0), "agreed" | "plans" | "offered" | "bid")
        && ahead(1) == "to"
        && matches!(ahead(2), "buy" | "acquire" | "sell" | "merge" | "close");
    if !given && !context.candidate.titled && (deal || matches!(ahead(0), "employs" | "manufactures" | "acquired")) {
        votes.organization += 2.0;
    }
    let storm = |w: &str| matches!(w, "Hurricane" | "Typhoon" | "Cyclone" | "Storm" | "Operation");
    if storm(left) || context.name().first().is_some_and(|w| storm(w.of(context.text))) {
        votes.other += 7.0;
    }
}

/// "NAIROBI, Kenya (AP) _", "LONDON 1996-08-30"
pub(super) fn dateline(context: &Context, votes: &mut Votes) {
    let [first, ..] = context.name() else { return };
    if !first.breaks || first.shape != Shape::Upper || first.shouted() {
        return;
    }
    let next = context.word(context.after(0));
    let year = context.after(0).is_some_and(|w| w.shape == Shape::Number && w.span.len() == 4);
    let agency = next == "(" && context.after(1).is_some_and(Word::capital);
    let region = next == "," && context.after(1).is_some_and(Word::capital);
    if matches!(next, "_" | "-" | "–" | "—") || year || agency || region {
        votes.place += 6.0;
    }
}

/// A town that plays: "Boston 3 Toronto 1", "beat Newcastle", "BOSTON AT OAKLAND".
pub(super) fn team(context: &Context, votes: &mut Votes) {
    let name = context.name();
    let [first, ..] = name else { return };
    if context.candidate.known.any(Known::COUNTRY) || name.iter().any(|w| w.shape == Shape::Initial) {
        return;
    }
    let score = |w: Option<&Word>| w.is_some_and(|w| w.shape == Shape::Number && w.span.len() < 4);
    let starts = first.breaks || context.before(1).is_some_and(|w| matches!(w.shape, Shape::Number | Shape::Mark));
    if first.tabled() && starts && score(context.after(0)) {
        votes.organization += 6.0;
    }
    let at = |w: Option<&Word>| matches!(context.word(w), "AT" | "VS" | "V");
    let bounded = first.breaks || context.after(0).is_none();
    if first.shouted() && bounded && (at(context.before(1)) || at(context.after(0))) {
        votes.organization += 6.0;
    }
    let sport = |w: Option<&Word>| w.is_some_and(|w| w.known.any(Known::SPORT) && w.shape == Shape::Lower);
    let possessive = name.last().is_some_and(|w| w.possessive);
    if (sport(context.before(1)) && !context.before(1).is_some_and(|w| w.known.any(Known::JOB)))
        || (sport(context.after(0)) && !possessive)
    {
        votes.organization += if context.candidate.known.any(Known::PLACE) { 4.5 } else { 1.5 };
    }
}
