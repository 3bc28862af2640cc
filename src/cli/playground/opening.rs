//! The scene that a playground opens with: a digest in #news, a comment that waits in #moderators.
//!
//! Members do it all, by the same commands, buttons and forms as on the page.

use super::server::{MODERATORS, MODERATORS_ROLE, NEWS};
use discord_double::{Double, DoubleError, Message};

/// The article this project began with.
const ARTICLE: &str = include_str!("../../../tests/fixtures/harris.txt");
const PUBLISHED: &str = "2021-06-02";
const COMMENT: &str =
    "The money helps only where it reaches the towns that people leave. Who will check how it is spent?";

/// Plays the scene. In a database that has seen it before, the comment waits already, and only the digest is asked for
/// anew.
pub(super) async fn prepare(double: &Double, is_new: bool) -> Result<(), DoubleError> {
    if !is_new {
        digest(double).await?;
        return Ok(());
    }
    let (digest, ()) = tokio::try_join!(digest(double), set_up(double))?;
    comment(double, &digest).await
}

async fn digest(double: &Double) -> Result<Message, DoubleError> {
    let asked = double.member("reader").slash("digest").in_channel(NEWS);
    let asked = asked.file("file", "harris.txt", ARTICLE).option("published", PUBLISHED).send().await?;
    Ok(asked.reply().await?.message)
}

async fn set_up(double: &Double) -> Result<(), DoubleError> {
    let admin = double.member("admin");
    let panel = admin.slash("newsdesk setup").in_channel(MODERATORS).send().await?.reply().await?;
    let panel = admin.select(&panel, "The moderators' channel", &[MODERATORS]).await?.update().await?;
    admin.select(&panel, "The moderators' roles", &[MODERATORS_ROLE]).await?.update().await?;
    Ok(())
}

async fn comment(double: &Double, digest: &Message) -> Result<(), DoubleError> {
    let commenter = double.member("commenter");
    let form = commenter.click(digest, "Comment").await?.modal().await?;
    commenter.submit_modal(&form, [("text", COMMENT)]).await?.reply().await?;
    // The moderators' card comes by itself, a moment later.
    double.channel(MODERATORS).next_message().await?;
    Ok(())
}
