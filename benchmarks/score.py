"""What `coach score` does with a table, and a review with a long message: time and memory.

    python benchmarks/score.py [--rows N] [--full-rows N]

Rows are the corpus's sentences over and over. Memory is the highest sum over the command and its
workers, in MiB, of what only they hold (USS), sampled every 0.2 s. VADER and onnxruntime alone
read the same rows in the same run, on one core and on all.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import psutil
from speed import onnxruntime_alone, timed
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from coach import Coach
from coach.corpus import load_corpus

LENGTHS = (100, 1_000, 10_000, 50_000)
BLOCK = "The plumber comes at nine. You never listen to me. I miss you. "


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=400_000)
    parser.add_argument("--full-rows", type=int, default=20_000)
    options = parser.parse_args()
    texts = load_corpus()["text"].tolist()
    print("| what | rows | seconds | rows a second | peak MiB |\n|---|---|---|---|---|")
    fast = [options.rows // 4, options.rows]
    with tempfile.TemporaryDirectory() as folder:
        for rows, extra in [*((n, ["--fast"]) for n in fast), (options.full_rows, [])]:
            source = table(
                Path(folder) / f"{rows}.csv", itertools.islice(itertools.cycle(texts), rows)
            )
            seconds, memory = scored(source, extra)
            line(" ".join(["coach score", *extra]), rows, seconds, memory)
    some = texts[: options.full_rows]
    vader = SentimentIntensityAnalyzer()
    line("VADER, one core", len(some), timed(lambda: [vader.polarity_scores(t) for t in some]))
    line("onnxruntime alone, all cores", len(some), timed(onnxruntime_alone(some)))

    print("\n| characters in a message | seconds, full | seconds, n-grams alone |\n|---|---|---|")
    engines = [Coach.load(), Coach.load(encoder=False)]
    for length in LENGTHS:
        message = (BLOCK * (length // len(BLOCK) + 1))[:length]
        taken = [timed(partial(coach.review, message)) for coach in engines]
        print(f"| {length:,} | {taken[0]:.2f} | {taken[1]:.2f} |", flush=True)


def table(path: Path, texts: Iterable[str]) -> Path:
    """Write a CSV of one column, `said`."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["said"], *([text] for text in texts)])
    return path


def scored(source: Path, extra: list[str]) -> tuple[float, float]:
    """Return the seconds that the command took, and its peak memory in MiB."""
    command = [sys.executable, "-m", "coach", "score", str(source), "--column", "said", *extra]
    start = time.perf_counter()
    run = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603 - its own command
    most = 0.0
    while run.poll() is None:
        most = max(most, held(run.pid))
        time.sleep(0.2)
    return time.perf_counter() - start, most


def held(pid: int) -> float:
    """Return what a process and its children hold for themselves, in MiB."""
    total = 0.0
    try:
        parent = psutil.Process(pid)
        for process in [parent, *parent.children(recursive=True)]:
            total += process.memory_full_info().uss
    except psutil.Error:
        pass
    return total / 2**20


def line(name: str, rows: int, seconds: float, memory: float | None = None) -> None:
    """Print a row of the table."""
    held_ = "" if memory is None else f"{memory:.0f}"
    print(f"| {name} | {rows:,} | {seconds:.0f} | {rows / seconds:,.0f} | {held_} |", flush=True)


if __name__ == "__main__":
    main()
