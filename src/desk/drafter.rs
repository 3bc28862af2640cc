//! Asks a language model for drafts: prompts, parts, one repair round, budgets. What comes back is
//! checked by [`crate::summarizer`] and [`crate::answering`] before anybody sees it.

use super::{
    LanguageModel, ModelBook, ModelBudgets, ModelCharge, ModelError, ModelPayer, ModelReply, ModelRequest, ModelUsage,
};
use crate::answering::DraftedAnswer;
use crate::article::Article;
use crate::drafting::{self, Job, Line, Prompts, Rendered};
use crate::moderation;
use crate::summarizer::{self, Draft, Length};
use jiff::civil::Date;
use serde_json::{Map, Value, json};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tracing::{info, warn};

/// Parts of one article; a longer one is left to the embedded engine.
const MOST_PARTS: usize = 12;
/// What an answer to a question, and a note, may take, in tokens.
const ANSWER_TOKENS: u32 = 160;
/// What one point takes at most, with its frame in JSON.
const POINT_TOKENS: usize = 90;

/// Why the embedded engine stood in for the language model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ModelTrouble {
    /// It cannot be reached, or fails.
    Away,
    /// It does not take this very question.
    Refused,
    Slow,
    /// What it wrote could not be read, or had no evidence.
    Unusable,
    /// The article does not fit.
    TooLong,
    /// A budget is used up.
    Spent,
}

impl From<ModelError> for ModelTrouble {
    fn from(error: ModelError) -> Self {
        match error {
            ModelError::TimedOut | ModelError::Busy => Self::Slow,
            ModelError::BrokenAnswer | ModelError::AnswerTooLarge => Self::Unusable,
            ModelError::Unreachable
            | ModelError::Resting
            | ModelError::TooManyRequests
            | ModelError::ServerFailure(_)
            | ModelError::KeyRefused
            | ModelError::UnknownModel
            | ModelError::Redirected => Self::Away,
            ModelError::RequestRefused(_) => Self::Refused,
        }
    }
}

/// Who pays for a draft.
#[derive(Clone)]
pub enum Purse {
    /// The host's own use, on the command line.
    Open,
    /// Budgets of a day.
    Budgeted { book: Arc<dyn ModelBook>, payer: ModelPayer, day: Date },
}

impl std::fmt::Debug for Purse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Purse").finish_non_exhaustive()
    }
}

/// A model, its prompts, and its limits.
#[derive(Clone)]
pub struct Drafter {
    model: Arc<dyn LanguageModel>,
    prompts: Arc<Prompts>,
    /// Tokens the model reads and writes at once.
    context: usize,
    /// For one draft with everything that belongs to it.
    patience: Duration,
    budgets: ModelBudgets,
}

impl std::fmt::Debug for Drafter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Drafter").field("model", &self.model.name()).finish_non_exhaustive()
    }
}

impl Drafter {
    pub fn new(model: Arc<dyn LanguageModel>, prompts: Prompts, context_tokens: u32, patience: Duration) -> Self {
        let context = usize::try_from(context_tokens).unwrap_or(usize::MAX);
        Self { model, prompts: Arc::new(prompts), context, patience, budgets: ModelBudgets::default() }
    }

    /// The same with budgets.
    #[must_use]
    pub fn within(self, budgets: ModelBudgets) -> Self {
        Self { budgets, ..self }
    }

    /// The model's name.
    pub fn model(&self) -> &str {
        self.model.name()
    }

    /// Which model with which prompt: `llm:NAME@HASH`.
    pub fn engine(&self, job: Job) -> String {
        format!("llm:{}@{}", self.model.name(), self.prompts.version(job))
    }

    /// How long a draft may take.
    pub const fn patience(&self) -> Duration {
        self.patience
    }

    /// A draft of an article's key points; a long article is read in overlapping parts, all of it or
    /// none.
    pub async fn digest(&self, article: &Article, length: Length, purse: &Purse, until: Instant) -> Drafted<Draft> {
        let wanted = summarizer::wanted(length, article.words());
        // A model with little room writes less rather than read in many parts.
        let most = (wanted * POINT_TOKENS + 60).min(self.context / 3);
        let most = u32::try_from(most).unwrap_or(u32::MAX);
        let given = Self::given(article);
        let tasks = self.tasks(article, Job::Digest, most, |marker, lines, part, parts| {
            let mut all = given(marker, lines);
            all.extend(object(json!({ "wanted": wanted, "part": part, "parts": parts })));
            all
        })?;
        let ask = |task| self.ask(task, purse, until, Draft::read);
        let drafts = all(tasks.iter().map(ask)).await?;
        let mut drafts = drafts.into_iter().map(|part| part.shortened(wanted));
        let mut draft = drafts.next().ok_or(ModelTrouble::Unusable)?;
        drafts.for_each(|part| draft.add(part));
        Ok(draft)
    }

