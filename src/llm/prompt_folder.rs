//! Prompts of the host's own, from a folder.

use crate::drafting::{Job, PromptError, Prompts};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Why a folder of prompts cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PromptFolderError {
    #[error("the prompt {} cannot be read", path.display())]
    Unreadable { path: PathBuf, source: std::io::Error },
    #[error("the folder of prompts {} is not there", .0.display())]
    NoFolder(PathBuf),
    #[error("the prompt {} cannot be used", path.display())]
    Unusable { path: PathBuf, source: PromptError },
}

/// The prompts that are compiled in, with those of the folder in their places: `digest.md`,
/// `answer.md`, `note.md`, `repair.md`.
pub fn read_prompts(folder: Option<&Path>) -> Result<Prompts, PromptFolderError> {
    let mut prompts = Prompts::built_in();
    let Some(folder) = folder else { return Ok(prompts) };
    if !folder.is_dir() {
        return Err(PromptFolderError::NoFolder(folder.to_owned()));
    }
    for job in Job::ALL {
        let path = folder.join(job.file());
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(source) => return Err(PromptFolderError::Unreadable { path, source }),
        };
        prompts = prompts.replaced(job, &text).map_err(|source| PromptFolderError::Unusable { path, source })?;
    }
    Ok(prompts)
}
