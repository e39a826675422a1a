"""How fast it reads, beside its peers, in one run: `python benchmarks/speed.py`.

Prints a table of sentences per second. Ratios are what counts: the machine may be busy.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from coach import Coach
from coach.corpus import load_corpus
from coach.encoder import SentenceEncoder, feed, tokenize
from coach.passages import alone

SENTENCES = 20_000
ROUNDS = 30
MESSAGE = (
    "You stopped talking to me. Third night you fall asleep on the sofa. I miss you. "
    "Can we talk tonight? The plumber comes at nine."
)


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def onnxruntime_alone(texts: list[str]) -> Callable[[], object]:
    """Return a run of the encoder's session alone, on inputs made beforehand."""
    encoder = SentenceEncoder().opened()
    feeds = [feed([tokenize(encoder._tokenizer, p)]) for p in alone(texts)]
    session = encoder._session

    def run() -> None:
        with ThreadPoolExecutor() as pool:
            list(pool.map(lambda inputs: session.run(None, inputs), feeds))

    return run


def main() -> None:
    """Measure and print."""
    corpus = load_corpus()["text"].tolist()
    texts = (corpus * (SENTENCES // len(corpus) + 1))[:SENTENCES]
    full, fast = Coach.load(), Coach.load(encoder=False)
    vader = SentimentIntensityAnalyzer()
    alone_run = onnxruntime_alone(texts)
    runs = {
        "coach.classify, full": lambda: full.classify(texts),
        "onnxruntime alone": alone_run,
        "coach.classify, fast": lambda: fast.classify(texts),
        "vaderSentiment": lambda: [vader.polarity_scores(text) for text in texts],
    }
    print("| engine | sentences a second |\n| --- | --- |")
    speeds = {}
    for name, work in runs.items():
        speeds[name] = SENTENCES / timed(work)
        print(f"| {name} | {speeds[name]:,.0f} |")
    ratio = speeds["coach.classify, full"] / speeds["onnxruntime alone"]
    print(f"\nfull / onnxruntime alone: {ratio:.2f}")
    ratio = speeds["coach.classify, fast"] / speeds["vaderSentiment"]
    print(f"fast / VADER: {ratio:.2f}")
    full.review(MESSAGE)
    milliseconds = [1000 * timed(lambda: full.review(MESSAGE)) for _ in range(ROUNDS)]
    print(
        f"review of five sentences, warm: median {statistics.median(milliseconds):.0f} ms, "
        f"90th percentile {np.percentile(milliseconds, 90):.0f} ms"
    )


if __name__ == "__main__":
    main()
