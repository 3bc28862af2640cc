//! `moderate`: the checks on one comment, with the shipped rules and no server around it.

use super::engine::EngineOption;
use super::source::Source;
use super::terminal::{self, Page};
use super::{Failure, show};
use crate::json;
use crate::moderation::{self, CheckContext};

/// Options of `moderate`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// File with the comment's text, or `-` for standard input
    #[arg(value_name = "FILE|-")]
    file: String,
    /// Print one JSON object; offsets are code points into the text
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    engine: EngineOption,
}

/// Prints what the checks found.
pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let source = if arguments.file == "-" { Source::Stdin } else { Source::File(arguments.file.clone()) };
    let text = source.plain_text()?;
    let checked =
        moderation::check(&text, CheckContext { reader: arguments.engine.reader()?, ..CheckContext::default() });
    if arguments.json {
        let object = json::moderation(&arguments.file.as_str().into(), &text, &checked);
        return terminal::print(&(json::line(&object) + "\n")).map_err(Failure::output);
    }
    let mut page = Page::for_stdout();
    show::comment(&mut page, &text, &checked);
    terminal::print(page.text()).map_err(Failure::output)
}
