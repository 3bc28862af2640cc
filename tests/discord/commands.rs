//! Slash commands.

use crate::room::{ADDRESS, HARRIS, Room, described, is_digest, quick, quotations};
use discord_double::Permissions;
use insta::assert_snapshot;

#[tokio::test]
async fn a_digest_of_a_page_is_a_card_of_quotations_with_buttons() {
    let room = Room::open().await;
    room.web.serve(ADDRESS, HARRIS);
    let reader = room.double.member("reader");
    let asked = reader.slash("digest").option("url", ADDRESS).option("published", "2021-06-02");
    let reply = asked.send().await.unwrap().reply().await.unwrap();
    assert!(reply.deferred && !reply.is_ephemeral() && reply.pings().is_empty());
    assert!(reply.text().contains("2 June 2021") && is_digest(&reply), "{}", reply.text());
    for quotation in quotations(&reply) {
        assert!(HARRIS.contains(&quotation), "{quotation}");
    }
    let labels: Vec<String> = reply.buttons().into_iter().map(|b| b.label).collect();
    assert_eq!(labels, ["Facts", "Ask", "Evidence", "Comment", "Calendar"]);
    room.finish().await;
}

#[tokio::test]
async fn the_same_page_is_fetched_once_for_two_readers() {
    let room = Room::open().await;
    room.web.serve(ADDRESS, HARRIS);
    for name in ["reader", "lector"] {
        let asked = room.double.member(name).slash("digest").option("url", ADDRESS).send().await.unwrap();
        asked.reply().await.unwrap();
    }
    assert_eq!(room.web.requests(), 1);
    room.finish().await;
}

#[tokio::test]
async fn a_digest_of_a_pasted_text_needs_no_web() {
    let room = Room::open().await;
    let reader = room.double.member("reader");
    let reply = reader.slash("digest").option("text", HARRIS.trim()).option("length", "short");
    let reply = reply.send().await.unwrap().reply().await.unwrap();
    assert!(reply.text().contains("no publication date found"), "{}", reply.text());
    assert_eq!(room.web.requests(), 0);
    room.finish().await;
}

#[tokio::test]
async fn a_digest_of_a_file_reads_the_attachment() {
    let room = Room::open().await;
    let reader = room.double.member("reader");
    let reply = reader.slash("digest").file("file", "harris.txt", HARRIS).send().await.unwrap().reply().await.unwrap();
    assert!(is_digest(&reply), "{}", reply.text());
    room.finish().await;
}

#[tokio::test]
async fn a_reader_of_spanish_is_answered_in_spanish() {
    let room = Room::open().await;
    room.web.serve(ADDRESS, HARRIS);
    let lector = room.double.member("lector");
    let asked = lector.slash("resumen").option("url", ADDRESS).option("publicado", "2021-06-02");
    let reply = asked.send().await.unwrap().reply().await.unwrap();
    assert!(reply.text().contains("2 de junio de 2021") && reply.text().contains("palabras"), "{}", reply.text());
    let labels: Vec<String> = reply.buttons().into_iter().map(|b| b.label).collect();
    assert_eq!(labels, ["Datos", "Preguntar", "Pruebas", "Comentar", "Calendario"]);
    let help = lector.slash("ayuda").send().await.unwrap().reply().await.unwrap();
    assert!(help.is_ephemeral() && help.text().contains("`/resumen url texto archivo"));
    room.finish().await;
}

