//! The bot's round trip beside a bare poise bot on the same local Discord, each in a process of its own.
//!
//! `cargo bench --bench bot`. Ratios count; both are measured in one run, one after the other, on the same machine.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench prints and ends where something fails"
)]

use discord_double::{Double, Message};
use poise::serenity_prelude as serenity;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

const ONE_BY_ONE: usize = 400;
const AT_ONCE: usize = 16;
const ROUNDS: usize = 25;
const HARRIS: &str = include_str!("../tests/fixtures/harris.txt");

/// Names the address of the double to the bare bot, which is this same program.
const BARE: &str = "NEWSDESK_BENCH_BARE_BOT";

#[expect(clippy::disallowed_methods, reason = "the bare bot is started with its settings in the environment")]
fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    match std::env::var(BARE) {
        Ok(settings) => runtime.block_on(bare_bot(&settings)),
        Err(_) => runtime.block_on(compare()),
    }
}

/// The least a poise bot can be: one command that answers one word.
async fn bare_bot(settings: &str) {
    let (api, token) = settings.split_once(' ').unwrap();
    let http = serenity::HttpBuilder::new(token).proxy(api).ratelimiter_disabled(true).build();
    let options = poise::FrameworkOptions { commands: vec![ping()], ..Default::default() };
    let framework = poise::Framework::builder()
        .options(options)
        .setup(|context, _, framework| {
            Box::pin(async move {
                poise::builtins::register_globally(context, &framework.options().commands).await?;
                Ok(())
            })
        })
        .build();
    let intents = serenity::GatewayIntents::empty();
    let mut client = serenity::ClientBuilder::new_with_http(http, intents).framework(framework).await.unwrap();
    client.start().await.unwrap();
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Answers
#[poise::command(slash_command)]
async fn ping(context: poise::Context<'_, (), Failure>) -> Result<(), Failure> {
    context.say("pong").await?;
    Ok(())
}

/// A bot in a process of its own; it ends with this.
struct Bot(Child);

impl Drop for Bot {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Bot {
    /// Memory in use and its peak, in MiB, as the kernel says it.
    fn memory(&self) -> (f64, f64) {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap_or_default();
        let mebibytes = |name: &str| {
            let line = status.lines().find(|l| l.starts_with(name)).unwrap_or_default();
            line.split_whitespace().nth(1).and_then(|n| n.parse::<f64>().ok()).unwrap_or(f64::NAN) / 1024.0
        };
        (mebibytes("VmRSS:"), mebibytes("VmHWM:"))
    }
}

async fn double() -> Arc<Double> {
    let builder = Double::builder().guild("Bench").channel("news").member("reader").stopped_clock();
    Arc::new(builder.patience(Duration::from_mins(1)).start().await.unwrap())
}

async fn compare() {
    println!("{:<28} {:>9} {:>9} {:>9} {:>9} {:>9}", "", "median", "p99", "per s", "RSS MiB", "peak MiB");
    let on = double().await;
    let bare = Command::new(std::env::current_exe().unwrap())
        .env(BARE, format!("{} {}", on.api_base(), on.token()))
        .stdout(Stdio::null())
        .spawn();
    let bare = Bot(bare.unwrap());
    measure("bare poise bot, /ping", &on, &bare, &["ping"]).await;
    drop(bare);

    let folder = tempfile::tempdir().unwrap();
    let on = double().await;
    let newsdesk = Command::new(env!("CARGO_BIN_EXE_newsdesk"))
        .arg("run")
        .env_clear()
        .env("NEWSDESK_NO_DOTENV", "1")
        .env("NEWSDESK_LOG", "warn")
        .env("NEWSDESK_DISCORD_API", on.api_base())
        .env("NEWSDESK_DISCORD_TOKEN", on.token())
        .env("NEWSDESK_DATABASE", folder.path().join("newsdesk.db"))
        .spawn();
    let newsdesk = Bot(newsdesk.unwrap());
    let reader = on.member("reader");
    let digest = reader.slash("digest").option("text", HARRIS.trim()).send().await.unwrap().reply().await.unwrap();
    let _: &Message = &digest;
    measure("newsdesk, /help", &on, &newsdesk, &["help"]).await;
    measure("newsdesk, /articles", &on, &newsdesk, &["articles"]).await;
    measure("newsdesk, /fact date", &on, &newsdesk, &["fact", "kind", "date"]).await;
    measure("newsdesk, /ask", &on, &newsdesk, &["ask", "question", "When will Harris arrive in Guatemala?"]).await;
}

/// One after the other for the times, several at once for the rate.
async fn measure(name: &str, on: &Arc<Double>, bot: &Bot, words: &[&str]) {
    round_trip(on, words).await;
    let mut times = Vec::with_capacity(ONE_BY_ONE);
    for _ in 0..ONE_BY_ONE {
        times.push(round_trip(on, words).await);
    }
    times.sort_unstable();
    let started = Instant::now();
    let runners = (0..AT_ONCE).map(|_| {
        let (on, words) = (Arc::clone(on), words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>());
        tokio::spawn(async move {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            for _ in 0..ROUNDS {
                round_trip(&on, &words).await;
            }
        })
    });
    for runner in runners.collect::<Vec<_>>() {
        runner.await.unwrap();
    }
    #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
    let rate = (AT_ONCE * ROUNDS) as f64 / started.elapsed().as_secs_f64();
    let (now, peak) = bot.memory();
    let at = |part: usize| format!("{:.2} ms", times[times.len() * part / 100].as_secs_f64() * 1_000.0);
    println!("{name:<28} {:>9} {:>9} {rate:>9.0} {now:>9.1} {peak:>9.1}", at(50), at(99));
}

/// From the command's dispatch to the reply that the member sees.
async fn round_trip(on: &Double, words: &[&str]) -> Duration {
    let mut command = on.member("reader").slash(words[0]);
    if let [_, option, value] = words {
        command = command.option(option, *value);
    }
    let started = Instant::now();
    command.send().await.unwrap().reply().await.unwrap();
    started.elapsed()
}
