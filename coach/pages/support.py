"""Support: a way to help that is always open, whatever was typed."""

from __future__ import annotations

from html import escape

import streamlit as st

from coach.pages import help as helplines
from coach.pages import texts


def draw() -> None:
    """Draw the page."""
    st.title(texts.SUPPORT)
    for paragraph in texts.SUPPORT_WORDS:
        st.html(f"<p>{escape(paragraph)}</p>")
    st.header(texts.SUPPORT_HELP)
    helplines.draw(None)
    st.header(texts.SUPPORT_THERAPY)
    for paragraph in texts.SUPPORT_THERAPY_WORDS:
        st.html(f"<p>{escape(paragraph)}</p>")
    st.header(texts.SUPPORT_LEAVING)
    for paragraph in texts.SUPPORT_LEAVING_WORDS:
        st.html(f"<p>{escape(paragraph)}</p>")
