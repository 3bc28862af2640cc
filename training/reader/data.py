"""What the reader learns from: questions with their paragraphs, and comments.

Every row becomes token ids once; cropping, wrong paragraphs and the order are drawn anew each
epoch from a seeded generator.
"""

import hashlib
import json
import random
import re

# Tokens of a question that are read, and of question and window together.
MAX_QUESTION = 32
MAX_LENGTH = 176
MAX_COMMENT = 96
CLS, SEP, PAD = 101, 102, 0
COMMENT_HEADS = ("toxic", "strong_words", "sexist", "hateful", "spam")


# A name within a sentence, a number, and words whose change turns a question round.
NAME = re.compile(r"(?<=[a-z,;] )(?:[A-Z][\w'’-]+(?: (?=[A-Z]))?)+")
NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
OPPOSITES = [pair.split() for pair in (
    "first last", "most least", "before after", "largest smallest", "highest lowest", "oldest youngest", "more fewer",
    "north south", "northern southern", "east west", "eastern western", "increase decrease", "increased decreased",
    "won lost", "win lose", "began ended", "begin end", "start stop", "started stopped", "early late", "best worst",
    "longest shortest", "major minor", "above below", "inside outside", "accepted rejected", "accept reject",
    "supported opposed", "support oppose", "allowed forbidden", "higher lower", "larger smaller", "rise fall",
    "male female", "men women", "old new", "public private", "same different", "always never", "with without",
)]
TURNED = {a: b for x, y in OPPOSITES for a, b in ((x, y), (y, x))}
AUXILIARY = re.compile(r"\b(?:did|does|do|was|were|is|are|has|have|had|could|would|should)\b")
MONTHS = set("January February March April May June July August September October November December".split())


def rows(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file.read().split("\n") if line.strip()]


