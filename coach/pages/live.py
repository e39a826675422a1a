"""A text area that is read while one types: after a pause, not at each key."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

_SCRIPT: Final = Path(__file__).with_name("live.js").read_text("utf-8")
_STYLE: Final = Path(__file__).with_name("live.css").read_text("utf-8")
_AREA: Final = st.components.v2.component(
    "live_text",
    html='<label><span></span><textarea rows="3" spellcheck="true"></textarea></label>',
    css=_STYLE,
    js=_SCRIPT,
    isolate_styles=False,
)


def text_area(label: str, hint: str) -> str:
    """Draw the area and return what stands in it, as of the last pause."""
    result = _AREA(
        data={"label": label, "hint": hint},
        key="live",
        default={"text": ""},
        on_text_change=lambda: None,
    )
    return str(result.get("text") or "")
