"""Two things that share an address or a name would overwrite each other."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.community import Community
from ...model.problem import Mark, Problem
from ...model.sheet import Sheet

_REMEDY = "给其中一个写上不同的 id:，或者换一个文件夹名"


class _Seen:
    """Names met so far; names that differ in case only are one name on Windows."""

    def __init__(self) -> None:
        self.marks: dict[str, Mark] = {}

    def first(self, name: str, mark: Mark) -> Mark | None:
        """Where the name stood before, or None when it is new."""
        known = self.marks.setdefault(name.casefold(), mark)
        return None if known is mark else known


def check_duplicates(community: Community) -> Iterator[Problem]:
    uris, identities = _Seen(), _Seen()
    for sheet in community.sheets:
        mark = sheet.mark("id")
        first = uris.first(sheet.uri, mark) if sheet.has_page else None
        if first := first or identities.first(sheet.identity, mark):
            yield Problem(mark, f"编号“{sheet.id}”和 {first.path} 重复", _REMEDY)
        yield from _works(sheet)


def _works(sheet: Sheet) -> Iterator[Problem]:
    works = _Seen()
    for index, work in enumerate(sheet.fields.written_works):
        mark = sheet.mark("works", index)
        if first := works.first(work.slug, mark):
            what = f"作品“{work.slug}”和第 {first.line} 行的重复"
            yield Problem(mark, what, "给其中一件写上不同的 id:")
