"""What other programs are told of a page: cards of chats, and facts for search engines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from ..model.fields import HappeningFields
from ..model.happening import When
from ..model.sheet import Sheet
from ..model.site import Site
from ..model.work import Work
from ..photos.plan import Picture


def shared(site: Site, uri: str, image: str) -> Mapping[str, str] | None:
    """Whole addresses of a page and its picture; None of a site that has no address."""
    if not site.address:
        return None
    return {"url": site.whole(uri.removesuffix("index.html")), "image": image and site.whole(image)}


def picture_to_share(picture: Picture | None) -> str:
    """The uri of the JPEG that a chat shows of it; not all read WebP."""
    return picture.shared.uri if picture else ""


def facts_of_work(work: Work, image: str) -> Markup:
    """As schema.org has them."""
    return _script({
        "@type": "VisualArtwork" if work.photo else "CreativeWork", "name": work.title,
        "creator": work.artist, "artform": work.form, "dateCreated": work.year and str(work.year),
        "description": work.alt, "image": image,
    })  # fmt: skip


def facts_of_happening(sheet: Sheet, happening: HappeningFields, where: str) -> Markup:
    """The first of its times; nothing of what names none."""
    if not happening.when:
        return Markup("")
    when = min(happening.when, key=lambda when: when.day)
    return _script({
        "@type": "Event", "name": sheet.fields.title, "startDate": _starts(when),
        "endDate": when.ends.isoformat(),
        "location": where and {"@type": "Place", "name": where},
    })  # fmt: skip


def _starts(when: When) -> str:
    if when.from_ is None:
        return when.day.isoformat()
    return f"{when.day.isoformat()}T{when.from_ // 60:02}:{when.from_ % 60:02}+08:00"


def _script(facts: Mapping[str, Any]) -> Markup:
    """JSON that ends no script."""
    known = {name: value for name, value in facts.items() if value}
    text = json.dumps(
        {"@context": "https://schema.org", **known}, ensure_ascii=False, separators=(",", ":")
    )
    return Markup(text.replace("<", "\\u003c"))
