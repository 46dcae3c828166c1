"""What chats show of a page: its title on the ground of its style, below its first picture.

A chat crops a card to the square in its middle, so the words stand there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..compose.happening import describe, tell
from ..model.sheet import Sheet
from ..photos.derive import ROOM as MEDIA
from ..photos.plan import Picture
from ..plan.plan import Plan
from ..pool import Workshop
from .document import Document, entries_of_card, make_pictures
from .documents import document_frame
from .jobs import Press

SITE = ""
"""The identity of the card of every page that has none of its own."""

_CARD_MM = (120, 63)


def make_cards(plan: Plan, press: Press, workshop: Workshop) -> Mapping[str, Picture]:
    """A picture of each sheet that has a page, by its identity, and of the site.

    A sheet whose words no face can show has none. The pictures of works have to be made.
    Raises StoreFull.
    """
    documents = dict(_documents(plan))
    pictures = make_pictures(list(documents.values()), press, workshop)
    found = zip(documents, pictures, strict=True)
    return {identity: picture for identity, picture in found if picture}


def entries_of_cards(plan: Plan, press: Press) -> list[str]:
    """Every entry of the store that cards have."""
    return [name for _, card in _documents(plan) for name in entries_of_card(card, press)]


def _documents(plan: Plan) -> Iterator[tuple[str, Document]]:
    community = plan.community.seen["web"]
    first = ""
    for sheet in community.sheets:
        if not sheet.has_page:
            continue
        path = _picture_of(plan, sheet)
        if sheet.hangs(plan.today):
            first = first or path
        kind = plan.kinds[sheet.kind]
        section = kind.page.section if kind.page else kind.label
        title, style = sheet.fields.title, plan.style_of(sheet).name
        yield sheet.identity, _card(plan, title, style, section, _line(plan, sheet), path)
    brief = plan.brief
    style = brief.styles.get(brief.community.network.style).name
    yield SITE, _card(plan, plan.community.name, style, "", brief.committee, first)


def _card(plan: Plan, title: str, style: str, above: str, below: str, path: str) -> Document:
    data: dict[str, Any] = {
        **document_frame(plan.brief, title, style),
        "paper": _CARD_MM, "above": above, "below": below, "picture": path,
    }  # fmt: skip
    return Document("sheets/card.typ", data, sets={"title_lines": ()}, pictured=True)


def _line(plan: Plan, sheet: Sheet) -> str:
    """When and where it is, else where it hangs; how many works."""
    happening = sheet.fields.happening
    told = describe(tell(happening, plan.community.network)) if happening else []
    if told:
        return " · ".join(words for _, words in told[:2])
    works = sum(1 for _ in sheet.fields.all_works)
    parts = [plan.community.where(sheet), f"{works} 件作品" if works else ""]
    return " · ".join(filter(None, parts)) or plan.community.name


def _picture_of(plan: Plan, sheet: Sheet) -> str:
    """Where typesetters find the first picture of a set of works; empty where it has none."""
    known = plan.pictures.works
    identities = (sheet.work_identity(work) for work in sheet.fields.all_works)
    shown = next((known[one] for one in identities if one in known), None)
    return f"/{MEDIA}/{shown.shared.name[:2]}/{shown.shared.name}" if shown else ""
