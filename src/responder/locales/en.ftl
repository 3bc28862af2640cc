# What members read, in English. `es.ftl` has the same keys.

## Commands: names as registered, and what they do (at most 100 characters)

command-digest = digest
command-digest-about = Key points of an article, each a quotation of it
command-digest-message = Digest this article
command-digest-message-about = Key points of the link, text or file in a message (right-click it, then Apps)
command-fact = fact
command-fact-about = One kind of fact in an article, each with its sentence
command-ask = ask
command-ask-about = A question answered from the article alone
command-articles = articles
command-articles-about = Articles that were asked for here
command-comment = comment
command-comment-about = Write a comment on an article, for the moderators to read first
command-comments = comments
command-comments-about = The comments on an article that moderators have let through
command-mycomments = mycomments
command-mycomments-about = Your own comments: their state, the reasons, edit and delete
command-appeal = appeal
command-appeal-about = Ask another moderator to look again at a rejection or a ban
command-privacy-export = privacy export
command-privacy-export-about = A copy of everything I hold on you
command-privacy-delete = privacy delete
command-privacy-delete-about = Erase everything I hold on you
command-queue = queue
command-queue-about = Work through the comments that wait, one by one
command-modlog = modlog
command-modlog-about = Who decided what, and when
command-modstats = modstats
command-modstats-about = Figures on comments and decisions
command-bans = bans
command-bans-about = Who may not comment here, and until when
command-unban = unban
command-unban-about = Let a member comment again
command-newsdesk-setup = newsdesk setup
command-newsdesk-setup-about = Set up comments on this server, step by step
command-newsdesk-status = newsdesk status
command-newsdesk-status-about = The settings, what waits, and what is wrong
command-newsdesk-words = newsdesk words
command-newsdesk-words-about = This server's own word list: show, add, remove, import, export
command-newsdesk-domains = newsdesk domains
command-newsdesk-domains-about = Blocked and allowed domains: show, add, remove, import, export
command-newsdesk-reasons = newsdesk reasons
command-newsdesk-reasons-about = The reasons moderators choose from, with the rule the author is told
command-help = help
command-help-about = What can be asked for, and how

option-url = url
option-url-about = The article's web address
option-text = text
option-text-about = The article's text, pasted
option-file = file
option-file-about = A text, HTML, PDF or Word (.docx) file
option-length = length
option-length-about = How many key points
option-published = published
option-published-about = The day it was published, such as 2021-06-02, where the page does not say
option-kind = kind
option-kind-about = What to look for
option-article = article
option-article-about = Which article; without it, the last one asked for in this channel
option-question = question
option-question-about = What you want to know
option-order = order
option-order-about = Oldest or newest first
option-verdict = verdict
option-verdict-about = Only what the checks found something in
option-member = member
option-member-about = A member of this server
option-number = number
option-number-about = A comment's number
option-days = days
option-days-about = Over how many days
option-step = step
option-step-about = What to do with the list
option-words = words
option-words-about = Words, separated by commas; ! before one blocks it, + allows it, a final * matches every ending
option-domains = domains
option-domains-about = Domains, separated by commas; a + before one allows it

command-group-privacy-about = Your own data
command-group-newsdesk-about = Settings of this server

order-oldest = oldest first
order-newest = newest first
verdict-review = worth a look, or worse
verdict-block = most likely no
step-show = show
step-add = add
step-remove = remove
step-import = import a file
step-export = export as a file

length-short = short
length-medium = medium
length-long = long

kind-event = Events
kind-date = Dates
kind-focus-area = Focus areas
kind-funding = Funding
kind-money = Sums of money
kind-decision = Decisions
kind-quote = Quotes
kind-person = People
kind-organization = Organisations
kind-place = Places
kind-percent = Percentages
kind-number = Numbers

## Digest

points-news = The news
points-event = When and where
points-focus-area = Focus areas
points-funding = Money
points-decision = Decisions
points-quote = Quotes
points-background = Background
digest-empty = No sentence of this text stands out as a key point.
untitled-text = Pasted text
no-publication-date = no publication date found
coverage = Read { $read } of { $words } words
coverage-furniture = Read { $read } of { $words } words, { $furniture } of them page furniture
article-number = article { $number }
page = page { $page } of { $pages }
digest-drafted = Points with ✎ are in the words of { $model }: { $verified } of { $drafted } verified, each against the sentences shown under Evidence
answer-drafted = Found by { $model }, word for word in the article
model-away = The language model cannot be reached; the embedded engine answered.
model-refused = The language model did not take this request; the embedded engine answered.
model-slow = The language model took too long; the embedded engine answered.
model-unusable = What the language model wrote has no evidence in the article; the embedded engine answered.
model-too-long = The article is too long for the language model; the embedded engine answered.
model-spent = The language model has been used as much as it may be today; the embedded engine answered.
note-changed = The page has changed since it was read on { $date }; this is what it says now.
note-unchecked = The page could not be checked again; this is what it said on { $date }. { $why }
note-language = The text is in another language ({ $language }) than English or Spanish: key points are chosen by general rules and few facts are found.
note-permission = Only you can see this: I lack the permission “{ $permission }” in this channel.

button-facts = Facts
button-ask = Ask
button-evidence = Evidence
button-calendar = Calendar
button-back = Back
button-next = Next

evidence-footer = Each point where it stands, with the sentences around it
evidence-open = see it on the page
place = sentence { $number } of { $count }

## Facts

