"""Where help is: `data/helplines.csv`, by what is needed and by country.

The country is the user's choice and is never looked up.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from coach.errors import DataError
from coach.files import DATA
from coach.review import DANGERS, Danger, Help
from coach.tables import anything, filled, one_of, read_table, some_of, split

HELPLINES: Final = DATA / "helplines.csv"
EVERYWHERE: Final = ""

_WAYS: Final = ("phone", "text", "chat", "hours", "website")


def help_for(kind: Danger | None, country: str = EVERYWHERE) -> tuple[Help, ...]:
    """Return where help is for a class of danger (for any, where it is None).

    First the emergency number, then the country's own lines, then directories of all countries'.
    `country` is a code of `countries()`, or empty. Raises `DataError` for another.
    """
    if country not in (EVERYWHERE, *countries()):
        raise DataError(
            f"There are no helplines for {country!r}. The countries: {', '.join(countries())}; "
            "without one, international directories are named."
        )
    lines = [line for line in _lines() if kind is None or kind in line[1]]
    # Of two emergency lines the country's own is the one to call.
    here = [h for code, _, h in lines if code == country]
    anywhere = [h for code, _, h in lines if code == EVERYWHERE and code != country]
    return (*here, *(h for h in anywhere if not h.emergency))


@cache
def countries() -> dict[str, str]:
    """Return the countries with helplines of their own: `{"AR": "Argentina", …}`, by name."""
    rows = [row for row in _rows() if row["code"]]
    return dict(sorted({row["code"]: row["country"] for row in rows}.items(), key=lambda c: c[1]))


@cache
def _lines() -> tuple[tuple[str, frozenset[str], Help], ...]:
    return tuple(
        (
            row["code"],
            frozenset(split(row["kinds"])),
            Help(
                row["name"],
                row["what_for"],
                row["phone"],
                row["text"],
                row["chat"],
                row["hours"],
                row["website"],
                emergency=row["emergency"] == "yes",
            ),
        )
        for row in _rows()
    )


@cache
def _rows() -> tuple[dict[str, str], ...]:
    checks = {
        **dict.fromkeys(("code", *_WAYS), anything),
        **dict.fromkeys(("country", "name", "what_for", "source", "last_checked"), filled),
        "kinds": some_of(DANGERS),
        "emergency": one_of(("yes", "no")),
    }
    return tuple(read_table(HELPLINES, checks))
