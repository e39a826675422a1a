"""Learn what each sign of a practised line speaks for, and write `data/quality.csv`.

    python benchmarks/practice/fit.py

A multinomial logistic regression over the signs of the attempts in `data/attempts.csv`. It prints
how often it agrees with the readers on attempts by writers that it has not read.
"""

import csv

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from coach import Coach
from coach.deck import load_deck
from coach.files import DATA
from coach.quality import BIAS, QUALITIES, WEIGHTS
from coach.signs import signs_of

ATTEMPTS = DATA / "attempts.csv"
DIGITS = 4


def main() -> None:
    """Read, learn, write."""
    with ATTEMPTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    coach, deck = Coach.load(), load_deck()
    seen, truth, writers = [], [], []
    for row in rows:
        review = coach.review(row["attempt"], figure_of_speech=True)
        if review.sentences:  # else the gate has the last word
            signs = signs_of(deck[row["card"]], review, coach._classifier.probabilities)
            seen.append(signs)
            truth.append(row["quality"])
            writers.append(row["id"][0])
    names = list(seen[0])
    table = np.array([list(signs.values()) for signs in seen])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=3000))
    folds = GroupKFold(len(set(writers)))
    said = cross_val_predict(model, table, truth, cv=folds, groups=writers)
    print(f"{len(truth)} attempts, agreement {np.mean(said == truth):.3f} on unread writers")
    scaler, head = model.fit(table, truth)
    order = [list(head.classes_).index(quality) for quality in QUALITIES]
    weights = (head.coef_ / scaler.scale_)[order].T
    bias = head.intercept_[order] - scaler.mean_ @ weights
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["sign", *QUALITIES])
        for name, row in zip([*names, BIAS], [*weights, bias], strict=True):
            writer.writerow([name, *(round(float(weight), DIGITS) for weight in row)])


if __name__ == "__main__":
    main()
