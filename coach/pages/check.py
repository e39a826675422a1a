"""Check: a message before it is sent."""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

from coach.errors import MessageError
from coach.pages import marks, notice, printing, shell, texts
from coach.phrases import load_themes
from coach.review import Review, Sentence, Suggestion
from coach.shift import shifts_of_review

CARDS_AT_ONCE: Final = 10

# Session state. Widgets of one review carry its number, so that the next starts afresh.
_MESSAGE: Final = "message"
_REVIEW: Final = "review"
_NUMBER: Final = "review_number"
_PROBLEM: Final = "problem"
_CARDS: Final = "cards"
_WAVED: Final = "waved"


def draw() -> None:
    """Draw the page."""
    st.title(texts.NAME)
    st.html(f'<p class="tagline">{escape(texts.TAGLINE)}</p>')
    st.text_area(
        texts.MESSAGE,
        key=_MESSAGE,
        height=170,
        placeholder=texts.MESSAGE_HINT,
        persist_state="session",
    )
    with st.container(horizontal=True):
        st.button(texts.REVIEW, type="primary", on_click=_look, shortcut="Mod+Enter")
        st.button(texts.EXAMPLE, type="tertiary", on_click=_try_example)
    shell.coach()  # loaded while the message is being typed
    if problem := st.session_state.get(_PROBLEM):
        st.error(problem)
    review: Review | None = st.session_state.get(_REVIEW)
    if review is not None:
        _draw_review(review)


def _look(*, figure_of_speech: bool = False) -> None:
    """Review what is in the text area; whatever happens, the text stays there."""
    st.session_state[_WAVED] = figure_of_speech
    st.session_state[_PROBLEM] = None
    st.session_state[_REVIEW] = None
    st.session_state[_NUMBER] = st.session_state.get(_NUMBER, 0) + 1
    st.session_state[_CARDS] = CARDS_AT_ONCE
    try:
        st.session_state[_REVIEW] = shell.coach().review(
            st.session_state.get(_MESSAGE) or "", figure_of_speech=figure_of_speech
        )
    except MessageError as error:
        st.session_state[_PROBLEM] = str(error)


def _try_example() -> None:
    st.session_state[_MESSAGE] = texts.EXAMPLE_MESSAGE
    _look()


def _draw_review(review: Review) -> None:
    if (st.session_state.get(_MESSAGE) or "") != review.message:
        st.info(texts.CHANGED)
    if review.safety:
        notice.draw(review.safety)
        if not review.safety.final:
            st.button(texts.FIGURE_OF_SPEECH, on_click=_wave)
        return
    if st.session_state[_WAVED]:
        st.info(texts.WAVED)
    if review.unread:
        st.info(texts.UNREAD[review.unread])
        return
    st.header(texts.RESULT)
    st.html(marks.marked_message(review))
    _draw_summary(len(review.blaming))
    if good := marks.good_sentences(review):
        st.html(good)
    if review.blaming:
        _draw_cards(review)
    if shifts := shifts_of_review(review):
        printing.draw(texts.HANDOUT_TITLE, shifts)


def _draw_summary(count: int) -> None:
    one_or_many = texts.SOFTEN_ONE if count == 1 else texts.SOFTEN_MANY.format(count=count)
    line = one_or_many if count else texts.NOTHING_TO_SOFTEN
    st.html(f'<p class="summary" role="status">{escape(line)}</p>')


def _draw_cards(review: Review) -> None:
    """Draw a card for each blaming sentence, and beside them the draft that they build up."""
    shown = review.blaming[: st.session_state[_CARDS]]
    choices = {}
    cards, draft = st.columns([3, 2], gap="medium")
    with cards:
        st.header(texts.CARDS)
        for sentence in shown:
            line = _draw_card(sentence, review.message)
            if line is not None:
                choices[sentence.start] = line
        if len(shown) < len(review.blaming):
            st.button(texts.MORE, on_click=_show_more)
    with draft, st.container(key="draft"):
        st.header(texts.DRAFT)
        st.html(f'<p class="hint">{escape(texts.DRAFT_HINT)}</p>')
        # The one element that shows a user's text as it is and has a labelled button to copy it.
        st.code(review.draft(choices), language=None, wrap_lines=True)


