# Settings and notices, in English. The other language has the same keys.

## Published comments, and what authors are told

notice-number = Comment #{ $number }
notice-in-reply = in reply to #{ $number }
notice-button-reply = Reply
notice-button-comment = Comment
notice-button-appeal = Appeal
notice-thread = Comments: { $title }
notice-starter = Comments on **{ $title }**
notice-a-server = the server
notice-approved = Your comment #{ $number } on “{ $title }” was approved on { $server }.
notice-rejected = Your comment #{ $number } on “{ $title }” was turned down on { $server }.
notice-reason = Reason: **{ $reason }**
notice-rule = The rule: { $rule }
notice-moderator-wrote = The moderator wrote:
notice-your-words = Your words were:
notice-may-appeal = You can appeal once, with the button or `/appeal`; another moderator decides.
notice-appeal-granted = Your appeal was granted: comment #{ $number } on “{ $title }” is published on { $server }.
notice-appeal-denied = Your appeal was turned down: comment #{ $number } on “{ $title }” stays unpublished on { $server }.
notice-ban-appeal-granted = Your appeal was granted: you may comment on { $server } again.
notice-ban-appeal-denied = Your appeal was turned down: you still may not comment on { $server }.
notice-banned-until = You may not comment on { $server } until { $until }.
notice-banned-for-good = You may no longer comment on { $server }.
notice-ban-ended = You may comment on { $server } again.
notice-alert = { $count ->
    [one] One comment waits for a decision, since { $since }.
   *[other] { $count } comments wait for a decision, the oldest since { $since }.
}
notice-alert-count = { $count ->
    [one] One comment waits for a decision.
   *[other] { $count } comments wait for a decision.
}
notice-alert-appeals = { $count ->
    [one] One appeal waits too.
   *[other] { $count } appeals wait too.
}
notice-alert-queue = Work through them with `/queue`.

## Setting up

setup-title = Comments on this server
setup-more-title = Checks and limits
setup-channel = **Moderators' channel:** { $channel }
setup-no-channel = **Moderators' channel:** none yet
setup-roles = **Moderators:** { $roles }
setup-no-roles = **Moderators:** everybody who may manage messages
setup-mode = **Read first:** { $mode }
setup-mode-all = every comment
setup-mode-first-time = newcomers, and what the checks hold
setup-mode-held = only what the checks hold
setup-language = **Language of cards and notices:** { $language }
setup-pick-channel = The moderators' channel
setup-pick-roles = The moderators' roles
setup-pick-mode = Which comments moderators read first
setup-pick-language = The language of cards and notices
setup-model = **Language model** ({ $model }): { $use }
setup-no-model = **Language model:** the bot's host has set none up
setup-model-off = not used on this server
setup-model-articles = drafts digests and answers, which are checked against the article
setup-model-comments = the same, and writes notes on comments for moderators
setup-pick-model = What the language model may be shown
setup-pick-check = Switch a check on or off
setup-pick-reason = Change or remove a reason
setup-button-more = Checks and limits
setup-button-reasons = Reasons
setup-button-overview = Overview
setup-button-back = Back
setup-button-thresholds = Thresholds
setup-button-flood = Limits
setup-button-alerts = Alerts
setup-button-retention = Retention
setup-button-only-allowed = Allowed domains only
setup-button-any-domain = Any domain
setup-remark-channel = Comments are taken once there is a moderators' channel.
setup-remark-threads = Comments on articles of this channel cannot be published: I lack the permission “{ $permission }” here.
setup-remark-webhooks = Published comments appear here under my name: I lack the permission “Manage Webhooks” for the members' own.
setup-channel-refused = I cannot use { $channel }: I lack the permission “{ $permission }” there.
setup-channel-unknown = I cannot see that channel: I lack the permission “View Channel” there.
setup-thresholds = **Held from:** toxicity { $toxicity } %, spam { $spam } %
setup-flood = **Per member:** { $ten } in ten minutes, { $day } in a day
setup-alerts = **Alerts:** { $backlog ->
    [0] not by number
   *[other] from { $backlog } waiting
}, { $hours ->
    [0] not by time
   *[other] after { $hours } hours
}
setup-retention = **Kept:** rejected ones { $rejected ->
    [0] for ever
   *[other] { $rejected } days
}, published ones { $approved ->
    [0] for ever
   *[other] { $approved } days
}, who asked for what { $requests ->
    [0] for ever
   *[other] { $requests } days
}
setup-checks-all = **Checks:** all on
setup-checks-off = **Checks off:** { $checks }
setup-lists = **Lists:** { $words } words, { $blocked } blocked domains, { $allowed } allowed domains
setup-only-allowed = Links to other than allowed domains are held.
setup-check-on = On: { $check }
setup-check-off = Off: { $check }
setup-check-word-list = word lists
setup-check-personal-data = personal data
setup-check-links = links
setup-check-mentions = mentions
setup-check-shouting = shouting
setup-check-zalgo = stacked marks
setup-check-wall = walls of text
setup-check-toxicity = toxicity
setup-check-spam = spam
setup-check-repetition = repetition
setup-check-flood = flood
setup-check-off-topic = off topic
setup-check-first-comment = first comment
setup-field-toxicity = Hold from toxicity (percent, 0 to 100)
setup-field-spam = Hold from spam (percent, 0 to 100)
setup-field-ten = Comments in ten minutes (1 to 100)
setup-field-day = Comments in a day (1 to 1000)
setup-field-backlog = Alert from so many waiting (0: never)
setup-field-hours = Alert after so many hours (0: never)
setup-field-rejected = Days to keep rejected ones (empty: for ever)
setup-field-approved = Days to keep published ones (empty: always)
setup-field-requests = Days to keep who asked (empty: for ever)
setup-field-code = Short code (a-z, 0-9, _ and -)
setup-field-label = What moderators choose
setup-field-rule = The rule that the author is told

