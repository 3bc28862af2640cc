//! "Digest this article" on a message's menu.

use crate::room::{ADDRESS, HARRIS, Room, is_digest};

#[tokio::test]
async fn a_link_in_a_message_is_digested() {
    let room = Room::open().await;
    room.web.serve(ADDRESS, HARRIS);
    let reader = room.double.member("reader");
    let message =
        room.double.member("lector").at("news").says(&format!("read this: <{ADDRESS}>, it is good")).await.unwrap();
    let reply = reader.message_menu("Digest this article", &message).await.unwrap().reply().await.unwrap();
    assert!(reply.deferred && is_digest(&reply), "{}", reply.text());
    room.finish().await;
}

#[tokio::test]
async fn a_long_text_in_a_message_is_digested() {
    let room = Room::open().await;
    let reader = room.double.member("reader");
    let start: String = HARRIS.chars().take(1_500).collect();
    let message = reader.says(&start).await.unwrap();
    let reply = reader.message_menu("Digest this article", &message).await.unwrap().reply().await.unwrap();
    assert!(is_digest(&reply), "{}", reply.text());
    room.finish().await;
}

#[tokio::test]
async fn a_file_of_a_message_is_digested_in_the_readers_language() {
    let room = Room::open().await;
    let message = room.double.member("reader").attaches("look", "harris.txt", HARRIS).await.unwrap();
    let lector = room.double.member("lector");
    let reply = lector.message_menu("Resumir este artículo", &message).await.unwrap().reply().await.unwrap();
    assert!(reply.text().contains("artículo 1") && is_digest(&reply), "{}", reply.text());
    room.finish().await;
}

#[tokio::test]
async fn a_message_with_nothing_to_digest_says_so() {
    let room = Room::open().await;
    let reader = room.double.member("reader");
    let message = reader.says("good morning").await.unwrap();
    let reply = reader.message_menu("Digest this article", &message).await.unwrap().reply().await.unwrap();
    assert!(reply.is_ephemeral());
    assert_eq!(reply.text(), "That message has no link, no file and no text long enough to digest.");
    room.finish().await;
}
