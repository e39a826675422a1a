"""The handout, offered to save: as a page or as a PDF."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from coach.handout import PAPERS, as_html, as_pdf
from coach.pages import help as helplines
from coach.pages import texts
from coach.shift import Shift


def draw(title: str, shifts: Sequence[Shift]) -> None:
    """Draw the choice of paper and the two files; they are made when they are asked for."""
    with st.expander(texts.HANDOUT):
        st.html(f'<p class="hint">{texts.HANDOUT_HINT}</p>')
        paper = st.segmented_control(
            texts.PAPER,
            PAPERS,
            default=PAPERS[0],
            format_func=lambda name: texts.PAPERS[name],
            key="paper",
        )
        paper = paper or PAPERS[0]
        country = helplines.country()
        with st.container(horizontal=True):
            st.download_button(
                texts.HANDOUT_PDF,
                lambda: as_pdf(title, shifts, paper, country),
                "softer-words.pdf",
                "application/pdf",
                on_click="ignore",
            )
            st.download_button(
                texts.HANDOUT_HTML,
                lambda: as_html(title, shifts, paper, country),
                "softer-words.html",
                "text/html",
                on_click="ignore",
            )
