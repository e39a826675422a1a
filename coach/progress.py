"""What a user keeps: practice and small moments, in one SQLite file of their own.

Each action is one transaction on a connection of its own, so that two open tabs, or a kill in
the middle of a write, leave the file whole. Deleted words are overwritten in the file, not only
unlinked in it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from coach.errors import ProgressError
from coach.files import progress_folder

FILE: Final = "progress.sqlite3"
_WAIT_S: Final = 10.0  # for another tab to finish writing

# Each step takes a file from the version before; the last one's number is the file's version.
_MIGRATIONS: Final[tuple[str, ...]] = (
    """
    CREATE TABLE cards (card TEXT PRIMARY KEY, state TEXT NOT NULL) STRICT;
    CREATE TABLE attempts (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, day TEXT NOT NULL, card TEXT NOT NULL,
        theme TEXT NOT NULL, quality TEXT NOT NULL, effort INTEGER NOT NULL, text TEXT
    ) STRICT;
    CREATE TABLE own_moments (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE done (day TEXT NOT NULL, moment TEXT NOT NULL, PRIMARY KEY (day, moment)) STRICT;
    CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    """,
)
KEEP_TEXTS: Final = "keep_texts"
YES: Final = "yes"
_TABLES: Final = ("cards", "attempts", "own_moments", "done", "settings")
VERSION: Final = len(_MIGRATIONS)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One practised line: when (`at`, in UTC; `day`, the user's own), how good, how much effort.

    `effort` is FSRS's rating, 1 (again) to 4 (easy). `text` is None unless the user lets attempts
    be kept.
    """

    at: datetime
    day: date
    card: str
    theme: str
    quality: str
    effort: int
    text: str | None = None


def time_here() -> datetime:
    """Return the time on this machine, with its zone: its date is the user's day."""
    return datetime.now().astimezone()


class Progress:
    """The user's progress in `folder`, what `COACH_PROGRESS` names or their own data folder.

    Raises `ProgressError` where the file cannot be read or written.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.path: Final = (folder or progress_folder()) / FILE

    def record(self, attempt: Attempt, state: str) -> None:
        """Keep an attempt, and the state in which it leaves its card, in one step."""
        row = asdict(attempt) | {"at": attempt.at.isoformat(), "day": attempt.day.isoformat()}
        with self._open() as file:
            if _setting(file, KEEP_TEXTS) != YES:
                row["text"] = None
            file.execute(
                "INSERT INTO attempts (at, day, card, theme, quality, effort, text)"
                " VALUES (:at, :day, :card, :theme, :quality, :effort, :text)",
                row,
            )
            file.execute("INSERT OR REPLACE INTO cards VALUES (?, ?)", (attempt.card, state))

    def states(self) -> dict[str, str]:
        """Return the state of each card that was practised, by the card's id."""
        with self._open() as file:
            return dict(file.execute("SELECT card, state FROM cards").fetchall())

    def attempts(self) -> list[Attempt]:
        """Return all attempts, the oldest first."""
        with self._open() as file:
            return _attempts(file)

    def own_moments(self) -> dict[str, str]:
        """Return the moments that the user added: id to words."""
        with self._open() as file:
            rows = file.execute("SELECT id, text FROM own_moments ORDER BY id").fetchall()
        return {f"own-{number}": text for number, text in rows}

    def add_moment(self, text: str) -> None:
        """Add a moment of the user's own; one that is there already is not added twice."""
        with self._open() as file:
            file.execute("INSERT OR IGNORE INTO own_moments (text) VALUES (?)", (text,))

    def remove_moment(self, moment: str) -> None:
        """Remove a moment of the user's own, and when it was done."""
        with self._open() as file:
            file.execute("DELETE FROM own_moments WHERE 'own-' || id = ?", (moment,))
            file.execute("DELETE FROM done WHERE moment = ?", (moment,))

    def mark(self, day: date, moment: str, *, done: bool) -> None:
        """Note that a moment was done on a day, or that it was not."""
        order = "INSERT OR IGNORE INTO done VALUES (?, ?)"
        if not done:
            order = "DELETE FROM done WHERE day = ? AND moment = ?"
        with self._open() as file:
            file.execute(order, (day.isoformat(), moment))

    def done(self) -> set[tuple[date, str]]:
        """Return all that was done: days and moments."""
        with self._open() as file:
            return _done(file)

    def setting(self, name: str) -> str | None:
        """Return what the user has set, or None."""
        with self._open() as file:
            return _setting(file, name)

    def set(self, name: str, value: str) -> None:
        """Keep a setting. Where texts are no longer to be kept, those kept are deleted."""
        with self._open() as file:
            file.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, value))
            if name == KEEP_TEXTS and value != YES:
                file.execute("UPDATE attempts SET text = NULL")

    def export(self) -> dict[str, Any]:
        """Return everything, as JSON can hold it: the version and each table's rows."""
        with self._open() as file:
            file.row_factory = sqlite3.Row
            tables = {
                table: [dict(row) for row in file.execute(f"SELECT * FROM {table}")]  # noqa: S608
                for table in _TABLES
            }
        return {"softer_words_progress": VERSION, **tables}

    def replace_with(self, exported: Mapping[str, Any]) -> None:
        """Put an export in the place of everything, or change nothing and raise."""
        if exported.get("softer_words_progress") != VERSION:
            raise ProgressError(
                "This is not an export of this coach's progress, or one of another version: "
                "nothing was changed. Choose the JSON file that “Export” made."
            )
        with self._open() as file:
            _empty(file)
            try:
                for table in _TABLES:
                    _fill(file, table, exported[table])
                _attempts(file), _done(file)  # that every date in them can be read
            except (sqlite3.Error, KeyError, TypeError, ValueError, AttributeError):
                raise ProgressError(
                    "This export is damaged, so nothing was changed. Choose another one."
                ) from None

    def delete_everything(self) -> None:
        """Delete all that is kept, so that no word of it is left in the file."""
        with self._open() as file:
            _empty(file)
        with self._open(vacuum=True):
            pass

    @contextmanager
    def _open(self, *, vacuum: bool = False) -> Iterator[sqlite3.Connection]:
        """Open the file for one action, all of it or nothing."""
        file = None
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            file = sqlite3.connect(self.path, timeout=_WAIT_S, isolation_level=None)
            file.execute("PRAGMA secure_delete = ON")
            if vacuum:
                file.execute("VACUUM")
            file.execute("BEGIN IMMEDIATE")
            _migrate(file)
            yield file
            file.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            raise ProgressError(
                f"Your progress cannot be read or written in {self.path.parent} "
                f"({type(error).__name__}): check that the folder may be written and has room, "
                "or move the damaged file away."
            ) from None
        finally:
            if file is not None:
                file.close()  # what was not committed is rolled back


