"""A community through its days: what staff wrote, what was printed, what hangs, in a few lines.

Everything here is told by what happened, never by the record or the ledger of the product.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from conftest import Sandbox

DAY = timedelta(days=1)
AHEAD = 7
"""Days within which what is coming is got ready."""

Content = tuple[object, ...]
"""All that a paper says: two that are equal are the same version."""


@dataclass(frozen=True)
class Row:
    """A work, a gift in yuan, or a line of a notice."""

    uid: int
    name: str
    money: int


@dataclass
class Thing:
    """A sheet that staff wrote: what it is stays, whatever it is called."""

    uid: int
    kind: str
    name: str
    title: str
    where: str
    """The id of a board, or of a place."""
    starts: date
    ends: date | None = None
    rows: list[Row] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(row.money for row in self.rows)


@dataclass
class Wall:
    """One sheet of paper where it belongs: what hangs, and what was printed after it."""

    up: Content | None = None
    pile: list[Content] = field(default_factory=list)

    def hang(self) -> None:
        """All that was printed is hung, the newest over the rest."""
        if self.pile:
            self.up = self.pile[-1]
            self.pile.clear()

    def take_down(self) -> None:
        """What hangs comes down; where nothing does, what waits is given up."""
        if self.up is None:
            self.pile.clear()
        self.up = None

    def waiting(self, now: Content) -> Content | None:
        """What is to be hung; older paper is not, where the right one hangs."""
        last = self.pile[-1] if self.pile else None
        return None if self.up == now and last != now else last


PAPERS = {"notice": ("海报",), "gallery": ("海报", "展签"), "donation": ("捐赠榜",)}
IDENTITIES = {"notice": "page", "gallery": "gallery", "donation": "print"}
FILES = {"gallery": "gallery.yml", "donation": "print.yml"}
Task = tuple[str, str, int, str]
"""Wall, action, which sheet and which paper of it."""


@dataclass
class Community:
    """What is true today."""

    box: Sandbox
    today: date
    places: dict[str, str]
    """Their whole names in words by id; the last is where the plate of a unit hangs."""
    boards: dict[str, str]
    things: list[Thing] = field(default_factory=list)
    walls: dict[tuple[int, str], Wall] = field(default_factory=dict)
    gone: dict[int, Thing] = field(default_factory=dict)
    """What is in no manifest any more."""
    count: int = 0

    def fresh(self) -> int:
        self.count += 1
        return self.count

    def row(self, money: int) -> Row:
        uid = self.fresh()
        return Row(uid, f"甲{uid}", money)

    def name_for(self, kind: str, uid: int) -> str:
        """Another name of its file or folder, by which a test knows it."""
        return f"{kind}-{uid}-{self.fresh()}"

    @staticmethod
    def uid_in(name: str) -> int:
        return int(name.split("-")[1])

    def wall(self, thing: Thing, paper: str) -> Wall:
        return self.walls.setdefault((thing.uid, paper), Wall())

    def add(self, kind: str, where: str, starts: date, ends: date | None, rows: int) -> Thing:
        uid = self.fresh()
        entries = [self.row(10 * n) for n in range(1, rows + 1)]
        name = self.name_for(kind, uid)
        thing = Thing(uid, kind, name, f"题目{uid}", where, starts, ends, entries)
        self.things.append(thing)
        return thing

    # ---- files ----

    def write(self) -> None:
        """The files of staff, as they are today."""
        for path in (self.box.root / "docs").glob("notice*.md"):
            path.unlink()
        for path in (self.box.root / "galleries").glob("*/*.yml"):
            path.unlink()
            path.parent.rmdir()
        self._write_places()
        for thing in self.things:
            head = f"kind: {thing.kind}\ntitle: {thing.title}\nfrom: {thing.starts}\n"
            head += f"until: {thing.ends}\n" if thing.ends else ""
            on_board = thing.where in self.boards
            head += f"boards: [{thing.where}]\n" if on_board else f"at: {thing.where}\n"
            if thing.kind == "notice":
                words = "\n".join(row.name for row in thing.rows)
                self.box.write(f"docs/{thing.name}.md", f"---\n{head}---\n{words}\n")
            else:
                text = head + "".join(self._rows(thing))
                self.box.write(f"galleries/{thing.name}/{FILES[thing.kind]}", text)

    def _write_places(self) -> None:
        (yard, house, unit) = self.places
        names = [self.places[place].split()[-1] for place in self.places]
        boards = "".join(
            f"  - {{id: {board}, name: {name}, at: {yard}}}\n"
            for board, name in self.boards.items()
        )
        self.box.write(
            "galleries/places.yml",
            f"community: 花园社区\ncourtyards:\n  - id: {yard}\n    name: {names[0]}\n"
            f"    buildings:\n      - id: {house.split('/')[1]}\n        name: {names[1]}\n"
            f"        units: [{{id: {unit.split('/')[2]}, name: {names[2]}}}]\nboards:\n{boards}",
        )

    @staticmethod
    def _rows(thing: Thing) -> Iterator[str]:
        yield "works:\n" if thing.kind == "gallery" else "rows:\n"
        for row in thing.rows:
            if thing.kind == "gallery":
                yield f"  - {{id: w{row.uid}, title: {row.name}, text: 一二三四}}\n"
            else:
                yield f"  - {{姓名: {row.name}, 金额: {row.money}, 公开: 是}}\n"

    # ---- what papers say ----

    def place(self, where: str) -> str:
        return self.boards.get(where) or self.places[where]

    def says(self, thing: Thing, paper: str) -> Content:
        """All that this paper would say if it were printed today."""
        if paper == "展签":
            works = tuple(row.name for row in thing.rows)
            return thing.title, self.place(thing.where), works
        shown = thing.starts, thing.ends
        return thing.title, self.place(thing.where), shown, tuple(thing.rows)

    def identity(self, thing: Thing) -> str:
        return f"{IDENTITIES[thing.kind]}:{thing.name}"

    def papers(self) -> Iterator[tuple[Thing, str, Wall, Content]]:
        for thing in self.things:
            for paper in PAPERS[thing.kind]:
                yield thing, paper, self.wall(thing, paper), self.says(thing, paper)

    # ---- what the walls ask for ----

    def tasks(self) -> Iterator[Task]:
        """What a round has to do today."""
        for thing, paper, wall, now in self.papers():
            action = self._action(thing, wall, now)
            if action:
                yield self.place(thing.where), action, thing.uid, paper
        yield from self._orphans()

    def _orphans(self) -> Iterator[Task]:
        for thing in self.gone.values():
            for paper in PAPERS[thing.kind]:
                if hangs := self.wall(thing, paper).up:
                    yield str(hangs[1]), "down", thing.uid, paper

    def _action(self, thing: Thing, wall: Wall, now: Content) -> str:
        waiting = wall.waiting(now)
        days = (thing.starts - self.today).days
        if thing.ends and thing.ends < self.today:
            return "down" if wall.up else ""
        to_hang = "hang" if days <= 0 else "coming" if days <= AHEAD else ""
        if waiting == now:
            return to_hang
        if wall.up == now:
            return ""
        return "again" if wall.up or waiting else to_hang

    def agenda(self, days: int) -> Iterator[Task]:
        """What is to be done, with its day in the place of the wall."""
        for thing, paper, wall, now in self.papers():
            for day, doing in self._doings(thing, wall, now):
                if self.today <= day < self.today + days * DAY:
                    yield day.isoformat(), doing, thing.uid, paper
        for _, doing, uid, paper in self._orphans():
            yield self.today.isoformat(), doing, uid, paper

    def _doings(self, thing: Thing, wall: Wall, now: Content) -> Iterator[tuple[date, str]]:
        waiting = wall.waiting(now)
        if thing.ends and thing.ends < self.today:
            yield from [(self.today, "down")] if wall.up else []
            return
        later = thing.starts > self.today
        if now in (waiting, wall.up):
            yield from [(max(thing.starts, self.today), "hang")] if waiting == now else []
        elif later:  # old paper is none that could be hung on that day
            yield from [(thing.starts - DAY, "print"), (thing.starts, "hang")]
        else:
            yield self.today, "again" if wall.up or waiting else "hang"
        if thing.ends:
            yield thing.ends + DAY, "down"
