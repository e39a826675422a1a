"""A coach for the words between partners.

>>> from coach import Coach                            # doctest: +SKIP
>>> review = Coach.load().review("You pulled away.")   # doctest: +SKIP
>>> review.sentences[0].label                          # doctest: +SKIP
'blame'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from coach.errors import CoachError, DataError, MessageError, ModelError
from coach.review import Evidence, Help, Review, SafetyNotice, Sentence, Span, Suggestion

if TYPE_CHECKING:
    from coach.coach import Coach

__all__ = [
    "Coach",
    "CoachError",
    "DataError",
    "Evidence",
    "Help",
    "MessageError",
    "ModelError",
    "Review",
    "SafetyNotice",
    "Sentence",
    "Span",
    "Suggestion",
]

_LAZY: Final = {"Coach": "coach.coach"}


def __getattr__(name: str) -> object:
    """Import the façade, and scikit-learn behind it, only when it is asked for."""
    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
