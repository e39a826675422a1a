"""Practise: a card, a softer line of one's own, what works in it, and when it comes again."""

from __future__ import annotations

from html import escape
from typing import Final, get_args

import streamlit as st
from humanize import naturaldelta

from coach.deck import KINDS, Card
from coach.errors import CoachError
from coach.feedback import words_for_quality
from coach.grading import Feedback
from coach.pages import notice, shell, texts
from coach.phrases import load_themes
from coach.practice import Choice, Effort, Practice, rate
from coach.progress import Progress, time_here
from coach.review import THEMES

# Session state. The card stays until it is rated; a reload finds the same one again.
_CARD: Final = "practice_card"
_FEEDBACK: Final = "practice_feedback"
_PROBLEM: Final = "practice_problem"
_KIND: Final = "practice_kind"
_THEME: Final = "practice_theme"
_RATED: Final = "practice_rated"
_TURN: Final = "practice_turn"


def draw() -> None:
    """Draw the page."""
    st.title(texts.PRACTISE)
    st.html(f'<p class="tagline">{escape(texts.PRACTISE_TAGLINE)}</p>')
    shell.coach()
    try:
        practice = Practice.of(Progress())
    except CoachError as error:
        st.error(str(error))
        return
    _draw_choice(practice)
    if rated := st.session_state.get(_RATED):
        st.html(f'<p class="summary" role="status">{escape(rated)}</p>')
    card = _card(practice)
    if card is None:
        st.info(texts.ALL_DONE)
        return
    _draw_card(card, practice)


def _draw_choice(practice: Practice) -> None:
    """Draw what to practise, and how many cards wait."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            texts.WHAT,
            ["", *KINDS],
            format_func=lambda kind: texts.KINDS[kind],
            key=_KIND,
            persist_state="session",
            on_change=_move_on,
        )
        st.selectbox(
            texts.ABOUT_WHAT,
            ["", *THEMES],
            format_func=lambda theme: load_themes()[theme].title if theme else texts.ANY_THEME,
            key=_THEME,
            persist_state="session",
            on_change=_move_on,
        )
    due, new = len(practice.due(_choice(), time_here())), len(practice.new(_choice()))
    st.html(f'<p class="hint">{escape(texts.WAITING.format(due=due, new=new))}</p>')


def _choice() -> Choice:
    return Choice(st.session_state.get(_KIND) or None, st.session_state.get(_THEME) or None)


def _card(practice: Practice) -> Card | None:
    """Return the card that is open, or the next."""
    card = practice.deck.get(st.session_state.get(_CARD, ""))
    if card is None:
        card = practice.next(_choice(), time_here())
        st.session_state[_CARD] = card.id if card else ""
    return card


def _draw_card(card: Card, practice: Practice) -> None:
    help_level = practice.help_with(card)
    with st.container(border=True, key="practice-card"):
        st.html(
            f'<p class="eyebrow">{escape(texts.PROMPTS[card.kind])}</p>'
            f'<blockquote class="prompt {card.kind}">{escape(card.text)}</blockquote>'
        )
        if help_level != "none" and card.kind == "soften":
            beneath = ", ".join(load_themes()[card.theme].beneath)
            st.html(f'<p class="why">{escape(texts.PERHAPS_BENEATH.format(beneath=beneath))}</p>')
        if help_level == "full":
            st.html(f'<p class="why">{escape(texts.MOVES[card.kind])}</p>')
        st.text_area(texts.YOUR_WORDS, key=_attempt_key(), height=110)
        st.button(
            texts.SHOW_FEEDBACK, type="primary", on_click=_look, args=(card,), shortcut="Mod+Enter"
        )
        if problem := st.session_state.get(_PROBLEM):
            st.error(problem)
        feedback: Feedback | None = st.session_state.get(_FEEDBACK)
        if feedback is not None:
            _draw_feedback(card, feedback)
    st.button(texts.ANOTHER, type="tertiary", on_click=_skip, args=(card, practice))


def _look(card: Card, figure_of_speech: bool = False) -> None:  # noqa: FBT001, FBT002 - a callback's
    """Grade what was written; whatever happens, it stays in its box."""
    st.session_state[_PROBLEM] = st.session_state[_FEEDBACK] = st.session_state[_RATED] = None
    try:
        st.session_state[_FEEDBACK] = shell.coach().grade(
            card,
            st.session_state.get(_attempt_key()) or "",
            figure_of_speech=figure_of_speech,
        )
    except CoachError as error:
        st.session_state[_PROBLEM] = str(error)


def _draw_feedback(card: Card, feedback: Feedback) -> None:
    if feedback.review.safety:
        notice.draw(feedback.review.safety)
        if not feedback.review.safety.final:
            st.button(texts.FIGURE_OF_SPEECH, on_click=_look, args=(card, True))
        return
    if feedback.quality is None:
        return
    st.html(
        f'<p class="quality {feedback.quality}" role="status">'
        f"{escape(words_for_quality(feedback.quality))}</p>"
        + _line(texts.WORKS, feedback.works)
        + _line(texts.NEXT_STEP, feedback.next_step)
        + '<div class="pair">'
        f"<figure><figcaption>{escape(texts.WEAK)}</figcaption><p>{escape(card.weak)}</p></figure>"
        f'<figure class="strong"><figcaption>{escape(texts.STRONG)}</figcaption>'
        f"<p>{escape(card.strong)}</p></figure></div>"
    )
    st.html(f'<p class="why">{escape(texts.HOW_WAS_IT)}</p>')
    with st.container(horizontal=True, key="efforts"):
        for effort in get_args(Effort):
            st.button(
                texts.EFFORTS[effort],
                key=f"effort-{effort}",
                on_click=_rate,
                args=(card, feedback, effort),
            )


def _line(what: str, words: str) -> str:
    return f'<p class="why"><strong>{escape(what)}</strong> {escape(words)}</p>'


def _rate(card: Card, feedback: Feedback, effort: Effort) -> None:
    """Keep the attempt and schedule the card; then the next one."""
    now = time_here()
    try:
        due = rate(Progress(), card, feedback, effort, now)
    except CoachError as error:
        st.session_state[_PROBLEM] = str(error)
        return
    _move_on()
    st.session_state[_RATED] = texts.RATED.format(wait=naturaldelta(due - now))


def _skip(card: Card, practice: Practice) -> None:
    """Go on to another card without rating this one."""
    others = practice.waiting(_choice(), time_here())
    places = [place for place, other in enumerate(others) if other.id == card.id]
    after = (places[0] + 1) % len(others) if places else 0
    _move_on()
    st.session_state[_CARD] = others[after].id if others else ""


def _move_on() -> None:
    """Put this card and what was written away."""
    for key in (_CARD, _FEEDBACK, _PROBLEM, _RATED):
        st.session_state[key] = None
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def _attempt_key() -> str:
    return f"practice-attempt-{st.session_state.get(_TURN, 0)}"
