# Comments, as members see them, in English. The other language has the same keys.

button-comment = Comment
button-comment-edit = Edit
button-comment-delete = Delete
button-comment-mine = My comments
button-comment-appeal = Appeal
button-comment-reply = Reply
button-comment-newest = Newest first
button-comment-oldest = Oldest first
button-comment-erase = Yes, delete it
button-comment-keep = No, keep it
button-comment-again = Try again
button-forget-me = Erase everything
button-keep-me = Keep everything

# Forms: a title and a label have at most 45 characters.
comment-form-title = Comment: { $title }
comment-form-answer = Reply to { $name }
comment-form-answer-number = Reply to comment { $number }
comment-form-edit = Edit comment { $number }
comment-form-label = Your comment
comment-form-label-answer = Your reply to comment { $number }
comment-form-label-edit = The new text
comment-form-example = A moderator may read it before others see it.
appeal-form-title = Ask another moderator to look again
appeal-form-label = What should they know?
appeal-form-example = You can appeal once; a different moderator decides.

# States, within a sentence or on a line of their own.
comment-nobody = a former member
comment-in-reply = in reply to { $number }
comment-state-waits = waits for a moderator
comment-state-edit-waits = published; your edit waits for a moderator
comment-state-published = published
comment-state-deleted = deleted
comment-state-rejected = turned down
comment-state-rejected-at = turned down { $time }
comment-reason = Reason: { $text }
comment-reason-rule = Rule: { $text }
comment-reason-words = The moderator writes: { $text }
comment-appeal-open = Your appeal waits for another moderator.
comment-appeal-granted = Your appeal was granted.
comment-appeal-denied = Your appeal was denied.
comment-appeal-moot = Your appeal is closed: things changed before it was decided.

# Receipts
receipt-waits = Your comment { $number } is saved and waits for a moderator; { $ahead ->
    [0] it is next in line.
    [one] one comment is ahead of it.
   *[other] { $ahead } comments are ahead of it.
}
receipt-edit-waits = The new text of comment { $number } is saved and waits for a moderator, and the old one stays up until then; { $ahead ->
    [0] it is next in line.
    [one] one comment is ahead of it.
   *[other] { $ahead } comments are ahead of it.
}
receipt-published = Your comment { $number } is accepted and appears in the article's thread.
receipt-state = Your comment { $number }: { $state }.
receipt-hint-waits = You will hear the decision by private message; `/mycomments` shows it too.
receipt-personal = Your comment contains { $what }. Edit it if you did not mean to share that.
receipt-personal-email = an e-mail address
receipt-personal-phone = a phone number
receipt-personal-card = a card number
receipt-personal-iban = a bank account number
receipt-personal-ssn = a social security number
receipt-personal-ip = an IP address
receipt-personal-other = personal data

# The published ones
comments-title = Comments ({ $count })
comments-none = There are no comments on “{ $title }” yet.
comments-pick = Read one in full, or answer it

# One's own
own-title = Your comments
own-none = You have written no comments here.
own-none-hint = Write the first with the button Comment below a digest, or with `/comment`.
own-pick = Open one of them
own-state = State: { $state }
own-card = Your comment { $number }
own-written = Written { $time }
own-written-changed = Written { $time }, changed { $changed }
own-edit-elsewhere = To edit it, use `/mycomments` on its own server.
delete-question = Delete comment { $number }? Its words are erased for good.
delete-done = Comment { $number } is deleted and its words are erased.

# Appeals
appeal-title = What you can appeal
appeal-none = There is nothing you can appeal.
appeal-none-hint = A rejection or a ban can be appealed once; `/mycomments` shows where your comments stand.
appeal-once = Each can be appealed once. A different moderator decides.
appeal-pick = Choose what to appeal
appeal-rejection = **{ $number } · { $title }** – turned down { $time }
appeal-ban = **Ban from commenting**, since { $since }, for good
appeal-ban-until = **Ban from commenting**, since { $since }, until { $until }
appeal-ban-label = Ban from commenting, number
appeal-filed = Your appeal is filed. A different moderator decides it.
appeal-filed-hint = You will hear the outcome by private message, if yours are open.
appeal-filed-ban = Your appeal against the ban is filed. A different moderator decides it.

# One's own data
privacy-nothing = I hold nothing on you.
privacy-copy = This file is a copy of everything I hold on you, on every server: { $rows ->
    [one] one entry
   *[other] { $rows } entries
} in JSON, by kind.
privacy-copy-hint = Only you can see it. `/privacy delete` erases what it holds.
privacy-question = **Erase everything I hold on you, on every server?** This cannot be undone.
privacy-goes = Goes: your comments with their published messages, your appeals, and which articles you asked for.
privacy-stays = Stays: a ban in force, until it ends; and the log of decisions, which holds no names and no words of yours.
privacy-erased = Everything I held on you is erased, { $count ->
    [0] and no comment was among it.
    [one] with one comment among it.
   *[other] with { $count } comments among it.
}
privacy-kept = Nothing was erased.

# Refusals: one sentence, the hint apart
refused-not-on-a-server = Comments belong to a server, and this is a private conversation.
refused-not-on-a-server-hint = Use `/comment` or `/mycomments` on the server.
refused-not-set-up = This server does not take comments yet.
refused-not-set-up-hint = An administrator can change that with `/newsdesk setup`.
refused-empty = There are no words in what you sent.
refused-empty-hint = Letters or digits are needed; marks alone are not enough.
refused-too-long = { $count } characters are too many for one message.
refused-too-long-hint = A comment takes { $comment } characters, an appeal { $appeal }: shorten it, or send it in parts.
refused-banned = You may not comment on this server any more.
refused-banned-until = You may not comment on this server until { $time }.
refused-banned-reason = The reason given: “{ $reason }”.
refused-banned-hint = `/appeal` asks another moderator to look again.
refused-too-often = That is more comments in a short time than this server takes from one member.
refused-wait-seconds = Send it again in { $count ->
    [one] one second.
   *[other] { $count } seconds.
}
refused-wait-minutes = Send it again in { $count } minutes.
refused-wait-hours = Send it again in { $count } hours.
refused-full = Too many messages wait to be sent, so I cannot take comments right now.
refused-full-hint = Send it again in a few minutes.
refused-unknown = I cannot find that comment.
refused-unknown-hint = It may have been deleted; `/mycomments` lists yours.
refused-changed = Comment { $number } has changed in the meantime.
refused-changed-now = Now it is: { $state }. `/mycomments` opens it.
refused-appealed-before = This has been appealed already, on { $time }.
refused-nothing-to-appeal = There is nothing to appeal any more.
refused-nothing-to-appeal-hint = The comment was edited or deleted, the ban has ended, or there is a newer decision.

# What was written comes back with a refusal
given-back-title = What you wrote, so that it is not lost
given-back-file = What you wrote is in the file, so that it is not lost.
