//! What members read of comments, and that hostile comments stay in their place.

use super::*;
use crate::desk::{
    Appeal, AppealAgainst, AppealId, AppealState, Appealable, Ban, BanId, Comment, CommentError, CommentId,
    CommentPage, Decision, DecisionId, MemberId, OpenError, Order, Persona, PersonalData, Reason, Receipt, Ruling,
    StoreError,
};
use crate::moderation::{Check, Checked, CommentState, Finding, Severity};
use insta::assert_snapshot;
use jiff::SignedDuration;
use std::collections::HashSet;

const ELSEWHERE: Place = Place { guild: None, channel: ChannelId(7) };

fn time(minutes: i64) -> Timestamp {
    Timestamp::from_second(1_622_635_200 + 60 * minutes).unwrap()
}

pub(super) fn comment(text: &str) -> Comment {
    Comment {
        id: CommentId(12),
        guild: GuildId(10),
        article: ArticleId(4),
        article_title: Some("Minister to visit Guatemala".to_owned()),
        article_address: Some("https://news.example/visit".to_owned()),
        author: Some(MemberId(1)),
        persona: Persona { name: "Ana *the* reader".to_owned(), avatar: None },
        channel: ChannelId(100),
        below: None,
        parent: None,
        state: CommentState::Pending,
        revision: 1,
        text: text.to_owned(),
        checked: Checked::default(),
        submitted_at: time(0),
        revised_at: time(0),
        shown: None,
        decision: None,
        claim: None,
    }
}

fn published(text: &str) -> Comment {
    Comment { state: CommentState::Approved, shown: Some(1), ..comment(text) }
}

fn rejected(text: &str, appeal: Option<Appeal>) -> Comment {
    let reason = Reason {
        code: "off_topic".to_owned(),
        label: "Off topic".to_owned(),
        rule: "Comments are about the *article*.".to_owned(),
        words: "Please say what it has to do with the visit.".to_owned(),
    };
    let decision = Decision {
        id: DecisionId(31),
        comment: CommentId(12),
        revision: 1,
        ruling: Ruling::Reject,
        by: Some(MemberId(9)),
        reason: Some(reason),
        at: time(5),
        appeal,
    };
    Comment { state: CommentState::Rejected, decision: Some(decision), ..comment(text) }
}

fn appeal(against: AppealAgainst, state: AppealState) -> Appeal {
    Appeal {
        id: AppealId(3),
        guild: GuildId(10),
        against,
        by: MemberId(1),
        words: "It was meant kindly.".to_owned(),
        filed_at: time(6),
        state,
        decided_by: None,
        decided_at: None,
        answer: String::new(),
    }
}

fn ban(until: Option<Timestamp>) -> Ban {
    Ban {
        id: BanId(2),
        guild: GuildId(10),
        member: MemberId(1),
        by: MemberId(9),
        reason: "Spam, *again*".to_owned(),
        comment: None,
        at: time(0),
        until,
        lifted_at: None,
        appeal: None,
    }
}

fn page(items: Vec<Comment>, number: u32, pages: u32) -> CommentPage {
    let total = items.len() as u64;
    CommentPage { items, order: Order::OldestFirst, page: number, pages, total }
}

fn form(prompt: &Prompt) -> String {
    let field = &prompt.fields[0];
    let (name, longest) = (field.name, field.longest);
    format!(
        "{} [{}]\n{name} ≤ {longest}: {} ({})\n{}",
        prompt.title,
        prompt.action.encode(),
        field.label,
        field.placeholder,
        field.value
    )
}