## Status

setup-status-title = How comments stand
setup-status-waiting = { $count ->
    [one] One comment waits, since { $since }.
   *[other] { $count } comments wait, the oldest since { $since }.
}
setup-status-nothing-waits = No comment waits.
setup-status-appeals = Open appeals: { $count }
setup-status-errands = Messages on their way: { $count }
setup-status-delivered = Everything has been delivered.
setup-status-stuck = **Cannot be delivered:**
setup-stuck-count = { $count ->
    [one] One message:
   *[other] { $count } messages:
}
setup-stuck-no-channel = there is no moderators' channel; choose one with `/newsdesk setup`.
setup-stuck-channel-gone = the moderators' channel is gone; choose another with `/newsdesk setup`.
setup-stuck-place-gone = the channel is gone in which the comment was written.
setup-stuck-message-gone = the message was deleted.
setup-stuck-closed = the member takes no private messages; `/mycomments` tells them.
setup-stuck-refused = Discord refused it; the bot's log says why.
setup-stuck-permission = I lack the permission “{ $permission }”; grant it, then choose the channel again with `/newsdesk setup`.

## Lists and reasons

setup-words-title = This server's words
setup-words-block = Most likely no
setup-words-review = Held
setup-words-note = Noted
setup-words-allowed = Allowed
setup-words-none = This server has no words of its own. Add some with `words`, or a file.
setup-domains-title = This server's domains
setup-domains-blocked = Blocked
setup-domains-allowed = Allowed
setup-domains-none = This server has no domains of its own. Add some with `domains`, or a file.
setup-list-more = and { $count } more, see the export
setup-list-same = Nothing was added or removed; the list has { $count }.
setup-list-added = Added { $added }; the list has { $count }.
setup-list-removed = Removed { $removed }; the list has { $count }.
setup-list-exported = { $count ->
    [one] One entry.
   *[other] { $count } entries.
} The file can be imported again.
setup-reasons-title = Reasons
setup-no-reasons = None of this server's own: moderators choose from the usual ones.
setup-reason-without-rule = No rule is told to the author.
setup-button-add-reason = Add a reason
setup-button-edit-reason = Change
setup-button-remove-reason = Remove

setup-list-no-words = There are no words to work with: give some in `words`, or a file.
setup-list-no-domains = There are no domains to work with: give some in `domains`, or a file.
setup-list-file = A list is a text file (.txt or .csv) of at most 256 KB.
