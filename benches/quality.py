#!/usr/bin/env python3
"""Runs `newsdesk batch` over the measuring sets and prints their figures as a table.

    cargo build --release && python3 benches/quality.py [--engine rules] [--unread] [NAME …]

`--engine rules` leaves the neural reader out of answers and comments; `--unread` measures answers on those
texts alone that the reader did not learn from (one in ten; `training/reader/data.py` says which).

Reads ../shared/data and scores with ../shared/score/score.py; a set that is not there is said to be
missing. `summary` needs the Python package rouge-score. Sets are measured whole.
"""
import argparse
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
BINARY = ROOT / "target" / "release" / "newsdesk"

# job, score.py's task, set, the figures to show
ROWS = [
    ("extract", "extract", "extract/scrapinghub", ["f1", "p", "r"]),
    ("extract", "extract", "extract/wcxb_articles", ["f1", "date_right", "title_right"]),
    ("facts", "timex", "timex/tempeval3_timebank", ["relaxed_f1", "strict_f1", "value_f1"]),
    ("facts", "timex", "timex/tempeval3_aquaint", ["relaxed_f1", "strict_f1", "value_f1"]),
    ("facts", "timex", "timex/ms_recognizers", ["relaxed_f1", "value_accuracy"]),
    ("facts", "timex", "timex/meantime", ["relaxed_f1", "value_accuracy"]),
    ("facts", "timex", "timex/gum_dates", ["relaxed_r", "value_accuracy"]),
    ("facts", "timex", "timex/wikiwars", ["relaxed_f1", "value_accuracy"]),
    ("facts", "agreeing", "timex/ms_recognizers", ["agreeing", "value_accuracy"]),
    ("facts", "agreeing", "timex/gum_dates", ["agreeing", "value_accuracy"]),
    ("facts", "sums", "money/ieer_1999", ["overlap.f1"]),
    ("facts", "money", "money/ieer_1999", ["overlap.f1"]),
    ("facts", "money", "money/ms_recognizers", ["overlap.f1", "amount_right"]),
    ("facts", "entities", "entities/conll2003", ["all.overlap.f1", "all.exact.f1"]),
    ("facts", "entities", "entities/ieer_1999", ["all.overlap.f1", "all.exact.f1"]),
    ("facts", "entities", "entities/wikigold", ["all.overlap.f1", "all.exact.f1"]),
    ("facts", "quotes", "quotes/polnear", ["content.f1", "with_speaker.f1"]),
    ("facts", "quotes", "quotes/polnear_more", ["content.f1", "with_speaker.f1"]),
    ("digest", "summary", "summary/cnndm_val1000", ["rouge1", "rouge2", "rougeLsum", "points_verbatim"]),
    ("digest", "summary", "summary/summeval100", ["rouge1", "rouge2", "rougeLsum"]),
    ("digest", "mission", "mission/news",
     ["key_sentence_recall", "focus.f1", "funding.f1", "event.f1", "never_points", "points_verbatim"]),
    ("ask", "ask", "ask/mission", ["f1", "sentence_at_1", "abstain_right", "answers_verbatim"]),
    ("ask", "ask", "ask/squadshifts_new_wiki", ["sentence_at_1", "f1", "em"]),
    ("ask", "ask", "ask/squadshifts_reddit", ["sentence_at_1", "f1"]),
    ("ask", "ask", "ask/squad11", ["sentence_at_1", "f1"]),
    ("ask", "ask", "ask/squad20", ["f1", "abstain_right", "sentence_at_1"]),
    ("ask", "ask", "ask/qamr", ["f1"]),
    ("verify", "verify", "faithfulness/qags_cnndm", ["balanced_accuracy", "auc"]),
    ("verify", "verify", "faithfulness/qags_xsum", ["balanced_accuracy", "auc"]),
    ("moderate", "comments", "comments/surge", ["held.f1", "held.p", "held.r", "auc"]),
    ("moderate", "comments", "comments/olid", ["macro_f1", "auc"]),
    ("moderate", "comments", "comments/sfu_news_comments", ["auc"]),
    ("moderate", "comments", "comments/globe_unhealthy", ["auc"]),
    ("moderate", "comments", "comments/hatecheck", ["accuracy", "least_functionality", "auc"]),
    ("moderate", "comments", "comments/hatemojicheck", ["accuracy", "least_functionality", "auc"]),
    ("moderate", "comments", "comments/wikitalk", ["false_alarms_pct", "auc"]),
    ("moderate", "comments", "comments/civil_votes", ["false_alarms_pct", "auc"]),
    ("moderate", "comments", "comments/sms_spam", ["held.f1", "held.p", "held.r", "auc"]),
    ("moderate", "comments", "comments/youtube_spam", ["held.f1", "held.p", "held.r", "auc"]),
    ("moderate", "held", "lists/rustrict_test_positive", ["held_pct"]),
    ("moderate", "held", "lists/rustrict_test_negative", ["held"]),
    ("moderate", "held", "lists/rustrict_test_safe", ["held"]),
    ("moderate", "held", "lists/phishing_domains", ["held_pct", "block_pct"]),
    ("moderate", "held", "lists/suspicious_domains_nikolaischunk", ["held_pct", "block_pct"]),
    ("moderate", "held", "lists/benign_domains_from_benchmarks", ["held_pct", "block_pct"]),
    ("moderate", "pii", "pii/presidio_large",
     ["recall.email", "recall.card", "recall.iban", "recall.ip", "recall.phone", "recall.ssn", "false_findings"]),
    ("moderate", "pii", "pii/presidio_synth",
     ["recall.email", "recall.card", "recall.iban", "recall.ip", "recall.phone", "recall.ssn", "false_findings"]),
]


