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
}


def ask(gold, fields, given):
    for line in gold.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            row = json.loads(line)
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
        score = subprocess.run([sys.executable, SHARED / "score" / "score.py", task, gold, predicted.name],
                               capture_output=True, text=True, check=True)
    return json.loads(score.stdout)


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
