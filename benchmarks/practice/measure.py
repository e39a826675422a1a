"""How often the coach's grade of a practised line is a reader's.

python benchmarks/practice/measure.py            on the attempts kept aside
python benchmarks/practice/measure.py --tune     on those the grading was made with
python benchmarks/practice/measure.py --show     and every attempt that is graded otherwise
"""

import argparse
import csv
from collections import Counter
from pathlib import Path

from coach import Coach
from coach.deck import load_deck
from coach.files import DATA
from coach.quality import QUALITIES

ATTEMPTS = Path(__file__).with_name("attempts.csv")
LEARNED = DATA / "attempts.csv"


def main() -> None:
    """Grade every attempt, and print how the coach's grades stand beside a reader's."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--learned", action="store_true")
    options.add_argument("--show", action="store_true")
    asked = options.parse_args()
    with (LEARNED if asked.learned else ATTEMPTS).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    coach, deck = Coach.load(), load_deck()
    pairs: Counter[tuple[str, str]] = Counter()
    for row in rows:
        said = coach.grade(deck[row["card"]], row["attempt"]).quality or "stopped"
        pairs[row["quality"], said] += 1
        if asked.show and said != row["quality"]:
            print(f"{row['quality']} graded {said}: {deck[row['card']].text} | {row['attempt']}")
    columns = [*QUALITIES, "stopped"]
    print(f"{'a reader / the coach':<22}" + "".join(f"{name:>18}" for name in columns))
    for quality in QUALITIES:
        print(f"{quality:<22}" + "".join(f"{pairs[quality, said]:>18}" for said in columns))
    right = sum(pairs[quality, quality] for quality in QUALITIES)
    print(f"agreement: {right} of {len(rows)}, {right / len(rows):.3f}")


if __name__ == "__main__":
    main()
