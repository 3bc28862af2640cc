//! The prompts: files of `prompts/`, compiled in, each known by the hash of its text.

use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// What a model is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Job {
    Digest,
    Answer,
    Note,
    /// The same again, after an answer that could not be used.
    Repair,
}

impl Job {
    pub const ALL: [Self; 4] = [Self::Digest, Self::Answer, Self::Note, Self::Repair];

    /// The name of its file.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Digest => "digest.md",
            Self::Answer => "answer.md",
            Self::Note => "note.md",
            Self::Repair => "repair.md",
        }
    }

    const fn built_in(self) -> &'static str {
        match self {
            Self::Digest => include_str!("../../prompts/digest.md"),
            Self::Answer => include_str!("../../prompts/answer.md"),
            Self::Note => include_str!("../../prompts/note.md"),
            Self::Repair => include_str!("../../prompts/repair.md"),
        }
    }

    /// What must be seen in a prompt that is filled in, so that the model is shown what it works on.
    const fn must_show(self) -> &'static [&'static str] {
        match self {
            Self::Digest => &[MARKER, SENTENCE],
            Self::Answer => &[MARKER, SENTENCE, QUESTION],
            Self::Note => &[MARKER, COMMENT],
            Self::Repair => &[],
        }
    }
}

/// Why a text is no prompt.
#[derive(Debug, thiserror::Error)]
pub enum PromptError {
    #[error("the template is faulty")]
    Template(#[from] minijinja::Error),
    #[error("the line `{SEPARATOR}` is missing: what stands above it is the system's part, below it the user's")]
    NoUserPart,
    #[error("it does not use `{0}`")]
    Unused(&'static str),
}

/// A prompt that is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    pub system: String,
    pub user: String,
}

/// The prompts of all jobs.
#[derive(Debug, Clone)]
pub struct Prompts {
    texts: Vec<(Job, String)>,
}

const SEPARATOR: &str = "--- user ---";
/// Stand-ins that a prompt is tried with.
const MARKER: &str = "m4rk3r";
const SENTENCE: &str = "A sentence that is tried.";
const QUESTION: &str = "A question that is tried?";
const COMMENT: &str = "A comment that is tried.";

#[derive(Serialize)]
struct Trial {
    marker: &'static str,
    title: &'static str,
    published: &'static str,
    wanted: usize,
    part: usize,
    parts: usize,
    question: &'static str,
    comment: &'static str,
    language: &'static str,
    problem: &'static str,
    sentences: [super::Line; 1],
}

impl Prompts {
    /// Those of `prompts/`.
    pub fn built_in() -> Self {
        Self { texts: Job::ALL.map(|job| (job, job.built_in().to_owned())).to_vec() }
    }

    /// With another text for one job; it is tried before it is taken.
    pub fn replaced(mut self, job: Job, text: &str) -> Result<Self, PromptError> {
        for (known, old) in &mut self.texts {
            if *known == job {
                text.clone_into(old);
            }
        }
        let sentences = [super::Line { number: 1, text: SENTENCE.to_owned() }];
        let trial = Trial {
            marker: MARKER,
            title: "A title",
            published: "2021-06-02",
            wanted: 5,
            part: 1,
            parts: 2,
            question: QUESTION,
            comment: COMMENT,
            language: "English",
            problem: "it is not a JSON object",
            sentences,
        };
        let Rendered { system, user } = self.render(job, &trial)?;
        for &shown in job.must_show() {
            if !system.contains(shown) && !user.contains(shown) {
                return Err(PromptError::Unused(match shown {
                    MARKER => "marker",
                    SENTENCE => "sentences",
                    QUESTION => "question",
                    _ => "comment",
                }));
            }
        }
        Ok(self)
    }

    /// The job's prompt, filled in. A name that is not given is an error.
    pub fn render(&self, job: Job, given: &impl Serialize) -> Result<Rendered, PromptError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        let text = environment.render_str(self.text(job), given)?;
        if job == Job::Repair {
            return Ok(Rendered { system: String::new(), user: text.trim().to_owned() });
        }
        let (system, user) = text.split_once(SEPARATOR).ok_or(PromptError::NoUserPart)?;
        Ok(Rendered { system: system.trim().to_owned(), user: user.trim().to_owned() })
    }

    /// The first 8 hexadecimal digits of the SHA-256 of the job's text: which prompt it was.
    pub fn version(&self, job: Job) -> String {
        let mut digits = hex::encode(Sha256::digest(self.text(job)));
        digits.truncate(8);
        digits
    }

    fn text(&self, job: Job) -> &str {
        self.texts.iter().find(|(known, _)| *known == job).map_or("", |(_, text)| text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_prompts_show_what_they_are_about() {
        for job in Job::ALL {
            let taken = Prompts::built_in().replaced(job, job.built_in());
            assert!(taken.is_ok(), "{}: {:?}", job.file(), taken.err());
        }
    }

    #[test]
    fn another_text_is_another_version() {
        let own = "Be brief.\n--- user ---\n{{ marker }} {% for s in sentences %}{{ s.text }}{% endfor %}";
        let prompts = Prompts::built_in().replaced(Job::Digest, own).unwrap();
        assert_ne!(prompts.version(Job::Digest), Prompts::built_in().version(Job::Digest));
        assert_eq!(prompts.version(Job::Answer), Prompts::built_in().version(Job::Answer));
        assert_eq!(prompts.version(Job::Digest).len(), 8);
    }

    #[test]
    fn a_prompt_that_cannot_work_is_refused_with_the_reason() {
        let table = [
            ("no separator {{ marker }}", "the line `--- user ---` is missing"),
            ("a\n--- user ---\n{{ marker }}", "it does not use `sentences`"),
            ("a\n--- user ---\n{% for s in sentences %}{{ s.text }}{% endfor %}", "it does not use `marker`"),
            ("a\n--- user ---\n{{ weather }}", "the template is faulty"),
            ("a\n--- user ---\n{% for", "the template is faulty"),
        ];
        for (text, expected) in table {
            let error = Prompts::built_in().replaced(Job::Digest, text).expect_err(text).to_string();
            assert!(error.starts_with(expected), "{text}: {error}");
        }
    }

    #[test]
    fn what_is_filled_in_is_never_read_as_a_template() {
        let own = "a\n--- user ---\n{{ marker }} {{ comment }}";
        let prompts = Prompts::built_in().replaced(Job::Note, own).unwrap();
        let given = minijinja::context! { marker => "m", comment => "{{ marker }} {% raw %} <b>&</b>" };
        assert_eq!(prompts.render(Job::Note, &given).unwrap().user, "m {{ marker }} {% raw %} <b>&</b>");
    }
}
