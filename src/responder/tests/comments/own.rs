//! A member's own comments, and what can be done with them.

use super::*;
use insta::assert_snapshot;

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
    -# Write the first with the button Comment below a digest, or with `/comment`.
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

    [Each can be appealed once. A different moderator decides.]
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
    Your appeal against the ban is filed. A different moderator decides it.
    -# You will hear the outcome by private message, if yours are open.
    ");
}
