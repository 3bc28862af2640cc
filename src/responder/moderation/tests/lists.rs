//! The queue, the log, figures and bans.

use super::*;
use crate::desk::{AppealView, AuditRow, AuthorView, CommentPage, Errand, Figures, LogPage, LogRequest, Order};
use crate::moderation::Verdict;
use crate::moderation::audit::{Act, Entry, Link};
use insta::assert_snapshot;

#[test]
fn the_queue_shows_one_comment_and_its_place() {
    let mine = Comment { claim: Some(Claim { by: MOD, until: second(600) }), ..comment() };
    let reply = queue(english(), &view(Some(mine)), &Settings::default(), Some("**#11** approved."));
    assert_eq!(reply.cards.len(), 3);
    let text = shown(&reply);
    let lines: Vec<&str> = text.lines().collect();
    assert_snapshot!([&lines[..4], &lines[lines.len() - 2..]].concat().join("\n"), @r"
    (private)
    **#11** approved.
    1 of 14 waiting, 2 with others, 1 appeal open · yours until <t:1700000600:t>
    **#12** waits for a decision; written <t:1700000000:R>.
    <Approve: nd1:m:ok:12:p1:q:-:-:-> <Reject: nd1:m:no:12:p1:q:-:-:-> <Ban author: nd1:m:ban:12:p1:q:-:-:-> <History: nd1:m:history:12:0:a> <Skip: nd1:m:queue:12:-:-:->
    <Reject all 2 of this author: nd1:m:na:12:p1:q:-:-:-> <Appeals (1): nd1:m:appeals:-:-:-:->
    ");
}

#[test]
fn an_empty_queue_says_so_and_why() {
    let filter = QueueFilter { article: Some(ArticleId(3)), author: Some(ANA), verdict: Some(Verdict::Block) };
    let empty = QueueView { waiting: 0, claimed: 0, open_appeals: 0, ..view(None) };
    let narrow = QueueView { filter, ..empty.clone() };
    let taken = QueueView { waiting: 2, claimed: 2, ..empty.clone() };
    let skipped = QueueView { waiting: 2, claimed: 1, ..empty.clone() };
    let text = |view: &QueueView| shown(&queue(english(), view, &Settings::default(), None));
    assert_snapshot!([text(&empty), text(&narrow), text(&taken), text(&skipped)].join("\n\n"), @r"
    (private)
    Nothing is waiting.
    <Look again: nd1:m:queue:-:-:-:->

    (private)
    Only: article 3 · <@5> · most likely no
    Nothing is waiting that fits.
    <Look again: nd1:m:queue:-:3:5:b>

    (private)
    All 2 comments that wait are with other moderators.
    <Look again: nd1:m:queue:-:-:-:->

    (private)
    Nothing waits but what you have just skipped or wrote yourself, and 1 with other moderators.
    <Look again: nd1:m:queue:-:-:-:->
    ");
}

#[test]
fn appeals_are_worked_through_one_by_one() {
    let comment = decided(Ruling::Reject, Some(MOD));
    let view = AppealView { next: Some((appeal(AppealState::Open), Some(comment), None)), open: 3 };
    let reply = next_appeal(english(), &view, QueueFilter::default(), Some("You granted the appeal of <@9>."));
    let text = shown(&reply);
    assert!(text.starts_with("(private)\nYou granted the appeal of <@9>.\n3 appeals are open.\n"), "{text}");
    assert_snapshot!(text.lines().last().unwrap(), @"<Grant: nd1:m:grant:6:q:-:-:-> <Deny: nd1:m:deny:6:q:-:-:-> <History: nd1:m:history:12:0:a> <Next appeal: nd1:m:appeals:6:-:-:-> <Back to the queue: nd1:m:queue:-:-:-:->");
    let none = AppealView { next: None, open: 0 };
    assert_snapshot!(shown(&next_appeal(english(), &none, QueueFilter::default(), None)), @r"
    (private)
    No appeal is open.
    <Back to the queue: nd1:m:queue:-:-:-:->
    ");
}

#[test]
fn an_authors_history_lists_comments_rejections_and_bans() {
    let items = vec![comment(), decided(Ruling::Reject, Some(MOD))];
    let page = CommentPage { items, order: Order::NewestFirst, page: 0, pages: 2, total: 7 };
    let view = AuthorView { comment: comment(), history: history(), page };
    assert_snapshot!(shown(&author_history(english(), &view)), @r"
    (private)
    # What is known of Ana \*the\* reader
    **Ana \*the\* reader** · <@5>
    3 approved, 1 rejected, 2 waiting
    Rejected before: #9 <t:1700000060:R> (Off topic)
    Banned before: <t:1699999910:f>, lifted <t:1699999990:f>: “again and again”

    **#12** waiting · <t:1700000000:R>
    > What an idiot. Read the \*article\* at x@y.example first!
    **#12** rejected · <t:1700000000:R>, by <@7>: Off topic
    > What an idiot. Read the \*article\* at x@y.example first!
    [page 1 of 2]
    <Next: nd1:m:history:12:1:i>
    ");
}

fn entry(sequence: u64, act: Act) -> AuditRow {
    let entry = Entry {
        guild: 1,
        sequence,
        at: 1_700_000_000_000,
        act,
        actor: "k1".to_owned(),
        subject: "k2".to_owned(),
        comment: Some(12),
        revision: Some(2),
        detail: "off_topic".to_owned(),
    };
    AuditRow { link: Link { hash: [0xAB; 32], entry }, actor: Some(MOD), subject: Some(ANA) }
}

#[test]
fn the_log_says_who_did_what_with_the_beginning_of_each_hash() {
    let erased = AuditRow { subject: None, ..entry(40, Act::Approved) };
    let rows = vec![entry(41, Act::Rejected), erased];
    let page = LogPage { rows, request: LogRequest { page: 1, ..LogRequest::default() }, more: true };
    assert_snapshot!(shown(&mod_log(english(), &page)), @r"
    (private)
    # Audit log
    `41` <t:1700000000:f> <@7> rejected #12 of <@5> (revision 2) · off\_topic · `abababab`
    `40` <t:1700000000:f> <@7> approved #12 of somebody whose data were erased (revision 2) · off\_topic · `abababab`
    [Newest first. Each entry ends with the beginning of its hash; `newsdesk export --verify` checks the chain.]
    <Newer: nd1:m:log:-:-:0> <Older: nd1:m:log:-:-:2>
    ");
}

#[test]
fn every_act_has_its_own_line() {
    let acts = [
        Act::Submitted,
        Act::Passed,
        Act::Approved,
        Act::Rejected,
        Act::Edited,
        Act::Deleted,
        Act::Appealed,
        Act::AppealGranted,
        Act::AppealDenied,
        Act::Banned,
        Act::Unbanned,
        Act::SettingsChanged,
        Act::Erased,
        Act::Expired,
    ];
    for words in [english(), spanish()] {
        let said = acts.map(|act| {
            let rows = vec![entry(1, act)];
            let page = LogPage { rows, request: LogRequest::default(), more: false };
            mod_log(words, &page).cards.remove(0).body
        });
        assert!(said.iter().all(|line| !line.contains("log-")), "{said:?}");
        assert_eq!(said.iter().collect::<std::collections::HashSet<_>>().len(), acts.len());
    }
}

#[test]
fn figures_are_said_in_words() {
    let figures = Figures {
        submitted: 40,
        approved: 30,
        rejected: 4,
        passed: 3,
        deleted: 1,
        waiting: 3,
        oldest: Some(second(0)),
        median_wait: Some(600),
        slow_wait: Some(9_000),
        appeals: 2,
        appeals_granted: 1,
        appeals_open: 1,
        bans: 1,
        by_moderator: vec![(MOD, 20), (MemberId(8), 14)],
        by_reason: vec![("off_topic".to_owned(), 3), ("house_rule".to_owned(), 1)],
        errands: 2,
        stuck: vec![(Errand::Publication(CommentId(12)), "the channel or thread is gone".to_owned())],
    };
    let head = entry(41, Act::Rejected).link;
    assert_snapshot!(shown(&mod_stats(english(), &figures, 30, &Settings::default(), Some(&head))), @r"
    (private)
    # Comments of the last 30 days
    **40** written: 30 approved, 4 rejected, 3 let through by the server's mode, 1 deleted
    **3** waiting now, the oldest written <t:1700000000:R>
    Decided after **10 min** at the median; the slowest tenth waited 2 h 30 min or longer
    **2** appeals: 1 granted, 1 open · bans: 1
    Decisions by moderator: <@7> 20, <@8> 14
    Rejections by reason: Off topic 3, house\_rule 1
    **2** messages are still to be delivered, 1 of them cannot be as things are:
    - #12 in its thread: the channel or thread is gone
    [Head of the audit log: entry 41, abababababababababababababababababababababababababababababababab]
    ");
    assert_snapshot!(shown(&mod_stats(spanish(), &Figures::default(), 1, &Settings::default(), None)), @r"
    (private)
    # Comentarios del último día
    **0** escritos: 0 aprobados, 0 rechazados, 0 que dejó pasar el modo del servidor, 0 borrados
    No hay nada en espera ahora
    **0** recursos: 0 concedidos, 0 abiertos · vetos: 0
    Todos los mensajes están entregados
    ");
}

#[test]
fn bans_are_lifted_by_their_place_in_the_list() {
    let two = [ban(Some(second(600))), Ban { member: MemberId(6), reason: String::new(), comment: None, ..ban(None) }];
    assert_snapshot!(shown(&bans(english(), &two, 0, Some("<@9> may comment again."))), @r"
    (private)
    <@9> may comment again.
    # Members who may not comment (2)
    **1.** <@5> since <t:1699999910:f>, by <@7>, until <t:1700000600:f>: “again and again” (after #9)
    **2.** <@6> since <t:1699999910:f>, by <@7>, for good
    <Lift a ban…: Lift 1 (member 5) | Lift 2 (member 6)>
    ");
    assert_eq!(bans(english(), &[], 0, None).content, "Everybody may comment.");
    let many: Vec<Ban> = (0..23).map(|n| Ban { member: MemberId(n), ..ban(None) }).collect();
    let last = bans(english(), &many, 9, None);
    assert_eq!(last.cards[0].body.lines().count(), 3);
    assert!(last.cards[0].body.starts_with("**21.** <@20>"), "{}", last.cards[0].body);
}
