//! The command line: arguments in, results out, and the exit code.
//!
//! Owns what is printed on a terminal. Decides nothing about articles.

mod backup;
pub mod batch;
mod doctor;
mod engine;
mod export;
mod failure;
mod job;
mod model;
mod moderate;
#[cfg(feature = "playground")]
mod playground;
mod run;
mod show;
mod source;
mod terminal;

pub use failure::Failure;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Reads news: key-point digests, facts and answers, each with the sentence it came from.
#[derive(Debug, Parser)]
#[command(name = "newsdesk", version, about, after_help = EXIT_CODES, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes:
  0  done; for `ask` also when the article does not say, for `verify` also when it does not bear
     the claim out, for `batch` also when lines were bad
  1  something failed: a file that cannot be written, a service that is not there, an audit log
     that does not verify
  2  wrong usage or configuration
  3  the article cannot be read: no such file, a page that is no article, a download that failed

A FILE may be text, HTML, PDF or DOCX; `-` is standard input. Settings are read from variables
that begin with NEWSDESK_ and from the file `.env`; `.env.example` lists them.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the Discord bot
    Run(run::Arguments),
    /// Try the bot on a page in the browser, without a Discord account
    #[cfg(feature = "playground")]
    Playground(playground::Arguments),
    /// Print an article's key points
    Digest(job::DigestArguments),
    /// Print what an article states: dates, sums, people, quotes, …
    Facts(job::FactsArguments),
    /// Answer a question from an article
    Ask(job::AskArguments),
    /// Check whether an article bears out a claim
    Verify(job::VerifyArguments),
    /// Check a comment as the bot would: toxicity, spam, links, personal data, …
    Moderate(moderate::Arguments),
    /// Print an article's text and what is known about it
    Extract(job::ExtractArguments),
    /// Work on JSON lines: one object in, one object out, in order
    Batch(batch::Arguments),
    /// Print the comments with their decisions and the audit log, or verify the log
    Export(export::Arguments),
    /// Save a copy of the whole database in a file
    Backup(backup::Arguments),
    /// Read such a copy into an empty database, of either kind
    Restore(backup::Arguments),
    /// Check the installation and say what to do
    Doctor(doctor::Arguments),
}

/// Runs the program with the process's arguments.
pub fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Run(arguments) => run::run(&arguments),
        #[cfg(feature = "playground")]
        Command::Playground(arguments) => playground::run(&arguments),
        Command::Digest(arguments) => job::digest(&arguments),
        Command::Facts(arguments) => job::facts(&arguments),
        Command::Ask(arguments) => job::ask(&arguments),
        Command::Verify(arguments) => job::verify(&arguments),
        Command::Moderate(arguments) => moderate::run(&arguments),
        Command::Extract(arguments) => job::extract(&arguments),
        Command::Batch(arguments) => batch::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Backup(arguments) => backup::back_up(&arguments),
        Command::Restore(arguments) => backup::restore(&arguments),
        Command::Doctor(arguments) => doctor::run(&arguments),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            terminal::complain(&failure);
            ExitCode::from(failure.exit_code())
        }
    }
}
