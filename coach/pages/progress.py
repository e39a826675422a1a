"""Progress: practice over time, and what is kept: take it along, bring it back, delete it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from html import escape
from typing import Final

import streamlit as st

from coach.errors import CoachError
from coach.pages import texts
from coach.progress import KEEP_TEXTS, YES, Progress

_KEEP: Final = "progress_keep"
_FILE: Final = "progress_file"
_SAID: Final = "progress_said"
_PROBLEM: Final = "progress_problem"
_SURE: Final = "progress_sure"


def draw() -> None:
    """Draw the page."""
    st.title(texts.PROGRESS)
    st.html(f'<p class="tagline">{escape(texts.PROGRESS_TAGLINE)}</p>')
    progress = Progress()
    try:
        attempts = [attempt for attempt in progress.attempts() if attempt.quality]
        st.session_state[_KEEP] = progress.setting(KEEP_TEXTS) == YES
        exported = progress.export()
    except CoachError as error:
        st.error(str(error))
        return
    if said := st.session_state.pop(_SAID, None):
        st.html(f'<p class="summary" role="status">{escape(said)}</p>')
    if problem := st.session_state.pop(_PROBLEM, None):
        st.error(problem)
    if attempts:
        from coach.pages import charts  # noqa: PLC0415 - half a second that no other page needs

        charts.draw(attempts)
    else:
        st.info(texts.NO_PROGRESS)
    _draw_kept(exported)


def _draw_kept(exported: dict[str, list[dict[str, object]]]) -> None:
    """Draw what is kept and where, and what can be done with it."""
    st.header(texts.KEPT)
    st.html(f"<p>{escape(texts.KEPT_WORDS)}</p>")
    st.toggle(texts.KEEP_TEXTS, key=_KEEP, on_change=_set_keep)
    with st.container(horizontal=True):
        st.download_button(
            texts.EXPORT_JSON,
            json.dumps(exported, indent=2, ensure_ascii=False),
            "softer-words.json",
            "application/json",
            on_click="ignore",
        )
        st.download_button(
            texts.EXPORT_CSV,
            _as_csv(exported["attempts"]),
            "softer-words.csv",
            "text/csv",
            on_click="ignore",
        )
    st.file_uploader(texts.IMPORT, type="json", key=_FILE)
    st.button(texts.IMPORT_NOW, on_click=_import, disabled=st.session_state.get(_FILE) is None)
    st.checkbox(texts.SURE, key=_SURE)
    st.button(texts.DELETE, on_click=_delete, disabled=not st.session_state.get(_SURE))


def _as_csv(rows: list[dict[str, object]]) -> str:
    """Return rows as CSV that a spreadsheet opens; a cell that could be a formula is quoted."""
    file = io.StringIO()
    if rows:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({name: _harmless(cell) for name, cell in row.items()} for row in rows)
    return file.getvalue()


def _harmless(cell: object) -> object:
    return f"'{cell}" if str(cell).startswith(("=", "+", "-", "@")) else cell


def _set_keep() -> None:
    _do(lambda progress: progress.set(KEEP_TEXTS, YES if st.session_state[_KEEP] else "no"), "")


def _import() -> None:
    try:
        exported = json.loads(st.session_state[_FILE].getvalue())
    except (ValueError, RecursionError):
        exported = {}
    if not isinstance(exported, dict):
        exported = {}
    _do(lambda progress: progress.replace_with(exported), texts.IMPORTED)


def _delete() -> None:
    st.session_state[_SURE] = False
    _do(lambda progress: progress.delete_everything(), texts.DELETED)


def _do(action: Callable[[Progress], None], said: str) -> None:
    """Do something to what is kept, and say what came of it."""
    try:
        action(Progress())
    except CoachError as error:
        st.session_state[_PROBLEM] = str(error)
        return
    st.session_state[_SAID] = said
