//! A member's data: a copy, and erasure.

use super::*;
use insta::assert_snapshot;

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
    Everything I held on you is erased, and no comment was among it.
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
