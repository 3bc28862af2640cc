//! What each card and dialogue looks like.

use super::*;
use insta::assert_snapshot;

fn card(comment: &Comment) -> String {
    shown(&comment_card(english(), comment, &history(), &Settings::default()))
}

#[test]
fn a_card_shows_whose_it_is_what_it_says_and_what_was_found() {
    assert_snapshot!(card(&comment()), @r"
    **#12** waits for a decision; written <t:1700000000:R>.
    # Minister to visit Guatemala
    (https://news.example/visit)
    **Ana \*the\* reader** · <@5>
    3 approved, 1 rejected, 2 waiting
    Rejected before: #9 <t:1700000060:R> (Off topic)
    Banned before: <t:1699999910:f>, lifted <t:1699999990:f>: “again and again”
    > What an **__idiot__**.
    > Read the \*article\* at **__x@y.example__** first!
    # What the checks say: most likely no
    **Most likely no** · An e-mail address: “x@y.example”
    **Worth a look** · An insult: “idiot”
    **Good to know** · A rule fired
    [Toxicity 83 of 100 (held from 50) · spam 2 of 100 (held from 50)]
    <Approve: nd1:m:ok:12:p1:c> <Reject: nd1:m:no:12:p1:c> <Ban author: nd1:m:ban:12:p1:c> <History: nd1:m:history:12:0:a>
    ");
}

#[test]
fn a_card_says_who_has_claimed_its_comment_and_until_when() {
    let claim = Claim { by: MOD, until: Timestamp::from_second(1_700_000_600).unwrap() };
    let claimed = Comment { claim: Some(claim), ..comment() };
    let second = |text: String| text.lines().nth(1).unwrap().to_owned();
    assert_snapshot!(second(card(&claimed)), @"Claimed by <@7> until <t:1700000600:t>.");
    let spanish = comment_card(spanish(), &claimed, &history(), &Settings::default());
    assert_snapshot!(second(shown(&spanish)), @"<@7> lo tiene a su cargo hasta <t:1700000600:t>.");
    let decided = Comment { claim: Some(claim), ..decided(Ruling::Approve, Some(MOD)) };
    assert!(!card(&decided).contains("laimed"));
}

#[test]
fn a_card_in_spanish_says_the_same() {
    let first = AuthorHistory::default();
    assert_snapshot!(shown(&comment_card(spanish(), &comment(), &first, &Settings::default())), @r"
    **#12** espera una decisión; escrito <t:1700000000:R>.
    # Minister to visit Guatemala
    (https://news.example/visit)
    **Ana \*the\* reader** · <@5>
    El primer comentario en este servidor
    > What an **__idiot__**.
    > Read the \*article\* at **__x@y.example__** first!
    # Lo que dicen las comprobaciones: muy probablemente no
    **Muy probablemente no** · Una dirección de correo electrónico: “x@y.example”
    **Merece una mirada** · Un insulto: “idiot”
    **Bueno saberlo** · A rule fired
    [Toxicidad 83 de 100 (se retiene desde 50) · spam 2 de 100 (se retiene desde 50)]
    <Aprobar: nd1:m:ok:12:p1:c> <Rechazar: nd1:m:no:12:p1:c> <Vetar al autor: nd1:m:ban:12:p1:c> <Historial: nd1:m:history:12:0:a>
    ");
}

#[test]
fn a_decided_card_says_who_when_and_why_and_offers_what_is_left() {
    let last_two = |text: String| {
        let first = text.lines().next().unwrap().to_owned();
        format!("{first}\n{}", text.lines().last().unwrap())
    };
    assert_snapshot!(last_two(card(&decided(Ruling::Approve, Some(MOD)))), @r"
    **#12** was approved by <@7> on <t:1700000060:f>.
    <Take down: nd1:m:no:12:a1:c> <Ban author: nd1:m:ban:12:a1:c> <History: nd1:m:history:12:0:a>
    ");
    assert_snapshot!(last_two(card(&decided(Ruling::Approve, None))), @r"
    **#12** was let through by the server's mode on <t:1700000060:f>; nobody has looked at it yet.
    <Take down: nd1:m:no:12:a1:c> <Ban author: nd1:m:ban:12:a1:c> <History: nd1:m:history:12:0:a>
    ");
    assert_snapshot!(last_two(card(&decided(Ruling::Reject, Some(MOD)))), @r"
    **#12** was rejected by <@7> on <t:1700000060:f>: Off topic.
    <Ban author: nd1:m:ban:12:r1:c> <History: nd1:m:history:12:0:a>
    ");
    let gone = Comment { state: CommentState::Deleted, text: String::new(), author: None, ..comment() };
    assert_snapshot!(card(&gone), @r"
    **#12** was deleted.
    # Minister to visit Guatemala
    (https://news.example/visit)
    somebody whose data were erased
    3 approved, 1 rejected, 2 waiting
    Rejected before: #9 <t:1700000060:R> (Off topic)
    Banned before: <t:1699999910:f>, lifted <t:1699999990:f>: “again and again”
    The words are gone.
    <History: nd1:m:history:12:0:a>
    ");
}

#[test]
fn an_edit_of_a_published_comment_says_that_it_stays_up() {
    let edit = Comment { revision: 2, state: CommentState::Pending, ..decided(Ruling::Approve, Some(MOD)) };
    assert_snapshot!(card(&edit).lines().next().unwrap(), @"**#12**, revision 2, waits for a decision: an edit, made <t:1700000000:R>, of a published comment, which stays up until you decide.");
    let again = Comment { revision: 2, state: CommentState::Pending, ..decided(Ruling::Reject, Some(MOD)) };
    let text = card(&again);
    assert_snapshot!(text.lines().take(2).collect::<Vec<_>>().join("\n"), @r"
    **#12**, revision 2, waits for a decision: its author rewrote it <t:1700000000:R>.
    Revision 1 was rejected by <@7>: Off topic.
    ");
}

#[test]
fn a_reply_and_a_text_too_long_for_a_card_have_a_button_to_read_them() {
    let long = Comment { parent: Some(CommentId(11)), text: "@\n".repeat(1_000), ..comment() };
    let text = card(&long);
    assert!(text.contains("Answers comment #11"), "{text}");
    assert!(text.ends_with("<What it answers: nd1:m:inspect:11> <Whole text: nd1:m:text:12>"), "{text}");
    let file = whole_text(english(), &long);
    assert_eq!(file.files[0].bytes, long.text.as_bytes());
}

#[test]
fn a_member_banned_for_good_is_not_offered_for_banning_again() {
    let banned = AuthorHistory { bans: vec![ban(None)], ..history() };
    let text = shown(&comment_card(english(), &comment(), &banned, &Settings::default()));
    assert!(!text.contains("Ban author") && text.contains("History"), "{text}");
}

#[test]
fn the_reasons_reject_at_once_or_after_words() {
    let reply = reject_reasons(english(), &comment(), &history(), &Settings::default(), Seat::Card);
    assert_snapshot!(shown(&reply), @r"
    (private)
    Why reject #12? Its author is told the reason and the rule.
    <Reject now, because…: Off topic | Insult | Hate | Spam | Personal data | False claim | Other>
    <Reject with words of my own, because…: Off topic | Insult | Hate | Spam | Personal data | False claim | Other | Words of my own alone>
    ");
    let target = Target::of(&comment(), Seat::Card);
    let mark = Some(crate::responder::ReasonMark::of("off_topic"));
    let prompt = reject_prompt(english(), &Settings::default(), target, mark);
    assert_eq!((prompt.title.as_str(), prompt.fields[0].required), ("Reject #12: Off topic", false));
    let alone = reject_prompt(english(), &Settings::default(), target, None);
    assert_eq!((alone.title.as_str(), alone.fields[0].required), ("Reject #12", true));
}

#[test]
fn a_dialogue_in_the_queue_keeps_the_comment_in_sight() {
    let seat = Seat::Queue(QueueFilter::default());
    let reply = reject_all_reasons(english(), &comment(), &history(), &Settings::default(), seat);
    assert_eq!(reply.cards.len(), 3);
    assert!(
        reply.content.ends_with("2 comments of Ana \\*the\\* reader wait. Reject them all? Choosing a reason does.")
    );
    assert!(matches!(reply.rows.last(), Some(Row::Buttons(buttons)) if buttons[0].label == "Back"));
    let times = ban_times(english(), &comment(), &history(), &Settings::default(), Seat::Card);
    assert_snapshot!(shown(&times), @r"
    (private)
    For how long may Ana \*the\* reader not comment on this server?
    <For how long?: one hour | one day | one week | 30 days | for good>
    ");
}

#[test]
fn an_appeal_shows_the_first_decision_and_the_authors_words() {
    let rejected = decided(Ruling::Reject, Some(MOD));
    assert_snapshot!(shown(&appeal_card(english(), &appeal(AppealState::Open), Some(&rejected), None)), @r"
    <@5> appealed against the rejection of **#12** <t:1700000100:R>.
    A different moderator decides.
    # Minister to visit Guatemala
    (https://news.example/visit)
    **#12** · Ana \*the\* reader
    Rejected by <@7> on <t:1700000060:f>: Off topic.
    > What an idiot.
    > Read the \*article\* at x@y.example first!
    # What the author says
    > It is about the article.
    > Really.
    <Grant: nd1:m:grant:6:c> <Deny: nd1:m:deny:6:c> <History: nd1:m:history:12:0:a>
    ");
    assert_snapshot!(shown(&appeal_card(spanish(), &appeal(AppealState::Denied), None, Some(&ban(None)))), @r"
    <@8> denegó el recurso el <t:1700000200:f>.
    # Un veto
    Vetado por <@7> el <t:1699999910:f>, para siempre: “again and again”
    # Lo que dice quien recurre
    > It is about the article.
    > Really.

    **Respuesta:** Looked at it again.
    ");
    let answer = answer_prompt(english(), AppealId(6), false, Seat::Card);
    assert!(answer.fields[0].required && !answer_prompt(english(), AppealId(6), true, Seat::Card).fields[0].required);
}
