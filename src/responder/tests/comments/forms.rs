//! Forms: what they ask, and that they keep within their lengths.

use super::*;
use insta::assert_snapshot;

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
fn a_form_begins_with_what_was_given_back() {
    let form = appeal_prompt(english(), AppealAgainst::Ban(BanId(2)));
    let field = form.clone().beginning_with(Some("x".repeat(1_200))).fields.remove(0);
    assert_eq!((field.longest, field.value.len()), (1_200, 1_200));
    let field = form.clone().beginning_with(Some("x".repeat(9_000))).fields.remove(0);
    assert_eq!((field.longest, units(&field.value)), (4_000, 4_000));
    assert_eq!(form.clone().beginning_with(None), form);
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
