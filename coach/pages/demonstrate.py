"""Demonstrate: the shift from blame to curiosity, on a screen, one step a key press.

Nothing of what is typed here is kept, not even for the visit's other pages.
"""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

from coach.article import load_vignettes
from coach.errors import CoachError
from coach.pages import live, marks, notice, printing, shell, texts
from coach.pages.stage import last_step, line_at, stage
from coach.review import Review
from coach.shift import Shift, shift_of_vignette, shifts_of_review

_VIGNETTE: Final = "vignette"
_STEP: Final = "stage_step"
_OWN: Final = "own"


def draw() -> None:
    """Draw the page."""
    st.title(texts.DEMONSTRATE)
    vignettes = load_vignettes()
    chosen = st.selectbox(
        texts.VIGNETTE,
        [*vignettes, _OWN],
        format_func=lambda key: texts.OWN_TEXT if key == _OWN else vignettes[key].title,
        key=_VIGNETTE,
        on_change=_restart,
    )
    if chosen == _OWN:
        _draw_own()
        return
    vignette = vignettes[chosen]
    st.html(
        f'<p class="couple">{escape(vignette.couple)}.</p><p class="scene">{escape(vignette.scene)}'
        "</p>"
    )
    review = shell.coach().review(vignette.line)
    shift = shift_of_vignette(vignette, review)
    _draw_stage(shift, review.chance_of_blame)
    printing.draw(vignette.title, (shift,))


def _draw_own() -> None:
    """Draw what is typed, read again after each pause, and the stage for its likeliest blame."""
    text = live.text_area(texts.OWN_TEXT_LABEL, texts.OWN_TEXT_HINT)
    if not text.strip():
        return
    try:
        review = shell.coach().review(text)
    except CoachError as error:
        st.error(str(error))
        return
    if review.safety:
        notice.draw(review.safety)
        return
    if review.unread:
        st.info(texts.UNREAD[review.unread])
        return
    st.html(marks.marked_message(review))
    shifts = shifts_of_review(review)
    if not shifts:
        st.html(f'<p class="summary" role="status">{escape(texts.NOTHING_TO_SOFTEN)}</p>')
        return
    worst = shifts[_likeliest(review)]
    _draw_stage(worst, review.chance_of_blame)
    printing.draw(texts.OWN_TEXT, shifts)


def _likeliest(review: Review) -> int:
    """Return which of the sentences with softer words is likeliest to be heard as blame."""
    chances = [s.p_blame for s in review.blaming if s.suggestions]
    return chances.index(max(chances))


def _draw_stage(shift: Shift, before: float) -> None:
    last = last_step(shift)
    step = min(st.session_state.get(_STEP, 0), last)
    line = line_at(shift, step)
    after = shell.coach().review(line.text).chance_of_blame if line else None
    st.html(stage(shift, step, before, after))
    with st.container(horizontal=True, key="stage-buttons"):
        st.button(texts.BACK, on_click=_go, args=(-1, last), disabled=step == 0, shortcut="Left")
        st.button(
            texts.NEXT,
            type="primary",
            on_click=_go,
            args=(1, last),
            disabled=step == last,
            shortcut="Right",
        )


def _go(by: int, last: int) -> None:
    """Go on or back from where the stage is now, however fast the keys come.

    The step is written here alone: a run that draws while the next key comes must not undo it.
    """
    st.session_state[_STEP] = min(max(0, st.session_state.get(_STEP, 0) + by), last)


def _restart() -> None:
    st.session_state[_STEP] = 0
