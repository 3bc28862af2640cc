//! A member's own data: a copy, and erasure.

use super::comment_error::CommentError;
use super::comment_store::PersonalData;
use super::{Desk, MemberId};

impl Desk {
    /// Everything held on the member, on every server.
    pub async fn export_personal_data(&self, member: MemberId) -> Result<PersonalData, CommentError> {
        Ok(self.comments.personal_data(member).await?)
    }

    /// Erases it; bans in force stay. Returns how many comments were deleted.
    pub async fn erase_personal_data(&self, member: MemberId) -> Result<u64, CommentError> {
        let erased = self.comments.erase_member(member, self.now()).await?;
        self.bell.notify_one();
        Ok(erased)
    }
}
