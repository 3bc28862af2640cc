//! The dates last spoken of.

use super::civil::{Grain, Place};
use crate::article::Span;

/// What is said within so many bytes belongs together: the same sentence or the one before.
const NEAR: usize = 300;

/// The dates that "the next day" and "a year earlier" are told from.
#[derive(Debug, Default)]
pub(super) struct Focus {
    latest: Option<(Place, Span)>,
    day: Option<(Place, Span)>,
    quarter: Option<(Place, Span)>,
}

impl Focus {
    /// Remembers a date. One in the publication's own terms is not what is spoken of.
    pub(super) fn note(&mut self, place: &Place, span: Span, aside: bool) {
        if aside || (place.first.is_none() && place.grain == Grain::Other) {
            return;
        }
        let noted = Some((place.clone(), span));
        if place.grain == Grain::Day {
            self.day.clone_from(&noted);
        }
        if place.grain == Grain::Quarter {
            self.quarter.clone_from(&noted);
        }
        self.latest = noted;
    }

    pub(super) fn latest(&self) -> Option<(&Place, Span)> {
        self.latest.as_ref().map(|(place, at)| (place, *at))
    }

    pub(super) fn day(&self) -> Option<(&Place, Span)> {
        self.day.as_ref().map(|(place, at)| (place, *at))
    }

    pub(super) fn quarter(&self) -> Option<(&Place, Span)> {
        self.quarter.as_ref().map(|(place, at)| (place, *at))
    }

    /// The day spoken of in this sentence or the one before.
    pub(super) fn day_near(&self, span: Span) -> Option<(&Place, Span)> {
        self.day().filter(|(_, at)| is_near(*at, span))
    }
}

/// Whether two expressions stand in the same or in neighbouring sentences.
pub(super) const fn is_near(before: Span, after: Span) -> bool {
    after.start.saturating_sub(before.end) < NEAR
}