def figure(scores, path):
    for part in path.split("."):
        scores = scores[part]
    return scores


# What a row gives the program: never its gold. A page's own title and date are to be found.
INPUTS = {
    "extract": ("id", "html", "url"),
    "facts": ("id", "text", "title", "published"),
    "digest": ("id", "text", "title", "published"),
    "ask": ("id", "text", "title", "published", "question"),
    "verify": ("id", "text", "title", "published", "claim"),
    "moderate": ("id", "text"),
}


def rows(gold, is_wanted):
    lines = (line for line in gold.read_text(encoding="utf-8").split("\n") if line.strip())
    return [row for row in map(json.loads, lines) if is_wanted(row)]


def is_unread(row):
    """Whether `training/reader/data.py` held the text out."""
    return int(hashlib.sha256(row["text"].encode()).hexdigest(), 16) % 10 == 0


def write(objects, to):
    for one in objects:
        to.write(json.dumps(one).encode() + b"\n")
    to.flush()


def question(row, fields):
    if "domain" in row:
        row = {**row, "text": f"look http://{row['domain']}/"}
    return {field: row[field] for field in fields if row.get(field) is not None}


def measure(job, task, name, options):
    path = SHARED / "data" / f"{name}.jsonl"
    if not path.exists():
        return None
    wanted = rows(path, is_unread if options.unread and job == "ask" else lambda row: True)
    temporary = lambda: tempfile.NamedTemporaryFile(suffix=".jsonl")
    with temporary() as gold, temporary() as given, temporary() as predicted:
        write(wanted, gold)
        write((question(row, INPUTS[job]) for row in wanted), given)
        command = [BINARY, "batch", job, given.name, "--engine", options.engine]
        subprocess.run(command, stdout=predicted, stderr=subprocess.DEVNULL, check=True)
        found = sum(1 for _ in open(predicted.name, "rb"))
        assert len(wanted) == found, f"{name}: {len(wanted)} lines in, {found} out"
        if task == "held":
            return held(predicted.name)
        if task == "agreeing":
            return agreeing(wanted, predicted.name, AGREES[name])
        if task == "sums":
            return sums(wanted, predicted.name)
        score = subprocess.run([sys.executable, SHARED / "score" / "score.py", task, gold.name, predicted.name],
                               capture_output=True, text=True, check=True)
    scores = json.loads(score.stdout)
    if "by_functionality" in scores:
        scores["least_functionality"] = min((share, name) for name, share in scores["by_functionality"].items())
    return scores


def held(predicted):
    """How many of a list's entries are held; the lists hold one kind of entry each."""
    with open(predicted, encoding="utf-8") as lines:
        verdicts = [json.loads(line).get("verdict") for line in lines]
    share = lambda *kinds: round(100 * sum(v in kinds for v in verdicts) / len(verdicts), 2)
    return {"n": len(verdicts), "held": sum(v != "allow" for v in verdicts),
            "held_pct": share("review", "block"), "block_pct": share("block")}


