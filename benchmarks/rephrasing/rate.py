"""Blind rating of the softer words: `python benchmarks/rephrasing/rate.py sheet|tally FOLDER`.

`sheet` writes, for each of the 150 messages, the lines that the coach offers in the place of its
target, a plain template answer and the hand-written best ones, shuffled and without their origin,
as `sheet-1.csv` … in FOLDER, and `key.csv`, which the raters do not see. A rater fills in for each
line: `meaning` kept (1 to 5), `softness` (1 to 5), `natural` (1 to 5) and `send`, whether this
person could send it to this partner: `yes`, `edit` (after a small edit) or `no`. `tally` reads
the filled sheets and the key, and prints the shares by origin.
"""

from __future__ import annotations

import argparse
import csv
from hashlib import blake2b
from pathlib import Path

import pandas as pd

from coach import Coach
from coach.review import Span

HERE = Path(__file__).parent
TEMPLATE = "I feel hurt. Can we talk?"
SHEETS = 5
RATED = ["meaning", "softness", "natural"]


def main() -> None:
    """Write the sheets, or tally them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("sheet", "tally"))
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    (sheet if options.what == "sheet" else tally)(options.folder)


def sheet(folder: Path) -> None:
    """Write what is to be rated."""
    coach = Coach.load()
    messages = pd.read_csv(HERE / "messages.csv", keep_default_na=False)
    folder.mkdir(parents=True, exist_ok=True)
    key: list[dict[str, str]] = []
    unread = 0
    for number, message in enumerate(messages.itertuples()):
        lines = offered(coach, str(message.message), str(message.target))
        unread += not lines
        own = [("best", str(getattr(message, kind))) for kind in ("feeling", "curiosity", "firm")]
        rows = [*lines, ("template", TEMPLATE), *own]
        rows.sort(key=lambda row: blake2b(f"{message.id}{row[1]}".encode()).digest())
        for place, (origin, line) in enumerate(rows):
            key.append(
                {
                    "sheet": str(number % SHEETS + 1),
                    "id": f"{message.id}-{place}",
                    "message": str(message.message),
                    "target": str(message.target),
                    "line": line,
                    "origin": origin,
                }
            )
    write(folder / "key.csv", key)
    for part in range(1, SHEETS + 1):
        shown = [
            {**{k: row[k] for k in ("id", "message", "target", "line")}, **dict.fromkeys(RATED, "")}
            | {"send": ""}
            for row in key
            if row["sheet"] == str(part)
        ]
        write(folder / f"sheet-{part}.csv", shown)
    print(f"{len(messages)} messages; in {unread} of them the coach sees no blame in the target")


def offered(coach: Coach, message: str, target: str) -> list[tuple[str, str]]:
    """Return the lines in the place of the target, each with its origin."""
    place = Span(message.index(target), message.index(target) + len(target))
    found = [s for s in coach.review(message).blaming if place.overlaps(Span(s.start, s.end))]
    return [
        (f"{line.source} {line.move} {line.strength}", line.text)
        for s in found[:1]
        for line in s.suggestions
    ]


def write(path: Path, rows: list[dict[str, str]]) -> None:
    """Write rows as CSV."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def tally(folder: Path) -> None:
    """Print how the lines were rated, by origin."""
    key = pd.read_csv(folder / "key.csv", keep_default_na=False).set_index("id")["origin"]
    sheets = [pd.read_csv(path) for path in sorted(folder.glob("sheet-*.csv"))]
    rated = pd.concat(sheets).dropna(subset=["send"])
    rated["origin"] = rated["id"].map(key)
    ours = rated["origin"].str.startswith(("coach", "article"))
    rated["who"] = rated["origin"].where(~ours, "coach")
    print("| lines | rated | meaning | softness | natural | as it is | or small edit |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for column in ("who", "origin"):
        for name, part in rated.groupby(column):
            means = " | ".join(f"{part[c].astype(float).mean():.2f}" for c in RATED)
            fit, edit = (part["send"] == "yes").mean(), part["send"].isin(["yes", "edit"]).mean()
            print(f"| {name} | {len(part)} | {means} | {fit:.3f} | {edit:.3f} |")


if __name__ == "__main__":
    main()
