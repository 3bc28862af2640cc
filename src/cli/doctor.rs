//! `doctor`: checks the installation and says what to do.

use super::failure::chain;
use super::terminal::{self, Page};
use super::{Failure, engine, run};
use crate::config::{Config, DatabasePlace, DiscordConfig, Environment, LanguageModelConfig};
use crate::desk::{ModelError, Store as _};
use crate::discord::{self, Health};
use crate::llm;
use crate::neural::Engine;

/// Options of `doctor`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {}

/// One thing looked at.
#[derive(Debug)]
enum Finding {
    Good(String),
    /// Works, but not as well as it could.
    Note(String, String),
    /// Does not work: the cause, and what to do.
    Bad(String, String),
}

/// Checks everything, also after something was found wrong; only without a readable
/// configuration is there nothing to check.
pub(super) fn run(_arguments: &Arguments) -> Result<(), Failure> {
    let environment = Environment::load()?;
    let mut findings = unknown_settings(&environment);
    let config = Config::read(&environment);
    if let Ok(config) = config {
        findings.extend(check(config)?);
        report(&findings)
    } else {
        report(&findings)?;
        Ok(config.map(drop)?)
    }
}

fn unknown_settings(environment: &Environment) -> Vec<Finding> {
    let note = |name| {
        let cause = format!("`{name}` is not a setting of this program");
        Finding::Note(cause, "see `.env.example` for how it is spelt".to_owned())
    };
    environment.unknown().into_iter().map(note).collect()
}

fn check(config: Config) -> Result<Vec<Finding>, Failure> {
    let runtime = run::runtime()?;
    let mut findings = vec![Finding::Good("the configuration can be read".to_owned())];
    findings.push(runtime.block_on(database(&config.database.place)));
    match config.discord {
        None => findings.push(Finding::Bad(
            "no token is set, so the bot cannot run; all other commands can".to_owned(),
            "set `NEWSDESK_DISCORD_TOKEN` in `.env`; the README says where to get a token".to_owned(),
        )),
        Some(settings) => findings.extend(runtime.block_on(bot(settings))),
    }
    findings.extend(runtime.block_on(language_model(config.language_model.as_ref()))?);
    findings.push(reader(config.engine));
    runtime.shutdown_background();
    Ok(findings)
}

/// Asks the model for one token, and reads the prompts.
async fn language_model(config: Option<&LanguageModelConfig>) -> Result<Vec<Finding>, Failure> {
    let Some(config) = config else {
        let none = "no language model is set, and none is needed: the embedded engine answers";
        return Ok(vec![Finding::Good(none.to_owned())]);
    };
    let model = &config.model;
    let mut findings = vec![match engine::client(config)?.check().await {
        Ok(()) => Finding::Good(format!("the language model “{model}” answers")),
        Err(error) => Finding::Bad(
            format!("the language model “{model}” does not answer: {error}"),
            format!("{}; meanwhile the embedded engine answers", remedy_for(error)),
        ),
    }];
    if let Err(error) = llm::read_prompts(config.prompts.as_deref()) {
        findings.push(Finding::Bad(
            chain(&error),
            "compare it with the file of that name in `prompts/`, or unset `NEWSDESK_PROMPTS`".to_owned(),
        ));
    }
    let limits = config.limits;
    if (limits.tokens, limits.cost, limits.server_tokens) == (None, None, None) {
        findings.push(Finding::Note(
            "nothing limits what the language model may use in a day".to_owned(),
            "set `NEWSDESK_LLM_TOKENS_PER_DAY` or `NEWSDESK_LLM_COST_PER_DAY` if it costs you something".to_owned(),
        ));
    }
    Ok(findings)
}

fn remedy_for(error: ModelError) -> &'static str {
    match error {
        ModelError::Unreachable => "start its server, or correct `NEWSDESK_LLM_BASE_URL`",
        ModelError::TimedOut | ModelError::Busy | ModelError::Resting => {
            "look whether its server is busy or still loads the model, or raise `NEWSDESK_LLM_TIMEOUT_SECONDS`"
        }
        ModelError::KeyRefused => "correct `NEWSDESK_LLM_API_KEY`",
        ModelError::UnknownModel => {
            "correct `NEWSDESK_LLM_MODEL`, or the address, which mostly ends in `/v1`; its server lists models at `/models`"
        }
        ModelError::Redirected => "set `NEWSDESK_LLM_BASE_URL` to the address that it redirects to",
        ModelError::TooManyRequests => "wait, or raise the limit with its provider",
        ModelError::ServerFailure(_)
        | ModelError::RequestRefused(_)
        | ModelError::AnswerTooLarge
        | ModelError::BrokenAnswer => {
            "look into its server's log, and whether the address is that of an OpenAI-compatible interface"
        }
    }
}

