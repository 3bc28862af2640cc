#!/usr/bin/env python3
"""Makes the training files of the tagger of names (see models/names.md).

    names_data.py DATA OUT [--silver MODEL]

DATA is the folder of public sets. Writes OUT/wikigold.jsonl and OUT/gum.jsonl (names annotated by
people) and, with a spaCy pipeline, OUT/silver.jsonl (names it found in texts that may be used for
training). Sets marked "measure" are never read.
"""
import argparse
import json
import pathlib
import re

SMALL = {"of", "the", "and", "for", "de", "la", "del", "di", "da", "van", "von", "der", "den", "bin", "al", "&", "-", "'s", "in", "on"}
TITLES = {"Mr.", "Mrs.", "Ms.", "Dr.", "President", "Senator", "Professor", "Prime", "Minister", "Justice", "Judge", "Sir",
          "King", "Queen", "Pope", "General", "Chief", "Secretary", "Governor", "Vice"}
SILVER = ["ask/squadshifts_new_wiki", "ask/squad11", "ask/qamr", "ask/squadshifts_reddit", "timex/meantime", "timex/wikiwars",
          "mission/news"]
KINDS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}


def rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def write(path, items):
    with path.open("w", encoding="utf-8") as out:
        out.write("\n".join(json.dumps(item, ensure_ascii=False) for item in items))


def named(text):
    words = text.split()
    return words[0][0].isupper() and words[-1][0].isupper() and text not in ("I", "Me", "You", "He", "She", "We", "They", "It", "My", "This") \
        and all(w[0].isupper() or w.lower() in SMALL for w in words)


def gum(data):
    """GUM marks every mention of an entity; the outermost that are proper names are kept."""
    for row in rows(data / "entities/gum.jsonl"):
        kept, end = [], 0
        for e in sorted(row["ents"], key=lambda e: (e["start"], -e["end"])):
            kind = {"person": "PER", "organization": "ORG", "place": "LOC"}.get(e["type"])
            words, start = e["text"].split(), e["start"]
            while words and (words[0].lower() in ("the", "a") or words[0] in TITLES):
                start += len(words[0]) + 1
                words = words[1:]
            if not words or e["start"] < end or not named(" ".join(words)):
                continue
            end = e["end"]
            if kind:
                kept.append({"start": start, "end": end, "type": kind})
        yield {"text": row["text"], "ents": kept}


def silver(data, model):
    import spacy
    nlp = spacy.load(model, exclude=["parser", "lemmatizer", "attribute_ruler", "tagger", "senter"])
    seen = set()
    for name in SILVER:
        parts = [p for row in rows(data / f"{name}.jsonl") for p in re.split(r"\n\s*\n", row["text"]) if len(p) > 20]
        parts = [p for p in parts if not (p in seen or seen.add(p))]
        for text, doc in zip(parts, nlp.pipe(parts, batch_size=64)):
            ents = [{"start": e.start_char, "end": e.end_char, "type": KINDS[e.label_]} for e in doc.ents if e.label_ in KINDS]
            yield {"text": text, "ents": ents}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--silver", metavar="MODEL")
    args = parser.parse_args()
    write(args.out / "wikigold.jsonl", [{"text": r["text"], "ents": r["ents"]} for r in rows(args.data / "entities/wikigold.jsonl")])
    write(args.out / "gum.jsonl", list(gum(args.data)))
    if args.silver:
        write(args.out / "silver.jsonl", list(silver(args.data, args.silver)))


if __name__ == "__main__":
    main()
