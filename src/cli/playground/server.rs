//! The playground's server: its channels, roles and members, and what the page says of them.

use discord_double::{Double, DoubleBuilder, Permissions, PlaygroundPlan};
use std::time::Duration;

pub(super) const NAME: &str = "The Daily Planet";
pub(super) const NEWS: &str = "news";
pub(super) const MODERATORS: &str = "moderators";
pub(super) const MODERATORS_ROLE: &str = "Moderators";

/// The server in its first state. Its ids are the same at each start, so that a kept database finds its own again.
pub(super) fn described() -> DoubleBuilder {
    let private = Permissions::VIEW_CHANNEL;
    Double::builder()
        .guild(NAME)
        .bot("newsdesk")
        .bot_permissions(Permissions::MANAGE_WEBHOOKS)
        .coloured_role("Administrators", Permissions::ADMINISTRATOR, 0xE7_4C_3C)
        .coloured_role(MODERATORS_ROLE, Permissions::MANAGE_MESSAGES, 0x2E_CC_71)
        .channel_with(NEWS, |plan| plan.topic("Digest an article with /digest, ask about it with /ask"))
        .channel_with(MODERATORS, |plan| {
            let plan = plan.topic("Comments wait here for the moderators");
            plan.nobody_may(private).role_may(MODERATORS_ROLE, private).bot_may(private)
        })
        .member("reader")
        .member("commenter")
        .member_with("mod1", |plan| plan.role(MODERATORS_ROLE))
        .member_with("mod2", |plan| plan.role(MODERATORS_ROLE))
        .member_with("admin", |plan| plan.role("Administrators").owner())
        .ids_tell_the_time()
        .patience(Duration::from_secs(30))
        .playground(page)
}

fn page(plan: PlaygroundPlan) -> PlaygroundPlan {
    plan.title("Newsdesk playground")
        .open_at(NEWS)
        .about("reader", "Reads the news and asks; may comment")
        .about("commenter", "Has commented, and waits for the moderators")
        .about("mod1", "Approves and rejects comments in #moderators")
        .about("mod2", "Moderates as mod1 does, to try what two do at once")
        .about("admin", "Sets the server up and moderates")
        .suggest("Ask the article a question", "ask", &[("question", "When does she travel to Mexico?")])
        .suggest("Look up one kind of fact", "fact", &[("kind", "funding")])
        .suggest("Write a comment", "comment", &[])
}
