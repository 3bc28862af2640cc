//! What one run does: a seeded walk through everything that can happen to comments, and what must
//! be true after each step.

use newsdesk::moderation::CommentState;
use newsdesk::moderation::audit::Act;

/// One use case, or a round of errands. Numbers are those of comments within the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Submit(usize),
    Edit(usize),
    Approve(usize),
    Reject(usize),
    Delete(usize),
    Appeal(usize),
    Grant(usize),
    Deny(usize),
    Deliver,
}

/// A comment as it must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expected {
    pub(crate) state: CommentState,
    pub(crate) revision: u32,
    pub(crate) shown: Option<u32>,
    pub(crate) acts: Vec<Act>,
    /// By the step of its submission.
    pub(crate) submitted_by: usize,
    is_appealed: bool,
    has_open_appeal: bool,
}

/// The steps of a run, and the comments after each of them: before the first, after the first, …
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) steps: Vec<Step>,
    pub(crate) after: Vec<Vec<Expected>>,
}

/// Numbers that follow from a seed (`SplitMix64`).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % limit
    }

    fn choose<T: Copy>(&mut self, from: &[T]) -> T {
        let place = usize::try_from(self.below(from.len() as u64)).unwrap();
        *from.get(place).unwrap()
    }
}

/// The words of a comment's revision.
pub(crate) fn words(comment: usize, revision: u32) -> String {
    format!("Comment {comment} in its version {revision}.")
}

impl Plan {
    pub(crate) fn of(seed: u64) -> Self {
        let mut dice = Dice(seed);
        let mut plan = Self { steps: Vec::new(), after: vec![Vec::new()] };
        let length = 5 + dice.below(8);
        while (plan.steps.len() as u64) < length {
            let comments = plan.after.last().unwrap().clone();
            let step = match dice.below(10) {
                0..3 => Step::Deliver,
                3..5 if comments.len() < 3 => Step::Submit(comments.len()),
                _ => match comments.len() as u64 {
                    0 => Step::Submit(0),
                    number => {
                        let number = usize::try_from(dice.below(number)).unwrap();
                        dice.choose(&comments.get(number).unwrap().choices(number))
                    }
                },
            };
            plan.push(step);
            if let Step::Approve(n) | Step::Grant(n) = step
                && dice.below(2) == 0
            {
                // Published, and taken back while it perhaps is on its way.
                plan.push(Step::Deliver);
                plan.push(dice.choose(&[Step::Delete(n), Step::Reject(n)]));
            }
        }
        plan
    }

    fn push(&mut self, step: Step) {
        let mut comments = self.after.last().unwrap().clone();
        match step {
            Step::Deliver => {}
            Step::Submit(_) => comments.push(Expected::submitted(self.steps.len())),
            Step::Edit(n)
            | Step::Approve(n)
            | Step::Reject(n)
            | Step::Delete(n)
            | Step::Appeal(n)
            | Step::Grant(n)
            | Step::Deny(n) => comments.get_mut(n).unwrap().take(step),
        }
        self.steps.push(step);
        self.after.push(comments);
    }
}

impl Expected {
    fn submitted(submitted_by: usize) -> Self {
        Self {
            state: CommentState::Pending,
            revision: 1,
            shown: None,
            acts: vec![Act::Submitted],
            submitted_by,
            is_appealed: false,
            has_open_appeal: false,
        }
    }

    /// What can happen next; what is likely stands there twice.
    fn choices(&self, n: usize) -> Vec<Step> {
        match self.state {
            CommentState::Pending => {
                vec![
                    Step::Approve(n),
                    Step::Approve(n),
                    Step::Reject(n),
                    Step::Reject(n),
                    Step::Edit(n),
                    Step::Delete(n),
                ]
            }
            CommentState::Approved => vec![Step::Edit(n), Step::Edit(n), Step::Reject(n), Step::Delete(n)],
            CommentState::Rejected if self.has_open_appeal => {
                vec![Step::Grant(n), Step::Grant(n), Step::Deny(n), Step::Edit(n)]
            }
            CommentState::Rejected if !self.is_appealed => {
                vec![Step::Appeal(n), Step::Appeal(n), Step::Appeal(n), Step::Edit(n), Step::Delete(n)]
            }
            CommentState::Rejected => vec![Step::Edit(n), Step::Delete(n)],
            CommentState::Deleted => vec![Step::Deliver],
        }
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::Edit(_) => {
                (self.state, self.revision, self.has_open_appeal) = (CommentState::Pending, self.revision + 1, false);
                self.acts.push(Act::Edited);
            }
            Step::Approve(_) => {
                (self.state, self.shown) = (CommentState::Approved, Some(self.revision));
                (self.is_appealed, self.has_open_appeal) = (false, false);
                self.acts.push(Act::Approved);
            }
            Step::Reject(_) => {
                (self.state, self.shown) = (CommentState::Rejected, None);
                (self.is_appealed, self.has_open_appeal) = (false, false);
                self.acts.push(Act::Rejected);
            }
            Step::Delete(_) => {
                (self.state, self.shown) = (CommentState::Deleted, None);
                self.acts.push(Act::Deleted);
            }
            Step::Appeal(_) => {
                (self.is_appealed, self.has_open_appeal) = (true, true);
                self.acts.push(Act::Appealed);
            }
            Step::Grant(_) => {
                (self.state, self.shown) = (CommentState::Approved, Some(self.revision));
                self.has_open_appeal = false;
                self.acts.push(Act::AppealGranted);
            }
            Step::Deny(_) => {
                self.has_open_appeal = false;
                self.acts.push(Act::AppealDenied);
            }
            Step::Submit(_) | Step::Deliver => {}
        }
    }
}
