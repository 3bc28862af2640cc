//! `batch`: JSON lines in, JSON lines out, one for one and in order, on all cores.

mod pipeline;
#[cfg(test)]
mod tests;

use super::Failure;
use super::engine::EngineOption;
use crate::json::{self, Request, RequestError};
use crate::moderation::CheckContext;
use crate::neural::Reader;
use crate::summarizer::verifier;
use crate::{answering, moderation, reading, summarizer};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;
use serde_json::{Map, Value};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, IsTerminal as _, Read};
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// More threads than this help nobody.
const MOST_JOBS: usize = 256;

/// What is done with each line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Job {
    Extract,
    Digest,
    Facts,
    Ask,
    Verify,
    Moderate,
}

/// What is printed for a line.
#[derive(Debug)]
pub struct Printed {
    /// One object, without a line's end.
    pub line: String,
    pub is_error: bool,
}

impl Printed {
    fn result(object: &impl Serialize) -> Self {
        Self { line: json::line(object), is_error: false }
    }

    fn error(id: &Value, message: &str) -> Self {
        Self { line: json::line(&json::error(id, message)), is_error: true }
    }
}

/// Options of `batch`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// What to do with each line
    job: Job,
    /// File of JSON lines, or `-` for standard input
    #[arg(default_value = "-", value_name = "FILE|-")]
    file: String,
    /// How many articles to work on at once; all cores where not given
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    engine: EngineOption,
}

/// Works on every line of the input. A bad line gives an object with `error`; blank lines give
/// nothing.
pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let file = |source| Failure::File { name: arguments.file.clone(), source };
    let (input, size): (Box<dyn Read + Send>, Option<u64>) = match arguments.file.as_str() {
        "-" => (Box::new(io::stdin()), None),
        path => {
            let opened = File::open(path).map_err(file)?;
            let about = opened.metadata().map_err(file)?;
            if about.is_dir() {
                return Err(file(io::ErrorKind::IsADirectory.into()));
            }
            (Box::new(opened), about.is_file().then_some(about.len()))
        }
    };
    let progress = progress(size);
    let input = BufReader::with_capacity(1 << 16, progress.wrap_read(input));
    let jobs = arguments
        .jobs
        .or_else(|| std::thread::available_parallelism().ok())
        .map_or(1, NonZeroUsize::get)
        .min(MOST_JOBS);
    let job = arguments.job;
    let reader = match job {
        Job::Ask | Job::Moderate => arguments.engine.reader()?,
        Job::Extract | Job::Digest | Job::Facts | Job::Verify => None,
    };
    if job == Job::Moderate {
        // Beside the reading of the first lines; whoever comes sooner waits for it.
        std::thread::spawn(move || moderation::warm_up(reader));
    }
    let out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    // A panic becomes an error line; its message may hold an article's text.
    std::panic::set_hook(Box::new(|_| ()));
    let counts =
        pipeline::run(input, out, jobs, move |line| bytes(job, reader, line)).map_err(|failure| match failure {
            pipeline::Failed::Input(source) => file(source),
            pipeline::Failed::Output(source) => Failure::output(source),
        })?;
    progress.finish_and_clear();
    if counts.bad > 0 {
        super::terminal::note(&format!("{} of {} lines could not be worked on", counts.bad, counts.lines));
    }
    Ok(())
}

/// A bar on standard error, where that is a terminal and the results go elsewhere.
fn progress(size: Option<u64>) -> ProgressBar {
    if !io::stderr().is_terminal() || io::stdout().is_terminal() {
        return ProgressBar::with_draw_target(size, ProgressDrawTarget::hidden());
    }
    let bar = ProgressBar::with_draw_target(size, ProgressDrawTarget::stderr_with_hz(5));
    let form = match size {
        Some(_) => "{wide_bar} {bytes}/{total_bytes} {bytes_per_sec} {eta}",
        None => "{spinner} {bytes} {bytes_per_sec}",
    };
    match ProgressStyle::with_template(form) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// One line of bytes → one object, whatever the line holds.
fn bytes(job: Job, reader: Option<&Reader>, given: &[u8]) -> Printed {
    let Ok(text) = std::str::from_utf8(given) else {
        return Printed::error(&id_of(&String::from_utf8_lossy(given)), "the line is not UTF-8");
    };
    catch_unwind(AssertUnwindSafe(|| line(job, reader, text)))
        .unwrap_or_else(|_| Printed::error(&id_of(text), "an internal error; please report it with this line"))
}

/// The line's `id`, where it can still be told.
fn id_of(text: &str) -> Value {
    let object: Option<Map<String, Value>> = serde_json::from_str(text).ok();
    object.and_then(|mut o| o.remove("id")).unwrap_or_default()
}

/// One line → one object; what cannot be worked on becomes `{"id":…,"error":"…"}`.
pub fn line(job: Job, reader: Option<&Reader>, line: &str) -> Printed {
    // A list would be taken for an object's fields in order.
    if !line.trim_start().starts_with('{') {
        return Printed::error(&Value::Null, "not a JSON object");
    }
    match Request::parse(line) {
        Ok(request) => work(job, reader, &request).unwrap_or_else(|e| Printed::error(&request.id, &e.to_string())),
        Err(e) => Printed::error(&id_of(line), &e.to_string()),
    }
}

fn work(job: Job, reader: Option<&Reader>, request: &Request) -> Result<Printed, RequestError> {
    let id = &request.id;
    if job == Job::Moderate {
        let comment = request.comment()?;
        let checked = moderation::check(comment, CheckContext { reader, ..CheckContext::default() });
        return Ok(Printed::result(&json::moderation(id, comment, &checked)));
    }
    let (article, input) = request.article()?;
    if job == Job::Extract {
        return Ok(Printed::result(&json::extract(id, &article)));
    }
    let reading = reading::read(&article);
    Ok(match job {
        Job::Extract | Job::Moderate | Job::Facts => Printed::result(&json::facts(id, &article, input, &reading)),
        Job::Digest => {
            let digest = summarizer::digest(&article, &reading, summarizer::Length::default());
            Printed::result(&json::digest(id, &article, input, &digest, &reading, None))
        }
        Job::Ask => {
            let given = request.question.as_deref().filter(|q| q.chars().any(char::is_alphanumeric));
            let question = given.ok_or(RequestError::NoQuestion)?;
            let response = answering::respond(&article, &reading, question, reader);
            Printed::result(&json::answer(id, &article, input, &response, None))
        }
        Job::Verify => {
            let given = request.claim.as_deref().filter(|c| c.chars().any(char::is_alphanumeric));
            let claim = given.ok_or(RequestError::NoClaim)?;
            let found = verifier::verify(&article, &reading, claim, None);
            Printed::result(&json::verification(id, &article, input, claim, &found))
        }
    })
}
