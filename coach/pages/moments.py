"""Small moments: the article's third step as a gentle daily list, and four weeks of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from html import escape
from typing import Final

import streamlit as st

from coach.deck import load_moments
from coach.errors import CoachError
from coach.pages import texts
from coach.progress import Progress, time_here

_WEEKS: Final = 4
_NEW: Final = "moment_new"
_PROBLEM: Final = "moment_problem"
LONGEST_MOMENT: Final = 120  # characters


def draw() -> None:
    """Draw the page."""
    st.title(texts.MOMENTS)
    st.html(f'<p class="tagline">{escape(texts.MOMENTS_TAGLINE)}</p>')
    progress = Progress()
    try:
        own = progress.own_moments()
        done = progress.done()
    except CoachError as error:
        st.error(str(error))
        return
    moments = {**load_moments(), **own}
    _draw_today(moments, done)
    _draw_own(own)
    st.header(texts.FOUR_WEEKS)
    st.html(picture(moments, done, time_here().date()))


def picture(moments: Mapping[str, str], done: set[tuple[date, str]], today: date) -> str:
    """Return four weeks of moments as an HTML table: a row a moment, a column a day."""
    first = today - timedelta(days=today.weekday(), weeks=_WEEKS - 1)
    weeks = [
        [first + timedelta(weeks=week, days=day) for day in range(7)] for week in range(_WEEKS)
    ]
    head = "".join(
        f'<th scope="col">{escape(texts.WEEK_OF.format(day=f"{week[0]:%d %b}".lstrip("0")))}</th>'
        for week in weeks
    )
    rows = "".join(
        f'<tr><th scope="row">{escape(words)}</th>'
        + "".join(_week(moment, week, done, today) for week in weeks)
        + "</tr>"
        for moment, words in moments.items()
    )
    return f'<div class="scroll"><table class="weeks"><tr><td></td>{head}</tr>{rows}</table></div>'


def _week(moment: str, week: list[date], done: set[tuple[date, str]], today: date) -> str:
    """Return one cell: seven dots, and in words how many of them are full."""
    count = sum((day, moment) in done for day in week)
    dots = "".join(
        f'<i class="{"on" if (day, moment) in done else "to-come" if day > today else "off"}"></i>'
        for day in week
    )
    said = escape(texts.DAYS_DONE.format(count=count))
    return f'<td><span class="dots" role="img" aria-label="{said}">{dots}</span></td>'


def _draw_today(moments: Mapping[str, str], done: set[tuple[date, str]]) -> None:
    today = time_here().date()
    st.header(texts.TODAY)
    for moment, words in moments.items():
        key = f"moment-{today.isoformat()}-{moment}"
        st.session_state[key] = (today, moment) in done  # as another tab may have left it
        st.checkbox(texts.plain(words), key=key, on_change=_mark, args=(moment, key))


def _draw_own(own: Mapping[str, str]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            texts.OWN_MOMENT,
            key=_NEW,
            placeholder=texts.OWN_MOMENT_HINT,
            max_chars=LONGEST_MOMENT,
            on_change=_add,
        )
        st.button(texts.ADD, on_click=_add)
    if problem := st.session_state.pop(_PROBLEM, None):
        st.error(problem)
    if own:
        with st.expander(texts.REMOVE_MOMENT):
            for moment, words in own.items():
                st.button(
                    texts.REMOVE.format(words=texts.plain(words)),
                    key=f"remove-{moment}",
                    on_click=_kept,
                    args=(lambda progress, moment=moment: progress.remove_moment(moment),),
                )


def _mark(moment: str, key: str) -> None:
    done = st.session_state[key]
    _kept(lambda progress: progress.mark(time_here().date(), moment, done=done))


def _add() -> None:
    words = " ".join((st.session_state.get(_NEW) or "").split())
    if words:
        _kept(lambda progress: progress.add_moment(words))
    st.session_state[_NEW] = ""


def _kept(action: Callable[[Progress], None]) -> None:
    """Do something to what is kept; if it cannot be, say so."""
    try:
        action(Progress())
    except CoachError as error:
        st.session_state[_PROBLEM] = str(error)
