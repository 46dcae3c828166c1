"""How large works hang on a wall, with what they are mounted in."""

from __future__ import annotations

from typing import NamedTuple

from ..model.scalars import Millimetres
from ..model.work import Work

_USUAL, _SCROLL, _WIDEST = 600.0, 1360.0, 1800.0
"""mm, of works that nobody measured: how high a picture is usually; one that is twice as high as
wide, on a 四尺 sheet; and how wide the widest."""

_UPRIGHT = 0.5
_TEXT = (297.0, 420.0)
"""A3: what a text is set on where nobody measured it."""


class HungSize(NamedTuple):
    """In mm; `guessed` where nobody measured it as it hangs."""

    width: float
    height: float
    guessed: bool

    def __str__(self) -> str:
        spelled = str(Millimetres((round(self.width, -1), round(self.height, -1))))
        return f"{spelled}（估）" if self.guessed else str(Millimetres(self[:2]))


def hung_size(work: Work, aspect: float | None) -> HungSize:
    """That of its frame; else its own with what its mounting usually adds; else one by the shape
    of its photo, `aspect`, which a text has none of."""
    if work.frame:
        return HungSize(*work.frame, guessed=False)
    own = work.size or (_usual(aspect) if aspect else _TEXT)
    whole = work.mounting.around(*own)
    return HungSize(*whole, guessed=work.size is None or whole != tuple(own))


def known_size(work: Work) -> HungSize | None:
    """The same, of a work that somebody measured."""
    return hung_size(work, None) if work.frame or work.size else None


def _usual(aspect: float) -> tuple[float, float]:
    height = _SCROLL if aspect <= _UPRIGHT else _USUAL
    return (height * aspect, height) if height * aspect <= _WIDEST else (_WIDEST, _WIDEST / aspect)
