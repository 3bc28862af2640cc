//! What everybody reads of comments.

use super::*;
use insta::assert_snapshot;

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
