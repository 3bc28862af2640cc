//! What is refused, and that the words come back.

use super::*;
use insta::assert_snapshot;
use jiff::SignedDuration;
use std::collections::HashSet;

pub(super) fn every_refusal(text: &str) -> Vec<CommentError> {
    let against = AppealAgainst::Decision(DecisionId(31));
    vec![
        CommentError::Article(OpenError::Unknown),
        CommentError::NotOnAServer,
        CommentError::NotSetUp,
        CommentError::Empty,
        CommentError::TooLong(2_001),
        CommentError::Banned(Box::new(Ban { reason: text.to_owned(), ..ban(None) })),
        CommentError::Banned(Box::new(Ban { reason: text.to_owned(), ..ban(Some(time(600))) })),
        CommentError::TooOften { wait: SignedDuration::from_secs(7) },
        CommentError::Full,
        CommentError::Unknown,
        CommentError::Changed(Box::new(rejected(text, None))),
        CommentError::AppealedBefore(Box::new(appeal(against, AppealState::Denied))),
        CommentError::NothingToAppeal,
        CommentError::Unexpected(StoreError("the disk is on fire".into())),
    ]
}

#[test]
fn every_refusal_of_a_comment_has_its_own_plain_sentence_and_a_reference() {
    for words in [english(), spanish()] {
        let mut sentences = HashSet::new();
        for error in every_refusal("Spam") {
            let reply = comment_refusal(words, &error, Reference::of(42));
            let (sentence, rest) = reply.content.split_once('\n').unwrap();
            assert!(sentence.ends_with('.') && units(sentence) < 120, "{sentence}");
            assert!(!reply.content.contains("refused-") && !reply.content.contains("fire"), "{}", reply.content);
            assert!(rest.starts_with("-# ") && rest.ends_with(&format!("ref `{}`", Reference::of(42))), "{rest}");
            assert_eq!(reply.visibility, Visibility::Private);
            assert!(sentences.insert(sentence.to_owned()), "{sentence} is said of two cases");
        }
    }
}

#[test]
fn refusals_say_what_can_be_done() {
    let said = |error: &CommentError| comment_refusal(english(), error, Reference::of(42)).content;
    let all: Vec<String> = every_refusal("Spam, *again*").iter().map(said).collect();
    assert_snapshot!(all.join("\n"), @r"
    I cannot find that article here.
    -# `/articles` lists those I know. · ref `YMCZG`
    Comments belong to a server, and this is a private conversation.
    -# Use `/comment` or `/mycomments` on the server. · ref `YMCZG`
    This server does not take comments yet.
    -# An administrator can change that with `/newsdesk setup`. · ref `YMCZG`
    There are no words in what you sent.
    -# Letters or digits are needed; marks alone are not enough. · ref `YMCZG`
    2001 characters are too many for one message.
    -# A comment takes 2000 characters, an appeal 1000: shorten it, or send it in parts. · ref `YMCZG`
    You may not comment on this server any more.
    -# The reason given: “Spam, \*again\*”. `/appeal` asks another moderator to look again. · ref `YMCZG`
    You may not comment on this server until <t:1622671200:f>.
    -# The reason given: “Spam, \*again\*”. `/appeal` asks another moderator to look again. · ref `YMCZG`
    That is more comments in a short time than this server takes from one member.
    -# Send it again in 7 seconds. · ref `YMCZG`
    Too many messages wait to be sent, so I cannot take comments right now.
    -# Send it again in a few minutes. · ref `YMCZG`
    I cannot find that comment.
    -# It may have been deleted; `/mycomments` lists yours. · ref `YMCZG`
    Comment #12 has changed in the meantime.
    -# Now it is: turned down <t:1622635500:R>. `/mycomments` opens it. · ref `YMCZG`
    This has been appealed already, on <t:1622635560:f>.
    -# Your appeal was denied. · ref `YMCZG`
    There is nothing to appeal any more.
    -# The comment was edited or deleted, the ban has ended, or there is a newer decision. · ref `YMCZG`
    Something went wrong on my side.
    -# Try again; if it stays, tell the bot's operator the reference. · ref `YMCZG`
    ");
    let waits = [0, 1, 90, 91, 3_600, 5_401, 50_000].map(|seconds| {
        let refused = said(&CommentError::TooOften { wait: SignedDuration::from_secs(seconds) });
        refused.lines().last().unwrap().split(" · ").next().unwrap().to_owned()
    });
    assert_snapshot!(waits.join("\n"), @r"
    -# Send it again in one second.
    -# Send it again in one second.
    -# Send it again in 90 seconds.
    -# Send it again in 2 minutes.
    -# Send it again in 60 minutes.
    -# Send it again in 2 hours.
    -# Send it again in 14 hours.
    ");
}

#[test]
fn what_was_written_comes_back_with_a_refusal() {
    let refused = || comment_refusal(english(), &CommentError::Full, Reference::of(42));
    let again = CommentAction::WriteAgain { article: ArticleId(4), parent: None };
    let reply = given_back(english(), with_another_try(english(), refused(), again), "Well\n*said*…");
    assert_snapshot!(shown(&reply), @r"
    (private)
    Too many messages wait to be sent, so I cannot take comments right now.
    -# Send it again in a few minutes. · ref `YMCZG`
    # What you wrote, so that it is not lost
    > Well
    > \*said\*…
    <Try again: nd1:c:rewrite:4:0>
    ");
    assert_eq!(recovered(&reply.cards[0].body), "Well\n*said*…");
    let long = "long *words*\n".repeat(100);
    let reply = given_back(english(), refused(), &long);
    assert_snapshot!(shown(&reply), @r"
    (private)
    Too many messages wait to be sent, so I cannot take comments right now.
    -# Send it again in a few minutes. · ref `YMCZG`
    What you wrote is in the file, so that it is not lost.
    file your-words.txt
    ");
    assert_eq!(reply.files[0].bytes, long.as_bytes());
    let wide = given_back(english(), refused(), &"long *words* ".repeat(90));
    assert_eq!((wide.cards.len(), wide.files.len()), (1, 1), "what fits is in both places");
    assert_eq!(given_back(english(), refused(), " \n"), refused());
}

#[test]
fn only_what_may_be_taken_later_is_offered_again() {
    let offered = every_refusal("Spam").iter().filter(|error| worth_another_try(error)).count();
    assert_eq!(offered, 5);
    assert!(!worth_another_try(&CommentError::NotSetUp) && worth_another_try(&CommentError::Full));
}
