//! What an author is told at once.

use super::*;
use insta::assert_snapshot;

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
    Your comment #12 is saved and waits for a moderator; 2 comments are ahead of it.
    -# Your comment contains an e-mail address, a phone number. Edit it if you did not mean to share that.
    -# You will hear the decision by private message; `/mycomments` shows it too.
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
    The new text of comment #12 is saved and waits for a moderator, and the old one stays up until then; it is next in line.
    -# You will hear the decision by private message; `/mycomments` shows it too.
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
