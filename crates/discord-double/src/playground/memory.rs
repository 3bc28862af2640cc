//! What a playground forgets, so that it may run for days: the oldest records and files.
//!
//! A test's double keeps everything, for the test to look at.

use crate::state::State;
use std::sync::Arc;

/// Requests and violations that are kept.
const KEPT: usize = 2_000;
/// Bytes of all files that are kept.
const FILES: usize = 256 * 1024 * 1024;

/// Forgets the oldest requests and violations.
pub(crate) fn forget_requests(state: &mut State) {
    if state.tape.is_some() {
        keep_last(&mut state.requests, KEPT);
        keep_last(&mut state.violations, KEPT);
    }
}

fn keep_last<T>(all: &mut Vec<T>, most: usize) {
    all.drain(..all.len().saturating_sub(most));
}

/// Forgets what was in the oldest files; messages still name them.
pub(crate) fn forget_files(state: &mut State) {
    if state.tape.is_some() {
        keep_files(state, FILES);
    }
}

fn keep_files(state: &mut State, most: usize) {
    let mut total: usize = state.attachments.values().map(|file| file.size).sum();
    while total > most {
        let Some((id, file)) = state.attachments.pop_first() else { return };
        total = total.saturating_sub(file.size);
        let versions = state.messages.values_mut().flat_map(|message| {
            let old = message.history.iter_mut().flat_map(|version| version.attachments.iter_mut());
            message.attachments.iter_mut().chain(old)
        });
        versions.filter(|kept| kept.id == id).for_each(|kept| kept.bytes = Arc::default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::double::Double;
    use crate::state::message::Message;

    fn state() -> State {
        let mut state = Double::builder().channel("news").populate("http://127.0.0.1".to_owned()).unwrap();
        crate::playground::prepare(&mut state);
        state
    }

    #[test]
    fn of_violations_the_last_are_kept_while_a_page_is_there() {
        let mut state = state();
        for number in 0..KEPT + 5 {
            state.violate("invalid body", number.to_string());
        }
        forget_requests(&mut state);
        assert_eq!((state.violations.len(), state.violations[0].detail.as_str()), (KEPT, "5"));
        state.tape = None;
        state.violate("invalid body", "one more");
        forget_requests(&mut state);
        assert_eq!(state.violations.len(), KEPT + 1, "a test sees everything");
    }

    #[test]
    fn the_oldest_files_make_room_for_new_ones_and_leave_their_names() {
        let mut state = state();
        let channel = *state.channels.keys().next().unwrap();
        let mut ids = Vec::new();
        for name in ["a", "b", "c"] {
            let file = state.store_file(channel, name, None, vec![7; 100].into());
            ids.push(file.id);
            let mut message = Message::new(state.ids.next(), channel, state.bot);
            message.attachments.push(file);
            message.keep_version();
            state.messages.insert(message.id, message);
        }
        keep_files(&mut state, 200);
        assert_eq!(state.attachments.keys().copied().collect::<Vec<_>>(), ids[1..]);
        let held: Vec<(usize, usize, usize)> = state
            .messages
            .values()
            .map(|message| (&message.attachments[0], &message.history[0].attachments[0]))
            .map(|(now, before)| (now.size, now.bytes.len(), before.bytes.len()))
            .collect();
        assert_eq!(held, [(100, 0, 0), (100, 100, 100), (100, 100, 100)]);
    }
}
