"""Signs 楼层牌 of floors: what hangs there, and what one finds going up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ...compose.brief import Brief, compose_sheet
from ...compose.pieces import Code, Composed, New
from ...compose.places import place_sheet
from ...compose.sizes import size_mm
from ...model.community import Community
from ...model.fields import SheetFields
from ...model.sheet import Sheet
from ...model.work import Work
from ..kind import Kind, Paper

_NAME = "sign"
_STYLE = "red"
_SIDE_MM = 60.0
_LINES = 4
"""Of works on a sign; of floors above, before signs told of all."""

_ROWS = 12
"""Of floors above: more are told as ranges of floors with as many works each."""


def _derive(community: Community) -> Iterable[Sheet]:
    """The floors of units on which works hang, in the order of the network."""
    hung = {
        f"{sheet.fields.at}/{work.floor}"
        for sheet, _, work in community.works()
        if sheet.fields.at and work.floor
    }
    for place in community.network.places.values():
        if place.id in hung:
            yield place_sheet(_NAME, place, community)


def _sign(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    """Lying A4 where no other size is asked for."""
    network = brief.community.network
    floor = network.places[sheet.id]
    unit_id = floor.parent_id or ""
    works = [
        (other, work)
        for other in brief.community.at_place.get(unit_id, ())
        for work in other.fields.all_works
        if work.floor
    ]
    above = Counter(work.floor for _, work in works if work.floor and work.floor > floor.floor)
    onward = [f"{n}层　{count} 件" for n, count in sorted(above.items())]
    size = brief.manner.size or "A4"
    title = f"{floor.full_name} 楼层牌"
    side = _SIDE_MM * size_mm(size, lying=True)[0] / 297
    yield compose_sheet(
        brief,
        title,
        {
            "number": str(floor.floor),
            "where": network.places[unit_id].full_name,
            "here": _here(works, floor.floor),
            "onward": onward[:_LINES],
            # signs that hang tell of no more than four floors: they hang on until another changes
            **({"further": New(onward[_LINES:])} if onward[_LINES:] else {}),
            "ending": "这里是最高一层，下楼请慢走。",
            "code": Code(sheet.identity, side, f"扫码看 {floor.floor} 层"),
        },
        sets={"above": _rows(above, fold=len(above) > _ROWS)},
        size=size,
        lying=True,
        style=sheet.fields.wall_style,
        default_style=_STYLE,
        side_mm=side,
        called=floor.full_name[-40:],
    )


def _rows(above: Mapping[int, int], fold: bool) -> list[tuple[str, str, int]]:
    """What each row says of floors and of their works, and of how many floors; folded, floors
    with as many works as the one below them stand in its row."""
    runs: list[list[int]] = []
    for floor, count in sorted(above.items()):
        if fold and runs and runs[-1][-1] == floor - 1 and above[floor - 1] == count:
            runs[-1].append(floor)
        else:
            runs.append([floor])
    return [
        (f"{run[0]}–{run[-1]}层", f"各 {above[run[0]]} 件", len(run))
        if len(run) > 1 else (f"{run[0]}层", f"{above[run[0]]} 件", 1)
        for run in runs
    ]  # fmt: skip


def _here(works: list[tuple[Sheet, Work]], floor: int) -> list[dict[str, Any]]:
    """At most two galleries with what hangs on this floor."""
    galleries: dict[str, list[str]] = {}
    for sheet, work in works:
        if work.floor == floor:
            galleries.setdefault(sheet.fields.title, []).append(work.title)
    most = _LINES // min(len(galleries), 2) if galleries else 0
    return [
        {
            "title": title,
            "works": names if len(names) <= most else [*names[: most - 1], f"等 {len(names)} 件"],
        }
        for title, names in list(galleries.items())[:2]
    ]


KIND = Kind(
    name=_NAME,
    label="楼层牌",
    folder=Path(__file__).parent,
    fields=SheetFields,
    source="derived",
    default_style=_STYLE,
    papers=(Paper(_NAME, "楼层牌", "sign.typ", _sign, "A4", per_wall=False),),
    derive=_derive,
)
