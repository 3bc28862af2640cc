//! Start-up only.

use std::process::ExitCode;

fn main() -> ExitCode {
    let given: Vec<String> = std::env::args().collect();
    // The bot starts itself with this word to read files apart from its own process.
    if let [_, command, rest @ ..] = given.as_slice()
        && command == newsdesk::sandbox::COMMAND
    {
        return ExitCode::from(newsdesk::sandbox::child_main(rest));
    }
    newsdesk::cli::main()
}
