//! Buttons, lists and forms.

use crate::room::{ADDRESS, HARRIS, Room, described, quick, quotations};
use newsdesk::discord::Limits;
use std::time::Duration;

#[tokio::test]
async fn facts_open_for_the_reader_alone_and_change_by_kind() {
    let (room, digest) = Room::with_digest().await;
    let reader = room.double.member("reader");
    let facts = reader.click(&digest, "Facts").await.unwrap().reply().await.unwrap();
    assert!(facts.is_ephemeral());
    if !facts.components.is_empty() {
        let select = "Another kind of fact";
        let dates = reader.select(&facts, select, &["date"]).await.unwrap().update().await.unwrap();
        assert!(dates.text().starts_with("Dates ("), "{}", dates.text());
        assert!(dates.is_ephemeral());
    }
    room.finish().await;
}

#[tokio::test]
async fn evidence_shows_points_in_their_place() {
    let (room, digest) = Room::with_digest().await;
    let reader = room.double.member("reader");
    let evidence = reader.click(&digest, "Evidence").await.unwrap().reply().await.unwrap();
    assert!(evidence.is_ephemeral());
    for quotation in quotations(&evidence) {
        assert!(HARRIS.contains(&quotation), "{quotation}");
    }
    room.finish().await;
}

#[tokio::test]
async fn the_calendar_is_a_file_or_says_why_there_is_none() {
    let (room, digest) = Room::with_digest().await;
    let reader = room.double.member("reader");
    let calendar = reader.click(&digest, "Calendar").await.unwrap().reply().await.unwrap();
    assert!(calendar.is_ephemeral());
    match calendar.attachments.first() {
        Some(file) => {
            let text = String::from_utf8(file.bytes.to_vec()).unwrap();
            assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"), "{text}");
            assert!(file.filename.starts_with("article-"));
        }
        None => assert!(calendar.text().contains("No event") || calendar.text().contains("has events, but none")),
    }
    room.finish().await;
}

#[tokio::test]
async fn a_question_is_asked_in_a_form() {
    let (room, digest) = Room::with_digest().await;
    let reader = room.double.member("reader");
    let form = reader.click(&digest, "Ask").await.unwrap().modal().await.unwrap();
    assert_eq!(form.title, "Ask this article");
    let question = "How many vaccine doses will be delivered?";
    let answer = reader.submit_modal(&form, [("question", question)]).await.unwrap().reply().await.unwrap();
    assert!(answer.text().starts_with(question), "{}", answer.text());
    assert!(answer.text().contains("Not in this article."));
    let form = room.double.member("lector").click(&digest, "Ask").await.unwrap().modal().await.unwrap();
    assert_eq!((form.title.as_str(), form.inputs[0].label.as_str()), ("Preguntar a este artículo", "Tu pregunta"));
    room.finish().await;
}

#[tokio::test]
async fn buttons_still_work_for_somebody_who_came_later() {
    let (room, digest) = Room::with_digest().await;
    let lector = room.double.member("lector");
    let facts = lector.click(&digest, "Facts").await.unwrap().reply().await.unwrap();
    assert!(facts.is_ephemeral());
    let evidence = lector.click(&digest, "Evidence").await.unwrap().reply().await.unwrap();
    assert!(evidence.text().contains("Cada punto en su lugar"), "{}", evidence.text());
    room.finish().await;
}

#[tokio::test]
async fn slow_work_is_acknowledged_first_and_ends_the_same() {
    let limits = Limits { acknowledge_after: Duration::ZERO, ..quick() };
    let room = Room::open_with(described(), limits).await;
    room.web.serve(ADDRESS, HARRIS);
    let reader = room.double.member("reader");
    let digest = reader.slash("digest").option("url", ADDRESS).send().await.unwrap().reply().await.unwrap();
    let facts = reader.click(&digest, "Facts").await.unwrap().reply().await.unwrap();
    assert!(facts.deferred && facts.is_ephemeral());
    let list = reader.slash("articles").send().await.unwrap().reply().await.unwrap();
    assert!(list.deferred && list.is_ephemeral());
    let none = reader.slash("fact").option("kind", "date").option("article", "#999").send().await.unwrap();
    let none = none.followup().await.unwrap();
    assert!(none.is_ephemeral() && none.text().starts_with("I cannot find that article here."));
    room.finish().await;
}

#[tokio::test]
async fn a_control_of_an_older_bot_says_so() {
    let room = Room::open().await;
    let reader = room.double.member("reader");
    let greeting = reader.slash("help").send().await.unwrap().reply().await.unwrap();
    assert!(greeting.buttons().is_empty());
    let old = room.message_with_button("nd0:digest:1").await;
    let reply = reader.click(&old, "Old").await.unwrap().reply().await.unwrap();
    assert!(reply.is_ephemeral());
    assert!(reply.text().starts_with("This control is from an older version of me."), "{}", reply.text());
    let gone = room.message_with_button("nd1:evidence:424242:m:0:i").await;
    let reply = reader.click(&gone, "Old").await.unwrap().reply().await.unwrap();
    assert!(reply.is_ephemeral() && reply.text().starts_with("I cannot find that article here."));
    room.finish().await;
}
