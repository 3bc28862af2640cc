//! A chat platform as the errands see it: channels, threads, private conversations, and everything
//! that goes wrong with them. In memory, and in a file where it has to outlive a process.

#![expect(clippy::unwrap_used, reason = "a test ends where its own tools fail")]

use async_trait::async_trait;
use newsdesk::desk::{
    AppealAgainst, ChannelId, Comment, DeliveryError, Destination, Letter, MemberId, MessageId, Messenger, Notice,
    Ruling, Sent, Thread,
};
use newsdesk::moderation::Settings;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet, VecDeque};
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::sync::{Mutex, MutexGuard};

/// Nonces that the platform still remembers: those of the latest messages.
const REMEMBERED_NONCES: usize = 3;
const FIRST_THREAD: u64 = 500_000;
const FIRST_PRIVATE: u64 = 900_000;

#[derive(Default)]
pub(crate) struct Platform(Mutex<State>);

#[derive(Default)]
struct State {
    /// Every message ever sent, in order; its id is its place, from 1.
    messages: Vec<Message>,
    /// By the article's number.
    threads: HashMap<i64, Thread>,
    opened_threads: u64,
    /// Messages from here on were sent within the time for which nonces are remembered.
    remembered_from: usize,
    journal: Option<File>,
    gone: HashSet<ChannelId>,
    closed: HashSet<MemberId>,
    forbidden: HashSet<ChannelId>,
    /// What the next calls meet.
    failures: VecDeque<Failure>,
    /// The answer to sending exactly this is lost.
    loses: Option<String>,
    then: Option<Hook>,
    calls: usize,
}

#[derive(Clone, Copy)]
enum Failure {
    Refuses(DeliveryError),
    /// What was asked is done, but the answer is lost.
    LosesAnswer,
}

/// Called after something was done.
type Hook = Box<dyn FnOnce() + Send>;

struct Message {
    channel: ChannelId,
    /// Which card it is, as its buttons tell; empty where a message has none.
    tag: String,
    shows: String,
    nonce: u64,
    is_live: bool,
}

/// What happens on the platform, one line of the file each.
#[derive(Serialize, Deserialize)]
enum Event {
    Sent { channel: u64, tag: String, shows: String, nonce: u64 },
    Edited { place: usize, shows: String },
    Removed { place: usize },
    Opened { article: i64, channel: u64 },
}

impl Platform {
    /// The platform as the file has it, long after the last message. A line that was not written
    /// to its end did not happen.
    pub(crate) fn open(file: &Path) -> Self {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        let whole = text.rfind('\n').map_or(0, |end| end + 1);
        let mut state = State::default();
        text.get(..whole).unwrap().lines().for_each(|line| state.apply(serde_json::from_str(line).unwrap()));
        state.remembered_from = state.messages.len();
        let journal = File::options().create(true).append(true).open(file).unwrap();
        journal.set_len(whole as u64).unwrap();
        state.journal = Some(journal);
        Self(Mutex::new(state))
    }

    /// What is to be seen in a channel or thread, oldest first.
    pub(crate) fn channel(&self, channel: ChannelId) -> Vec<String> {
        let state = self.state();
        let seen = state.messages.iter().filter(|message| message.is_live && message.channel == channel);
        seen.map(|message| message.shows.clone()).collect()
    }

    /// What the bot told a member in private.
    pub(crate) fn private(&self, member: MemberId) -> Vec<String> {
        self.channel(private_channel(member))
    }

    /// What is to be seen in all threads.
    pub(crate) fn published(&self) -> Vec<String> {
        let state = self.state();
        let in_thread = |channel: ChannelId| (FIRST_THREAD..FIRST_PRIVATE).contains(&channel.0);
        let seen = state.messages.iter().filter(|message| message.is_live && in_thread(message.channel));
        seen.map(|message| message.shows.clone()).collect()
    }

    pub(crate) fn threads_opened(&self) -> u64 {
        self.state().opened_threads
    }

    pub(crate) fn calls(&self) -> usize {
        self.state().calls
    }

    pub(crate) fn delete_channel(&self, channel: ChannelId) {
        let mut state = self.state();
        state.gone.insert(channel);
        state.threads.retain(|_, thread| thread.thread != channel);
        state.messages.iter_mut().filter(|message| message.channel == channel).for_each(|m| m.is_live = false);
    }

    pub(crate) fn delete_threads(&self) {
        let threads: Vec<_> = self.state().threads.values().map(|thread| thread.thread).collect();
        for thread in threads {
            self.delete_channel(thread);
        }
    }

