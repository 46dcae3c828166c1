"""Two things that share an address on the site would overwrite each other."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.community import Community
from ..model.place import PlacesFields
from ..model.problem import Mark, Problem


class _Seen:
    """Names met so far; names that differ in case only are one name on Windows."""

    def __init__(self) -> None:
        self.marks: dict[str, Mark] = {}

    def first(self, name: str, mark: Mark) -> Mark | None:
        """Where the name stood before, or None when it is new."""
        known = self.marks.setdefault(name.casefold(), mark)
        return None if known is mark else known


def check_duplicates(community: Community) -> Iterator[Problem]:
    sheets = _Seen()
    for sheet in community.sheets:
        mark = sheet.mark("id")
        if first := sheets.first(sheet.uri, mark):
            yield Problem(
                mark,
                f"编号“{sheet.id}”和 {first.path} 重复",
                "给其中一个写上不同的 id:，或者换一个文件夹名",
            )
        works = _Seen()
        for index, work in enumerate(sheet.fields.all_works):
            mark = sheet.mark("works", index)
            if first := works.first(work.slug, mark):
                yield Problem(
                    mark,
                    f"作品“{work.slug}”和第 {first.line} 行的重复",
                    "给其中一件写上不同的 id:",
                )


def check_place_ids(fields: PlacesFields) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The path and the id of every place and board whose id its neighbour has already."""
    groups: list[tuple[tuple[str | int, ...], list[str]]] = [
        (("courtyards",), [c.id for c in fields.courtyards]),
        (("boards",), [b.id for b in fields.boards]),
    ]
    for c, court in enumerate(fields.courtyards):
        groups.append((("courtyards", c, "buildings"), [b.id for b in court.buildings]))
        for b, building in enumerate(court.buildings):
            path = ("courtyards", c, "buildings", b, "units")
            groups.append((path, [u.id for u in building.units]))
    for path, ids in groups:
        for index, name in enumerate(ids):
            if name.casefold() in [other.casefold() for other in ids[:index]]:
                yield (*path, index, "id"), name
