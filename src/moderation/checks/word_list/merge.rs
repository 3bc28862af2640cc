//! Many hits on the same words become one.

use super::Hit;
use crate::article::Span;
use std::cmp::Reverse;

/// Keeps, of hits that overlap, the heaviest and then the longest; leaves them in the order of
/// the text. Hits on safe words are dropped.
pub(super) fn merge(hits: &mut Vec<Hit>) {
    hits.retain(|hit| !hit.entry.category.is_safe());
    hits.sort_by_key(|hit| (hit.span.start, Reverse(hit.span.end)));
    let mut kept: Vec<Hit> = Vec::new();
    for hit in hits.drain(..) {
        match kept.last_mut() {
            Some(last) if last.span.overlaps(hit.span) => {
                if weight(&hit) > weight(last) {
                    *last = hit;
                }
            }
            _ => kept.push(hit),
        }
    }
    *hits = kept;
}

fn weight(hit: &Hit) -> (crate::moderation::Severity, bool, Reverse<super::Writing>, usize) {
    (hit.entry.severity, hit.entry.is_strong(), Reverse(hit.writing), hit.span.len())
}

/// Where the safe words are, to be asked often.
pub(super) struct Cover {
    /// Starts in order, each with the furthest end of all that start no later.
    reach: Vec<(usize, usize)>,
}

impl Cover {
    /// The places of the safe words among some hits.
    pub(super) fn of(hits: &[Hit]) -> Self {
        let safe = hits.iter().filter(|hit| hit.entry.category.is_safe());
        let mut reach: Vec<(usize, usize)> = safe.map(|hit| (hit.span.start, hit.span.end)).collect();
        reach.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut reach {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Self { reach }
    }

    /// Whether a safe word holds all of a span.
    pub(super) fn contains(&self, span: Span) -> bool {
        let before = self.reach.partition_point(|(start, _)| *start <= span.start);
        before.checked_sub(1).and_then(|at| self.reach.get(at)).is_some_and(|(_, end)| *end >= span.end)
    }
}
