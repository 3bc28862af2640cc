//! Mentions and private messages.

use crate::room::{ADDRESS, HARRIS, Room, described, is_digest, quick};
use newsdesk::desk::FetchError;

#[tokio::test]
async fn a_mention_with_a_link_is_answered_with_the_digest() {
    let room = Room::open().await;
    room.web.serve(ADDRESS, HARRIS);
    let said = room.double.member("reader").says(&format!("@bot {ADDRESS}")).await.unwrap();
    let reply = room.double.channel("news").next_message().await.unwrap();
    assert!(is_digest(&reply), "{}", reply.text());
    assert_eq!(reply.reference, Some(said.id));
    assert!(reply.pings().is_empty(), "an answer notifies nobody");
    room.finish().await;
}

#[tokio::test]
async fn a_private_conversation_goes_on_about_the_last_article() {
    let room = Room::open().await;
    room.web.serve(ADDRESS, HARRIS);
    let (reader, talk) = (room.double.member("reader"), room.double.dm("reader"));
    reader.dm(&format!("please read {ADDRESS}.")).await.unwrap();
    let digest = talk.next_message().await.unwrap();
    assert!(is_digest(&digest), "{}", digest.text());
    reader.dm("How many vaccine doses will be delivered?").await.unwrap();
    let answer = talk.next_message().await.unwrap();
    assert!(
        answer.text().starts_with("How many vaccine doses will be delivered?\nNot in this article."),
        "{}",
        answer.text()
    );
    room.finish().await;
}

#[tokio::test]
async fn a_link_with_a_question_is_answered_at_once() {
    let room = Room::open().await;
    room.web.serve(ADDRESS, HARRIS);
    room.double
        .member("reader")
        .says(&format!("@bot {ADDRESS} how many vaccine doses will be delivered?"))
        .await
        .unwrap();
    let answer = room.double.channel("news").next_message().await.unwrap();
    assert!(answer.text().starts_with("how many vaccine doses will be delivered?"), "{}", answer.text());
    room.finish().await;
}

#[tokio::test]
async fn a_reply_to_a_digest_asks_that_article_and_not_the_last_one() {
    let (room, digest) = Room::with_digest().await;
    let reader = room.double.member("reader");
    let other = "Another story about nothing much. It has two sentences.";
    reader.slash("digest").option("text", other).send().await.unwrap().reply().await.unwrap();
    reader.replies(&digest, "@bot how many vaccine doses will be delivered?").await.unwrap();
    let answer = room.double.channel("news").next_message().await.unwrap();
    let number = |text: &str| text.rsplit_once("article ").map(|(_, n)| n.to_owned());
    assert_eq!(number(&answer.text()), number(&digest.text()));
    room.finish().await;
}

#[tokio::test]
async fn an_attached_file_is_digested_where_the_bot_is_mentioned() {
    let room = Room::open().await;
    room.double.member("reader").attaches("@bot", "harris.txt", HARRIS).await.unwrap();
    let reply = room.double.channel("news").next_message().await.unwrap();
    assert!(is_digest(&reply), "{}", reply.text());
    room.finish().await;
}

#[tokio::test]
async fn a_bare_mention_gets_help() {
    let room = Room::open().await;
    room.double.member("reader").says("@bot").await.unwrap();
    let reply = room.double.channel("news").next_message().await.unwrap();
    assert!(reply.text().contains("/digest url text file"), "{}", reply.text());
    room.finish().await;
}

#[tokio::test]
async fn what_goes_wrong_is_said_in_one_sentence() {
    let room = Room::open().await;
    room.web.fail(ADDRESS, FetchError::Forbidden);
    room.double.member("reader").says(&format!("@bot {ADDRESS}")).await.unwrap();
    let reply = room.double.channel("news").next_message().await.unwrap();
    assert!(reply.text().starts_with("The site refuses automatic readers.\n-# "), "{}", reply.text());
    room.finish().await;
}

#[tokio::test]
async fn nobody_else_is_answered() {
    let room = Room::open().await;
    let reader = room.double.member("reader");
    reader.says("good morning").await.unwrap();
    reader.says("@everyone look at https://news.example/harris").await.unwrap();
    reader.says("hello @lector").await.unwrap();
    reader.dm("help").await.unwrap();
    let reply = room.double.dm("reader").next_message().await.unwrap();
    assert!(reply.text().starts_with("Newsdesk\n"), "{}", reply.text());
    room.finish().await;
}

#[tokio::test]
async fn a_question_in_spanish_is_answered_in_spanish() {
    let (room, _digest) = Room::with_digest().await;
    let (reader, news) = (room.double.member("reader"), room.double.channel("news"));
    reader.says("@bot ¿Cuántas dosis de vacunas se entregarán en toda la región este año?").await.unwrap();
    let answer = news.next_message().await.unwrap();
    assert!(answer.text().contains("artículo "), "{}", answer.text());
    room.finish().await;
}

#[tokio::test]
async fn where_words_are_few_the_server_language_counts() {
    let room = Room::open_with(described().guild_locale("es-ES"), quick()).await;
    room.web.serve(ADDRESS, HARRIS);
    let reader = room.double.member("reader");
    // The server's language is known from its members' commands.
    reader.slash("help").send().await.unwrap().reply().await.unwrap();
    reader.says(&format!("@bot {ADDRESS}")).await.unwrap();
    let digest = room.double.channel("news").next_message().await.unwrap();
    assert!(digest.button("Datos").is_some(), "{}", digest.text());
    room.finish().await;
}
