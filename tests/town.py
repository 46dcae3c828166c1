"""A community whose staff do everything to their files that staff do, and know what is what."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from conftest import Sandbox, make_photo

COURTYARD = 0
"""The uid of the one place that keeps its name."""


@dataclass
class Piece:
    """A work: what it is stays, whatever it is called."""

    uid: int
    file: str
    title: str
    seed: int
    artist: str = ""


@dataclass
class Hall:
    """A gallery, by the name of its folder."""

    uid: int
    title: str
    works: list[Piece]
    at: int = COURTYARD
    """The uid of a place."""


@dataclass
class World:
    """What staff have on their disk."""

    dice: random.Random
    box: Sandbox
    galleries: dict[str, Hall] = field(default_factory=dict)
    """By folder."""
    notices: dict[str, tuple[int, str]] = field(default_factory=dict)
    """By file: uid, title."""
    buildings: dict[str, tuple[int, str]] = field(default_factory=dict)
    units: dict[str, tuple[int, str]] = field(default_factory=dict)
    """By building and unit: `1/2`."""
    boards: dict[str, tuple[int, str]] = field(default_factory=dict)
    gone: list[Piece] = field(default_factory=list)
    changed: set[int | str] = field(default_factory=set)
    """What may change once only until codes are bound again: changed twice, nobody could tell."""
    count: int = COURTYARD

    def fresh(self) -> int:
        self.count += 1
        return self.count

    def piece(self) -> Piece:
        uid = self.fresh()
        return Piece(uid, f"IMG_{uid}", f"作品{uid}", uid, f"作者{uid % 3}")

    def once(self, *what: int | str) -> bool:
        """Whether none of `what` changed since codes were bound last; now they have."""
        free = not self.changed.intersection(what)
        self.changed.update(what if free else ())
        return free

    def units_of(self, building: str) -> list[str]:
        return [unit for unit in self.units if unit.startswith(f"{building}/")]

    def places(self) -> dict[int, str]:
        """The ids of places by uid."""
        below = {**self.buildings, **self.units}
        return {COURTYARD: "c", **{uid: f"c/{name}" for name, (uid, _) in below.items()}}

    def uids(self) -> dict[str, int]:
        """What each name stands for today."""
        found = {f"place:{name}": uid for uid, name in self.places().items()}
        found |= {f"board:{board}": uid for board, (uid, _) in self.boards.items()}
        found |= {f"page:{file}": uid for file, (uid, _) in self.notices.items()}
        found |= {f"gallery:{name}": hall.uid for name, hall in self.galleries.items()}
        return found | {
            f"work:{name}/{work.file}": work.uid
            for name, hall in self.galleries.items()
            for work in hall.works
        }

    def write(self) -> None:
        self._write_places()
        docs, halls = self.box.root / "docs", self.box.root / "galleries"
        for path in docs.glob("n*.md"):
            path.unlink()
        for file, (_, title) in self.notices.items():
            self.box.write(f"docs/{file}.md", f"---\nkind: notice\ntitle: {title}\nat: c\n---\n事")
        for folder in halls.iterdir():
            if folder.is_dir():
                shutil.rmtree(folder)
        places = self.places()
        for name, hall in self.galleries.items():
            self._write_gallery(name, hall, places[hall.at])

    def _write_places(self) -> None:
        lines = [
            "community: 花园社区",
            "courtyards:",
            "  - id: c",
            "    name: 东院",
            "    buildings:",
        ]
        for building, (_, name) in self.buildings.items():
            units = ", ".join(
                f"{{id: {unit.partition('/')[2]}, name: {self.units[unit][1]}}}"
                for unit in self.units_of(building)
            )
            lines.append(f"      - {{id: {building}, name: {name}, units: [{units}]}}")
        lines.append("boards:")
        lines += [
            f"  - {{id: {board}, name: {name}, size: 1200x900mm, slots: 2, slot: A3}}"
            for board, (_, name) in self.boards.items()
        ]
        self.box.write("galleries/places.yml", "\n".join(lines) + "\n")

    def _write_gallery(self, name: str, hall: Hall, at: str) -> None:
        works = "".join(
            f"\n  - {{photo: {w.file}.jpg, title: {w.title}, artist: {w.artist}, alt: 画}}"
            for w in hall.works
        )
        self.box.gallery(
            name, f"title: {hall.title}\nkind: gallery\nat: {at}\nworks:{works or ' []'}\n"
        )
        for work in hall.works:
            photo(self.box.root / "galleries" / name / f"{work.file}.jpg", work.seed)


def open_town(seed: int, box: Sandbox) -> World:
    """Two buildings, three galleries, two boards and a notice."""
    world = World(random.Random(seed), box)
    for building in "12":
        world.buildings[building] = (world.fresh(), f"{building}号楼")
        for unit in "12":
            world.units[f"{building}/{unit}"] = (world.fresh(), f"{unit}单元")
    world.boards = {f"b{n}": (world.fresh(), f"{n}号栏") for n in (1, 2)}
    for _ in range(3):
        add_gallery(world)
    add_notice(world)
    world.write()
    return world


_PHOTOS: dict[int, bytes] = {}


def photo(path: Path, seed: int) -> None:
    if seed not in _PHOTOS:
        _PHOTOS[seed] = make_photo(path, (64, 48), seed).read_bytes()
    path.write_bytes(_PHOTOS[seed])


# ---- works ----------------------------------------------------------------------------


def some_work(world: World) -> tuple[list[Piece], Piece] | None:
    lists = [hall.works for hall in world.galleries.values() if hall.works]
    if not lists:
        return None
    works = world.dice.choice(lists)
    return works, world.dice.choice(works)


def some_hall(world: World) -> Hall:
    return world.dice.choice(list(world.galleries.values()))


def rename_photo(world: World) -> None:
    if chosen := some_work(world):
        chosen[1].file = f"照片{world.fresh()}"


def exchange_photo_names(world: World) -> None:
    if chosen := some_work(world):
        other = world.dice.choice(chosen[0])
        chosen[1].file, other.file = other.file, chosen[1].file


def photograph_again(world: World) -> None:
    if chosen := some_work(world):
        chosen[1].seed = 100_000 + world.fresh()


def retitle(world: World) -> None:
    if chosen := some_work(world):
        chosen[1].title = f"改名{world.fresh()}"


def name_another_artist(world: World) -> None:
    if chosen := some_work(world):
        chosen[1].artist = f"作者{world.dice.randrange(5)}"


def move_work(world: World) -> None:
    if chosen := some_work(world):
        chosen[0].remove(chosen[1])
        works = some_hall(world).works
        if any(work.file == chosen[1].file for work in works):
            chosen[1].file = f"移来{world.fresh()}"
        works.append(chosen[1])


def delete_work(world: World) -> None:
    if chosen := some_work(world):
        chosen[0].remove(chosen[1])
        world.gone.append(chosen[1])


def bring_back(world: World) -> None:
    if world.gone:
        piece = world.gone.pop(world.dice.randrange(len(world.gone)))
        piece.file = f"回来{world.fresh()}"
        some_hall(world).works.append(piece)


def add_work(world: World) -> None:
    some_hall(world).works.append(world.piece())


def replace_work(world: World) -> None:
    """Another work under the file name of one that goes."""
    if chosen := some_work(world):
        new = world.piece()
        new.file = chosen[1].file
        chosen[0][chosen[0].index(chosen[1])] = new
        world.gone.append(chosen[1])


# ---- sheets ---------------------------------------------------------------------------


def rename_gallery(world: World) -> None:
    name = world.dice.choice(list(world.galleries))
    world.galleries[f"廊{world.fresh()}"] = world.galleries.pop(name)


def retitle_gallery(world: World) -> None:
    some_hall(world).title = f"新题{world.fresh()}"


def move_gallery(world: World) -> None:
    """To hang elsewhere."""
    some_hall(world).at = world.dice.choice(list(world.places()))


def add_gallery(world: World) -> None:
    uid = world.fresh()
    works = [world.piece() for _ in range(world.dice.randint(1, 3))]
    world.galleries[f"画廊{uid}"] = Hall(uid, f"画廊{uid}", works)


def delete_gallery(world: World) -> None:
    if len(world.galleries) > 1:
        world.gone += world.galleries.pop(world.dice.choice(list(world.galleries))).works


def add_notice(world: World) -> None:
    uid = world.fresh()
    world.notices[f"n{uid}"] = (uid, f"通知{uid}")


def delete_notice(world: World) -> None:
    if world.notices:
        world.notices.pop(world.dice.choice(list(world.notices)))


def rename_notice(world: World) -> None:
    if world.notices:
        file = world.dice.choice(list(world.notices))
        world.notices[f"n{world.fresh()}"] = world.notices.pop(file)


def retitle_notice(world: World) -> None:
    if world.notices:
        file = world.dice.choice(list(world.notices))
        world.notices[file] = (world.notices[file][0], f"改题{world.fresh()}")


# ---- places ---------------------------------------------------------------------------


def rename_unit(world: World) -> None:
    """Another number, and perhaps another name: exchanged too, nobody could tell."""
    unit = world.dice.choice(list(world.units))
    uid, name = world.units.pop(unit)
    building = unit.partition("/")[0]
    if world.dice.random() < 0.5 and world.once(uid, "sites"):
        name = f"{world.fresh()}号"
    world.units[f"{building}/u{world.fresh()}"] = (uid, name)


def exchange_units(world: World) -> None:
    own = world.units_of(world.dice.choice(list(world.buildings)))
    one, other = world.dice.choices(own, k=2) if own else ("", "")
    if one != other and world.once(world.units[one][0], world.units[other][0]):
        world.units[one], world.units[other] = world.units[other], world.units[one]


def rename_building(world: World) -> None:
    building = world.dice.choice(list(world.buildings))
    uid, name = world.buildings.pop(building)
    new = f"h{world.fresh()}"
    own = world.units_of(building)
    # its name is in theirs
    if world.dice.random() < 0.5 and world.once(uid, *(world.units[unit][0] for unit in own)):
        name = f"{world.fresh()}栋"
    world.buildings[new] = (uid, name)
    for unit in own:
        world.units[f"{new}/{unit.partition('/')[2]}"] = world.units.pop(unit)


def add_unit(world: World) -> None:
    if world.once("sites"):
        building, uid = world.dice.choice(list(world.buildings)), world.fresh()
        world.units[f"{building}/u{uid}"] = (uid, f"{uid}单元")


def remove_unit(world: World) -> None:
    if len(world.units) > 3 and world.once("sites"):
        uid, _ = world.units.pop(world.dice.choice(list(world.units)))
        for hall in world.galleries.values():
            hall.at = COURTYARD if hall.at == uid else hall.at


def rename_board(world: World) -> None:
    board = world.dice.choice(list(world.boards))
    uid, name = world.boards.pop(board)
    world.boards[f"b{world.fresh()}"] = (uid, world.dice.choice([name, f"栏{world.fresh()}"]))


EDITS: tuple[Callable[[World], None], ...] = (
    rename_photo, exchange_photo_names, exchange_photo_names, photograph_again, retitle,
    name_another_artist, move_work, delete_work, bring_back, add_work, replace_work,
    rename_gallery, retitle_gallery, move_gallery, add_gallery, delete_gallery,
    add_notice, delete_notice, rename_notice, retitle_notice,
    rename_unit, exchange_units, rename_building, add_unit, remove_unit, rename_board,
)  # fmt: skip
