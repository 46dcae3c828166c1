"""Mountings 装裱: how works are made to hang, and what that usually adds to their size."""

from __future__ import annotations

from typing import NamedTuple


class Mounting(NamedTuple):
    """What `words` name; what it adds is what is usual, never what somebody measured."""

    words: tuple[str, ...]
    """As staff call it."""
    sides: float = 0.0
    """mm at the left, and as much at the right."""
    ends: float = 0.0
    """mm above and below, together."""
    share: float = 1.0
    """Of the height: the ends are no more."""
    hangs: bool = True
    """What does not lies in a case or stands on a table."""

    def around(self, width: float, height: float) -> tuple[float, float]:
        """The size in mm of a work of `width` × `height` mm with all of it."""
        return width + 2 * self.sides, height + min(self.ends, self.share * height)


_MOUNTINGS = (
    # a mat of 40 mm and a moulding of 20, as framers make it where nobody asks for another
    Mounting(("镜框", "画框", "相框", "外框", "装框", "木框"), sides=60, ends=120),
    # the writing is on the glass: a moulding alone, as broad as that of a mirror
    Mounting(("镜匾", "镜面匾", "玻璃匾", "匾", "匾额", "牌匾"), sides=30, ends=60),
    # silk of 40 mm and the knob of the rod, heaven 天头 and earth 地头: a 四尺 sheet of
    # 69 × 138 cm becomes a scroll of about 81 × 198
    Mounting(("立轴", "挂轴", "竖轴", "卷轴", "轴"), sides=60, ends=600, share=0.45),
    # silk all around, and a thin rod at either end
    Mounting(("横披", "横轴"), sides=100, ends=120),
    Mounting(("手卷", "长卷"), hangs=False),
    Mounting(("册页", "册"), hangs=False),
    Mounting(("立体", "摆件"), hangs=False),
    Mounting(("托裱", "托片", "裸纸", "不装裱")),
    Mounting(("板", "KT板", "展板", "雪弗板")),
)

_BY_WORD = {word: mounting for mounting in _MOUNTINGS for word in mounting.words}

BARE = Mounting(())
"""Of what nobody said how it is mounted, or in words of their own: nothing is added."""


def mounting_of(word: str | None) -> Mounting:
    """What `word` means; a space, and the case of letters, make no difference."""
    return _BY_WORD.get("".join((word or "").upper().split()), BARE)
