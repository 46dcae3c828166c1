"""What photos show, held against what should hang: each sheet ticked, wall by wall."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ..model.days import month_and_day
from ..model.hanging import Hanging
from .changes import SOMEWHERE, Sight
from .record import Key, Record
from .rounds import PRINTED_NOT_HUNG
from .ticks import TICK_NAMES, Expected, Sighting, Tick, Ticked

_ORDER: list[Tick] = list(TICK_NAMES)
_MOST_TEXT = 60
"""Characters of a foreign code that a line shows."""


class _Paper(NamedTuple):
    """A sighting of a sheet that belongs on a wall, by the code of `identity`."""

    sighting: Sighting
    hanging: Hanging
    identity: str

    @property
    def versions(self) -> tuple[str, ...]:
        return self.hanging.codes[self.identity]

    def tick(self, today: date) -> Tick:
        if self.hanging.ends and self.hanging.ends < today:
            return "over"
        if not self.sighting.version or not self.versions:
            return "seen"
        return "current" if self.sighting.version in self.versions else "stale"

    @property
    def sight(self) -> Sight:
        """For the record, which knows the versions of whole sheets only."""
        version, key = self.sighting.version, self.hanging.key
        if version in self.hanging.versions:
            return Sight(key, self.hanging.versions)
        is_whole = set(self.versions) == set(self.hanging.versions)
        return Sight(key, (version,) if version and is_whole else ())


class Found(NamedTuple):
    """A sheet on a photo."""

    photo: str
    key: Key
    version: str
    wall: str
    """Empty where nobody can tell."""


@dataclass(frozen=True)
class Seen:
    """What a round saw."""

    ticks: tuple[Ticked, ...]
    """Wall by wall."""
    sights: tuple[Sight, ...]
    """For the record."""
    found: tuple[Found, ...] = ()
    """Photo by photo, what belongs on walls."""


def tick_walls(
    sightings: Sequence[Sighting], expected: Expected, today: date, at: str = ""
) -> Seen:
    """Every sheet that was seen, what is due on the walls that were photographed and is on no
    photo, and every code that nobody knows. `at` is the wall, where somebody says which."""
    papers, others = _sorted_out(sightings, expected, today)
    walls = {s.photo: at for s in sightings} if at else _walls_of(papers)
    groups: dict[tuple[str, Key, Tick], list[_Paper]] = defaultdict(list)
    found, sights = [], []
    for paper in papers:
        own, photo = paper.hanging.walls, paper.sighting.photo
        wall = walls.get(photo) or (own[0] if len(own) == 1 else "")
        groups[wall, paper.hanging.key, paper.tick(today)].append(paper)
        if own:
            found.append(Found(photo, paper.hanging.key, paper.sighting.version, wall))
            lasting = paper.hanging.id_of(wall) or SOMEWHERE * bool(paper.hanging.wall_ids)
            sights.append(paper.sight._replace(wall=lasting))
    there = {(key, wall) for wall, key, _ in groups}
    ticks = [
        *(_seen(wall, tick, group, expected.record, today)
          for (wall, _, tick), group in groups.items()),
        *_missing(expected, {wall for wall in walls.values() if wall}, there, today),
        *_others(others, walls, expected),
    ]  # fmt: skip
    ticks.sort(key=lambda t: (not t.wall, t.wall, _ORDER.index(t.tick), t.name))
    sights += _sights_of_gone(others, expected)
    return Seen(tuple(ticks), tuple(dict.fromkeys(sights)), tuple(dict.fromkeys(found)))


def _sorted_out(
    sightings: Sequence[Sighting], expected: Expected, today: date
) -> tuple[list[_Paper], list[Sighting]]:
    """Sightings of sheets, and the others. A code on several sheets stands for the one of its
    version; where that is none, for one that was not seen otherwise."""
    bearing: dict[str, list[Hanging]] = defaultdict(list)
    for hanging in expected.hangings:
        for identity in hanging.codes:
            bearing[identity].append(hanging)
    printed = {(i.key, i.version) for i in expected.record.impressions}
    papers: list[_Paper] = []
    unsure: list[Sighting] = []
    others: list[Sighting] = []
    for sighting in sightings:
        identity = expected.codes.get(sighting.code, "")
        found = bearing.get(identity, [])
        sure = (
            [h for h in found if sighting.version and sighting.version in h.codes[identity]]
            or [h for h in found if (h.key, sighting.version) in printed]
            or found * (len(found) == 1)
        )
        if sure:
            papers.append(_Paper(sighting, sure[0], identity))
        else:
            (unsure if found else others).append(sighting)
    taken = {paper.hanging.key for paper in papers}
    for sighting in unsure:
        identity = expected.codes[sighting.code]
        best = min(
            bearing[identity], key=lambda h: (not h.walls, h.key in taken, not h.is_due(today))
        )
        taken.add(best.key)
        papers.append(_Paper(sighting, best, identity))
    return papers, others


def _walls_of(papers: Iterable[_Paper]) -> dict[str, str]:
    """The wall that each photo shows: the one that most of its sheets belong on; empty where two
    are as likely."""
    sheets: dict[str, dict[Key, Hanging]] = defaultdict(dict)
    for paper in papers:
        sheets[paper.sighting.photo][paper.hanging.key] = paper.hanging
    walls = {}
    for photo, hangings in sheets.items():
        counts = Counter(wall for h in hangings.values() for wall in dict.fromkeys(h.walls))
        (wall, most), *rest = counts.most_common(2) or [("", 0)]
        walls[photo] = "" if rest and rest[0][1] == most else wall
    return walls


def _seen(wall: str, tick: Tick, group: Sequence[_Paper], record: Record, today: date) -> Ticked:
    """One sheet, or its parts of one state, on one wall."""
    hanging = group[0].hanging
    said = list(_details(tick, group, record, today))
    seen, whole = len({paper.identity for paper in group}), len(hanging.codes)
    if seen < whole:
        said.append(f"{whole} 个短码里的 {seen} 个")
    if not hanging.walls:
        said.append("不用上墙")
    elif wall not in hanging.walls and (wall or hanging.wall_ids):
        said.append(f"该在{'、'.join(hanging.walls)}")
    photos = tuple(dict.fromkeys(paper.sighting.photo for paper in group))
    what, name, size = hanging.identity, hanging.name, hanging.size
    return Ticked(wall, tick, what, name, size, "，".join(said), photos)


def _details(tick: Tick, group: Sequence[_Paper], record: Record, today: date) -> Iterator[str]:
    hanging = group[0].hanging
    if tick == "over" and hanging.ends:
        yield f"{month_and_day(hanging.ends)}到期"
        last = record.latest.get(hanging.key)
        if last and last.down:
            yield f"记的是 {month_and_day(last.down)}取下了"
    elif tick == "seen":
        yield "码上没有版"
    elif tick == "stale":
        days = {i.version: i.on for i in record.impressions if i.key == hanging.key}
        for old, new in dict.fromkeys((p.sighting.version, p.versions[0]) for p in group):
            on = f" {month_and_day(days[old])}印的" if old in days else ""
            yield f"墙上是{on}版 {old}，现在是版 {new}"
    if tick != "over" and hanging.starts and hanging.starts > today:
        yield f"{month_and_day(hanging.starts)}才开始"


def _missing(
    expected: Expected, walls: Iterable[str], there: set[tuple[Key, str]], today: date
) -> Iterator[Ticked]:
    """What is due and on no photo of its wall, nor on one of which nobody knows the wall."""
    anywhere = {key for key, _ in there}
    for wall in walls:
        for h in expected.hangings:
            due = wall in h.walls and h.codes and h.is_due(today)
            if not due or {(h.key, wall), (h.key, "")} & there:
                continue
            if len(h.walls) > 1 or h.key not in anywhere:
                why = _last_known(h, expected.record, h.id_of(wall))
                yield Ticked(wall, "missing", h.identity, h.name, h.size, why)


def _last_known(hanging: Hanging, record: Record, wall: str) -> str:
    up, waiting = record.standing(hanging.key, hanging.versions, wall)
    if waiting:
        return PRINTED_NOT_HUNG
    if up:
        seen = up.seen_at(wall)
        return f"{month_and_day(seen)}还在" if seen else f"{month_and_day(up.on)}印的"
    last = record.latest.get(hanging.key)
    return f"{month_and_day(last.down)}取下了" if last and last.down else "还没有印过"


def _others(
    sightings: Iterable[Sighting], walls: Mapping[str, str], expected: Expected
) -> Iterator[Ticked]:
    """Codes that stand on nothing that should hang, each once on a wall."""
    photos: dict[tuple[str, str, str], dict[str, None]] = defaultdict(dict)
    for s in sightings:
        if s.code or s.text not in expected.links:
            photos[walls.get(s.photo, ""), s.code, "" if s.code else s.text][s.photo] = None
    for (wall, code, text), shown in photos.items():
        tick, what, name, why = _said_of(code, text, expected)
        yield Ticked(wall, tick, what, name, "", why, tuple(shown))


def _said_of(code: str, text: str, expected: Expected) -> tuple[Tick, str, str, str]:
    if not code:
        shown = text if len(text) <= _MOST_TEXT else text[:_MOST_TEXT] + "……"
        return "unknown", text, " ".join(shown.split()), "不是本站的码"
    if gone := expected.gone.get(code):
        return "over", gone.what, gone.name, gone.why
    what = expected.codes.get(code, "")
    if not what:
        return "unknown", code, code, "短码台账里没有"
    return "unknown", what, expected.names.get(what, code), "要上墙的都没有印这个码"


def _sights_of_gone(sightings: Iterable[Sighting], expected: Expected) -> Iterator[Sight]:
    """What was printed of things that are gone, where its version tells which."""
    whats = {s.code: expected.gone[s.code].what for s in sightings if s.code in expected.gone}
    for s in sightings:
        for i in expected.record.impressions if s.version and s.code in whats else ():
            if (i.name, i.version) == (whats[s.code], s.version):
                yield Sight(i.key, (s.version,))
