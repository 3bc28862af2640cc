//! Articles: opened, listed, read.

use crate::newsroom::{Newsroom, READER, SOMEBODY_ELSE, STORY};
use jiff::SignedDuration;
use newsdesk::article::page::Unreadable;
use newsdesk::desk::{
    AnswerRequest, ArticleRef, DigestRequest, FactRequest, FetchError, Freshness, ListRequest, OpenError, Submission,
};
use newsdesk::reading::FactKind;
use newsdesk::summarizer::Length;

const ADDRESS: &str = "https://news.example/story";

fn address(url: &str) -> Submission {
    Submission::Address(url.to_owned())
}

#[tokio::test]
async fn a_page_is_fetched_once_and_then_known() {
    let room = Newsroom::open().await;
    room.web.serve(ADDRESS, STORY);
    let first = room.desk.open_submission(READER, address(ADDRESS), None).await.unwrap();
    assert_eq!(first.freshness, Freshness::New);
    let again = room.desk.open_submission(SOMEBODY_ELSE, address("news.example/story#top"), None).await.unwrap();
    assert_eq!((again.id, again.freshness), (first.id, Freshness::Known));
    assert_eq!(room.web.requests(), 1);
}

#[tokio::test]
async fn two_who_ask_at_once_cause_one_download() {
    let room = Newsroom::open().await;
    room.web.serve(ADDRESS, STORY);
    let (one, two) = tokio::join!(
        room.desk.open_submission(READER, address(ADDRESS), None),
        room.desk.open_submission(SOMEBODY_ELSE, address(ADDRESS), None),
    );
    assert_eq!(one.unwrap().id, two.unwrap().id);
    assert_eq!(room.web.requests(), 1);
}

#[tokio::test]
async fn after_a_while_the_page_is_asked_whether_it_changed() {
    let room = Newsroom::open().await;
    room.web.serve(ADDRESS, STORY);
    let first = room.desk.open_submission(READER, address(ADDRESS), None).await.unwrap();
    room.clock.advance(SignedDuration::from_mins(11));
    let same = room.desk.open_submission(READER, address(ADDRESS), None).await.unwrap();
    assert_eq!((same.id, same.freshness), (first.id, Freshness::Known));
    assert_eq!((room.web.requests(), room.web.conditional_requests()), (2, 1));

    room.clock.advance(SignedDuration::from_mins(11));
    room.web.serve(ADDRESS, &STORY.replace("Monday", "Thursday"));
    let changed = room.desk.open_submission(READER, address(ADDRESS), None).await.unwrap();
    assert_ne!(changed.id, first.id);
    assert_eq!(changed.freshness, Freshness::Changed { since: first.read_at });
    // What was quoted from the old text stays quotable.
    let old = room.desk.open_known(READER, &ArticleRef::Id(first.id)).await.unwrap();
    assert!(old.article.text().contains("Monday"));
}

