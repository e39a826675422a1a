"""Data files as people edit them: CSV in, checked rows out, each fault named by its row."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from coach.errors import DataError

Row = dict[str, str]
Check = Callable[[str], str | None]
"""Takes a cell; returns what is wrong with it, or None."""


def anything(_: str) -> None:
    """Accept every value, the empty one too."""


def filled(value: str) -> str | None:
    """Refuse an empty value, and white space around one."""
    if not value.strip():
        return "is empty"
    return None if value == value.strip() else f"{value!r} has white space around it"


def one_of(values: Collection[str], *, optional: bool = False) -> Check:
    """Return a check for one of `values`, or for nothing where `optional`."""

    def check(value: str) -> str | None:
        if value in values or (optional and not value):
            return None
        return f"{value!r} is not one of {', '.join(values)}"

    return check


def some_of(values: Collection[str]) -> Check:
    """Return a check for any number of `values`, separated by `|`."""

    def check(value: str) -> str | None:
        wrong = [part for part in split(value) if part not in values]
        return f"{wrong[0]!r} is not one of {', '.join(values)}" if wrong else None

    return check


def split(value: str) -> tuple[str, ...]:
    """Return the parts of a cell that holds several values separated by `|`."""
    return tuple(part for part in value.split("|") if part)


def fault(path: Path, number: int, problem: str) -> DataError:
    """Return the error for one row; `number` counts lines of the table, the header being 1."""
    return DataError(f"{path.name}, row {number}: {problem}")


def read_table(
    path: Path, checks: Mapping[str, Check], *, optional: Collection[str] = ()
) -> list[Row]:
    """Return the rows of a CSV file whose columns are exactly those of `checks`.

    Those that are `optional` may be missing: their values are empty then. Raises `DataError`,
    naming the row and the value, for the first thing that is wrong.
    """
    header, rows = _read(path)
    missing = [column for column in optional if column not in header]
    if sorted([*header, *missing]) != sorted(checks):
        raise _wrong_columns(path, header, checks)
    for row in rows:
        row.update(dict.fromkeys(missing, ""))
    return _checked(path, rows, checks)


def read_columns(path: Path, checks: Mapping[str, Check]) -> list[Row]:
    """Return the rows of a CSV file that has the columns of `checks`, and perhaps others.

    Raises `DataError`, naming the row and the value, for the first thing that is wrong.
    """
    header, rows = _read(path)
    if not set(checks) <= set(header):
        raise _wrong_columns(path, header, checks)
    return _checked(path, rows, checks)


def _read(path: Path) -> tuple[list[str], list[Row]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            return list(reader.fieldnames or ()), list(reader)
    except FileNotFoundError:
        raise DataError(f"{path.name} is missing: it should be at {path}") from None
    except UnicodeDecodeError:
        raise DataError(f"{path.name} is not UTF-8: save it as UTF-8 and try again") from None
    except csv.Error as error:
        raise DataError(f"{path.name} is not a readable CSV file: {error}") from None


def _wrong_columns(path: Path, header: Collection[str], checks: Collection[str]) -> DataError:
    return DataError(
        f"{path.name} has the columns {', '.join(header)}; it should have {', '.join(checks)}"
    )


def _checked(path: Path, rows: list[Row], checks: Mapping[str, Check]) -> list[Row]:
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise fault(path, number, "has more or fewer values than there are columns")
        for column, check in checks.items():
            if problem := check(row[column]):
                raise fault(path, number, f"{column} {problem}")
    return rows
