"""The evaluation as a page of Markdown: the same figures as the JSON, drawn as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from coach.review import LABELS


def as_markdown(report: dict[str, Any], title: str) -> str:
    """Return the report as Markdown; parts that it lacks are left out."""
    blocks = [f"# {title}", _headline(report), _labels(report), _confusion(report["confusion"])]
    blocks += [draw(report[name]) for name, draw in _PARTS.items() if name in report]
    return "\n\n".join(blocks) + "\n"


def _headline(report: dict[str, Any]) -> str:
    scores, bounds = report["scores"], report["intervals"]
    voices = f" by {report['voices']} voices" if "voices" in report else ""
    return "\n".join(
        [
            f"{scores['sentences']:,} sentences{voices}.",
            "",
            f"- macro-F1 of the five labels: **{scores['macro_f1']:.3f}** "
            f"(95 % interval {_range(bounds['macro_f1'])})",
            f"- F1 of blame: **{scores['labels']['blame']['f1']:.3f}** "
            f"({_range(bounds['blame_f1'])})",
            f"- sure of {scores['coverage']:.0%} of the sentences, "
            f"and right on {scores['accuracy_where_sure'] or 0:.1%} of those",
        ]
    )


def _labels(report: dict[str, Any]) -> str:
    rows = [
        [label, s["sentences"], s["precision"], s["recall"], s["f1"]]
        for label, s in report["scores"]["labels"].items()
    ]
    return "## Labels\n\n" + _table(["label", "sentences", "precision", "recall", "F1"], rows)


def _confusion(matrix: dict[str, dict[str, int]]) -> str:
    rows = [[label, *(matrix[label][named] for named in LABELS)] for label in LABELS]
    return "## Confusion\n\nRows are the labels, columns what the coach named.\n\n" + _table(
        ["", *LABELS], rows
    )


def _themes(themes: dict[str, Any]) -> str:
    rows = sorted(themes["recall"].items())
    return f"## Themes\n\nAccuracy on blame: **{themes['accuracy']:.3f}**.\n\n" + _table(
        ["theme", "recall"], rows
    )


def _situations(found: dict[str, float]) -> str:
    return (
        "## Situations\n\nWhat a blaming sentence is about is told in "
        f"**{found['told']:.3f}** of {found['sentences']}, and then right in "
        f"**{found['right']:.3f}**.\n"
    )


def _calibration(found: dict[str, Any]) -> str:
    rows = [[b["confidence"], b["accuracy"], b["sentences"]] for b in found["curve"]]
    error = found["expected_calibration_error"]
    return f"## Calibration\n\nExpected calibration error: **{error:.3f}**.\n\n" + _table(
        ["mean confidence", "accuracy", "sentences"], rows
    )


def _coverage(curve: Sequence[dict[str, float]]) -> str:
    rows = [[f"{p['coverage']:.0%}", p["accuracy"]] for p in curve]
    return "## Coverage\n\nAccuracy on the sentences that it is surest of.\n\n" + _table(
        ["share of the sentences", "accuracy"], rows
    )


def _pairs(pairs: dict[str, Any]) -> str:
    rows = sorted(pairs["edges"].items())
    return (
        f"## Contrast pairs\n\nBoth sides right, each read alone: **{pairs['both_right']:.3f}** "
        f"of {pairs['pairs']} pairs.\n\n" + _table(["edge of the codebook", "both right"], rows)
    )


def _briefs(title: str, first: str) -> Any:  # noqa: ANN401 - a drawer
    def draw(parts: dict[str, dict[str, float]]) -> str:
        columns = [first, "macro-F1", "F1 of blame", "theme accuracy", "pairs both right"]
        rows = [[name, *part.values()] for name, part in parts.items()]
        return f"## {title}\n\n" + _table(columns, rows)

    return draw


def _baselines(found: dict[str, float]) -> str:
    rows = sorted(found.items(), key=lambda item: -item[1])
    return "## Simple rules on the same sentences\n\n" + _table(["rule", "F1 of blame"], rows)


def _behaviour(found: dict[str, dict[str, Any]]) -> str:
    rows = [[name, part["sentences"], part["unchanged"]] for name, part in found.items()]
    failures = [
        f"- *{name}*: {case['before']} → {case['after']}: {case['changed']}"
        for name, part in found.items()
        for case in part["failures"][:2]
    ]
    return "\n\n".join(
        [
            "## Typed otherwise, read the same?",
            _table(["change", "sentences", "label unchanged"], rows),
            "Some that changed:",
            "\n".join(failures),
        ]
    )


def _registers(found: dict[str, dict[str, Any]]) -> str:
    rows = [[name, *part.values()] for name, part in found.items()]
    columns = ["register", "voices", "sentences", "false flags", "F1 of blame"]
    return "## Registers\n\nA false flag: not blame, and named so.\n\n" + _table(columns, rows)


def _ngram_parts(parts: Sequence[dict[str, Any]]) -> str:
    rows = [list(part.values()) for part in parts]
    return (
        "## What each kind of n-gram gives\n\nThe n-grams alone, each sentence alone.\n\n"
        + _table(["read", "macro-F1", "F1 of blame"], rows)
    )


def _learning(curve: Sequence[dict[str, float]]) -> str:
    rows = [list(point.values()) for point in curve]
    return "## Learning curve of the n-grams alone\n\n" + _table(
        ["voices read", "sentences", "macro-F1", "F1 of blame"], rows
    )


def _safety(found: dict[str, Any]) -> str:
    look_alikes, ordinary = found["look_alikes"], found["ordinary"]
    plain = "".join(
        f"; of {part['sentences']:,} {style} ones **{part['stopped']:.4f}**"
        for style, part in found["plain"].items()
        if part["sentences"]
    )
    styles = list(found["by_style"])
    by_class = [
        [kind, part["sentences"], part["recall"], *(part["by_style"][s] for s in styles)]
        for kind, part in found["by_class"].items()
    ]
    all_classes = [part["recall"] for part in found["by_style"].values()]
    curve = [list(point.values()) for point in found["curve"]]
    missed = [f"- *{m['kind']}, {m['style']}*: {m['text']}" for m in found["missed"]]
    stopped = [
        f"- *{m['style']}*, taken for {m['named']}: {m['text']}" for m in found["stopped_wrongly"]
    ]
    return "\n\n".join(
        [
            "## Safety gate",
            f"{found['sentences']:,} sentences that speak of danger, {look_alikes['sentences']:,} "
            f"that only look so, {ordinary['sentences']:,} ordinary ones, each beside its "
            f"neighbours and alone. Caught: **{found['recall']:.3f}**, and of those named by the "
            f"right class {found['right_class_where_caught']:.3f}. Look-alikes stopped: "
            f"**{look_alikes['stopped']:.3f}**; ordinary sentences stopped: "
            f"**{ordinary['stopped']:.4f}**{plain}.",
            _table(
                ["class", "sentences", "caught", *styles],
                [*by_class, ["all", found["sentences"], found["recall"], *all_classes]],
            ),
            _table(
                ["look-alike", "stopped"],
                [[style, part] for style, part in found["look_alikes_by_style"].items()],
            ),
            f"What other thresholds would do (it fires at {found['fires_at']}):",
            _table(
                ["fires at", "direct caught", "others caught", "look-alikes", "ordinary"], curve
            ),
            "Some that it missed:",
            "\n".join(missed),
            "Some that it stopped and should not have:",
            "\n".join(stopped),
        ]
    )


_PARTS = {
    "safety": _safety,
    "themes": _themes,
    "situations": _situations,
    "calibration": _calibration,
    "coverage": _coverage,
    "pairs": _pairs,
    "ablation": _briefs("What each part gives", "read"),
    "baselines": _baselines,
    "behaviour": _behaviour,
    "registers": _registers,
    "ngram_parts": _ngram_parts,
    "learning_curve": _learning,
}


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _range(bounds: Sequence[float]) -> str:
    return f"{bounds[0]:.3f} to {bounds[1]:.3f}"