facts-none = No fact of any kind was found in this article.
facts-pick = Another kind of fact
facts-count = { $kind } ({ $count })
fact-not-in-article = Not in this article.
fact-date = **{ $words }** → { $value } ({ $basis })
fact-value = **{ $words }** → { $value }
fact-from = from **{ $words }**
fact-to = to **{ $words }**
fact-purpose = for **{ $words }**
fact-when = when: **{ $words }**
fact-who = who: **{ $words }**
fact-where = where: **{ $words }**
fact-speaker = said by **{ $words }**
fact-times = { $count ->
    [one] once
   *[other] { $count } times
}
basis-stated = as stated
basis-published = counted from the publication on { $date }
basis-after = counted from “{ $words }”
basis-dateline = counted from the line “{ $words }”
basis-vague = no certain time is named
basis-unsettled = the text does not settle it
basis-unresolved = cannot be settled: no publication date

day = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
day-without-year = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}, year unknown
month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
month-without-year = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}, year unknown
weekday-only = { $weekday ->
    [1] a Monday
    [2] a Tuesday
    [3] a Wednesday
    [4] a Thursday
    [5] a Friday
    [6] a Saturday
   *[7] a Sunday
}, date unknown
timex-past-ref = some time ago
timex-present-ref = now
timex-future-ref = some time ahead
timex-tmo = morning
timex-taf = afternoon
timex-tev = evening
timex-tni = night

## Questions

ask-title = Ask this article
ask-label = Your question
ask-example = When does the trip begin?
answer-none = Not in this article.
answer-closest = This comes closest, but is no answer:
confidence-high = Confidence: high
confidence-medium = Confidence: medium
confidence-low = Confidence: low, check the sentence

## Calendar

calendar-ready = { $count ->
    [one] One dated event
   *[other] { $count } dated events
} of “{ $title }”{ $left ->
    [0] .
    [one] . One more has no date that can be settled and is left out.
   *[other] . { $left } more have no date that can be settled and are left out.
}
calendar-none = No event was found in “{ $title }”.
calendar-undated = “{ $title }” has events, but none with a date that can be settled. The option `published` of `/digest` may settle them.

## Lists and help

articles-title = Articles asked for here
articles-none = No article has been asked for here yet. Try `/digest`.
help-title = Newsdesk
help-intro = I read an article and show what it says, each point with the words that say it.
help-on-message = **{ $name }** (a message's menu)
help-talk = You can also mention me, or write to me privately, with a link, a text, a file or a question about the last article.
help-rule = Every point, fact and answer is a quotation. What the article does not say, I do not say.

## Slips

slip-nothing-given = There is nothing to digest yet.
slip-nothing-given-hint = Give one of `url`, `text` and `file`.
slip-too-many-given = I can digest one article at a time.
slip-too-many-given-hint = Give only one of `url`, `text` and `file`.
slip-not-a-date = I cannot read that date of publication.
slip-not-a-date-hint = Write it as year, month and day, such as `2021-06-02`.
slip-nothing-in-message = That message has no link, no file and no text long enough to digest.
slip-hidden-message = Discord does not show me what that message says.
slip-hidden-message-hint = Right-click it, then Apps, “Digest this article”.
slip-no-question = There is no question to answer.
slip-unknown-command = I do not know that command any more.
slip-unknown-command-hint = Reload Discord to get the current ones.
slip-stale-control = This control is from an older version of me.
slip-stale-control-hint = Ask for the article again.
slip-busy = I have too much to do right now.
slip-busy-hint = Try again in a moment.
slip-stopping = I am being restarted.
slip-stopping-hint = Try again in a minute.
slip-took-too-long = That took too long, so I stopped.
slip-took-too-long-hint = Try again, or paste the article's text.

## Errors

error-not-a-web-address = That is not a web address I can open.
error-not-a-web-address-hint = It should start with `https://`.
error-forbidden-address = That address is in a private network, which I do not open.
error-forbidden-port = I open web addresses on the usual ports only.
error-unknown-host = There is no site of that name.
error-unknown-host-hint = Check the spelling of the address.
error-unreachable = The site does not accept connections.
error-tls = The site's secure connection failed.
error-timed-out = The site took too long to answer.
error-timed-out-hint = Try again later, or paste the article's text.
error-too-many-redirects = The page sends me on and on to other addresses.
error-page-too-large = The page is too large to read.
error-unsupported-content = What is there is neither a page nor a file I can read.
error-access-restricted = The site wants a log-in or a payment.
error-access-restricted-hint = You can paste the text you may read.
error-forbidden = The site refuses automatic readers.
error-forbidden-hint = You can paste the article's text.
error-not-found = There is no such page.
error-not-found-hint = Check the address.
error-too-many-requests = The site asks me to come less often.
error-too-many-requests-hint = Try again later.
error-server-failure = The site failed (status { $status }).
error-server-failure-hint = Try again later.
error-broken-answer = The site's answer broke off.
error-broken-answer-hint = Try again later.

error-consent-wall = A consent dialogue stands before the article, so I cannot read it.
error-consent-wall-hint = You can paste the article's text.
error-paywall = The article is behind a paywall.
error-paywall-hint = You can paste the text you may read.
error-empty = There is no text to read.
error-not-an-article = That page is not an article.
error-not-an-article-hint = Give the address of one article, not of a list.
error-text-too-large = That text is too large to read.
error-damaged = The file is damaged, or of another type than its name says.
error-locked = The file is protected by a password.
error-unsupported-type = I cannot read files of that type.
error-unsupported-type-hint = Text, HTML, PDF and Word (.docx) files work.

error-gave-up = Reading that file took too long, so I stopped.
error-none-yet = No article has been asked for in this channel yet.
error-none-yet-hint = Start with `/digest`.
error-unknown-article = I cannot find that article here.
error-unknown-article-hint = `/articles` lists those I know.
error-too-many = You have handed in many articles; please wait { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
}.
error-unexpected = Something went wrong on my side.
error-unexpected-hint = Try again; if it stays, tell the bot's operator the reference.
