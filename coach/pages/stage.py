"""The stage: one shift in large type, as HTML, one step after another."""

from __future__ import annotations

from html import escape
from typing import Final

from coach.pages import texts
from coach.shift import Line, Shift

# Before the article's steps: the line alone, then what is heard in it.
SENT: Final = 0
HEARD: Final = 1
FIRST_LINE: Final = 2


def last_step(shift: Shift) -> int:
    """Return the number of the last step: the last line, then the article's closing one."""
    return HEARD + len(shift.lines)


def line_at(shift: Shift, step: int) -> Line | None:
    """Return the line that comes in at a step."""
    return shift.lines[step - FIRST_LINE] if step >= FIRST_LINE else None


def stage(shift: Shift, step: int, before: float, after: float | None) -> str:
    """Return the stage at a step; `before` and `after` are chances of being heard as blame."""
    return (
        f'<div class="stage"><section>{_sent(shift, step)}{_meter(before, "before")}</section>'
        f"<section>{_said(shift, step)}"
        f"{_meter(after, 'after') if after is not None else ''}</section></div>"
    )


def _sent(shift: Shift, step: int) -> str:
    marked = "charge gone" if step >= FIRST_LINE else "charge"
    words, position = [], 0
    for span in shift.charge if step >= HEARD else ():
        words.append(escape(shift.sent[position : span.start]))
        words.append(f'<u class="{marked}">{escape(shift.sent[span.start : span.end])}</u>')
        position = span.end
    words.append(escape(shift.sent[position:]))
    heard = (
        f'<p class="heard-as"><span>{escape(texts.STAGE_HEARD)}</span> {escape(shift.heard)}</p>'
        if step >= HEARD and shift.heard
        else ""
    )
    return (
        f'<p class="eyebrow">{escape(texts.STAGE_SENT)}</p>'
        f'<blockquote class="sent">{"".join(words)}</blockquote>{heard}'
    )


def _said(shift: Shift, step: int) -> str:
    line = line_at(shift, step)
    if line is None:
        hint = texts.STAGE_START if step == SENT else texts.STAGE_NEXT
        return f'<p class="eyebrow">{escape(hint)}</p>'
    beneath = (
        f'<p class="beneath"><span>{escape(texts.STAGE_BENEATH)}</span> {escape(shift.beneath)}</p>'
        if shift.beneath
        else ""
    )
    return (
        f'<p class="eyebrow">{line.step.number}. {escape(line.step.title)}</p>'
        f'<blockquote class="said step-{line.step.number}" role="status">{escape(line.text)}'
        f"</blockquote>{beneath}"
    )


def _meter(chance: float, when: str) -> str:
    percent = round(100 * chance)
    said = escape(texts.CHANCE.format(percent=percent))
    return (
        f'<div class="meter {when}"><span>{said}</span>'
        f'<div aria-hidden="true"><i style="width: {percent}%"></i></div></div>'
    )