#[test]
fn a_receipt_says_the_number_the_state_and_what_the_author_may_not_have_meant() {
    let mut comment = comment("Write to me:\n\nana at example.org");
    let finding = |check, kind: &'static str| Finding {
        check,
        kind: kind.into(),
        severity: Severity::Note,
        span: None,
        explanation: String::new(),
    };
    comment.checked.findings = vec![
        finding(Check::PersonalData, "email"),
        finding(Check::PersonalData, "email"),
        finding(Check::Shouting, "capitals"),
        finding(Check::PersonalData, "phone"),
    ];
    assert_snapshot!(shown(&comment_receipt(english(), &Receipt { comment: comment.clone(), ahead: 2 })), @r"
    (private)
    Your comment #12 is stored and waits for a moderator; 2 comments are before it.
    -# Your comment holds an e-mail address, a phone number. Edit it if you did not mean to share that.
    -# You hear what was decided by private message; `/mycomments` shows it too.
    # Minister to visit Guatemala
    (https://news.example/visit)
    > Write to me:
    > 
    > ana at example.org
    <Edit: nd1:c:edit:12:1> <Delete: nd1:c:delete:12> <My comments: nd1:c:mine:0:i>
    ");
    assert_snapshot!(shown(&comment_receipt(spanish(), &Receipt { comment, ahead: 1 })), @r"
    (private)
    Tu comentario #12 está guardado y espera a un moderador; hay uno antes.
    -# Tu comentario contiene una dirección de correo, un número de teléfono. Edítalo si no querías compartirlo.
    -# La decisión te llega por mensaje privado; `/miscomentarios` también la muestra.
    # Minister to visit Guatemala
    (https://news.example/visit)
    > Write to me:
    > 
    > ana at example.org
    <Editar: nd1:c:edit:12:1> <Borrar: nd1:c:delete:12> <Mis comentarios: nd1:c:mine:0:i>
    ");
}

#[test]
fn a_receipt_tells_what_is_published_from_what_waits() {
    let receipt = |comment| shown(&comment_receipt(english(), &Receipt { comment, ahead: 0 }));
    assert_snapshot!(receipt(published("Well said.")), @r"
    (private)
    Your comment #12 is accepted and appears in the article's thread.
    # Minister to visit Guatemala
    (https://news.example/visit)
    > Well said.
    <Edit: nd1:c:edit:12:1> <Delete: nd1:c:delete:12> <My comments: nd1:c:mine:0:i>
    ");
    let edited = Comment { state: CommentState::Pending, revision: 2, ..published("Better said.") };
    assert_snapshot!(receipt(edited), @r"
    (private)
    The new text of comment #12 is stored and waits for a moderator, and the old one stays up until then; it is next in line.
    -# You hear what was decided by private message; `/mycomments` shows it too.
    # Minister to visit Guatemala
    (https://news.example/visit)
    > Better said.
    <Edit: nd1:c:edit:12:2> <Delete: nd1:c:delete:12> <My comments: nd1:c:mine:0:i>
    ");
    let gone = Comment { state: CommentState::Deleted, ..comment("") };
    assert_snapshot!(receipt(gone), @r"
    (private)
    Your comment #12: deleted.
    ");
}

#[test]
fn the_published_ones_are_quoted_with_number_name_and_time() {
    let reply = Comment { id: CommentId(15), parent: Some(CommentId(12)), author: None, ..published("I *disagree*.") };
    let comments = page(vec![published("Well said.\n\n# Really"), reply], 1, 3);
    assert_snapshot!(shown(&comment_page(english(), &opened(), &comments)), @r"
    (private)
    [Comments (2)]
    # Minister to visit Guatemala
    (https://news.example/visit)
    **Ana \*the\* reader** · #12 · <t:1622635200:R>
    > Well said.
    > 
    > \# Really
    **a former member** · #15 · <t:1622635200:R> · in reply to #12
    > I \*disagree\*.
    [page 2 of 3 · oldest first]
    <Back: nd1:c:list:12:o:0:i> <Next: nd1:c:list:12:o:2:i> <Newest first: nd1:c:list:12:n:0:i> <Comment: nd1:c:write:12:0>
    <Read one in full, or answer it: #12 · Ana *the* reader: Well said. # Really | #15 · a former member: I *disagree*.>
    ");
    assert_snapshot!(shown(&comment_page(spanish(), &opened(), &page(Vec::new(), 0, 1))), @r"
    (private)
    Todavía no hay comentarios sobre «Minister to visit Guatemala».
    <Comentar: nd1:c:write:12:0>
    ");
    let newest = CommentPage { order: Order::NewestFirst, ..page(vec![published("Well said.")], 0, 1) };
    assert_snapshot!(shown(&comment_page(spanish(), &opened(), &newest)), @r"
    (private)
    [Comentarios (1)]
    # Minister to visit Guatemala
    (https://news.example/visit)
    **Ana \*the\* reader** · #12 · <t:1622635200:R>
    > Well said.
    [primero los más nuevos]
    <Primero los antiguos: nd1:c:list:12:o:0:i> <Comentar: nd1:c:write:12:0>
    <Leer uno entero, o responderlo: #12 · Ana *the* reader: Well said.>
    ");
}

#[test]
fn a_published_one_opens_with_its_whole_text_to_be_answered() {
    assert_snapshot!(shown(&published_comment(english(), &opened(), &published("Well\nsaid."))), @r"
    (private)
    [Ana *the* reader]
    # Minister to visit Guatemala
    (https://news.example/visit)
    -# #12 · <t:1622635200:f>
    > Well
    > said.
    <Reply: nd1:c:write:12:12>
    ");
}

#[test]
fn ones_own_are_listed_with_state_and_reason() {
    let deleted = Comment { id: CommentId(9), state: CommentState::Deleted, article_title: None, ..comment("") };
    let items = vec![comment("First words"), rejected("Buy now", None), published("Well said."), deleted];
    assert_snapshot!(shown(&own_comments(english(), &page(items.clone(), 0, 2))), @r"
    (private)
    # Your comments
    **#12 · Minister to visit Guatemala** · <t:1622635200:R>
    State: waits for a moderator
    > First words

    **#12 · Minister to visit Guatemala** · <t:1622635200:R>
    State: turned down <t:1622635500:R>
    Reason: Off topic
    Rule: Comments are about the \*article\*.
    The moderator writes: Please say what it has to do with the visit.
    > Buy now

    **#12 · Minister to visit Guatemala** · <t:1622635200:R>
    State: published
    > Well said.

    **#9 · https\://news.example/visit** · <t:1622635200:R>
    State: deleted
    [page 1 of 2]
    <Next: nd1:c:mine:1:i>
    <Open one of them: #12 · waits for a moderator · Minister to visit Guatemala | #12 · turned down · Minister to visit Guatemala | #12 · published · Minister to visit Guatemala | #9 · deleted · https://news.example/visit>
    ");
    assert_snapshot!(shown(&own_comments(spanish(), &page(items, 0, 1))), @r"
    (private)
    # Tus comentarios
    **#12 · Minister to visit Guatemala** · <t:1622635200:R>
    Estado: espera a un moderador
    > First words

    **#12 · Minister to visit Guatemala** · <t:1622635200:R>
    Estado: rechazado <t:1622635500:R>
    Motivo: Off topic
    Norma: Comments are about the \*article\*.
    El moderador escribe: Please say what it has to do with the visit.
    > Buy now

    **#12 · Minister to visit Guatemala** · <t:1622635200:R>
    Estado: publicado
    > Well said.

    **#9 · https\://news.example/visit** · <t:1622635200:R>
    Estado: borrado
    <Abrir uno de ellos: #12 · espera a un moderador · Minister to visit Guatemala | #12 · rechazado · Minister to visit Guatemala | #12 · publicado · Minister to visit Guatemala | #9 · borrado · https://news.example/visit>
    ");
    assert_snapshot!(shown(&own_comments(english(), &page(Vec::new(), 0, 1))), @r"
    (private)
    You have written no comments here.
    -# The button Comment below a digest, or `/comment`, takes the first one.
    ");
}

#[test]
fn one_of_ones_own_offers_what_makes_sense() {
    assert_snapshot!(shown(&own_comment(english(), &rejected("Buy *now*", None), HERE)), @r"
    (private)
    [Your comment #12]
    # Minister to visit Guatemala
    (https://news.example/visit)
    State: turned down <t:1622635500:R>
    Reason: Off topic
    Rule: Comments are about the \*article\*.
    The moderator writes: Please say what it has to do with the visit.
    -# Written <t:1622635200:f>
    > Buy \*now\*
    <Edit: nd1:c:edit:12:1> <Delete: nd1:c:delete:12> <Appeal: nd1:c:appeal:d31> <My comments: nd1:c:mine:0:i>
    ");
    let against = AppealAgainst::Decision(DecisionId(31));
    let denied = Appeal { answer: "The rule stands.".to_owned(), ..appeal(against, AppealState::Denied) };
    assert_snapshot!(shown(&own_comment(english(), &rejected("Buy now", Some(denied)), ELSEWHERE)), @r"
    (private)
    [Your comment #12]
    # Minister to visit Guatemala
    (https://news.example/visit)
    State: turned down <t:1622635500:R>
    Reason: Off topic
    Rule: Comments are about the \*article\*.
    The moderator writes: Please say what it has to do with the visit.
    Your appeal was denied.
    The moderator writes: The rule stands.
    -# Written <t:1622635200:f>
    -# To edit it, use `/mycomments` on its own server.
    > Buy now
    <Delete: nd1:c:delete:12> <My comments: nd1:c:mine:0:i>
    ");
    let edited =
        Comment { state: CommentState::Pending, revision: 2, revised_at: time(9), ..published("Better said.") };
    assert_snapshot!(shown(&own_comment(spanish(), &edited, HERE)), @r"
    (private)
    [Tu comentario #12]
    # Minister to visit Guatemala
    (https://news.example/visit)
    Estado: publicado; tu cambio espera a un moderador
    -# Escrito el <t:1622635200:f>, cambiado el <t:1622635740:f>
    > Better said.
    <Editar: nd1:c:edit:12:2> <Borrar: nd1:c:delete:12> <Mis comentarios: nd1:c:mine:0:i>
    ");
    let gone = Comment { state: CommentState::Deleted, ..comment("") };
    assert_snapshot!(shown(&own_comment(english(), &gone, HERE)), @r"
    (private)
    [Your comment #12]
    # Minister to visit Guatemala
    (https://news.example/visit)
    State: deleted
    -# Written <t:1622635200:f>
    <My comments: nd1:c:mine:0:i>
    ");
}

#[test]
fn an_appeal_is_offered_once_and_only_on_the_latest_text() {
    let offers = |comment: &Comment| shown(&own_comment(english(), comment, HERE)).contains("c:appeal:d31");
    assert!(offers(&rejected("Buy now", None)));
    let against = AppealAgainst::Decision(DecisionId(31));
    assert!(!offers(&rejected("Buy now", Some(appeal(against, AppealState::Open)))));
    assert!(!offers(&Comment { revision: 2, ..rejected("Buy now", None) }));
    assert!(!offers(&Comment { state: CommentState::Pending, ..rejected("Buy now", None) }));
}

#[test]
fn deleting_asks_once() {
    assert_snapshot!(shown(&delete_question(english(), &comment("Well said."))), @r"
    (private)
    Delete comment #12? Its words are erased for good.
    # Minister to visit Guatemala
    > Well said.
    <Yes, delete it: nd1:c:erase:12> <No, keep it: nd1:c:own:12>
    ");
    assert_snapshot!(shown(&comment_deleted(english(), &comment(""))), @r"
    (private)
    Comment #12 is deleted and its words are erased.
    <My comments: nd1:c:mine:0:i>
    ");
}

#[test]
fn what_can_be_appealed_is_listed() {
    let open = [
        Appealable::Ban(Box::new(ban(None))),
        Appealable::Ban(Box::new(ban(Some(time(600))))),
        Appealable::Rejection(Box::new(rejected("Buy now", None))),
    ];
    assert_snapshot!(shown(&appealable(english(), &open)), @r"
    (private)
    # What you can appeal
    **Ban from commenting**, since <t:1622635200:f>, for good
    > Spam, \*again\*

    **Ban from commenting**, since <t:1622635200:f>, until <t:1622671200:f>
    > Spam, \*again\*

    **#12 · Minister to visit Guatemala** – turned down <t:1622635500:R>
    Reason: Off topic
    Rule: Comments are about the \*article\*.
    The moderator writes: Please say what it has to do with the visit.
    > Buy now

    [Each can be appealed once. Another moderator than the first decides.]
    <Choose what to appeal: Ban from commenting, number 2 | Ban from commenting, number 2 | #12 · Minister to visit Guatemala>
    ");
    assert_snapshot!(shown(&appealable(spanish(), &[])), @r"
    (private)
    No hay nada que puedas recurrir.
    -# Un rechazo o una prohibición se puede recurrir una vez; `/miscomentarios` muestra cómo están tus comentarios.
    ");
    let against = AppealAgainst::Ban(BanId(2));
    assert_snapshot!(shown(&appealed(english(), &appeal(against, AppealState::Open))), @r"
    (private)
    Your appeal against the ban is filed. Another moderator than the first decides it.
    -# You hear the outcome by private message, where yours are open.
    ");
}

#[test]
fn forms_say_what_they_are_for() {
    let long = "A very long name of an article that does not fit into the title of any form";
    let about = Metadata { title: Some(long.to_owned()), ..Metadata::default() };
    let opened = opened_from(TEXT, about, Reading::default());
    let to = |author| Some(Addressee { comment: CommentId(9), author });
    assert_snapshot!(form(&comment_prompt(english(), &opened, None)), @r"
    Comment: A very long name of an article that… [nd1:c:write:12:0]
    text ≤ 2000: Your comment (A moderator may read it before others see it.)
    ");
    assert_snapshot!(form(&comment_prompt(english(), &opened, to(Some("Ana\n*the* reader")))), @r"
    Reply to Ana *the* reader [nd1:c:write:12:9]
    text ≤ 2000: Your reply to comment #9 (A moderator may read it before others see it.)
    ");
    assert_snapshot!(form(&comment_prompt(spanish(), &opened, to(None))), @r"
    Responder al comentario #9 [nd1:c:write:12:9]
    text ≤ 2000: Tu respuesta al comentario #9 (Puede que un moderador lo lea antes que los demás.)
    ");
    assert_snapshot!(form(&edit_prompt(english(), &Comment { revision: 3, ..comment("Well\nsaid.") })), @r"
    Edit comment #12 [nd1:c:edit:12:3]
    text ≤ 2000: The new text (A moderator may read it before others see it.)
    Well
    said.
    ");
    assert_snapshot!(form(&appeal_prompt(spanish(), AppealAgainst::Ban(BanId(2)))), @r"
    Pedir que otro moderador lo revise [nd1:c:appeal:b2]
    text ≤ 1000: ¿Qué debería saber? (Se puede recurrir una vez; decide otro moderador, no el primero.)
    ");
    let emoji = edit_prompt(english(), &comment(&"😀".repeat(2_000)));
    assert_eq!((emoji.fields[0].longest, emoji.fields[0].value.chars().count()), (4_000, 2_000));
    for words in [english(), spanish()] {
        for key in ["appeal-form-title", "appeal-form-label", "comment-form-label", "comment-form-label-edit"] {
            assert!(units(&words.say(key)) <= 45, "{key}");
        }
        let number = comment_prompt(words, &opened, Some(Addressee { comment: CommentId(1_234_567), author: None }));
        assert!(!number.title.ends_with('…') && !number.fields[0].label.ends_with('…'), "{}", form(&number));
    }
}

#[test]
fn ones_data_come_as_a_file_and_go_after_a_question() {
    let rows = vec![serde_json::json!({ "id": 12, "text": "Well said." })];
    let reply = personal_data(english(), &PersonalData { tables: vec![("comment", rows), ("appeal", Vec::new())] });
    assert_snapshot!(shown(&reply), @r"
    (private)
    This file is a copy of everything I hold on you, on every server: one entry in JSON, by kind.
    -# Only you can see it. `/privacy delete` erases what it holds.
    file newsdesk-my-data.json
    ");
    assert_snapshot!(String::from_utf8(reply.files[0].bytes.clone()).unwrap(), @r#"
    {
      "comment": [
        {
          "id": 12,
          "text": "Well said."
        }
      ]
    }
    "#);
    assert_snapshot!(shown(&personal_data(english(), &PersonalData::default())), @r"
    (private)
    I hold nothing on you.
    ");
    assert_snapshot!(shown(&erase_question(english())), @r"
    (private)
    **Erase everything I hold on you, on every server?** This cannot be undone.
    Goes: your comments with their published messages, your appeals, and which articles you asked for.
    Stays: a ban in force, until it ends; and the log of decisions, which holds no names and no words of yours.
    <Erase everything: nd1:c:forget-me> <Keep everything: nd1:c:keep-me>
    ");
    assert_snapshot!(shown(&erased(english(), 0)), @r"
    (private)
    Everything I held on you is erased, with no comments among it.
    ");
    assert_snapshot!(shown(&erased(spanish(), 3)), @r"
    (private)
    Todo lo que guardaba sobre ti está borrado, con 3 comentarios.
    ");
    assert_snapshot!(shown(&kept(english())), @r"
    (private)
    Nothing was erased.
    ");
}

fn every_refusal(text: &str) -> Vec<CommentError> {
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
    I know no such article here.
    -# `/articles` lists those I know. · ref `YMCZG`
    Comments belong to a server, and this is a private conversation.
    -# Use `/comment` or `/mycomments` on the server. · ref `YMCZG`
    This server does not take comments yet.
    -# An administrator can change that with `/newsdesk setup`. · ref `YMCZG`
    There are no words in what you sent.
    -# Letters or digits are needed; marks alone are not enough. · ref `YMCZG`
    2001 characters are more than fit here.
    -# A comment takes 2000 characters, an appeal 1000: shorten it, or send it in parts. · ref `YMCZG`
    You may not comment on this server any more.
    -# The reason given: “Spam, \*again\*”. `/appeal` asks another moderator to look again. · ref `YMCZG`
    You may not comment on this server until <t:1622671200:f>.
    -# The reason given: “Spam, \*again\*”. `/appeal` asks another moderator to look again. · ref `YMCZG`
    That is more comments in a short time than this server takes from one member.
    -# Send it again in 7 seconds. · ref `YMCZG`
    So much is waiting to be sent that I can take no comments right now.
    -# Send it again in some minutes. · ref `YMCZG`
    I know no such comment.
    -# It may have been deleted; `/mycomments` lists yours. · ref `YMCZG`
    Comment #12 has changed meanwhile.
    -# It stands like this now: turned down <t:1622635500:R>. `/mycomments` opens it. · ref `YMCZG`
    This was appealed before, on <t:1622635560:f>.
    -# Your appeal was denied. · ref `YMCZG`
    There is nothing to appeal any more.
    -# The comment was edited or deleted, the ban has ended, or the decision is another one now. · ref `YMCZG`
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
    So much is waiting to be sent that I can take no comments right now.
    -# Send it again in some minutes. · ref `YMCZG`
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
    So much is waiting to be sent that I can take no comments right now.
    -# Send it again in some minutes. · ref `YMCZG`
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

#[test]
fn a_form_begins_with_what_was_given_back() {
    let form = appeal_prompt(english(), AppealAgainst::Ban(BanId(2)));
    let field = form.clone().beginning_with(Some("x".repeat(1_200))).fields.remove(0);
    assert_eq!((field.longest, field.value.len()), (1_200, 1_200));
    let field = form.clone().beginning_with(Some("x".repeat(9_000))).fields.remove(0);
    assert_eq!((field.longest, units(&field.value)), (4_000, 4_000));
    assert_eq!(form.clone().beginning_with(None), form);
}

/// Everything a member may be shown of a comment, with this text wherever somebody else chose the words.
pub(super) fn every_comment_reply(text: &str) -> Vec<Reply> {
    let reason =
        Reason { code: text.to_owned(), label: text.to_owned(), rule: text.to_owned(), words: text.to_owned() };
    let against = AppealAgainst::Decision(DecisionId(31));
    let denied = Appeal { answer: text.to_owned(), ..appeal(against, AppealState::Denied) };
    let hostile = |mut comment: Comment| {
        comment.article_title = Some(text.to_owned());
        comment.article_address = Some(text.to_owned());
        comment.persona.name = text.to_owned();
        comment.parent = Some(CommentId(i64::MAX));
        comment.id = CommentId(i64::MAX);
        if let Some(decision) = &mut comment.decision {
            decision.reason = Some(reason.clone());
        }
        comment
    };
    let comments = [comment(text), published(text), rejected(text, None), rejected(text, Some(denied))].map(hostile);
    let about = Metadata { title: Some(text.to_owned()), url: Some(text.to_owned()), ..Metadata::default() };
    let opened = opened_from(TEXT, about, Reading::default());
    let banned = Ban { reason: text.to_owned(), ..ban(None) };
    let mut replies = Vec::new();
    for words in [english(), spanish()] {
        for comment in &comments {
            let five = page(vec![comment.clone(); 5], 1, 3);
            replies.push(comment_receipt(words, &Receipt { comment: comment.clone(), ahead: u64::MAX }));
            replies.push(comment_page(words, &opened, &five));
            replies.push(own_comments(words, &five));
            replies.push(published_comment(words, &opened, comment));
            replies.extend([HERE, ELSEWHERE].map(|place| own_comment(words, comment, place)));
            replies.push(delete_question(words, comment));
        }
        let open = vec![Appealable::Rejection(Box::new(comments[2].clone())); 26];
        let bans = vec![Appealable::Ban(Box::new(banned.clone())); 4];
        replies.push(appealable(words, &[bans, open].concat()));
        let refusals = every_refusal(text);
        replies.extend(refusals.iter().map(|e| given_back(words, comment_refusal(words, e, Reference::of(1)), text)));
    }
    replies
}

#[test]
fn forms_keep_within_their_lengths_whatever_they_hold() {
    for text in ["x".repeat(5_000), "👩‍👩‍👧 @everyone ".repeat(300), "\u{202E}\n\n".repeat(50), String::new()]
    {
        let about = Metadata { title: Some(text.clone()), ..Metadata::default() };
        let opened = opened_from(TEXT, about, Reading::default());
        let addressee = Addressee { comment: CommentId(i64::MAX), author: Some(&text) };
        let prompts = [
            comment_prompt(english(), &opened, None),
            comment_prompt(spanish(), &opened, Some(addressee)),
            edit_prompt(spanish(), &comment(&text)),
        ];
        for prompt in prompts {
            let field = &prompt.fields[0];
            assert!((1..=45).contains(&units(&prompt.title)) && (1..=45).contains(&units(&field.label)));
            assert!(units(&field.value) <= usize::from(field.longest) && field.longest <= 4_000);
        }
    }
}