    /// Somebody removes by hand what shows exactly this.
    pub(crate) fn delete_message(&self, shows: &str) {
        let mut state = self.state();
        state.messages.iter_mut().find(|message| message.is_live && message.shows == shows).unwrap().is_live = false;
    }

    pub(crate) fn close_private(&self, member: MemberId) {
        self.state().closed.insert(member);
    }

    /// Takes the bot's permission to write in a channel away, or gives it back.
    pub(crate) fn forbid(&self, channel: ChannelId, yes: bool) {
        let mut state = self.state();
        if yes {
            state.forbidden.insert(channel)
        } else {
            state.forbidden.remove(&channel)
        };
    }

    pub(crate) fn fail_next(&self, times: usize, error: DeliveryError) {
        self.state().failures.extend(std::iter::repeat_n(Failure::Refuses(error), times));
    }

    pub(crate) fn lose_next_answer(&self) {
        self.state().failures.push_back(Failure::LosesAnswer);
    }

    /// The answer to sending what shows exactly this is lost, once.
    pub(crate) fn lose_answer_of(&self, shows: &str) {
        self.state().loses = Some(shows.to_owned());
    }

    /// Does this once something was next done.
    pub(crate) fn then(&self, hook: impl FnOnce() + Send + 'static) {
        self.state().then = Some(Box::new(hook));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    /// Does something, as far as nothing was told to fail.
    fn act<T>(&self, act: impl FnOnce(&mut State) -> Result<T, DeliveryError>) -> Result<T, DeliveryError> {
        let mut state = self.state();
        state.calls += 1;
        let done = match state.failures.pop_front() {
            Some(Failure::Refuses(error)) => return Err(error),
            Some(Failure::LosesAnswer) => act(&mut state).and(Err(DeliveryError::Unreachable)),
            None => act(&mut state),
        };
        if let Some(hook) = state.then.take() {
            hook();
        }
        done
    }
}

impl State {
    /// Makes something happen: in the file first, where there is one.
    fn record(&mut self, event: Event) {
        if let Some(journal) = &mut self.journal {
            let mut line = serde_json::to_vec(&event).unwrap();
            line.push(b'\n');
            journal.write_all(&line).unwrap();
            journal.sync_data().unwrap();
        }
        self.apply(event);
    }

    fn apply(&mut self, event: Event) {
        match event {
            Event::Sent { channel, tag, shows, nonce } => {
                self.messages.push(Message { channel: ChannelId(channel), tag, shows, nonce, is_live: true });
            }
            Event::Edited { place, shows } => self.messages.get_mut(place).unwrap().shows = shows,
            Event::Removed { place } => self.messages.get_mut(place).unwrap().is_live = false,
            Event::Opened { article, channel } => {
                let thread = ChannelId(FIRST_THREAD + self.opened_threads);
                self.opened_threads += 1;
                self.threads.insert(article, Thread { channel: ChannelId(channel), thread });
            }
        }
    }

    fn open(&self, channel: ChannelId) -> Result<ChannelId, DeliveryError> {
        if self.gone.contains(&channel) {
            return Err(DeliveryError::ChannelGone);
        }
        if self.forbidden.contains(&channel) {
            return Err(DeliveryError::Forbidden("send_messages"));
        }
        Ok(channel)
    }

    fn channel_of(&self, to: Destination) -> Result<ChannelId, DeliveryError> {
        match to {
            Destination::Channel(channel) => self.open(channel),
            Destination::Thread(thread) => self.open(thread.thread),
            Destination::Member(member) if self.closed.contains(&member) => Err(DeliveryError::Closed),
            Destination::Member(member) => Ok(private_channel(member)),
        }
    }

    /// The place of a message that is there.
    fn live(&self, at: Sent) -> Result<usize, DeliveryError> {
        self.open(at.channel)?;
        let place = usize::try_from(at.message.0 - 1).unwrap();
        let live = self.messages.get(place).filter(|message| message.is_live);
        live.map(|_| place).ok_or(DeliveryError::MessageGone)
    }
}

#[async_trait]
impl Messenger for Platform {
    async fn find(&self, letter: Letter<'_>) -> Result<Option<Sent>, DeliveryError> {
        assert!(letter.perhaps_sent.is_some(), "nothing is looked for that was never sent");
        self.act(|state| {
            let channel = state.channel_of(letter.to)?;
            let (tag, known) = (tag(letter.notice), letter.known);
            let found = state.messages.iter().enumerate().find(|(place, message)| {
                let is_known = known.contains(&MessageId(*place as u64 + 1));
                message.is_live && message.channel == channel && message.tag == tag && !is_known
            });
            Ok(found.map(|(place, _)| sent(channel, place)))
        })
    }

