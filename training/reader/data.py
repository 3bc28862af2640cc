"""What the reader learns from: questions with their paragraphs, and comments.

Every row becomes token ids once; cropping, wrong paragraphs and the order are drawn anew each
epoch from a seeded generator.
"""

import hashlib
import json
import random

# Tokens of a question that are read, and of question and window together.
MAX_QUESTION = 32
MAX_LENGTH = 176
MAX_COMMENT = 96
CLS, SEP, PAD = 101, 102, 0
COMMENT_HEADS = ("toxic", "strong_words", "sexist", "hateful", "spam")


def rows(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file.read().split("\n") if line.strip()]


def is_held_out(text):
    """One text in ten is kept for measuring."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 10 == 0


class Question:
    """A question, the tokens of its paragraph and the token ranges of its answers."""

    def __init__(self, row, tokenizer, cache):
        self.title = row.get("title") or ""
        self.words = tokenizer.encode(row["question"].strip(), add_special_tokens=False).ids[:MAX_QUESTION]
        if row["text"] not in cache:
            encoding = tokenizer.encode(row["text"], add_special_tokens=False)
            cache[row["text"]] = (encoding.ids, encoding.offsets, row["text"])
        self.context = cache[row["text"]]
        self.texts = {answer["text"].strip().lower() for answer in row["answers"]}
        self.spans = []
        for answer in row["answers"]:
            start, end = answer["start"], answer["start"] + len(answer["text"])
            inside = [i for i, (a, b) in enumerate(self.context[1]) if b > start and a < end]
            if inside:
                self.spans.append((inside[0], inside[-1]))


def questions(folder, tokenizer):
    """(to learn from, held out)."""
    learn, held = [], []
    cache = {}
    for name, every in (("squadshifts_new_wiki", 1), ("squadshifts_reddit", 1), ("squad11", 1), ("squad20", 1), ("qamr", 2)):
        for number, row in enumerate(rows(f"{folder}/ask/{name}.jsonl")):
            if number % every or (name == "squad20" and row["answers"]):
                continue  # the answered questions of SQuAD 2.0 are those of 1.1
            one = Question(row, tokenizer, cache)
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
    context, spans = question.context, question.spans
    if spans and rng.random() < 0.15 and len(others.get(question.title, ())) > 1:
        other = rng.choice(others[question.title])
        if not any(text in other[2].lower() for text in question.texts):
            context, spans = other, []
    ids = context[0]
    room = MAX_LENGTH - len(question.words) - 3
    first = 0
    span = rng.choice(spans) if spans else None
    if len(ids) > room:
        last = len(ids) - room
        first = rng.randint(0, last)
        if span and rng.random() < 0.85:
            low, high = max(0, span[1] - room + 1), min(span[0], last)
            first = rng.randint(min(low, high), max(low, high))
    window = ids[first:first + room]
    head = [CLS, *question.words, SEP]
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


def batches(lengths, size, rng):
    """Indices in batches of similar length, in a random order."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + rng.random() * 12)
    made = [order[at:at + size] for at in range(0, len(order), size)]
    rng.shuffle(made)
    return made
