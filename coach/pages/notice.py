"""The safety notice, as every page draws it in the place of everything else."""

from __future__ import annotations

from html import escape

import streamlit as st

from coach.pages import help as helplines
from coach.review import SafetyNotice


def draw(notice: SafetyNotice) -> None:
    """Draw the notice, and where help is."""
    with st.container(key="notice"):
        st.html(
            f'<section role="alert"><h2>{escape(notice.title)}</h2>'
            f"<p>{escape(notice.body)}</p></section>"
        )
        helplines.draw(notice.kind)