fn reader(engine: Engine) -> Finding {
    match (engine, engine.reader()) {
        (Engine::Rules, _) => Finding::Good("the rules read alone, as `NEWSDESK_ENGINE` says".to_owned()),
        (Engine::Neural, Some(_)) => Finding::Good("the neural reader is loaded".to_owned()),
        (Engine::Neural, None) => Finding::Note(
            "this program was built without the neural reader; the rules read alone".to_owned(),
            "build it with the feature `neural`, or set `NEWSDESK_ENGINE=rules` to say so".to_owned(),
        ),
    }
}

fn report(findings: &[Finding]) -> Result<(), Failure> {
    let mut page = Page::for_stdout();
    for finding in findings {
        print(&mut page, finding);
    }
    terminal::print(page.text()).map_err(Failure::output)?;
    let bad = findings.iter().filter(|finding| matches!(finding, Finding::Bad(..))).count();
    if bad == 0 { Ok(()) } else { Err(Failure::Unwell { count: bad }) }
}

async fn database(place: &DatabasePlace) -> Finding {
    let (name, remedy) = match place {
        DatabasePlace::File(path) => (
            format!("`{}`", path.display()),
            "check that the folder exists and can be written, or set `NEWSDESK_DATABASE` to another file",
        ),
        // The address may hold a password.
        DatabasePlace::Server(_) => (
            "on the PostgreSQL server".to_owned(),
            "check that the server runs and the address in `NEWSDESK_DATABASE` is right, with name and password",
        ),
    };
    match run::open_store(place).await {
        Ok(store) => {
            let answers = store.ping().await;
            store.close().await;
            match answers {
                Ok(()) => Finding::Good(format!("the database {name} opens and is up to date")),
                Err(error) => Finding::Bad(
                    format!("the database {name} does not answer: {}", chain(&error)),
                    "look whether the disk is full or another program holds the file".to_owned(),
                ),
            }
        }
        Err(error) => Finding::Bad(format!("the database {name} cannot be used: {}", chain(&error)), remedy.to_owned()),
    }
}

async fn bot(config: DiscordConfig) -> Vec<Finding> {
    match discord::check(&run::discord_settings(config)).await {
        Ok(health) => bot_findings(&health),
        Err(error) => vec![Finding::Bad(
            error.to_string(),
            "check the token and whether this machine can reach discord.com over HTTPS".to_owned(),
        )],
    }
}

fn bot_findings(health: &Health) -> Vec<Finding> {
    let mut findings = vec![Finding::Good(format!("Discord accepts the token of “{}”", health.name))];
    findings.push(if health.privileged_intents {
        Finding::Note(
            "privileged intents are switched on, and none is used".to_owned(),
            "switch them off in the developer portal, page “Bot”".to_owned(),
        )
    } else {
        Finding::Good("no privileged intent is switched on, and none is needed".to_owned())
    });
    if health.commands == 0 {
        findings.push(Finding::Note(
            "no commands are registered for everybody yet".to_owned(),
            "start the bot with `newsdesk run`: it registers them".to_owned(),
        ));
    }
    if health.servers.is_empty() {
        findings.push(Finding::Note("the bot is on no server".to_owned(), format!("invite it: {}", health.invitation)));
    }
    for server in &health.servers {
        findings.push(if server.missing.is_empty() {
            Finding::Good(format!("on “{}” the bot has the permissions it needs", server.name))
        } else {
            Finding::Bad(
                format!("on “{}” the bot lacks: {}", server.name, server.missing.join(", ")),
                format!("give its role these permissions, or invite it again: {}", health.invitation),
            )
        });
    }
    findings
}

fn print(page: &mut Page, finding: &Finding) {
    let (style, mark, text, remedy) = match finding {
        Finding::Good(text) => (terminal::MARKED, "ok:", text, None),
        Finding::Note(text, remedy) => (terminal::HINT, "note:", text, Some(remedy)),
        Finding::Bad(text, remedy) => (terminal::ERROR, "wrong:", text, Some(remedy)),
    };
    let mut words = terminal::Words::default();
    words.push(style, mark);
    words.push(terminal::PLAIN, &format!(" {text}."));
    page.words("", "  ", &words);
    if let Some(remedy) = remedy {
        let mut words = terminal::Words::default();
        words.push(terminal::PLAIN, &format!("{remedy}."));
        page.words("  → ", "    ", &words);
    }
}
