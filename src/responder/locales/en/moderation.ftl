# Moderation, as moderators see it, in English. The other language has the same keys.

## Cards

mod-erased-member = somebody whose data were erased
card-waits = **#{ $number }** waits for a decision; written { $when }.
card-revision-waits = **#{ $number }**, revision { $revision }, waits for a decision: its author rewrote it { $when }.
card-edit-waits = **#{ $number }**, revision { $revision }, waits for a decision: an edit, made { $when }, of a published comment, which stays up until you decide.
card-approved = **#{ $number }** was approved by { $who } on { $when }.
card-passed = **#{ $number }** was let through by the server's mode on { $when }; nobody has looked at it yet.
card-rejected = **#{ $number }** was rejected by { $who } on { $when }: { $reason }.
card-granted = **#{ $number }** was approved on appeal by { $who } on { $when }.
card-decided = **#{ $number }** is decided.
card-deleted = **#{ $number }** was deleted.
card-earlier = Revision { $revision } was rejected by { $who }: { $reason }.
card-claimed = Claimed by { $who } until { $until }.
card-appealed = Its author has appealed; another moderator decides.
card-appeal-denied = An appeal against this was denied.
card-words-gone = The words are gone.
card-note = -# A language model's note, which decides nothing: { $note }
card-answers = Answers comment #{ $number }
card-checks = What the checks say: { $advice }
whole-text = The words of #{ $number }, as they were written:

advice-allow = nothing against it
advice-review = worth a look
advice-block = most likely no
severity-note = Good to know
severity-review = Worth a look
severity-block = Most likely no
findings-none = The checks found nothing.
findings-more = { $count ->
    [one] and one more kind
   *[other] and { $count } more kinds
}
findings-times = ({ $count } times)
findings-scores = Toxicity { $toxicity } of 100 (held from { $limit }) · spam { $spam } of 100 (held from { $spamlimit })

## What the checks find: one line for each kind

finding-word-list-slur = A slur
finding-word-list-hate = Words of hate
finding-word-list-threat = A threat
finding-word-list-self-harm = Tells somebody to harm themselves
finding-word-list-profanity = Swearing
finding-word-list-insult = An insult
finding-word-list-sexual = Sexual words
finding-word-list-evasion = A word in disguise
finding-word-list-own-word = On this server's own word list
finding-pii-email = An e-mail address
finding-pii-phone = A telephone number
finding-pii-card = The number of a payment card
finding-pii-iban = The number of a bank account
finding-pii-ssn = A social security number
finding-pii-ip = An internet (IP) address
finding-links-blocked-domain = A domain on this server's block list
finding-links-domain-not-allowed = A domain that is not on this server's list of allowed ones
finding-links-masked-domain = A link whose words name another site than it leads to
finding-links-masked-link = A link hidden behind other words
finding-links-lookalike-domain = A domain that looks like a well-known one
finding-links-borrowed-name = A domain that borrows a well-known name
finding-links-lure-domain = A domain worded to lure
finding-links-mixed-scripts = A domain in a mix of alphabets
finding-links-invite = An invitation to another server
finding-links-shortener = A shortened link that hides where it leads
finding-links-address-logger = A site that records visitors' addresses
finding-links-number-host = A link to a bare number instead of a name
finding-links-hidden-host = A link written so that its host is hard to see
finding-links-many-links = Many links
finding-links-free-ending = A domain under an ending that is free, and much abused
finding-mentions-everyone = Calls everybody (@everyone, @here)
finding-mentions-role-mention = Mentions a whole role
finding-mentions-many-mentions = Mentions many members
finding-mentions-raw-mention = Mentions a member
finding-shouting-capitals = Written in capitals
finding-zalgo-stacked-marks = Marks piled up on letters
finding-zalgo-invisible-characters = Invisible characters
finding-zalgo-direction-override = Characters that turn the reading order
finding-wall-long-word = A word longer than any language has
finding-wall-repeated-character = One character over and over
finding-wall-line-breaks = Very many line breaks
finding-wall-repeated-word = One word over and over
finding-wall-no-breaks = A wall of text without a break
finding-toxicity-slur = Reads as hostile: a slur
finding-toxicity-threat = Reads as hostile: a threat
finding-toxicity-attack = Reads as hostile: an attack
finding-toxicity-insult = Reads as hostile: an insult
finding-toxicity-dehumanising = Reads as hostile: likens people to something less
finding-toxicity-exclusion = Reads as hostile: wants people gone
finding-toxicity-contempt = Reads as hostile: contempt
finding-toxicity-sexism = Reads as hostile: about somebody's sex
finding-toxicity-profanity = Reads as hostile: swearing at somebody
finding-toxicity-hostile = Reads as hostile on the whole
finding-spam-self-promotion = Reads as spam: promotes itself
finding-spam-prize = Reads as spam: promises a prize
finding-spam-premium-number = Reads as spam: a number that costs money
finding-spam-adult-offer = Reads as spam: an adult offer
finding-spam-money-offer = Reads as spam: quick money
finding-spam-account-phishing = Reads as spam: asks to confirm an account
finding-spam-bare-link = Reads as spam: little more than a link
finding-spam-spam = Reads as spam on the whole
finding-repetition-repeated = The author has written nearly the same shortly before
finding-repetition-copied = Somebody else has written nearly the same shortly before
finding-repetition-raid = Several members write nearly the same
finding-flood-fast-pace = Several comments of this author within a minute
finding-flood-near-limit = The author has reached the limit for ten minutes
finding-off-topic-off-topic = Has little in common with the article
finding-first-comment-first-comment = The author's first comment on this server
finding-first-comment-none-approved = No comment of this author was approved yet

