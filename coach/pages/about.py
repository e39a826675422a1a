"""About: what this is and is not, how it works and how well, and whose words these are."""

from __future__ import annotations

import json
from html import escape
from typing import Any

import streamlit as st

from coach.article import load_steps
from coach.files import MODELS
from coach.pages import texts
from coach.review import LABELS


def draw() -> None:
    """Draw the page."""
    st.title(texts.ABOUT)
    for heading, paragraphs in texts.ABOUT_WORDS.items():
        if heading:
            st.header(heading)
        _paragraphs(paragraphs)
    st.header(texts.ABOUT_STEPS)
    steps = "".join(
        f"<li><strong>{escape(step.title)}.</strong> {escape(step.gist)}</li>"
        for step in load_steps()
    )
    st.html(f'<ol class="steps">{steps}</ol><p>{escape(texts.CREDIT)}</p>')
    st.header(texts.ABOUT_FIGURES)
    _draw_figures()


def _paragraphs(paragraphs: tuple[str, ...]) -> None:
    st.html("".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs))


def _draw_figures() -> None:
    """Draw the model card's figures, from the report that ships with the model."""
    try:
        report: dict[str, Any] = json.loads((MODELS / "report.json").read_text("utf-8"))
        rows = "".join(_row(label, report["scores"]["labels"][label]) for label in LABELS)
        safety = texts.FIGURES_SAFETY.format(
            caught=round(100 * report["safety"]["recall"]), voices=report["voices"]
        )
    except (OSError, ValueError, KeyError, TypeError):
        st.info(texts.NO_FIGURES)
        return
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in texts.FIGURE_COLUMNS)
    st.html(
        f"<p>{escape(texts.FIGURES_WORDS)}</p>"
        f'<div class="scroll"><table class="figures"><tr>{head}</tr>{rows}</table></div>'
        f"<p>{escape(safety)}</p>"
    )


def _row(label: str, scores: dict[str, float]) -> str:
    cells = "".join(
        f"<td>{round(100 * scores[name])} in 100</td>" for name in ("precision", "recall")
    )
    return f'<tr><th scope="row">{escape(texts.LABELS[label])}</th>{cells}</tr>'
