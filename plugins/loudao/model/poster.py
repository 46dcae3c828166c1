"""How a sheet is printed when nobody says otherwise."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from .base import Frozen
from .scalars import Title, YesNo, read_paper_size

PosterSize = Annotated[
    Literal["A0", "A1", "A2", "A3", "A4", "A5"], BeforeValidator(read_paper_size)
]

STYLES = "ink 水墨、red 红色、fresh 清新、festival 节庆、plain 素"
"""What describes a field that names one."""


class Poster(Frozen):
    """How a sheet is printed when nobody says otherwise."""

    size: PosterSize | None = Field(
        default=None, title="纸张", description="A0 到 A5；海报不写就是 A3"
    )
    style: str | None = Field(default=None, title="样式", description=STYLES)
    crop: YesNo = Field(
        default=False, title="裁切", description="写 yes，照片裁成差不多的形状；不写就从不裁切"
    )
    couplet: tuple[Title, ...] = Field(
        default=(), max_length=2, title="对联", description="节庆样式挂在两边：[上联, 下联]"
    )
