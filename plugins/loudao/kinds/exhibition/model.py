"""An exhibition 图片展: works shown for some days, in a stairwell or on a board."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from ...model.fields import WorksFields
from ...model.scalars import Day
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

_LABEL, _STYLE = "图片展", "red"


class ExhibitionFields(WorksFields):
    from_: Day = Field(alias="from", title="开始", description="开展那一天，例如 2026-07-01")
    until: Day = Field(title="结束", description="闭展那一天（含当天）")


KIND = Kind(
    name="exhibition",
    label=_LABEL,
    folder=Path(__file__).parent,
    fields=ExhibitionFields,
    source="manifest",
    default_style=_STYLE,
    implied_by=frozenset({"from", "until"}),
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