#[tokio::test]
async fn a_page_that_cannot_be_asked_again_is_shown_as_it_was() {
    let room = Newsroom::open().await;
    room.web.serve(ADDRESS, STORY);
    let first = room.desk.open_submission(READER, address(ADDRESS), None).await.unwrap();
    room.clock.advance(SignedDuration::from_hours(5));
    room.web.fail(ADDRESS, FetchError::ServerFailure(503));
    let kept = room.desk.open_submission(READER, address(ADDRESS), None).await.unwrap();
    assert_eq!((kept.id, kept.freshness), (first.id, Freshness::Unchecked { why: FetchError::ServerFailure(503) }));
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_with_its_reason_and_nothing_is_stored() {
    let room = Newsroom::open().await;
    room.web.fail("https://news.example/gone", FetchError::NotFound);
    room.web.serve("https://news.example/empty", "   ");
    let gone = room.desk.open_submission(READER, address("https://news.example/gone"), None).await;
    assert!(matches!(gone, Err(OpenError::Fetch(FetchError::NotFound))), "{gone:?}");
    let empty = room.desk.open_submission(READER, address("https://news.example/empty"), None).await;
    assert!(matches!(empty, Err(OpenError::Unreadable(Unreadable::Empty))), "{empty:?}");
    let blank = room.desk.open_submission(READER, Submission::Text(" \n\u{200b}".to_owned()), None).await;
    assert!(matches!(blank, Err(OpenError::Unreadable(Unreadable::Empty))), "{blank:?}");
    let long = room.desk.open_submission(READER, Submission::Text("a ".repeat(600_000)), None).await;
    assert!(matches!(long, Err(OpenError::Unreadable(Unreadable::TooLarge))), "{long:?}");
    let list = room.desk.list_articles(ListRequest { asker: READER, page: 0 }).await.unwrap();
    assert!(list.items.is_empty());
}

#[tokio::test]
async fn what_is_no_web_address_is_refused_before_any_request() {
    let room = Newsroom::open().await;
    for typed in
        ["", "story", "ftp://news.example/a", "javascript:alert(1)", "https://user:word@news.example/", "http://"]
    {
        let refused = room.desk.open_submission(READER, address(typed), None).await;
        assert!(matches!(refused, Err(OpenError::Fetch(FetchError::NotAWebAddress))), "{typed}: {refused:?}");
    }
    assert_eq!(room.web.requests(), 0);
}

#[tokio::test]
async fn a_member_s_own_date_does_not_change_the_page_for_others() {
    let room = Newsroom::open().await;
    room.web.serve(ADDRESS, STORY);
    let date = "2021-06-02".parse().unwrap();
    let dated = room.desk.open_submission(READER, address(ADDRESS), Some(date)).await.unwrap();
    assert_eq!(dated.article.published(), Some(date));
    let plain = room.desk.open_submission(SOMEBODY_ELSE, address(ADDRESS), None).await.unwrap();
    assert_eq!(plain.article.published(), None);
    assert_ne!(plain.id, dated.id);
    // A button under the dated digest still knows the date.
    let again = room.desk.open_known(READER, &ArticleRef::Id(dated.id)).await.unwrap();
    assert_eq!(again.article.published(), Some(date));
}

#[tokio::test]
async fn digest_facts_and_answers_quote_the_article() {
    let room = Newsroom::open().await;
    let request = DigestRequest {
        asker: READER,
        submission: Submission::Text(STORY.to_owned()),
        length: Length::Medium,
        published: Some("2021-06-02".parse().unwrap()),
    };
    let digested = room.desk.digest_article(request).await.unwrap();
    let text = digested.opened.article.text().to_owned();
    assert_eq!(text, STORY);
    assert!(!digested.digest.points.is_empty());

    let request = FactRequest { asker: READER, article: ArticleRef::Latest, kind: FactKind::Money };
    let found = room.desk.find_facts(request).await.unwrap();
    let sums: Vec<_> = found.facts().map(|f| f.span.of(&text)).collect();
    assert_eq!(sums, ["$310 million"]);

    let ask =
        |question: &str| AnswerRequest { asker: READER, article: ArticleRef::Latest, question: question.to_owned() };
    let answered = room.desk.answer_question(ask("When will the minister arrive in Guatemala?")).await.unwrap();
    assert!(answered.response.answer.is_some_and(|a| a.span.of(&text).contains("Sunday")));
    let answered = room.desk.answer_question(ask("Who won the football match in Berlin?")).await.unwrap();
    assert_eq!((answered.response.answer, answered.response.closest), (None, None));
}

#[tokio::test]
async fn an_article_is_found_by_number_address_or_title_but_only_where_it_may_be_seen() {
    let room = Newsroom::open().await;
    room.web.serve(ADDRESS, STORY);
    let none = room.desk.open_known(READER, &ArticleRef::Latest).await;
    assert!(matches!(none, Err(OpenError::NoneYet)), "{none:?}");
    let text = room.desk.open_submission(READER, Submission::Text(STORY.to_owned()), None).await.unwrap();
    for typed in [format!("{}", text.id.0), format!("#{}", text.id.0)] {
        let typed = ArticleRef::Typed(typed);
        assert_eq!(room.desk.open_known(READER, &typed).await.unwrap().id, text.id);
        let hidden = room.desk.open_known(SOMEBODY_ELSE, &typed).await;
        assert!(matches!(hidden, Err(OpenError::Unknown)), "{hidden:?}");
    }
    let page = room.desk.open_known(READER, &ArticleRef::Typed(ADDRESS.to_owned())).await.unwrap();
    let by_title =
        room.desk.open_known(SOMEBODY_ELSE, &ArticleRef::Typed("minister to VISIT".to_owned())).await.unwrap();
    assert_eq!(by_title.id, page.id);
    let unknown = room.desk.open_known(READER, &ArticleRef::Typed("no such thing".to_owned())).await;
    assert!(matches!(unknown, Err(OpenError::Unknown)), "{unknown:?}");
}

#[tokio::test]
async fn one_member_cannot_keep_the_bot_busy() {
    let room = Newsroom::open().await;
    let hand_in =
        |n: u32| room.desk.open_submission(READER, Submission::Text(format!("Story number {n} is short.")), None);
    for n in 0..12 {
        hand_in(n).await.unwrap();
    }
    let refused = hand_in(12).await;
    assert!(matches!(refused, Err(OpenError::TooMany { wait }) if wait.as_secs() > 0), "{refused:?}");
    assert!(room.desk.open_submission(SOMEBODY_ELSE, Submission::Text(STORY.to_owned()), None).await.is_ok());
    room.clock.advance(SignedDuration::from_secs(61));
    hand_in(13).await.unwrap();
}

#[tokio::test]
async fn lists_have_pages_and_past_the_end_is_the_last() {
    let room = Newsroom::open().await;
    for n in 0..12 {
        let text = Submission::Text(format!("Story number {n} is short."));
        room.desk.open_submission(READER, text, None).await.unwrap();
        room.clock.advance(SignedDuration::from_secs(1));
    }
    let page = |page| room.desk.list_articles(ListRequest { asker: READER, page });
    let first = page(0).await.unwrap();
    assert_eq!((first.items.len(), first.page, first.pages), (10, 0, 2));
    let last = page(99).await.unwrap();
    assert_eq!((last.items.len(), last.page, last.pages), (2, 1, 2));
    assert_eq!(room.desk.suggest_articles(READER, "").await.unwrap().len(), 12);
}
