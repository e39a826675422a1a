"""Where help is, as every page that needs it draws it."""

from __future__ import annotations

import re
from html import escape
from typing import Final

import streamlit as st

from coach.helplines import EVERYWHERE, countries, help_for
from coach.pages import texts
from coach.review import Danger, Help

_COUNTRY: Final = "country"


def draw(kind: Danger | None) -> None:
    """Draw the helplines for a class of danger (for any: None), and the choice of a country.

    The choice is kept for the visit and is never looked up.
    """
    named = countries()
    chosen = st.selectbox(
        texts.COUNTRY,
        [EVERYWHERE, *named],
        format_func=lambda code: named.get(code, texts.ANY_COUNTRY),
        key=_COUNTRY,
        persist_state="session",
    )
    lines = "".join(_line(line) for line in help_for(kind, chosen))
    st.html(f'<ul class="help">{lines}</ul>')


def country() -> str:
    """Return the country that was chosen in this visit, or that for none."""
    return str(st.session_state.get(_COUNTRY) or EVERYWHERE)


def _line(line: Help) -> str:
    ways = [_link("tel", line.phone), _link("sms", line.text, texts.TEXT_TO), _site(line)]
    how = " · ".join(way for way in ways if way)
    when = f"; {escape(line.hours)}" if line.hours else ""
    return (
        f"<li><strong>{escape(line.name)}</strong> {how}"
        f"<br><span>{escape(line.what_for)}{when}</span></li>"
    )


def _link(scheme: str, number: str, words: str = "{number}") -> str:
    """Return a number as a link that a phone can follow."""
    digits = re.sub(r"[^\d+]", "", number)
    shown = escape(words.format(number=number))
    return f'<a href="{scheme}:{digits}">{shown}</a>' if digits else ""


def _site(line: Help) -> str:
    site = escape(line.website)
    return (
        f'<a href="https://{site}" target="_blank" rel="noreferrer noopener">{site}</a>'
        if site
        else ""
    )
