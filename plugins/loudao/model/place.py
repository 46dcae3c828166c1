"""The network 社区—楼院—楼—单元—层, and the boards that stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from .base import Frozen
from .happening import Who, Whom
from .problem import Loc
from .scalars import Id, PlaceId, Size, Title, Whole, Words, read_paper_size

SlotSize = Annotated[Literal["A0", "A1", "A2", "A3", "A4"], BeforeValidator(read_paper_size)]
PlaceKind = Literal["community", "courtyard", "building", "unit", "floor"]


class UnitFields(Frozen):
    id: Id = Field(title="编号", description="单元的编号，例如 2")
    name: Title = Field(title="名称", description="例如 2单元")
    floors: Whole = Field(default=6, ge=1, le=99, title="层数", description="这个单元有几层")
    steward: Whom | None = Field(
        default=None,
        title="楼门长",
        description="公开的称呼和电话，例如 楼门长李老师 0371-65550100",
    )


class BuildingFields(Frozen):
    id: Id = Field(title="编号", description="楼的编号，例如 3")
    name: Title = Field(title="名称", description="例如 3号楼")
    units: tuple[UnitFields, ...] = Field(default=(), title="单元", description="这栋楼的单元")
    steward: Whom | None = Field(
        default=None, title="楼长", description="公开的称呼和电话，例如 楼长赵师傅 0371-65550100"
    )


class CourtyardFields(Frozen):
    id: Id = Field(title="编号", description="用拼音或字母，会出现在网址里")
    name: Title = Field(title="名称", description="例如 农行小区")
    buildings: tuple[BuildingFields, ...] = Field(default=(), title="楼", description="院里的楼")
    steward: Whom | None = Field(
        default=None, title="院长", description="公开的称呼和电话，例如 院长王大姐 0371-65550100"
    )


class BoardFields(Frozen):
    id: Id = Field(title="编号", description="用拼音或字母，会出现在网址里")
    name: Title = Field(title="名称", description="例如 东门宣传栏")
    at: PlaceId = Field(default="", title="地点", description="在哪个楼院、楼或单元，例如 农行小区")
    size: Size | None = Field(default=None, title="尺寸", description="宽x高，例如 2400x1200mm")
    slots: Whole = Field(
        default=1, ge=1, le=99, title="栏位数", description="能贴几张；不写就照尺寸算"
    )
    slot: SlotSize = Field(default="A3", title="栏位尺寸", description="每个栏位的纸张")
    steward: Whom | None = Field(
        default=None,
        title="管理人",
        description="公开的称呼和电话，例如 书画组刘老师 0371-65550100",
    )

    @property
    def slots_known(self) -> bool:
        """Whether staff said how many it has; one is what nobody counted."""
        return "slots" in self.model_fields_set


class PlacesFields(Frozen):
    """`galleries/places.yml`."""

    community: Title = Field(title="社区", description="社区的名称")
    contact: Words = Field(
        default="", title="联系方式", description="印在张贴件脚上，例如 居委会 0371-66660000"
    )
    suggest: Words = Field(
        default="",
        title="提意见",
        description="印在张贴件脚上，例如 意见箱在东门，电话 0371-66660001",
    )
    style: str | None = Field(
        default=None, title="样式", description="挂牌、楼层牌和巡查单的样式，不写就是 red"
    )
    courtyards: tuple[CourtyardFields, ...] = Field(
        default=(), title="楼院", description="社区里的楼院"
    )
    boards: tuple[BoardFields, ...] = Field(default=(), title="宣传栏", description="社区的宣传栏")


@dataclass(frozen=True, slots=True)
class Place:
    """One node of the network; `id` is its path of ids, `""` for the community itself."""

    id: str
    kind: PlaceKind
    name: str
    parents: tuple[str, ...]
    floors: int = 0
    steward: Who | None = None
    """Whom its residents ask; nobody of its own where the next place up has one."""

    @property
    def parent_id(self) -> str | None:
        return None if self.kind == "community" else self.id.rpartition("/")[0]

    @property
    def full_name(self) -> str:
        """Its names from the courtyard down: 农行小区 3号楼 2单元."""
        return " ".join((*self.parents[1:], self.name))

    @property
    def floor(self) -> int:
        """The storey that a floor is; 0 for any other place."""
        return int(self.id.rpartition("/")[2]) if self.kind == "floor" else 0


@dataclass(frozen=True, eq=False)
class Network:
    """Every place by its id, in the order of the file; the ids below each; boards by id."""

    places: dict[str, Place]
    below: dict[str, list[str]]
    boards: dict[str, BoardFields]
    contact: str = ""
    suggest: str = ""
    style: str | None = None

    @property
    def community(self) -> Place:
        return self.places[""]

    def children(self, place_id: str) -> list[Place]:
        return [self.places[child] for child in self.below.get(place_id, ())]

    @property
    def has_courtyards(self) -> bool:
        """Whether there are several: then it has to be said of which one a place is."""
        return len(self.below.get("", ())) > 1

    def line(self, place_id: str) -> list[Place]:
        """From the community down to the place itself."""
        place = self.places[place_id]
        above = [] if place.parent_id is None else self.line(place.parent_id)
        return [*above, place]

    @cached_property
    def stewards(self) -> Sequence[Who]:
        """Everybody but the committee who is to be asked about a place or a board."""
        found = [place.steward for place in self.places.values()]
        found += [board.steward for board in self.boards.values()]
        return tuple(dict.fromkeys(filter(None, found)))

    def steward_at(self, at: str | None, boards: Sequence[str] = ()) -> Who | None:
        """The next one up from a place; of boards the one that all of them share; else None."""
        if at is not None and at in self.places:
            line = self.line(at)
            return next((place.steward for place in reversed(line) if place.steward), None)
        known = [self.boards[name] for name in boards if name in self.boards]
        found = [board.steward or self.steward_at(board.at) for board in known]
        return found[0] if found and all(one == found[0] for one in found) else None

    def contact_at(self, at: str | None, boards: Sequence[str] = ()) -> str:
        """Whom to ask about what hangs there: its steward, else the community."""
        steward = self.steward_at(at, boards)
        return str(steward) if steward else self.contact

    def has_own_wall(self, at: str, boards: Sequence[str]) -> bool:
        """Whether what concerns a place hangs there as well as on `boards`: not where one of them
        stands in it, for then that is its wall."""
        stand = (self.boards[name].at for name in boards if name in self.boards)
        lines = (self.line(board_at) for board_at in stand if board_at in self.places)
        return not any(place.id == at for line in lines for place in line)

    def storeys(self, place_id: str) -> int:
        """How many floors the place has; 0 where the question makes no sense."""
        place = self.places[place_id]
        if place.kind == "floor":
            return self.places[place.parent_id or ""].floors
        below = [self.storeys(child.id) for child in self.children(place_id)]
        return place.floors or max(below, default=0)


def build_network(fields: PlacesFields) -> Network:
    """The flat network of a places file; the first of two equal ids stands."""
    places: dict[str, Place] = {}
    below: dict[str, list[str]] = {}
    for place in _walk(fields):
        if places.setdefault(place.id, place) is place and place.parent_id is not None:
            below.setdefault(place.parent_id, []).append(place.id)
    boards: dict[str, BoardFields] = {}
    for board in fields.boards:
        boards.setdefault(board.id, board)
    return Network(places, below, boards, fields.contact, fields.suggest, fields.style)


def repeated_ids(fields: PlacesFields) -> Iterator[tuple[Loc, str]]:
    """The path and the id of every place and board whose id its neighbour has already."""
    groups: list[tuple[Loc, list[str]]] = [
        (("courtyards",), [c.id for c in fields.courtyards]),
        (("boards",), [b.id for b in fields.boards]),
    ]
    for c, court in enumerate(fields.courtyards):
        groups.append((("courtyards", c, "buildings"), [b.id for b in court.buildings]))
        for b, building in enumerate(court.buildings):
            units: Loc = ("courtyards", c, "buildings", b, "units")
            groups.append((units, [u.id for u in building.units]))
    for path, ids in groups:
        for index, name in enumerate(ids):
            if name.casefold() in [other.casefold() for other in ids[:index]]:
                yield (*path, index, "id"), name


def _walk(fields: PlacesFields) -> Iterator[Place]:
    top = (fields.community,)
    yield Place("", "community", fields.community, ())
    for court in fields.courtyards:
        yield Place(court.id, "courtyard", court.name, top, steward=court.steward)
        for building in court.buildings:
            building_id = f"{court.id}/{building.id}"
            above = (*top, court.name)
            yield Place(building_id, "building", building.name, above, steward=building.steward)
            for unit in building.units:
                unit_id = f"{building_id}/{unit.id}"
                names = (*above, building.name)
                yield Place(unit_id, "unit", unit.name, names, unit.floors, unit.steward)
                for n in range(1, unit.floors + 1):
                    yield Place(f"{unit_id}/{n}", "floor", f"{n}层", (*names, unit.name))
