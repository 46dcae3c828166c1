"""An exhibition 图片展: works shown for some days, in a stairwell or on a board."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from ...model.kind import Kind
from ...model.scalars import Day
from ...model.sheet import GalleryFields


class ExhibitionFields(GalleryFields):
    from_: Day = Field(alias="from", title="开始", description="开展那一天，例如 2026-07-01")
    until: Day = Field(title="结束", description="闭展那一天（含当天）")


KIND = Kind(
    name="exhibition",
    label="图片展",
    source="manifest",
    fields=ExhibitionFields,
    folder=Path(__file__).parent,
    default_style="red",
    implied_by=frozenset({"from", "until"}),
)
