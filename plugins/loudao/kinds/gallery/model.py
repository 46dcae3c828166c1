"""A stairwell gallery 楼道画廊: works that hang in one place, floor by floor."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from ...model.fields import WorksFields
from ...model.scalars import PlaceId
from ..kind import Kind
from ..showing import (
    WORKS,
    catalogue_of_works,
    check_walls,
    labels_of_works,
    plan_of_walls,
    poster_of_works,
    works_page,
)

_LABEL, _STYLE = "楼道画廊", "ink"


class StairwellFields(WorksFields):
    at: PlaceId = Field(title="地点", description="挂在哪里：楼院、楼或单元，例如 nonghang/3/2")


KIND = Kind(
    name="gallery",
    label=_LABEL,
    folder=Path(__file__).parent,
    fields=StairwellFields,
    source="manifest",
    default_style=_STYLE,
    papers=(
        poster_of_works("poster", _LABEL, _STYLE),
        labels_of_works("labels", _STYLE),
        catalogue_of_works("catalogue", _STYLE),
        plan_of_walls("hanging-plan"),
    ),
    page=works_page("画廊"),
    check=check_walls,
    rolls=(WORKS,),
)
