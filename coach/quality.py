"""The five qualities of a practised line, and what each sign speaks for.

`data/quality.csv` holds the weights of a logistic regression, made by
`benchmarks/practice/fit.py` from `data/attempts.csv`: lines that people practised, each graded by
two readers.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, Literal, get_args

import numpy as np

from coach.arrays import Floats
from coach.errors import DataError
from coach.files import DATA
from coach.tables import Check, filled, read_table

WEIGHTS: Final = DATA / "quality.csv"

Quality = Literal["good", "partly", "still_blaming", "empty_of_feeling", "off_topic"]
QUALITIES: Final[tuple[Quality, ...]] = get_args(Quality)
BIAS: Final = "bias"


def quality_of(signs: Mapping[str, float], path: Path = WEIGHTS) -> Quality:
    """Return the likeliest quality of a line with these signs.

    Raises `DataError` where the weights are of other signs.
    """
    names, weights = _weights(path)
    if unknown := set(names) ^ {*signs, BIAS}:
        raise DataError(
            f"{path.name} and the signs differ in {min(unknown)!r}: run benchmarks/practice/fit.py"
        )
    row = np.array([1.0 if name == BIAS else signs[name] for name in names])
    return QUALITIES[int((row @ weights).argmax())]


@cache
def _weights(path: Path) -> tuple[list[str], Floats]:
    """Return the names of the signs, and the (signs, 5) weights."""
    checks: dict[str, Check] = {"sign": filled, **dict.fromkeys(QUALITIES, _number)}
    rows = read_table(path, checks)
    weights = np.array([[float(row[quality]) for quality in QUALITIES] for row in rows])
    return [row["sign"] for row in rows], weights


def _number(value: str) -> str | None:
    try:
        float(value)
    except ValueError:
        return f"{value!r} is not a number"
    return None