#[tokio::test]
async fn a_digest_needs_exactly_one_article_and_a_real_date() {
    let room = Room::open().await;
    let reader = room.double.member("reader");
    let nothing = reader.slash("digest").send().await.unwrap().reply().await.unwrap();
    assert_snapshot!(nothing.text(), @r"
    There is nothing to digest yet.
    -# Give one of `url`, `text` and `file`.
    ");
    let both = reader.slash("digest").option("url", ADDRESS).option("text", "words");
    let both = both.send().await.unwrap().reply().await.unwrap();
    assert_snapshot!(both.text(), @r"
    I can digest one article at a time.
    -# Give only one of `url`, `text` and `file`.
    ");
    let date = reader.slash("digest").option("url", ADDRESS).option("published", "yesterday");
    let date = date.send().await.unwrap().reply().await.unwrap();
    assert_snapshot!(date.text(), @r"
    I cannot read that date of publication.
    -# Write it as year, month and day, such as `2021-06-02`.
    ");
    for reply in [nothing, both, date] {
        assert!(reply.is_ephemeral() && !reply.deferred);
    }
    room.finish().await;
}

#[tokio::test]
async fn every_kind_of_fact_is_found_or_not_in_this_article() {
    let (room, _digest) = Room::with_digest().await;
    let reader = room.double.member("reader");
    for kind in [
        "event",
        "date",
        "focus_area",
        "funding",
        "money",
        "decision",
        "quote",
        "person",
        "organization",
        "place",
        "percent",
        "number",
    ] {
        let reply = reader.slash("fact").option("kind", kind).send().await.unwrap().reply().await.unwrap();
        assert!(!reply.is_ephemeral());
        let found = quotations(&reply);
        assert!(!found.is_empty() || reply.text().contains("Not in this article."), "{}", reply.text());
        for quotation in found {
            let parts: Vec<&str> = quotation.split('…').filter(|p| !p.is_empty()).collect();
            assert!(parts.iter().all(|part| HARRIS.contains(part.trim())), "{quotation}");
        }
    }
    room.finish().await;
}

#[tokio::test]
async fn a_fact_is_asked_of_an_article_by_its_suggestion() {
    let (room, _digest) = Room::with_digest().await;
    let reader = room.double.member("reader");
    let text = "Another story about nothing much. It has two sentences.";
    reader.slash("digest").option("text", text).send().await.unwrap().reply().await.unwrap();
    let offered = reader.autocomplete("fact", "article", "harris").await.unwrap();
    assert!(offered.iter().any(|choice| choice.name.contains("arris")), "{offered:?}");
    let chosen = reader.slash("fact").option("kind", "place").option("article", offered[0].value.clone());
    let reply = chosen.send().await.unwrap().reply().await.unwrap();
    assert!(reply.text().contains("article "), "{}", reply.text());
    let all = reader.autocomplete("ask", "article", "").await.unwrap();
    assert!(all.len() >= 2, "{all:?}");
    room.finish().await;
}

#[tokio::test]
async fn a_question_is_answered_in_its_sentence_or_not_at_all() {
    let (room, _digest) = Room::with_digest().await;
    let reader = room.double.member("reader");
    let asked = reader.slash("ask").option("question", "How many vaccine doses will be delivered?");
    let none = asked.send().await.unwrap().reply().await.unwrap();
    assert!(!none.is_ephemeral());
    assert!(none.text().contains("Not in this article."), "{}", none.text());
    let asked = reader.slash("ask").option("question", "When will Harris arrive in Guatemala?");
    let reply = asked.send().await.unwrap().reply().await.unwrap();
    for quotation in quotations(&reply) {
        assert!(HARRIS.contains(&quotation), "{quotation}");
    }
    room.finish().await;
}

#[tokio::test]
async fn without_an_article_there_is_nothing_to_ask() {
    let room = Room::open().await;
    let reader = room.double.member("reader");
    let reply = reader.slash("ask").option("question", "When?").send().await.unwrap().reply().await.unwrap();
    assert!(reply.is_ephemeral());
    let (sentence, hint) = reply.text().split_once('\n').map(|(s, h)| (s.to_owned(), h.to_owned())).unwrap();
    assert_eq!(sentence, "No article has been asked for in this channel yet.");
    assert!(hint.starts_with("-# Start with `/digest`. · ref `"), "{hint}");
    let unknown = reader.slash("fact").option("kind", "date").option("article", "#999");
    let unknown = unknown.send().await.unwrap().reply().await.unwrap();
    assert!(unknown.is_ephemeral() && unknown.text().starts_with("I cannot find that article here."));
    room.finish().await;
}

#[tokio::test]
async fn the_list_of_articles_has_pages() {
    let room = Room::open().await;
    let reader = room.double.member("reader");
    let empty = reader.slash("articles").send().await.unwrap().reply().await.unwrap();
    assert_eq!(empty.text(), "No article has been asked for here yet. Try `/digest`.");
    for n in 0..12 {
        let address = format!("https://news.example/{n}");
        room.web.serve(&address, &format!("Story number {n}. It is short and says little."));
        reader.slash("digest").option("url", address).send().await.unwrap().reply().await.unwrap();
        room.clock.advance(jiff::SignedDuration::from_secs(60));
    }
    let first = reader.slash("articles").send().await.unwrap().reply().await.unwrap();
    assert!(first.is_ephemeral() && first.text().contains("page 1 of 2"), "{}", first.text());
    assert!(first.button("Back").is_none());
    let second = reader.click(&first, "Next").await.unwrap().update().await.unwrap();
    assert!(second.text().contains("page 2 of 2") && second.button("Next").is_none(), "{}", second.text());
    let back = reader.click(&second, "Back").await.unwrap().update().await.unwrap();
    assert_eq!(back.text(), first.text());
    room.finish().await;
}

#[tokio::test]
async fn help_comes_from_the_table_and_is_private() {
    let room = Room::with_comments().await;
    let reply = room.double.member("admin").slash("help").send().await.unwrap().reply().await.unwrap();
    assert!(reply.is_ephemeral());
    for command in room.double.commands() {
        assert!(reply.text().contains(command.name()), "{} is missing", command.name());
    }
    let reply = room.double.member("reader").slash("help").send().await.unwrap().reply().await.unwrap();
    assert!(reply.text().contains("`/comment article`"), "{}", reply.text());
    for beyond in ["/queue", "/newsdesk"] {
        assert!(!reply.text().contains(beyond), "a member cannot use {beyond}");
    }
    room.finish().await;
}

#[tokio::test]
async fn commands_work_in_private_too() {
    let room = Room::open().await;
    room.web.serve(ADDRESS, HARRIS);
    let reader = room.double.member("reader");
    let reply = reader.slash("digest").option("url", ADDRESS).in_dm().send().await.unwrap().reply().await.unwrap();
    assert!(is_digest(&reply));
    room.finish().await;
}

#[tokio::test]
async fn where_cards_do_not_show_the_answer_is_private_and_names_the_permission() {
    let builder = described().channel_with("bare", |plan| plan.bot_may_not(Permissions::EMBED_LINKS));
    let room = Room::open_with(builder, quick()).await;
    room.web.serve(ADDRESS, HARRIS);
    let reader = room.double.member("reader");
    let asked = reader.slash("digest").option("url", ADDRESS).in_channel("bare");
    let reply = asked.send().await.unwrap().reply().await.unwrap();
    assert!(reply.is_ephemeral());
    assert!(reply.content.contains("I lack the permission “Embed Links”"), "{}", reply.content);
    room.finish().await;
}