def is_held_out(text):
    """One text in ten is kept for measuring."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 10 == 0


def twisted(question, text, answers, rng):
    """Up to three versions of an answered question that its paragraph no longer answers: another name or number of
    the paragraph in the place of one it asks about, a word turned into its opposite, a negation. (That such
    questions teach refusing: Zhu et al., "Learning to Ask Unanswerable Questions", 2019.)"""
    asked = set(re.findall(r"\w+", question.lower()))
    told = set(re.findall(r"\w+", text.lower()))

    def others(pattern):
        found = {m.group().strip(" ,.") for m in pattern.finditer(text)}
        apart = lambda one: not any(word.lower() in asked for word in re.findall(r"\w+", one))
        return sorted(one for one in found if apart(one) and not any(one in a or a in one for a in answers))

    made = []
    for pattern in (NAME, NUMBER):
        known = [m for m in pattern.finditer(question) if set(re.findall(r"\w+", m.group().lower())) <= told]
        instead = others(pattern)
        if known and instead:
            at = rng.choice(known)
            like = [one for one in instead if (one in MONTHS) == (at.group() in MONTHS)
                    and (pattern is NAME or len(one) == len(at.group()))]
            if like:
                made.append(question[:at.start()] + rng.choice(like) + question[at.end():])
    turning = [m for m in re.finditer(r"\b[a-z]+\b", question) if m.group() in TURNED and m.group() in told]
    if turning:
        at = rng.choice(turning)
        made.append(question[:at.start()] + TURNED[at.group()] + question[at.end():])
    auxiliary = AUXILIARY.search(question)
    if auxiliary and not made and not re.search(r"\bnot\b|n't\b|\bnever\b", question):
        made.append(question[:auxiliary.end()] + "n't" + question[auxiliary.end():])
    return made


SENTENCE_END = re.compile(r"(?<=[.!?])[\"”')]*\s+(?=[\"“'(]?[A-Z0-9])")


def without_answer(text, answers):
    """What is left of a paragraph without the sentences that hold an answer, or nothing where too little is."""
    sentences = SENTENCE_END.split(text)
    kept = [one for one in sentences if not any(answer.strip().lower() in one.lower() for answer in answers)]
    return " ".join(kept) if 2 <= len(kept) < len(sentences) else ""


class Question:
    """A question, the tokens of its paragraph and the token ranges of its answers."""

    def __init__(self, row, tokenizer, cache, rng):
        self.title = row.get("title") or ""
        pieces = lambda text: tokenizer.encode(text.strip(), add_special_tokens=False).ids[:MAX_QUESTION]
        self.words = pieces(row["question"])
        answers = [answer["text"] for answer in row["answers"]]
        self.twisted = [pieces(one) for one in twisted(row["question"], row["text"], answers, rng)] if answers else []
        if row["text"] not in cache:
            encoding = tokenizer.encode(row["text"], add_special_tokens=False)
            cache[row["text"]] = (encoding.ids, encoding.offsets, row["text"])
        self.context = cache[row["text"]]
        self.rest = without_answer(row["text"], answers) if answers else ""
        self.tokenizer = tokenizer
        self.texts = {answer["text"].strip().lower() for answer in row["answers"]}
        self.spans = []
        for answer in row["answers"]:
            start, end = answer["start"], answer["start"] + len(answer["text"])
            inside = [i for i, (a, b) in enumerate(self.context[1]) if b > start and a < end]
            if inside:
                self.spans.append((inside[0], inside[-1]))


def questions(folder, tokenizer, rng):
    """(to learn from, held out)."""
    learn, held = [], []
    cache = {}
    for name, every in (("squadshifts_new_wiki", 1), ("squadshifts_reddit", 1), ("squad11", 1), ("squad20", 1), ("qamr", 2)):
        for number, row in enumerate(rows(f"{folder}/ask/{name}.jsonl")):
            if number % every or (name == "squad20" and row["answers"]):
                continue  # the answered questions of SQuAD 2.0 are those of 1.1
            one = Question(row, tokenizer, cache, rng)
            if row["answers"] and not one.spans:
                continue
            (held if is_held_out(row["text"]) else learn).append(one)
    return learn, held


def by_title(all_questions):
    found = {}
    for question in all_questions:
        if question.title:
            found.setdefault(question.title, {})[question.context[2]] = question.context
    return {title: list(contexts.values()) for title, contexts in found.items()}


def drawn(question, others, rng):
    """(ids, type ids, start, end) of one reading; start and end 0 mean: no answer here."""
    context, spans, words = question.context, question.spans, question.words
    if question.twisted and rng.random() < 0.12:
        words, spans = rng.choice(question.twisted), []
    elif question.rest and rng.random() < 0.12:
        encoding = question.tokenizer.encode(question.rest, add_special_tokens=False)
        context, spans = (encoding.ids, encoding.offsets, question.rest), []
    elif spans and rng.random() < 0.10 and len(others.get(question.title, ())) > 1:
        other = rng.choice(others[question.title])
        if not any(text in other[2].lower() for text in question.texts):
            context, spans = other, []
    ids = context[0]
    room = MAX_LENGTH - len(words) - 3
    first = 0
    span = rng.choice(spans) if spans else None
    if len(ids) > room:
        last = len(ids) - room
        first = rng.randint(0, last)
        if span and rng.random() < 0.85:
            low, high = max(0, span[1] - room + 1), min(span[0], last)
            first = rng.randint(min(low, high), max(low, high))
    window = ids[first:first + room]
    head = [CLS, *words, SEP]
    start = end = 0
    if span and span[0] >= first and span[1] < first + len(window):
        start, end = len(head) + span[0] - first, len(head) + span[1] - first
    return head + window + [SEP], [0] * len(head) + [1] * (len(window) + 1), start, end


def comments(toxicity, spam, tokenizer, rng):
    """(ids, target for each head, weight for each head)."""
    texts, found = [], []
    for row in rows(toxicity):
        targets, weights = [0.0] * 5, [0.0] * 5
        head = int(row["head"])
        targets[head], weights[head] = row["target"], row["weight"]
        weights[4] = 0.2  # these sets hold next to no advertising
        texts.append(row["text"])
        found.append((targets, weights))
    for row in rows(spam):
        targets, weights = [0.0] * 5, [0.0] * 5
        targets[4], weights[4] = float(row["spam"]), 1.0
        weights[0] = 0.0 if row["spam"] else 0.3
        texts.append(row["text"])
        found.append((targets, weights))
    encodings = tokenizer.encode_batch(texts, add_special_tokens=False)
    all_rows = [([CLS, *e.ids[:MAX_COMMENT - 2], SEP], t, w) for e, (t, w) in zip(encodings, found) if e.ids]
    rng.shuffle(all_rows)
    return all_rows


def filled(templates, rng, each):
    """`each` texts of every template ("- …") of the files, its slots ("name: one | another") filled."""
    slots, lines = {}, []
    for path in templates:
        with open(path, encoding="utf-8") as file:
            for line in file.read().split("\n"):
                if line.startswith("- "):
                    lines.append(line[2:])
                elif line and not line.startswith("#"):
                    name, values = line.split(":", 1)
                    slots[name] = [value.strip() for value in values.split("|")]
    fill = lambda text: re.sub(r"\{(\w+)\}", lambda slot: fill(rng.choice(slots[slot.group(1)])), text)
    return [" ".join(fill(line).split()) for line in lines for _ in range(each)]


def texts_of_comments(folder, templates, rng):
    """Comments whose judgement is to stay as it is while answers are learnt."""
    texts = filled(templates, rng, each=4)
    texts += [row["text"] for name in ("paradetox", "civil_votes", "edos") for row in rows(f"{folder}/comments/{name}.jsonl")]
    rng.shuffle(texts)
    return texts


def batches(lengths, size, rng):
    """Indices in batches of similar length, in a random order."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + rng.random() * 12)
    made = [order[at:at + size] for at in range(0, len(order), size)]
    rng.shuffle(made)
    return made
