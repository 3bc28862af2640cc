//! Articles over time and between channels.

use crate::room::{ADDRESS, HARRIS, Room, is_digest};
use jiff::SignedDuration;
use newsdesk::desk::FetchError;

#[tokio::test]
async fn a_page_that_changed_says_so() {
    let (room, _first) = Room::with_digest().await;
    room.web.serve(ADDRESS, &HARRIS.replace("Sunday", "Saturday"));
    room.clock.advance(SignedDuration::from_mins(11));
    let reader = room.double.member("reader");
    let again = reader.slash("digest").option("url", ADDRESS).send().await.unwrap().reply().await.unwrap();
    assert!(again.text().contains("-# The page has changed since it was read on <t:"), "{}", again.text());
    room.finish().await;
}

#[tokio::test]
async fn a_page_that_cannot_be_asked_again_is_shown_as_it_was() {
    let (room, _first) = Room::with_digest().await;
    room.web.fail(ADDRESS, FetchError::TimedOut);
    room.clock.advance(SignedDuration::from_mins(11));
    let reader = room.double.member("reader");
    let again = reader.slash("digest").option("url", ADDRESS).send().await.unwrap().reply().await.unwrap();
    let note = "-# The page could not be checked again; this is what it said on <t:";
    assert!(is_digest(&again) && again.text().contains(note), "{}", again.text());
    assert!(again.text().contains("The site took too long to answer."));
    room.finish().await;
}

#[tokio::test]
async fn a_pasted_text_stays_in_its_channel() {
    let room = Room::open().await;
    let reader = room.double.member("reader");
    let text = "The council met in private on Monday. It decided to close the old harbour.";
    let digest = reader.slash("digest").option("text", text).send().await.unwrap().reply().await.unwrap();
    assert!(is_digest(&digest));
    let elsewhere = reader.slash("fact").option("kind", "date").option("article", "#1").in_channel("talk");
    let refused = elsewhere.send().await.unwrap().reply().await.unwrap();
    assert!(refused.is_ephemeral() && refused.text().starts_with("I cannot find that article here."));
    let offered = room.double.member("lector").at("talk").slash("fact").autocomplete("article", "").await.unwrap();
    assert!(offered.is_empty(), "{offered:?}");
    room.finish().await;
}

#[tokio::test]
async fn long_lists_of_facts_are_paged_in_place() {
    let room = Room::open().await;
    let things =
        ["harbour", "bridge", "school", "railway", "hospital", "library", "stadium", "market", "tunnel", "airport"];
    let places = ["Lisbon", "Vienna", "Warsaw", "Dublin", "Athens", "Oslo"];
    let stories: Vec<String> = (0..60)
        .map(|n| {
            let (thing, place) = (things[n % things.len()], places[n % places.len()]);
            format!(
                "On {} March 2021 the council of {place} decided to spend ${} million on a new {thing} number {n}, which the \
                 mayor said “will change how {} thousand people live, work and travel” after {} years of plans, protests and \
                 studies by engineers from several countries who had warned of the cost of waiting any longer.\n\n",
                n % 28 + 1,
                n * 7 + 3,
                n * 13 + 40,
                n + 2,
            )
        })
        .collect();
    let text = stories.concat();
    room.web.serve(ADDRESS, &text);
    let reader = room.double.member("reader");
    let digest = reader.slash("digest").option("url", ADDRESS).send().await.unwrap().reply().await.unwrap();
    let facts = reader.click(&digest, "Facts").await.unwrap().reply().await.unwrap();
    let money = reader.select(&facts, "Another kind of fact", &["money"]).await.unwrap().update().await.unwrap();
    assert!(money.text().contains("page 1 of "), "{}", money.text());
    let more = reader.click(&money, "Next").await.unwrap().update().await.unwrap();
    assert!(more.text().contains("page 2 of "), "{}", more.text());
    let public = reader.slash("fact").option("kind", "money").send().await.unwrap().reply().await.unwrap();
    let more = reader.click(&public, "Next").await.unwrap().update().await.unwrap();
    assert!(!more.is_ephemeral() && more.text().contains("page 2 of "), "{}", more.text());
    room.finish().await;
}

#[tokio::test]
async fn a_page_of_a_digest_changes_the_digest_itself() {
    let (room, digest) = Room::with_digest().await;
    let number = digest.text().rsplit_once("article ").map(|(_, n)| n.to_owned()).unwrap();
    let turning = room.message_with_button(&format!("nd1:digest:{number}:m:0")).await;
    let turned = room.double.member("reader").click(&turning, "Old").await.unwrap().update().await.unwrap();
    assert_eq!(turned.id, turning.id);
    assert!(is_digest(&turned) && turned.content.is_empty(), "{}", turned.text());
    room.finish().await;
}
