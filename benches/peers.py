#!/usr/bin/env python3
"""Times `newsdesk batch digest` beside the usual Python pipeline on the same pages and cores, in one run.

    cargo build --release && python3 benches/peers.py [--cores N] [--rounds N] [--memory]

The pipeline is trafilatura (page → text) and sumy's LexRank (text → five sentences), each page in
turn, one process a core. It lives in an environment of its own under target/, made at the first run.
Pages are those of ../shared/data/extract. Python's time leaves out its start and imports; the time of
`newsdesk` is the whole of the process, its start included, and it reads every fact besides.
`--memory` instead measures the peak memory of `batch digest` for 100, 1,000 and 10,000 articles.
"""
import argparse
import itertools
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import venv

ROOT = pathlib.Path(__file__).resolve().parent.parent
EXTRACT = ROOT.parent / "shared" / "data" / "extract"
BINARY = ROOT / "target" / "release" / "newsdesk"
HOME = ROOT / "target" / "peers"
PACKAGES = ["trafilatura==2.3.1", "sumy==0.13.0", "numpy==2.4.6"]
SENTENCES = 5


def pages():
    """Every page as the line that `batch` takes, one at a time: its number, HTML and address."""
    number = 0
    for name in ("scrapinghub", "wcxb_articles"):
        path = EXTRACT / f"{name}.jsonl"
        if path.exists():
            with open(path, encoding="utf-8", newline="\n") as lines:
                for row in map(json.loads, filter(str.strip, lines)):
                    yield json.dumps({"id": number, "html": row["html"], "url": row["url"]}) + "\n"
                    number += 1
    if number == 0:
        sys.exit(f"skipped: {EXTRACT} holds no pages")


# ---- the Python pipeline; runs in its own environment

class Words:
    """Sentences and words as sumy has NLTK find them, but for Punkt's trained abbreviations, a download."""

    def __init__(self):
        from nltk.tokenize import NLTKWordTokenizer
        from nltk.tokenize.punkt import PunktSentenceTokenizer

        self.sentences, self.words = PunktSentenceTokenizer(), NLTKWordTokenizer()

    def to_sentences(self, text):
        return [sentence.strip() for sentence in self.sentences.tokenize(text)]

    def to_words(self, sentence):
        return [word for word in self.words.tokenize(sentence) if word.isalpha()]


def summarizer():
    from sumy.nlp.stemmers import Stemmer
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.utils import get_stop_words

    ranks = LexRankSummarizer(Stemmer("english"))
    ranks.stop_words = get_stop_words("english")
    return ranks


def timed(page):
    """How many sentences a page gave, and the seconds of one core that reading and ranking took."""
    import trafilatura
    from sumy.parsers.plaintext import PlaintextParser

    start = time.process_time()
    text = trafilatura.extract(page["html"], url=page["url"]) or ""
    read = time.process_time()
    points = summarizer()(PlaintextParser.from_string(text, Words()).document, SENTENCES)
    return len(points), read - start, time.process_time() - read


def pipeline(path, cores):
    """Prints the seconds that all pages of a file took, and the seconds of each half, over all cores."""
    import multiprocessing

    with open(path, encoding="utf-8") as lines:
        work = [json.loads(line) for line in lines]
    with multiprocessing.Pool(cores) as pool:
        pool.map(timed, work[:cores], chunksize=1)  # imports and caches
        start = time.perf_counter()
        done = pool.map(timed, work, chunksize=1)
        wall = time.perf_counter() - start
    print(json.dumps({"wall": wall, "extract": sum(d[1] for d in done), "rank": sum(d[2] for d in done),
                      "with_points": sum(d[0] > 0 for d in done)}))


# ---- the comparison

def environment():
    python = HOME / "bin" / "python"
    if not python.exists():
        venv.create(HOME, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return python


def newsdesk(path, cores):
    start = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        batch = subprocess.Popen([BINARY, "batch", "digest", "--jobs", str(cores), path], stdout=out,
                                 stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(batch.pid, 0)
        assert status == 0, status
        wall = time.perf_counter() - start
        out.seek(0)
        with_points = sum(bool(json.loads(line).get("key_points")) for line in out)
    return {"wall": wall, "busy": usage.ru_utime + usage.ru_stime, "with_points": with_points}


def compare(cores, rounds):
    python = environment()
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as given:
        count = sum(bool(given.write(page)) for page in pages())
        given.flush()
        walls, busies = [], []
        for _ in range(rounds):
            peer = subprocess.run([python, __file__, "--pipeline", given.name, "--cores", str(cores)],
                                  capture_output=True, text=True, check=True)
            peer, own = json.loads(peer.stdout), newsdesk(given.name, cores)
            busy = peer["extract"] + peer["rank"]
            walls.append(peer["wall"] / own["wall"])
            busies.append(busy / own["busy"])
            print(f"{count} pages, {cores} cores: newsdesk {own['wall']:.2f} s, {own['busy']:.2f} s of one core, "
                  f"{own['with_points']} digests; trafilatura and LexRank {peer['wall']:.2f} s, "
                  f"{peer['extract']:.1f} + {peer['rank']:.1f} s of one core, {peer['with_points']} digests; "
                  f"ratio {walls[-1]:.1f} by the clock, {busies[-1]:.1f} by the cores", flush=True)
    middle = lambda ratios: sorted(ratios)[len(ratios) // 2]
    print(f"median ratio {middle(walls):.1f} by the clock, {middle(busies):.1f} by the cores")


def memory(cores):
    """Peak memory by number of articles: the pages over and over. This process stays small, since a new
    one's peak begins with that of the process it is forked from."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as given:
        given.writelines(pages())
        given.flush()
        for count in (100, 1_000, 10_000):
            start = time.perf_counter()
            batch = subprocess.Popen([BINARY, "batch", "digest", "--jobs", str(cores)], stdin=subprocess.PIPE,
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            left = count
            while left > 0:
                with open(given.name, "rb") as lines:
                    for line in itertools.islice(lines, left):
                        batch.stdin.write(line)
                        left -= 1
            batch.stdin.close()
            _, status, usage = os.wait4(batch.pid, 0)
            assert status == 0, status
            print(f"{count:>6} articles: peak {usage.ru_maxrss / 1024:.0f} MiB, {time.perf_counter() - start:.1f} s",
                  flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--cores", type=int, default=len(os.sched_getaffinity(0)))
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--memory", action="store_true")
    arguments.add_argument("--pipeline", help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.pipeline:
        pipeline(given.pipeline, given.cores)
    elif given.memory:
        memory(given.cores)
    else:
        compare(given.cores, given.rounds)


if __name__ == "__main__":
    main()
