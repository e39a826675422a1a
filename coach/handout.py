"""A page to print and to take home: the shift, the article's steps, room to write, and help.

The words and the layout are templates in `data/handout/`: self-contained HTML by Jinja2, and PDF by
Typst, whose fonts come with it. Nothing is fetched.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final, Literal, get_args

from coach.article import load_steps
from coach.files import DATA
from coach.helplines import help_for
from coach.shift import Shift

Paper = Literal["a4", "us-letter"]
PAPERS: Final[tuple[Paper, ...]] = get_args(Paper)

TEMPLATES: Final = DATA / "handout"
_CSS_SIZE: Final[dict[Paper, str]] = {"a4": "A4", "us-letter": "letter"}
_MOST_SHIFTS: Final = 6
_MOST_HELP: Final = 4


def as_html(title: str, shifts: Sequence[Shift], paper: Paper, country: str = "") -> str:
    """Return the handout as one HTML page that needs no other file."""
    import jinja2  # noqa: PLC0415 - only where a handout is made

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined
    )
    content = _content(title, shifts, country)
    return environment.get_template("handout.html").render(size=_CSS_SIZE[paper], **content)


def as_pdf(title: str, shifts: Sequence[Shift], paper: Paper, country: str = "") -> bytes:
    """Return the handout as PDF."""
    pdf: bytes = _compiled(title, shifts, paper, country, "pdf")
    return pdf


def as_picture(title: str, shifts: Sequence[Shift], paper: Paper, country: str = "") -> list[bytes]:
    """Return the handout's pages as PNG, to look at before it is printed."""
    pages = _compiled(title, shifts, paper, country, "png")
    return pages if isinstance(pages, list) else [pages]


def _compiled(
    title: str, shifts: Sequence[Shift], paper: Paper, country: str, kind: Literal["pdf", "png"]
) -> Any:  # noqa: ANN401 - one file, or a list of pages
    import typst  # noqa: PLC0415 - only where a handout is made

    content = json.dumps(_content(title, shifts, country) | {"paper": paper})
    return typst.compile(
        str(TEMPLATES / "handout.typ"), format=kind, ppi=110, sys_inputs={"content": content}
    )


def _content(title: str, shifts: Sequence[Shift], country: str) -> dict[str, Any]:
    help_lines = help_for(None, country)[:_MOST_HELP]
    return {
        "title": title,
        "shifts": [asdict(shift) for shift in shifts[:_MOST_SHIFTS]],
        "steps": [asdict(step) for step in load_steps()],
        "help": [line.to_dict() for line in help_lines],
    }
