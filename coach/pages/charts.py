"""Practice over time, drawn: cards a day, how the lines went, and by theme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

import altair as alt
import pandas as pd
import streamlit as st

from coach.feedback import words_for_quality
from coach.pages import texts
from coach.phrases import load_themes
from coach.progress import Attempt
from coach.quality import QUALITIES, Quality
from coach.review import Theme

# From what is ready to what is far, as the page's own colours; dark enough on both grounds.
_COLOURS: Final = ("#2f8f85", "#8aa33a", "#c4623a", "#8a7fb8", "#9a938a")
_HEIGHT: Final = 320


def draw(attempts: Sequence[Attempt]) -> None:
    """Draw the two pictures of a practice, each with its words for those who do not see it."""
    frame = pd.DataFrame(
        {
            "day": [pd.Timestamp(attempt.day) for attempt in attempts],
            "quality": [
                words_for_quality(cast("Quality", attempt.quality)) for attempt in attempts
            ],
            "theme": [load_themes()[cast("Theme", attempt.theme)].title for attempt in attempts],
            "good": [attempt.quality == "good" for attempt in attempts],
        }
    )
    st.header(texts.BY_DAY)
    _show(_by_day(frame))
    st.header(texts.BY_THEME)
    _show(_by_theme(frame))


def _by_day(frame: pd.DataFrame) -> alt.Chart:
    counts = frame.groupby(["day", "quality"]).size().rename("lines").reset_index()
    chart: alt.Chart = (
        alt.Chart(counts, description=_said(frame))
        .mark_bar(size=14, cornerRadius=2)
        .encode(
            x=alt.X("day:T", title=None, axis=alt.Axis(format="%d %b", tickMinStep=86_400_000)),
            y=alt.Y("lines:Q", title=texts.LINES, axis=alt.Axis(tickMinStep=1, format="d")),
            color=_colour(alt.Legend(title=None, orient="bottom", columns=1, labelLimit=0)),
            tooltip=["quality", "lines"],
        )
        .properties(height=_HEIGHT)
    )
    return chart


def _by_theme(frame: pd.DataFrame) -> alt.Chart:
    counts = frame.groupby(["theme", "quality"]).size().rename("lines").reset_index()
    chart: alt.Chart = (
        alt.Chart(counts, description=texts.BY_THEME)
        .mark_bar(cornerRadius=2)
        .encode(
            x=alt.X("lines:Q", title=texts.LINES, axis=alt.Axis(tickMinStep=1, format="d")),
            y=alt.Y("theme:N", title=None, axis=alt.Axis(labelLimit=0)),
            color=_colour(None),  # the colours are those of the picture above
            tooltip=["quality", "lines"],
        )
    )
    return chart


def _colour(legend: alt.Legend | None) -> alt.Color:
    names = [words_for_quality(quality) for quality in QUALITIES]
    return alt.Color(
        "quality:N",
        scale=alt.Scale(domain=names, range=list(_COLOURS)),
        legend=legend,
    )


def _said(frame: pd.DataFrame) -> str:
    return texts.CHART_SAYS.format(
        lines=len(frame), days=frame["day"].nunique(), good=int(frame["good"].sum())
    )


def _show(chart: alt.Chart) -> None:
    st.altair_chart(chart, width="stretch")