    /// The model's answers to a question, one for each part of the article that has one.
    pub async fn answers(
        &self,
        article: &Article,
        question: &str,
        purse: &Purse,
        until: Instant,
    ) -> Drafted<Vec<DraftedAnswer>> {
        let given = Self::given(article);
        let tasks = self.tasks(article, Job::Answer, ANSWER_TOKENS, |marker, lines, _, _| {
            let mut all = given(marker, lines);
            all.extend(object(json!({ "question": drafting::single_line(question) })));
            all
        })?;
        let read = |answer: &Map<String, Value>| answer.contains_key("answer").then(|| DraftedAnswer::read(answer));
        let answers = all(tasks.iter().map(|task| self.ask(task, purse, until, read))).await?;
        Ok(answers.into_iter().flatten().collect())
    }

    /// A note on a comment for its moderators; `None` where what the model wrote is none.
    pub async fn note(
        &self,
        comment: &str,
        title: &str,
        language: &str,
        purse: &Purse,
        until: Instant,
    ) -> Drafted<Option<String>> {
        let marker = marker();
        let given = json!({
            "marker": marker,
            "title": drafting::single_line(title),
            "comment": comment,
            "language": language,
        });
        let task = self.task(Job::Note, &given, ANSWER_TOKENS)?;
        if drafting::tokens(&task.user) + drafting::tokens(&task.system) + 160 > self.context {
            return Err(ModelTrouble::TooLong);
        }
        let read =
            |answer: &Map<String, Value>| answer.contains_key("note").then(|| moderation::note(answer, comment, title));
        self.ask(&task, purse, until, read).await
    }

    /// What every prompt on an article is given.
    fn given(article: &Article) -> impl Fn(&str, &[Line]) -> Map<String, Value> {
        let title = article.about().title.as_deref().map(drafting::single_line).unwrap_or_default();
        let published = article.published().map(|day| day.to_string());
        let language = match article.language().code() {
            "en" => "English".to_owned(),
            "es" => "Spanish".to_owned(),
            other => format!("the article's language ({other})"),
        };
        move |marker, lines| {
            object(json!({
                "marker": marker,
                "title": title,
                "published": published.as_deref().unwrap_or("unknown"),
                "language": language,
                "sentences": lines,
            }))
        }
    }

    /// One task for each part of the article.
    fn tasks(
        &self,
        article: &Article,
        job: Job,
        most_tokens: u32,
        given: impl Fn(&str, &[Line], usize, usize) -> Map<String, Value>,
    ) -> Drafted<Vec<ModelRequest>> {
        let marker = marker();
        let lines = drafting::lines(article);
        let frame = self.task(job, &given(&marker, &[], 1, 2), most_tokens)?;
        let taken = drafting::tokens(&frame.system) + drafting::tokens(&frame.user);
        let room = self.context.saturating_sub(taken + usize::try_from(most_tokens).unwrap_or(usize::MAX));
        let parts = drafting::parts(&lines, room, MOST_PARTS).map_err(|_| ModelTrouble::TooLong)?;
        let count = parts.len();
        let tasks = parts.into_iter().enumerate().map(|(at, range)| {
            let lines = lines.get(range).unwrap_or_default();
            self.task(job, &given(&marker, lines, at + 1, count), most_tokens)
        });
        tasks.collect()
    }

    fn task(&self, job: Job, given: &impl serde::Serialize, most_tokens: u32) -> Drafted<ModelRequest> {
        let Rendered { system, user } = self.prompts.render(job, given).map_err(|error| {
            warn!(?job, %error, "a prompt could not be filled in");
            ModelTrouble::Unusable
        })?;
        let (schema_name, schema) = schema(job);
        Ok(ModelRequest { system, user, schema_name, schema, most_tokens, patience: self.patience })
    }

