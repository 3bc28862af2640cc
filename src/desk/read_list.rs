//! A small file that an administrator hands in with a command.

use super::{Desk, FetchError, OpenError};

/// Longer files are no list that a server could keep.
const LONGEST_LIST: usize = 256 * 1024;

impl Desk {
    /// The text of a file in the chat platform's own store. What is not UTF-8 in it is replaced.
    pub async fn read_list(&self, address: &str) -> Result<String, OpenError> {
        let bytes = self.source.attachment(address).await?;
        if bytes.len() > LONGEST_LIST {
            return Err(FetchError::TooLarge.into());
        }
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}
