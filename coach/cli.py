"""The command line: `coach check · score · practice · app · train · evaluate · corpus check`.

Exit status of `check`: 0 nothing to soften, 1 blame found, 2 bad input, 3 safety notice.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import runpy
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coach.corpus import CORPUS, CORPUS_VARIABLE, chosen_corpus, load_corpus
from coach.encoder import opening
from coach.errors import CoachError, DataError, MessageError
from coach.files import APP, was_trained
from coach.helplines import countries
from coach.printing import format_review, printable
from coach.review import LABELS
from coach.safety_corpus import load_safety
from coach.tables import filled, one_of, read_columns
from coach.warm import loading

if TYPE_CHECKING:
    from coach.coach import Coach

NOTHING_TO_SOFTEN: Final = 0
BLAME_FOUND: Final = 1
BAD_INPUT: Final = 2
SAFETY_NOTICE: Final = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status. `arguments` are `sys.argv[1:]` by default."""
    options = _parser().parse_args(arguments)
    if getattr(options, "corpus", None):
        os.environ[CORPUS_VARIABLE] = str(options.corpus)
    try:
        return int(options.run(options))
    except CoachError as error:
        print(f"coach: {error}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        print("coach: stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="coach",
        description="Shows which sentences of a message will be heard as blame, "
        "and offers softer words. Nothing leaves this machine.",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    check = commands.add_parser(
        "check",
        help="review one message",
        description="Review one message. Exit status: 0 nothing to soften, 1 blame found, "
        "2 bad input, 3 safety notice.",
    )
    check.add_argument(
        "text",
        nargs="?",
        default="-",
        metavar="TEXT",
        help="the message; standard input if it is - or left out",
    )
    check.add_argument("--format", choices=("text", "json"), default="text")
    check.add_argument(
        "--country",
        type=str.upper,
        choices=countries(),
        default="",
        metavar="CODE",
        help=f"where a safety notice shall look for help: {', '.join(countries())}",
    )
    check.add_argument(
        "--figure-of-speech",
        action="store_true",
        help="go on where the safety notice mistook a figure of speech",
    )
    check.set_defaults(run=_check)

    score = commands.add_parser(
        "score",
        help="read every row of a table",
        description="Read every row of a CSV, TSV, JSON-lines or Parquet file as one sentence, and "
        "write the same rows with what is said of them. Memory does not grow with the file.",
    )
    score.add_argument("file", type=Path, metavar="FILE")
    score.add_argument("--column", required=True, metavar="NAME", help="where the sentences are")
    score.add_argument("-o", "--output", type=Path, metavar="OUT", help="default: FILE-scored")
    score.add_argument("--fast", action="store_true", help="n-grams alone, without the encoder")
    score.add_argument("--resume", action="store_true", help="go on with a run that was stopped")
    score.add_argument("--workers", type=int, metavar="N", help="default: one for each core")
    score.add_argument("--engine", choices=("local", "dask"), default="local")
    score.add_argument(
        "--scheduler", metavar="ADDRESS", help="of a Dask cluster; its workers score"
    )
    score.set_defaults(run=_score)

    practice = commands.add_parser("practice", help="practise saying a line softer")
    practice.set_defaults(run=_practice)

    train = commands.add_parser("train", help="train the model anew")
    train.add_argument("--fast", action="store_true", help="n-grams alone, without the encoder")
    train.set_defaults(run=_train)

    evaluate = commands.add_parser(
        "evaluate",
        help="measure the model",
        description="Without FILE: the whole report on the corpus, on voices that no part of the "
        "model has read; minutes. With FILE, a CSV with the columns text and label: the model as "
        "it is on those sentences.",
    )
    evaluate.add_argument("file", nargs="?", type=Path, metavar="FILE")
    evaluate.add_argument("--only", metavar="COLUMN=VALUE", help="those rows of FILE alone")
    evaluate.add_argument("--fast", action="store_true", help="n-grams alone, without the encoder")
    evaluate.add_argument("-o", "--output", type=Path, metavar="NAME", help="write NAME.json, .md")
    evaluate.set_defaults(run=_evaluate)

    corpus = commands.add_parser("corpus", help="look after the corpus")
    actions = corpus.add_subparsers(title="actions", required=True, metavar="ACTION")
    corpus_check = actions.add_parser("check", help="name every row that breaks a rule")
    corpus_check.add_argument("file", nargs="?", type=Path, default=CORPUS, metavar="FILE")
    corpus_check.set_defaults(run=_corpus_check)

    app = commands.add_parser("app", help="open the page in the browser")
    app.add_argument("--port", type=int, help="default: 8501, or the next one that is free")
    app.add_argument("--no-browser", action="store_true", help="print the address only")
    app.set_defaults(run=_app)

    for command in (check, score, practice, train, evaluate, app):
        command.add_argument(
            "--corpus", type=_file, metavar="CSV", help="learn from this file in the place of ours"
        )
    return parser


def _file(name: str) -> Path:
    """Return the path of a file that is there, whatever folder is the working one later."""
    path = Path(name).resolve()
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"there is no file {name}")
    return path