## The author

history-title = What is known of { $name }
history-first = The first comment on this server
history-counts = { $approved } approved, { $rejected } rejected, { $pending } waiting{ $deleted ->
    [0] {""}
   *[other] , { $deleted } deleted
}
history-rejections = Rejected before: { $list }
history-rejection = #{ $number } { $when } ({ $reason })
history-bans = Banned before: { $list }
history-ban = { $since } until { $until }
history-ban-for-good = { $since } for good
history-ban-lifted = { $since }, lifted { $lifted }
history-by = , by { $who }: { $reason }
history-no-comments = No comment is left.
state-pending = waiting
state-approved = approved
state-rejected = rejected
state-deleted = deleted

## Reasons that every server has until it writes its own

reason-none = no reason given
reason-words-alone = Words of my own alone
reason-off-topic = Off topic
reason-off-topic-rule = Comments should be about the article.
reason-insult = Insult
reason-insult-rule = Argue with what is said, and leave the person out of it.
reason-hate = Hate
reason-hate-rule = Nobody is put down for who they are.
reason-spam = Spam
reason-spam-rule = No advertising, and nothing posted over and over.
reason-personal-data = Personal data
reason-personal-data-rule = Nobody's address, number or other private data.
reason-false-claim = False claim
reason-false-claim-rule = Claims of fact need to be true, and better still sourced.
reason-other = Other
reason-other-rule = This does not fit the rules of this server.

## Rejecting

reject-question = Why reject #{ $number }? Its author is told the reason and the rule.
reject-at-once = Reject now, because…
reject-in-words = Reject with words of my own, because…
reject-title = Reject #{ $number }
reject-title-reason = Reject #{ $number }: { $reason }
reject-words = Words to the author
reject-words-example = What would have to change?
reject-all-question = { $count ->
    [one] One comment of { $name } waits. Reject it? Choosing a reason does.
   *[other] { $count } comments of { $name } wait. Reject them all? Choosing a reason does.
}
reject-all-now = Reject all of them now, because…

## Banning