    async fn private_channel(&self, member: MemberId) -> Result<ChannelId, DeliveryError> {
        self.act(|state| state.channel_of(Destination::Member(member)))
    }

    async fn send(&self, letter: Letter<'_>) -> Result<Sent, DeliveryError> {
        self.act(|state| {
            let channel = state.channel_of(letter.to)?;
            let mut latest =
                state.messages.iter().enumerate().skip(state.remembered_from).rev().take(REMEMBERED_NONCES);
            let is_same = |message: &Message| message.channel == channel && message.nonce == letter.nonce;
            if let Some((place, _)) = latest.rfind(|(_, message)| is_same(message)) {
                return Ok(sent(channel, place));
            }
            let (tag, shown) = (tag(letter.notice), shows(letter.notice));
            state.record(Event::Sent { channel: channel.0, tag, shows: shown, nonce: letter.nonce });
            match state.loses.take_if(|lost| *lost == shows(letter.notice)) {
                Some(_) => Err(DeliveryError::Unreachable),
                None => Ok(sent(channel, state.messages.len() - 1)),
            }
        })
    }

    async fn edit(&self, at: Sent, letter: Letter<'_>) -> Result<(), DeliveryError> {
        self.act(|state| {
            let place = state.live(at)?;
            state.record(Event::Edited { place, shows: shows(letter.notice) });
            Ok(())
        })
    }

    async fn remove(&self, at: Sent) -> Result<(), DeliveryError> {
        self.act(|state| {
            match state.live(at) {
                Ok(place) => state.record(Event::Removed { place }),
                Err(DeliveryError::MessageGone) => {}
                Err(error) => return Err(error),
            }
            Ok(())
        })
    }

    async fn open_thread(
        &self,
        channel: ChannelId,
        comment: &Comment,
        _settings: &Settings,
    ) -> Result<Thread, DeliveryError> {
        self.act(|state| {
            state.open(channel)?;
            if !state.threads.contains_key(&comment.article.0) {
                state.record(Event::Opened { article: comment.article.0, channel: channel.0 });
            }
            Ok(*state.threads.get(&comment.article.0).unwrap())
        })
    }
}

fn private_channel(member: MemberId) -> ChannelId {
    ChannelId(FIRST_PRIVATE + member.0)
}

fn sent(channel: ChannelId, place: usize) -> Sent {
    Sent { channel, message: MessageId(place as u64 + 1), as_member: false, revision: 0 }
}

/// What the buttons of a card tell; other messages have none.
fn tag(notice: &Notice) -> String {
    match notice {
        Notice::Card { comment, .. } => format!("card {}", comment.id.0),
        Notice::AppealCard { appeal, .. } => format!("appeal card {}", appeal.id.0),
        Notice::Alert { .. } => "alert".to_owned(),
        Notice::Publication { .. }
        | Notice::Outcome { .. }
        | Notice::AppealOutcome { .. }
        | Notice::BanNotice { .. } => String::new(),
    }
}

/// A message in a few words.
fn shows(notice: &Notice) -> String {
    match notice {
        Notice::Card { comment, history } => {
            let (id, state, revision) = (comment.id.0, comment.state.name(), comment.revision);
            let claimed = comment.claim.map(|claim| format!(", claimed by {}", claim.by.0)).unwrap_or_default();
            format!("card {id}: {state} r{revision}, {} rejected before{claimed}", history.record.rejected)
        }
        Notice::Publication { comment, text } => format!("{}: {text}", comment.persona.name),
        Notice::Outcome { comment, decision, server, .. } => {
            let ruling = if decision.ruling == Ruling::Approve { "approved" } else { "rejected" };
            let label = decision.reason.as_ref().map(|reason| format!(" ({})", reason.label)).unwrap_or_default();
            format!("{server}: comment {} was {ruling}{label}", comment.id.0)
        }
        Notice::AppealCard { appeal, .. } => {
            let about = match appeal.against {
                AppealAgainst::Decision(_) => "decision",
                AppealAgainst::Ban(_) => "ban",
            };
            format!("appeal {} on a {about}: {:?}, {:?}", appeal.id.0, appeal.state, appeal.words)
        }
        Notice::AppealOutcome { appeal, .. } => format!("appeal {}: {:?}", appeal.id.0, appeal.state),
        Notice::BanNotice { ban, .. } if ban.lifted_at.is_some() => "ban ended".to_owned(),
        Notice::BanNotice { ban, .. } => format!("banned: {}", ban.reason),
        Notice::Alert { figures } => format!("{} waiting", figures.waiting),
    }
}
