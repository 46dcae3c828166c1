"""What kinds that show works print and put on their pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..compose.brief import Brief
from ..compose.catalogue import works_catalogue
from ..compose.labels import work_labels
from ..compose.pieces import Composed
from ..compose.works import works_poster
from ..model.community import Community
from ..model.roll import Roll, columns_of
from ..model.sheet import Sheet
from ..model.target import Target
from ..model.work import Work, work_name
from .kind import Page, Paper


def poster_of_works(name: str, kind_label: str, default_style: str) -> Paper:
    """As many works as look well on one sheet."""

    def compose(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
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