ban-question = For how long may { $name } not comment on this server?
ban-how-long = For how long?
ban-time-hour = one hour
ban-time-day = one day
ban-time-week = one week
ban-time-month = 30 days
ban-time-good = for good
ban-title = Ban the author of #{ $number }: { $time }
ban-reason-label = Why? The author is told.
ban-reason-example = May be left empty
ban-reason = {": "}“{ $reason }”
ban-until = until { $until }
ban-for-good = for good
ban-after = {" "}(after #{ $number })
ban-appealed = {" "}· appealed
ban-line = { $who } since { $since }, by { $by },
bans-title = Members who may not comment ({ $count })
bans-none = Everybody may comment.
bans-lift = Lift { $at } (member { $id })
bans-lift-which = Lift a ban…

## What was done

done-approved = **#{ $number }** approved.
done-rejected = **#{ $number }** rejected: { $reason }.
done-rejected-all = { $count ->
    [0] Nothing of { $name } was waiting any more.
    [one] One comment of { $name } rejected.
   *[other] { $count } comments of { $name } rejected.
}
done-banned = { $who } may not comment until { $until }.
done-banned-for-good = { $who } may not comment any more.
done-unbanned = { $who } may comment again.
done-granted = You granted the appeal of { $who }.
done-denied = You denied the appeal of { $who }.

button-approve = Approve
button-reject = Reject
button-take-down = Take down
button-ban = Ban author
button-history = History
button-skip = Skip
button-answered = What it answers
button-whole-text = Whole text
button-reject-all = Reject all { $count } of this author
button-appeals = Appeals ({ $count })
button-next-appeal = Next appeal
button-queue = Back to the queue
button-look-again = Look again
button-grant = Grant
button-deny = Deny
button-newer = Newer
button-older = Older

## The queue

queue-position = { $count ->
    [one] The only one waiting
   *[other] 1 of { $count } waiting
}{ $claimed ->
    [0] {""}
   *[other] , { $claimed } with others
}{ $appeals ->
    [0] {""}
    [one] , 1 appeal open
   *[other] , { $appeals } appeals open
}
queue-claim = yours until { $until }
queue-filter = Only: { $filter }
queue-empty = Nothing is waiting.
queue-empty-filter = Nothing is waiting that fits.
queue-all-claimed = { $count ->
    [one] The only comment that waits is with another moderator.
   *[other] All { $count } comments that wait are with other moderators.
}
queue-only-skipped = Nothing waits but what you have just skipped or wrote yourself{ $claimed ->
    [0] .
   *[other] , and { $claimed } with other moderators.
}

## Appeals

appeal-waits-comment = { $who } appealed against the rejection of **#{ $number }** { $when }.
appeal-waits-ban = { $who } appealed against a ban { $when }.
appeal-second = A different moderator decides.
appeal-granted = The appeal was granted by { $who } on { $when }.
appeal-denied = The appeal was denied by { $who } on { $when }.
appeal-moot = The appeal is over: what it was about has changed in the meantime.
appeal-words = What the author says
appeal-answer = **Answer:** { $answer }
appeal-first-decision = Rejected by { $who } on { $when }: { $reason }.
appeal-ban-title = A ban
appeal-first-ban = Banned by { $who } on { $when },
appeal-grant-title = Grant the appeal
appeal-deny-title = Deny the appeal
appeal-grant-answer = Words to the author (may be left empty)
appeal-deny-answer = Why? The author is told.
appeal-answer-example = What did you look at?
appeals-open = { $count ->
    [one] One appeal is open.
   *[other] { $count } appeals are open.
}
appeals-none = No appeal is open.

## The log

log-title = Audit log
log-title-comment = Audit log of #{ $number }
log-none = No entry fits.
log-footer = Newest first. Each entry ends with the beginning of its hash; `newsdesk export --verify` checks the chain.
log-revision = {" "}(revision { $revision })
log-the-bot = the bot
log-submitted = { $who } wrote #{ $number }
log-passed = The server's mode let #{ $number } of { $whom } through
log-approved = { $who } approved #{ $number } of { $whom }
log-rejected = { $who } rejected #{ $number } of { $whom }
log-edited = { $who } edited #{ $number }
log-deleted = { $who } deleted #{ $number }
log-appealed = { $who } appealed
log-appeal-granted = { $who } granted an appeal of { $whom }
log-appeal-denied = { $who } denied an appeal of { $whom }
log-banned = { $who } banned { $whom }
log-unbanned = { $who } lifted the ban of { $whom }
log-settings = { $who } changed the settings
log-erased = { $whom } had their data erased
log-expired = The words of #{ $number } were erased, their time being over
log-expired-appeals = The words of closed appeals were erased, their time being over

## Figures

stats-title = { $days ->
    [one] Comments of the last day
   *[other] Comments of the last { $days } days
}
stats-came = **{ $submitted }** written: { $approved } approved, { $rejected } rejected, { $passed } let through by the server's mode, { $deleted } deleted
stats-waiting = **{ $count }** waiting now, the oldest written { $since }
stats-none-waiting = Nothing is waiting now
stats-speed = Decided after **{ $median }** at the median; the slowest tenth waited { $slow } or longer
stats-appeals = { $count ->
    [one] **One** appeal
   *[other] **{ $count }** appeals
}: { $granted } granted, { $open } open · bans: { $bans }
stats-by-moderator = Decisions by moderator: { $list }
stats-by-reason = Rejections by reason: { $list }
stats-errands = { $count ->
    [0] Every message is delivered
    [one] **One** message is still to be delivered
   *[other] **{ $count }** messages are still to be delivered
}{ $stuck ->
    [0] {""}
   *[other] , { $stuck } of them cannot be as things are:
}
stats-chain = Head of the audit log: entry { $entry }, { $hash }
errand-card = the card of #{ $number }
errand-publication = #{ $number } in its thread
errand-outcome = telling an author of decision { $number }
errand-appeal-card = the card of appeal { $number }
errand-appeal-outcome = telling an author of the end of appeal { $number }
errand-ban-notice = telling a member of ban { $number }
errand-alert = the alert{ $number }
span-days = { $days } d { $hours } h
span-hours = { $hours } h { $minutes } min
span-minutes = { $minutes } min
span-seconds = { $seconds } s

## Refusals

error-not-a-moderator = Only moderators of this server can do that.
error-not-a-moderator-hint = An administrator names their roles with `/newsdesk setup`.
error-not-an-administrator = Only administrators of this server can do that.
error-comments-not-set-up = Comments are not set up on this server yet.
error-comments-not-set-up-hint = An administrator does that with `/newsdesk setup`.
error-own-comment = This is your own comment or appeal; another moderator decides on it.
error-decided = #{ $number } is decided already.
error-decided-by-mode = The server's mode let #{ $number } through { $when }.
error-decided-approved = Somebody decided first: { $who } approved #{ $number } { $when }.
error-decided-rejected = Somebody decided first: { $who } rejected #{ $number } { $when }.
error-edited = The author has edited #{ $number } since; the card in the channel shows the new words.
error-edited-below = The author has edited #{ $number } since; it is back in the queue with the new words.
error-comment-deleted = #{ $number } was deleted meanwhile.
error-nothing-of-that-kind = There is no such comment, member, ban or appeal here.
error-own-decision = The first decision was yours, so another moderator decides the appeal.
error-appeal-closed = The appeal is over: what it was about has changed in the meantime.
error-appeal-granted = Somebody decided first: { $who } granted the appeal { $when }.
error-appeal-denied = Somebody decided first: { $who } denied the appeal { $when }.
error-settings-race = Somebody else changed the settings at the same moment.
error-settings-race-hint = Look at them again, then try once more.
error-invalid = That cannot be used.
invalid-channel = Comments need a text channel that I can write in.
invalid-roles = That is too many roles; 25 are the most.
invalid-language = I do not speak that language; `en` and `es` work.
invalid-threshold = A threshold is a number from 0 to 100.
invalid-flood = A limit on comments is at least one in ten minutes and no smaller for a day.
invalid-alerts = That number of comments or hours is too large for an alert.
invalid-retention = Words can be kept for one day or more, up to ten years.
invalid-too-many-words = That is more than a word list can hold.
invalid-word = One of the words is empty or too long.
invalid-too-many-domains = That is more than a list of domains can hold.
invalid-domain = One of them is not a domain; write them like `example.com`.
invalid-too-many-reasons = That is too many reasons; 20 are the most.
invalid-reason-code = Each reason needs a code of its own of at most 32 characters.
invalid-reason-text = A reason needs a label of at most 100 characters and a rule of at most 300.
invalid-no-reason = A rejection needs a reason: its author is told.
invalid-long-reason = That reason is too long; 1,000 characters are the most.
invalid-long-answer = That answer is too long; 1,000 characters are the most.
invalid-ban-of-moderator = Moderators cannot be banned from commenting.
invalid-own-ban = Another moderator has to lift your ban.
invalid-ban-time = A ban lasts for some time, and at most ten years; longer ones are for good.
invalid-days = Figures go back between one day and one year.