def _show_more() -> None:
    st.session_state[_CARDS] += CARDS_AT_ONCE


def _draw_card(sentence: Sentence, message: str) -> str | None:
    """Draw the card of one blaming sentence; return the line chosen in its place, if any."""
    with st.container(border=True, key=_key("card", sentence)):
        st.html(marks.quoted(sentence, message) + _why(sentence))
        if sentence.suggestions:
            _draw_beneath(sentence)
        if sentence.note:
            st.html(f'<p class="hint">{escape(texts.NOTES[sentence.note])}</p>')
        return _draw_choice(sentence) if sentence.suggestions else None


def _draw_beneath(sentence: Sentence) -> None:
    """Draw what may lie beneath, to choose from; the lines below say what was chosen at once."""
    picked = st.pills(
        texts.BENEATH,
        [*sentence.beneath, texts.SOMETHING_ELSE],
        key=_key("beneath", sentence),
        on_change=_feel,
        args=(sentence,),
    )
    if picked == texts.SOMETHING_ELSE:
        st.text_input(
            texts.OWN_FEELING,
            key=_key("feeling", sentence),
            placeholder=texts.OWN_FEELING_HINT,
            on_change=_feel,
            args=(sentence,),
        )
    if problem := st.session_state.get(_key("problem", sentence)):
        st.error(problem)


def _feel(sentence: Sentence) -> None:
    """Word the lines of a sentence with what lies beneath it, as chosen or typed."""
    feeling = st.session_state.get(_key("beneath", sentence)) or ""
    if feeling == texts.SOMETHING_ELSE:
        feeling = st.session_state.get(_key("feeling", sentence)) or ""
    st.session_state[_key("problem", sentence)] = None
    try:
        review = shell.coach().reword(st.session_state[_REVIEW], sentence.start, feeling)
    except MessageError as error:
        st.session_state[_key("problem", sentence)] = str(error)
        return
    st.session_state[_REVIEW] = review
    if review.safety:
        return
    # The line in the same place is the one that was chosen, now in other words.
    (reworded,) = [s for s in review.sentences if s.start == sentence.start]
    lines = [texts.KEEP, *(s.text for s in reworded.suggestions)]
    place = st.session_state.get(_key("place", sentence), 0)
    st.session_state[_key("choice", sentence)] = lines[place if place < len(lines) else 0]
    st.session_state[_key("own", sentence)] = lines[place] if 0 < place < len(lines) else ""


def _draw_choice(sentence: Sentence) -> str | None:
    """Draw the lines to choose from; return the one chosen, if any, as the user changed it."""
    options = [texts.KEEP, *(s.text for s in sentence.suggestions)]
    captions = ["", *(_origin(s) for s in sentence.suggestions)]

    def take() -> None:
        chosen = st.session_state[_key("choice", sentence)]
        st.session_state[_key("place", sentence)] = options.index(chosen)
        st.session_state[_key("own", sentence)] = "" if chosen == texts.KEEP else chosen

    chosen = st.radio(
        texts.CHOOSE, options, captions=captions, key=_key("choice", sentence), on_change=take
    )
    if chosen == texts.KEEP:
        return None
    own = st.text_input(texts.OWN, key=_key("own", sentence))
    return own.strip() or None


def _key(what: str, sentence: Sentence) -> str:
    """Return the key of something that belongs to one sentence of one review."""
    return f"{what}-{st.session_state[_NUMBER]}-{sentence.start}"


def _origin(line: Suggestion) -> str:
    """Return what a line does, and whose it is."""
    does = texts.STRENGTHS.get(line.strength) or texts.LABELS[line.move]
    return f"{does}, {texts.FROM_ARTICLE}" if line.source == "article" else does


def _why(sentence: Sentence) -> str:
    """Return why this may be heard as blame, as HTML."""
    note = load_themes()[sentence.theme] if sentence.theme else None
    lines = []
    if sentence.unsure:
        lines.append(escape(texts.GUESS))
    if note:
        lines.append(escape(texts.HEARD_AS.format(heard_as=note.heard_as)))
    return "".join(f'<div class="why">{line}</div>' for line in lines)


def _wave() -> None:
    """Go on with the message: the user says that it was a figure of speech."""
    _look(figure_of_speech=True)
