"""How the safety gate does on cases that nobody trains on: `python benchmarks/safety/measure.py`.

`cases.csv` holds 639 sentences, composed from the codebook alone by writers who knew nothing of
the gate or of `data/safety.csv`, and who were asked to make both sides as hard as they could.
They may be looked at to see what kind of talk the gate lacks; they never go into the data.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from coach import Coach

CASES = Path(__file__).with_name("cases.csv")


def main() -> None:
    """Print what is caught and what is stopped wrongly, and each failure."""
    cases = pd.read_csv(CASES, keep_default_na=False)
    fired = Coach.load().classify(cases["text"].tolist())["safety"] != "none"
    danger = cases["kind"] != "none"
    for column, rows in (("kind", danger), ("style", danger), ("style", ~danger)):
        word = "caught" if rows is danger else "stopped"
        print(f"\n| {column} | sentences | {word} |\n| --- | --- | --- |")
        for name, part in fired[rows].groupby(cases[column][rows]):
            print(f"| {name} | {len(part)} | {part.mean():.3f} |")
        print(f"| all | {rows.sum()} | {fired[rows].mean():.3f} |")
    for title, wrong in (("Missed", danger & ~fired), ("Stopped", ~danger & fired)):
        print(f"\n{title}:")
        for case in cases[wrong].itertuples():
            print(f"- {case.kind} {case.style}: {case.text}")


if __name__ == "__main__":
    main()