    /// Asks, reads the answer, and asks once more where it cannot be read.
    async fn ask<T>(
        &self,
        task: &ModelRequest,
        purse: &Purse,
        until: Instant,
        read: impl Fn(&Map<String, Value>) -> Option<T>,
    ) -> Drafted<T> {
        let first = self.paid(task, purse, until).await?;
        let problem = match drafting::object_in(&first.text) {
            Some(object) => match read(&object) {
                Some(draft) => return Ok(draft),
                None => "it has not the fields that were asked for",
            },
            None => "it is not a JSON object",
        };
        info!(problem, model = self.model.name(), "a draft could not be read; asking once more");
        let repair = self.prompts.render(Job::Repair, &json!({ "problem": problem }));
        let repair = repair.map_err(|_| ModelTrouble::Unusable)?.user;
        let again = ModelRequest { user: format!("{}\n\n{repair}", task.user), ..task.clone() };
        let second = self.paid(&again, purse, until).await?;
        drafting::object_in(&second.text).and_then(|object| read(&object)).ok_or(ModelTrouble::Unusable)
    }

    /// One call, for which a budget has room.
    async fn paid(&self, request: &ModelRequest, purse: &Purse, until: Instant) -> Drafted<ModelReply> {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(ModelTrouble::Slow);
        }
        let request = &ModelRequest { patience: left.min(self.patience), ..request.clone() };
        let Purse::Budgeted { book, payer, day } = purse else { return Ok(self.model.complete(request).await?) };
        let most = ModelUsage {
            input: (drafting::tokens(&request.system) + drafting::tokens(&request.user)) as u64,
            output: request.most_tokens.into(),
        };
        let charge = |usage: ModelUsage| ModelCharge {
            day: *day,
            payer: *payer,
            tokens: usage.input.saturating_add(usage.output),
            cost: self.budgets.prices.cost(usage),
        };
        match book.reserve(charge(most), &self.budgets).await {
            Ok(true) => {}
            Ok(false) => return Err(ModelTrouble::Spent),
            Err(error) => {
                warn!(error = &error as &dyn std::error::Error, "what a language model may use could not be looked up");
                return Err(ModelTrouble::Away);
            }
        }
        let answer = self.model.complete(request).await;
        let used = used(&answer, most);
        if let Err(error) = book.settle(charge(most), charge(used)).await {
            // What was set aside stays counted.
            warn!(error = &error as &dyn std::error::Error, "what a language model used could not be noted");
        }
        Ok(answer?)
    }
}

/// A draft, or why there is none.
type Drafted<T> = Result<T, ModelTrouble>;

/// The drafts of all parts, or why one has none. Every part is heard to its end, so that each sets right
/// what was set aside for it.
async fn all<T>(parts: impl Iterator<Item = impl Future<Output = Drafted<T>>>) -> Drafted<Vec<T>> {
    futures::future::join_all(parts).await.into_iter().collect()
}

/// What a call is charged with: what the server counts; where it does not say or broke off, all that
/// was set aside; nothing where the model was not reached.
fn used(answer: &Result<ModelReply, ModelError>, most: ModelUsage) -> ModelUsage {
    match answer {
        Ok(reply) => reply.usage.unwrap_or(most),
        Err(ModelError::TimedOut | ModelError::BrokenAnswer | ModelError::AnswerTooLarge) => most,
        Err(_) => ModelUsage::default(),
    }
}

/// A marker nobody who wrote the article can know.
fn marker() -> String {
    // Without randomness the fence is only as good as any fixed one; the checks do not rest on it.
    format!("{:016x}", getrandom::u64().unwrap_or(0x6e65_7773_6465_736b))
}

fn object(value: Value) -> Map<String, Value> {
    if let Value::Object(object) = value { object } else { Map::new() }
}

fn schema(job: Job) -> (&'static str, Value) {
    let number = json!({ "type": "integer" });
    let text = json!({ "type": "string" });
    let strict = |properties: Value| {
        let required: Vec<String> = properties.as_object().map(|p| p.keys().cloned().collect()).unwrap_or_default();
        json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
    };
    match job {
        Job::Digest | Job::Repair => {
            let kinds: Vec<&str> = summarizer::PointKind::ALL.iter().map(|kind| kind.name()).collect();
            let point = strict(json!({
                "text": text,
                "sentences": { "type": "array", "items": number },
                "kind": { "type": "string", "enum": kinds },
            }));
            ("digest", strict(json!({ "points": { "type": "array", "items": point } })))
        }
        Job::Answer => (
            "answer",
            strict(json!({ "answer": { "type": ["string", "null"] }, "sentence": { "type": ["integer", "null"] } })),
        ),
        Job::Note => ("note", strict(json!({ "note": text }))),
    }
}
