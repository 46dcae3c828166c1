"""A stairwell gallery 楼道画廊: works that hang in one place, floor by floor."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from ...model.kind import Kind
from ...model.scalars import PlaceId
from ...model.sheet import GalleryFields


class StairwellFields(GalleryFields):
    at: PlaceId = Field(title="地点", description="挂在哪里：楼院、楼或单元，例如 nonghang/3/2")


KIND = Kind(
    name="gallery",
    label="楼道画廊",
    source="manifest",
    fields=StairwellFields,
    folder=Path(__file__).parent,
    default_style="ink",
)