def _migrate(file: sqlite3.Connection) -> None:
    (version,) = file.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise ProgressError(
            "Your progress was written by a newer coach: please update this one, or export there."
        )
    for number, step in enumerate(_MIGRATIONS[version:], start=version + 1):
        for statement in step.split(";"):
            file.execute(statement)
        file.execute(f"PRAGMA user_version = {number}")


def _attempts(file: sqlite3.Connection) -> list[Attempt]:
    rows = file.execute(
        "SELECT at, day, card, theme, quality, effort, text FROM attempts ORDER BY id"
    )
    return [
        Attempt(datetime.fromisoformat(at), date.fromisoformat(day), *rest)
        for at, day, *rest in rows
    ]


def _done(file: sqlite3.Connection) -> set[tuple[date, str]]:
    rows = file.execute("SELECT day, moment FROM done")
    return {(date.fromisoformat(day), moment) for day, moment in rows}


def _setting(file: sqlite3.Connection, name: str) -> str | None:
    row = file.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def _empty(file: sqlite3.Connection) -> None:
    for table in _TABLES:
        file.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names


def _fill(file: sqlite3.Connection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    columns = [name for _, name, *_ in file.execute(f"PRAGMA table_info({table})")]
    for row in rows:
        if sorted(row) != sorted(columns):
            raise ValueError(table)
        slots = ", ".join(f":{column}" for column in columns)
        file.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({slots})",  # noqa: S608
            row,
        )
