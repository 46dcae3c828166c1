"""What kinds that show works print and put on their pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import lt

from ..compose.brief import Brief
from ..compose.catalogue import works_catalogue
from ..compose.hanging_plan import hanging_plan
from ..compose.labels import work_labels
from ..compose.pieces import Composed
from ..compose.rows import gap_of, rows_of, told_of_known
from ..compose.works import hung_works, works_poster
from ..model.community import Community
from ..model.fields import WorksFields
from ..model.problem import Problem, warning
from ..model.roll import Roll, columns_of
from ..model.sheet import Sheet
from ..model.target import Target
from ..model.wall import floor_of
from ..model.work import Work, work_name
from .kind import Page, Paper


def poster_of_works(name: str, kind_label: str, default_style: str) -> Paper:
    """As many works as look well on one sheet, or what is announced before there are any; no sheet
    where there are works and none may be seen."""

    def compose(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
        if hung_works(sheet, brief) or not sheet.fields.written_works:
            yield works_poster(sheet, brief, kind_label=kind_label, default_style=default_style)

    return Paper(name, "海报", "works-poster.typ", compose, on_site=True, most_pages=1)


def labels_of_works(name: str, default_style: str) -> Paper:
    """A label for each work."""

    def compose(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
        if sheet.fields.all_works:
            yield work_labels(sheet, brief, default_style=default_style, name=name)

    return Paper(name, "展签", "labels.typ", compose, "A4", on_site=True, per_wall=False)


def catalogue_of_works(name: str, default_style: str) -> Paper:
    """A book of all of them: it comes where somebody asks for it."""

    def compose(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
        if sheet.fields.all_works:
            yield works_catalogue(sheet, brief, default_style=default_style)

    return Paper(
        name, "图录", "catalogue.typ", compose, "A4", hangs=False, per_wall=False, only_asked=True
    )


def plan_of_walls(name: str) -> Paper:
    """Where on each wall each of them hangs: for whoever hangs them, where somebody asks."""

    def compose(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
        if sheet.fields.all_works:
            yield hanging_plan(sheet, brief)

    return Paper(
        name, "布展图", "hanging-plan.typ", compose, "A4",
        hangs=False, per_wall=False, only_asked=True, scope="wall",
    )  # fmt: skip


def check_walls(sheet: Sheet, community: Community) -> Iterable[Problem]:
    """Walls too short for what hangs there, or without works; frames smaller than what is in
    them."""
    fields = sheet.fields
    assert isinstance(fields, WorksFields)
    for index, work in fields.numbered_works:
        if work.frame and work.size and any(map(lt, work.frame, work.size)):
            what = f"外框 {work.frame}比作品 {work.size}小"
            mark = sheet.mark("works", index, "frame")
            yield warning(mark, what, "frame 连框的宽和高都写上，先宽后高；核对这两个尺寸")
    rows, gap = rows_of(fields, fields.all_works), gap_of(fields)
    of_floor = {floor_of(key): key for key in fields.wall}
    for row in rows:
        if short := told_of_known(row, gap):
            key = of_floor.get(row.floor)
            yield warning(sheet.mark("wall", *([key] if key else [])), *short)
    for floor, key in of_floor.items():
        if floor is not None and floor not in (row.floor for row in rows):
            what = f"wall 里有 {floor} 层，那里没有要挂的作品"
            yield warning(sheet.mark("wall", key), what, "核对楼层，或者去掉这一行")


def works_page(section: str) -> Page:
    """A page of works by floors, and a page for each."""
    return Page("works.html.j2", section, parts=_works)


def _works(sheet: Sheet, community: Community) -> Iterable[Target]:
    for work in sheet.fields.all_works:
        yield Target(sheet.work_identity(work), work.title, sheet.work_uri(work))


def _name_of(cells: Mapping[str, str]) -> str:
    photo, title = cells.get("photo", ""), cells.get("title", "")
    own = cells.get("id", "")
    return work_name(own or None, photo or None, title) if own or photo or title else ""


WORKS = Roll(
    "works",
    "作品",
    columns_of(Work, but=("id",)),
    "fields",
    beside=frozenset(("photo", "audio")),
    name_of=_name_of,
    called="title",
    id_key="id",
)
"""Works as a table: what they are called stays, since codes that hang lead there."""
