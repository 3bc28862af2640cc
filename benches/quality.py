#!/usr/bin/env python3
"""Runs `newsdesk batch` over the measuring sets and prints their figures as a table.

    cargo build --release && python3 benches/quality.py [NAME …]

Reads ../shared/data and scores with ../shared/score/score.py; a set that is not there is said to be
missing. `summary` needs the Python package rouge-score. Sets are measured whole.
"""
import json
import pathlib
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
    "moderate": ("id", "text"),
}


def ask(gold, fields, given):
    for line in gold.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            row = json.loads(line)
            if "domain" in row:
                row["text"] = f"look http://{row['domain']}/"
            given.write(json.dumps({f: row[f] for f in fields if row.get(f) is not None}).encode() + b"\n")
    given.flush()


def measure(job, task, name):
    gold = SHARED / "data" / f"{name}.jsonl"
    if not gold.exists():
        return None
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as given, tempfile.NamedTemporaryFile(suffix=".jsonl") as predicted:
        ask(gold, INPUTS[job], given)
        subprocess.run([BINARY, "batch", job, given.name], stdout=predicted, stderr=subprocess.DEVNULL, check=True)
        lines = sum(1 for line in gold.read_text(encoding="utf-8").split("\n") if line.strip())
        found = sum(1 for _ in open(predicted.name, "rb"))
        assert lines == found, f"{name}: {lines} lines in, {found} out"
        if task == "held":
            return held(predicted.name)
        score = subprocess.run([sys.executable, SHARED / "score" / "score.py", task, gold, predicted.name],
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


def main():
    wanted = sys.argv[1:]
    print("| set | rows | figures |\n|---|---|---|")
    for job, task, name, figures in ROWS:
        if wanted and not any(w in name for w in wanted):
            continue
        scores = measure(job, task, name)
        if scores is None:
            print(f"| {name} | - | not at hand |")
            continue
        shown = " · ".join(f"{f} {figure(scores, f)}" for f in figures)
        print(f"| {name} | {scores['n']} | {shown} |", flush=True)


if __name__ == "__main__":
    main()
