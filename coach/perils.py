"""What the safety gate tells apart: a class of danger, and whose act it is."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from coach.review import By, Danger
from coach.tables import Row, fault


class Peril(NamedTuple):
    """A class of danger, and whose act it is."""

    kind: Danger
    by: By


# A threat is the writer's: one that is made to the writer is violence or control.
PERILS: Final = (
    Peril("violence", "partner"),
    Peril("violence", "writer"),
    Peril("control", "partner"),
    Peril("control", "writer"),
    Peril("threat", "writer"),
    Peril("self_harm", "writer"),
    Peril("self_harm", "partner"),
)


def peril_in(row: Row, path: Path, number: int) -> Peril:
    """Return the peril of a data row with the columns `kind` and `by`; `DataError` if none is."""
    for peril in PERILS:
        if peril == (row["kind"], row["by"]):
            return peril
    raise fault(path, number, f"there is no {row['kind']!r} by {row['by']!r}")
