"""Tables of any size, block by block: CSV, TSV, JSON lines and Parquet, in and out.

A block is some rows as they stand in the file, with the sentences of one column. What was scored
is written a block at a time, each a file of its own, and joined at the end: a run that is stopped
half way has whole blocks, and goes on with the next one.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from coach.errors import DataError
from coach.tables import fault

if TYPE_CHECKING:
    import pyarrow as pa

Scores = Sequence[Mapping[str, Any]]
"""What is added to the rows of a block, one mapping a row, all with the same keys."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows of a file: their sentences, the rows themselves, and how far the file was read.

    `done` is a share of the whole file, 0 to 1; what `rows` holds, its format knows.
    """

    texts: list[str]
    rows: Any
    done: float


class Format(Protocol):
    """One way of keeping a table in a file."""

    def blocks(self, path: Path, column: str, size: int, added: Sequence[str]) -> Iterator[Block]:
        """Yield the rows, `size` at a time.

        Raises `DataError`, naming the row, for what cannot be read, where there is no such
        `column`, and where one of those that will be `added` is there already.
        """

    def write(self, path: Path, block: Block, scores: Scores) -> None:
        """Write a block with its scores."""

    def join(self, parts: Sequence[Path], path: Path) -> None:
        """Write the blocks, in order, as one file."""


class Separated:
    """Values separated by commas or tabs, under a header."""

    def __init__(self, separator: str) -> None:
        self.separator = separator

    def blocks(self, path: Path, column: str, size: int, added: Sequence[str]) -> Iterator[Block]:
        """Yield blocks whose `rows` are the header, then one list of cells for each sentence."""
        with _opened(path) as file:
            reader = csv.reader(file, delimiter=self.separator, strict=True)
            try:
                header = next(reader, [])
                _check_columns(path, header, column, added)
                place, first = header.index(column), 2
                while rows := list(islice(reader, size)):
                    for number, row in enumerate(rows, start=first):
                        if len(row) != len(header):
                            raise fault(path, number, "has more or fewer values than the header")
                    first += len(rows)
                    yield Block([row[place] for row in rows], [header, *rows], _done(file, path))
            except csv.Error as error:
                raise fault(path, reader.line_num, f"is not readable: {error}") from None

    def write(self, path: Path, block: Block, scores: Scores) -> None:
        """Write the header too: `join` keeps the first one only."""
        header, *rows = block.rows
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=self.separator, lineterminator="\n")
            writer.writerow([*header, *scores[0]])
            for row, score in zip(rows, scores, strict=True):
                writer.writerow([*row, *map(_cell, score.values())])

    def join(self, parts: Sequence[Path], path: Path) -> None:
        """Copy the bytes, without the header of all parts but the first."""
        with path.open("wb") as whole:
            for number, part in enumerate(parts):
                with part.open("rb") as file:
                    if number:
                        file.seek(_length_of_header(part, self.separator))
                    shutil.copyfileobj(file, whole)


class JsonLines:
    """One JSON object a line."""

    def blocks(self, path: Path, column: str, size: int, added: Sequence[str]) -> Iterator[Block]:
        """Yield blocks whose `rows` are the objects; a missing or null sentence is empty."""
        with _opened(path) as file:
            lines = enumerate(file, start=1)
            while some := list(islice(lines, size)):
                rows = [self._object(path, number, line) for number, line in some if line.strip()]
                if some[0][0] == 1 and rows:
                    _check_columns(path, list(rows[0]), column, added)
                if rows:
                    yield Block([row.get(column) or "" for row in rows], rows, _done(file, path))

    @staticmethod
    def _object(path: Path, number: int, line: str) -> dict[str, Any]:
        try:
            row = json.loads(line)
        except ValueError:
            raise fault(path, number, "is not JSON") from None
        if not isinstance(row, dict):
            raise fault(path, number, "is not a JSON object")
        return row

    def write(self, path: Path, block: Block, scores: Scores) -> None:
        """Write each object with its scores."""
        with path.open("w", encoding="utf-8") as file:
            for row, score in zip(block.rows, scores, strict=True):
                file.write(json.dumps({**row, **score}, ensure_ascii=False) + "\n")

    def join(self, parts: Sequence[Path], path: Path) -> None:
        """Copy the bytes."""
        with path.open("wb") as whole:
            for part in parts:
                with part.open("rb") as file:
                    shutil.copyfileobj(file, whole)


class Parquet:
    """Apache Parquet."""

    def blocks(self, path: Path, column: str, size: int, added: Sequence[str]) -> Iterator[Block]:
        """Yield blocks whose `rows` are a record batch; a null sentence is empty."""
        import pyarrow as pa  # noqa: PLC0415 - slow to import
        import pyarrow.parquet as pq  # noqa: PLC0415

        try:
            file = pq.ParquetFile(path)
        except (pa.ArrowInvalid, OSError):
            raise DataError(f"{path.name} is not a Parquet file that can be read") from None
        with file:
            _check_columns(path, file.schema_arrow.names, column, added)
            kind = file.schema_arrow.field(column).type
            if not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
                raise DataError(f"{path.name}: the column {column} is {kind}, not text")
            count, read = file.metadata.num_rows, 0
            for batch in file.iter_batches(batch_size=size):
                read += batch.num_rows
                texts = [text or "" for text in batch.column(column).to_pylist()]
                yield Block(texts, batch, read / count)

    def write(self, path: Path, block: Block, scores: Scores) -> None:
        """Write a file of one row group."""
        import pyarrow as pa  # noqa: PLC0415 - slow to import
        import pyarrow.parquet as pq  # noqa: PLC0415

        table: pa.Table = pa.Table.from_batches([block.rows])
        for name in scores[0]:
            values = [score[name] for score in scores]
            table = table.append_column(name, pa.array(values, _arrow_type(name, pa)))
        pq.write_table(table, path)

    def join(self, parts: Sequence[Path], path: Path) -> None:
        """Write one row group a block."""
        import pyarrow.parquet as pq  # noqa: PLC0415 - slow to import

        with pq.ParquetWriter(path, pq.read_schema(parts[0])) as whole:
            for part in parts:
                whole.write_table(pq.read_table(part))


FORMATS: Final[Mapping[str, Format]] = {
    ".csv": Separated(","),
    ".tsv": Separated("\t"),
    ".jsonl": JsonLines(),
    ".ndjson": JsonLines(),
    ".parquet": Parquet(),
}


def format_of(path: Path) -> Format:
    """Return the format of a file, by its ending. Raises `DataError` for one that is not known."""
    try:
        return FORMATS[path.suffix.lower()]
    except KeyError:
        raise DataError(
            f"{path.name}: its ending is none of {', '.join(FORMATS)}, so its format is unknown"
        ) from None


class _opened:  # noqa: N801 - used as a function is
    """A text file, whose faults are named."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> TextIOWrapper:
        try:
            self.file = self.path.open(encoding="utf-8-sig", newline="")
        except OSError as error:
            raise DataError(f"{self.path.name} cannot be read ({error.strerror})") from None
        return self.file

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        self.file.close()
        if kind is UnicodeDecodeError:
            raise DataError(f"{self.path.name} is not UTF-8: save it as UTF-8 and try again")


def _done(file: TextIOWrapper, path: Path) -> float:
    return os.lseek(file.fileno(), 0, os.SEEK_CUR) / max(path.stat().st_size, 1)


def _check_columns(path: Path, header: Sequence[str], column: str, added: Sequence[str]) -> None:
    if column not in header:
        raise DataError(f"{path.name} has no column {column}; it has {', '.join(header)}")
    if taken := [name for name in added if name in header]:
        raise DataError(f"{path.name} has a column {taken[0]} already: rename it first")


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _length_of_header(path: Path, separator: str) -> int:
    """Return the bytes of a file's first record, which may hold line breaks in quotes."""
    with path.open(encoding="utf-8", newline="") as file:
        lines: list[str] = []

        def read() -> Iterator[str]:
            for line in file:
                lines.append(line)
                yield line

        next(csv.reader(read(), delimiter=separator))
    return len("".join(lines).encode())


def _arrow_type(name: str, pa: Any) -> pa.DataType:  # noqa: ANN401 - the module itself
    if name == "unsure":
        return pa.bool_()
    return pa.float64() if name == "confidence" or name.startswith("p_") else pa.string()