def _check(options: argparse.Namespace) -> int:
    opening()  # while what reads with it is imported
    gc.disable()  # a command is over before there is much to collect
    message = read_message() if options.text == "-" else options.text
    review = load_coach().review(
        message, country=options.country, figure_of_speech=options.figure_of_speech
    )
    if options.format == "json":
        print(json.dumps(review.to_dict(), ensure_ascii=False, indent=2))
    else:
        print(printable(format_review(review)))
    if review.safety:
        return SAFETY_NOTICE
    return BLAME_FOUND if review.blaming else NOTHING_TO_SOFTEN


def _score(options: argparse.Namespace) -> int:
    from tqdm import tqdm  # noqa: PLC0415 - only wanted here

    from coach.scoring import How, score  # noqa: PLC0415

    source = options.file
    target = options.output or source.with_name(f"{source.stem}-scored{source.suffix}")
    if options.scheduler and options.engine != "dask":
        raise DataError("--scheduler is for --engine dask")
    how = How(
        fast=options.fast,
        workers=options.workers,
        resume=options.resume,
        engine=options.engine,
        scheduler=options.scheduler,
        progress=print_progress,
    )
    shown = "{percentage:3.0f}% |{bar}| {elapsed} gone, {remaining} to go"
    with tqdm(total=1.0, bar_format=shown, disable=None, file=sys.stderr) as bar:
        done = score(source, options.column, target, how, lambda share: bar.update(share - bar.n))
    unread = f", {done.unread:,} of which could not be read" if done.unread else ""
    print_progress(f"{done.rows:,} rows{unread}, in {target}")
    return NOTHING_TO_SOFTEN


def _practice(_: argparse.Namespace) -> int:
    from coach.drill import practise  # noqa: PLC0415 - FSRS is only wanted here
    from coach.progress import Progress  # noqa: PLC0415

    practise(load_coach(), Progress(), input, print)
    return NOTHING_TO_SOFTEN


def _train(options: argparse.Namespace) -> int:
    from coach.store import load_or_train  # noqa: PLC0415 - scikit-learn is slow to import

    load_or_train(encoder=not options.fast, progress=print_progress, anew=True)
    print_progress("done")
    return NOTHING_TO_SOFTEN


def _evaluate(options: argparse.Namespace) -> int:
    from coach import evaluation  # noqa: PLC0415 - scikit-learn is slow to import
    from coach.report import as_markdown  # noqa: PLC0415
    from coach.store import load_or_train, shipped_encoder  # noqa: PLC0415

    if options.file:
        texts, labels = read_labelled(options.file, options.only)
        model = load_or_train(encoder=not options.fast, progress=print_progress)
        report = evaluation.evaluate_file(texts, labels, model)
        title = f"The coach on {options.file.name}"
    else:
        corpus = load_corpus(chosen_corpus())
        encoder = None if options.fast else shipped_encoder(print_progress)
        report = evaluation.evaluate(corpus, load_safety(), encoder, print_progress)
        title = "The coach on voices that it has not read"
    page = as_markdown(report, title)
    if options.output:
        options.output.with_suffix(".json").write_text(json.dumps(report, indent=1) + "\n", "utf-8")
        options.output.with_suffix(".md").write_text(page, "utf-8")
    print(page, end="")
    return NOTHING_TO_SOFTEN


def _corpus_check(options: argparse.Namespace) -> int:
    from coach.corpus_check import faults  # noqa: PLC0415 - pandas is slow to import

    corpus = load_corpus(options.file)
    found = faults(corpus)
    print("\n".join(found) or f"{len(corpus):,} rows, nothing wrong.")
    return BAD_INPUT if found else NOTHING_TO_SOFTEN


def _app(options: argparse.Namespace) -> int:
    if not was_trained():
        load_coach()  # trained before the page opens, so that nobody waits in front of it
    loading()
    arguments = ["streamlit", "run", str(APP)]
    if options.port:
        arguments += ["--server.port", str(options.port)]
    if options.no_browser:
        arguments += ["--server.headless", "true"]
    # In this process, so that it has one life: stopping the command stops the server.
    sys.argv = arguments
    runpy.run_module("streamlit", run_name="__main__")
    return NOTHING_TO_SOFTEN


def load_coach() -> Coach:
    """Return the coach; what takes time is told on standard error."""
    from coach.coach import Coach as Loaded  # noqa: PLC0415 - scikit-learn is slow to import

    return Loaded.load(progress=print_progress)


def read_labelled(path: Path, only: str | None) -> tuple[list[str], list[str]]:
    """Return the texts and labels of a CSV; `only` is `COLUMN=VALUE`. Raises `DataError`."""
    rows = read_columns(path, {"text": filled, "label": one_of(LABELS)})
    if only:
        column, _, value = only.partition("=")
        if rows and column not in rows[0]:
            raise DataError(f"{path.name} has no column {column}")
        rows = [row for row in rows if row[column] == value]
    if not rows:
        raise DataError(f"{path.name} has no row to measure on")
    return [row["text"] for row in rows], [row["label"] for row in rows]


def read_message() -> str:
    """Return standard input as text. Raises `MessageError` where it is not UTF-8."""
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise MessageError(
            "Standard input is not UTF-8, so its words cannot be read: please save it as UTF-8."
        ) from None


def print_progress(line: str) -> None:
    """Print a progress line on standard error."""
    print(f"coach: {line}", file=sys.stderr, flush=True)