# Values that both dialects write alike. Of Recognizers: a value that is settled (no open year or
# week but in a set), of one calendar unit (no pair of ends), not told by the clock of the utterance
# (no seconds) and not a fraction. Of GUM: a day, month or year, for words that name one: it writes the
# first day for centuries, decades, seasons, weekends and lengths, and the day alone for its parts.
SETTLED = re.compile(
    r"(PRESENT|PAST|FUTURE)_REF|\d{4}(-(\d\d(-\d\d(T(\d\d:\d\d|MO|AF|EV|NI))?)?|W\d\d(-WE)?|Q\d|H\d|SP|SU|FA|WI))?"
    r"|PT?\d+[YMWDHS](\d+[MDHS])?|XXXX-WXX-(\d(TMO|TAF|TEV|TNI)?|WE)")
OTHERWISE = re.compile(
    r"\b(century|centuries|decades?|weekends?|spring|summer|autumn|fall|winter|morning|afternoon|evening|night"
    r"|past|last|next|coming|ahead|recent)\b|\d0 ?s\b|ties\b", re.I)
AGREES = {
    "timex/ms_recognizers": lambda t: SETTLED.fullmatch(str(t["value"])) and ("XX" not in t["value"] or t["type"] == "set"),
    "timex/gum_dates": lambda t: re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", str(t["value"])) and not OTHERWISE.search(t["text"]),
}


def aligned(gold, predicted, wanted, kind):
    """Each gold span of a row with the fact that overlaps it most, as score.py pairs them."""
    overlap = lambda a, b: min(a["end"], b["end"]) - max(a["start"], b["start"])
    with open(predicted, encoding="utf-8") as lines:
        found = {str(row["id"]): row for row in map(json.loads, lines)}
    for row in gold:
        facts = [f for f in found.get(str(row["id"]), {}).get("facts", []) if f["kind"] == kind]
        pairs, used = [], set()
        for span in wanted(row):
            best = max(((overlap(span, f), i) for i, f in enumerate(facts) if i not in used), default=(0, None))
            used.add(best[1] if best[0] > 0 else None)
            pairs.append((span, facts[best[1]] if best[0] > 0 else None))
        yield row, facts, pairs


def agreeing(gold, predicted, agrees):
    """Value accuracy, of the expressions found, where gold's dialect and TIMEX3 write a value alike."""
    dated = lambda row: [t for t in row["timex"] if not t.get("dct")]
    pairs = [p for *_, pairs in aligned(gold, predicted, dated, "date") for p in pairs if agrees(p[0])]
    right = [f["value"]["timex"] == str(t["value"]) for t, f in pairs if f]
    return {"n": len(pairs), "agreeing": len(pairs), "value_accuracy": round(100 * sum(right) / max(1, len(right)), 2)}


def sums(gold, predicted):
    """Overlap F1 without sums per unit ("$250 a day"), which IEER's gold leaves out."""
    unit = re.compile(r"[\s)]*-?(\([^)]{0,20}\)\s*)?(a|an|per|each)\b[-\s]\w", re.I)
    money = lambda row: [e for e in row["ents"] if e["type"].lower() == "money"]
    wanted = found = hit = 0
    for row, facts, pairs in aligned(gold, predicted, money, "money"):
        hits = {id(f) for _, f in pairs if f}
        rates = [f for f in facts if id(f) not in hits and unit.match(row["text"][f["end"]:f["end"] + 40])]
        wanted, found, hit = wanted + len(pairs), found + len(facts) - len(rates), hit + len(hits)
    return {"n": wanted, "overlap": {"f1": round(200 * hit / (wanted + found), 2)}}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--engine", choices=("neural", "rules"), default="neural")
    parser.add_argument("--unread", action="store_true")
    parser.add_argument("names", nargs="*", help="parts of the names of sets")
    options = parser.parse_args()
    print("| set | rows | figures |\n|---|---|---|")
    for job, task, name, figures in ROWS:
        if options.names and not any(part in name for part in options.names):
            continue
        scores = measure(job, task, name, options)
        if scores is None:
            print(f"| {name} | - | not at hand |")
            continue
        shown = " · ".join(f"{f} {figure(scores, f)}" for f in figures)
        part = {"agreeing": ", dialects agree", "sums": ", without sums per unit"}.get(task, "")
        print(f"| {name}{part} | {scores['n']} | {shown} |", flush=True)


if __name__ == "__main__":
    main()
