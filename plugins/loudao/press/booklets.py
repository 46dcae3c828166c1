"""What is leafed through: the newsletter 简报 and the catalogue 图录 of a set of works."""

from __future__ import annotations

from typing import Any

from ..model.batch import Batch
from ..model.days import describe_day, describe_days
from ..model.kind import Kind
from ..model.sheet import Sheet
from ..photos.plan import plan_print
from ..richtext import read_page, render_blocks
from .brief import Brief, Note, Photo, code_data, dotted, media_path
from .lists import NoCode
from .paper import paper_size
from .posters import is_poem, place_images

_COLUMN_MM = 83.0
_ENDING_SIDE = 30.0
_COVER_SIDE = 0.2
"""Of the paper's width: 42 mm on A4."""

_COVER_ASPECT = 1.25
"""Of the picture that fills the room on a cover best."""

MOST_PAGES = 8
"""Of a newsletter: two folded A3 sheets."""


def newsletter_data(batch: Batch, brief: Brief) -> tuple[dict[str, Any], list[Photo]]:
    """The pages that the batch names, one article each, in columns."""
    fields = batch.fields
    style = brief.style(fields.style, "red")
    photos: list[Photo] = []
    notes: list[Note] = []
    by_id = {sheet.id: sheet for sheet in brief.community.sheets if sheet.source_uri}
    chosen = [by_id[name] for page in fields.pages if (name := page.removesuffix(".md")) in by_id]
    width = _COLUMN_MM * (2 if brief.large else 1)
    address = brief.address_at(fields.at)
    if address is None:
        raise NoCode
    name = f"{fields.title}{fields.issue}"
    data = {
        **brief.common(
            fields.title, style, paper_size("A4"), _ENDING_SIDE / 100, name, fields.style or "red"
        ),
        "issue": fields.issue,
        "body": render_blocks(fields.text),
        "articles": [_article(sheet, brief, width, photos, notes) for sheet in chosen],
        "notes": notes,
        "signature": [
            fields.signature or brief.committee,
            *([describe_day(fields.from_)] if fields.from_ else []),
        ],
        "ending": "有话要说？扫码到社区网站，或者打电话。",
        "code": code_data(address, _ENDING_SIDE, "扫码看网站"),
    }
    return data, photos


def _article(
    sheet: Sheet, brief: Brief, width: float, photos: list[Photo], notes: list[Note]
) -> dict[str, Any]:
    blocks, _ = read_page(sheet.body)
    facts = (brief.community.where(sheet), describe_days(sheet.fields.from_, sheet.fields.until))
    return {
        "title": sheet.fields.title,
        "facts": dotted(facts),
        "body": place_images(blocks, sheet.source_uri, brief, width, photos, notes),
    }


def catalogue_data(sheet: Sheet, kind: Kind, brief: Brief) -> tuple[dict[str, Any], list[Photo]]:
    """Cover, contents, one work a page, index of artists; A4 where nothing else is asked for."""
    style = brief.style(sheet.fields.wall_style, kind.default_style)
    paper = paper_size(brief.size or "A4")
    unit = paper[0] / 210
    photos: list[Photo] = []
    works: list[dict[str, Any]] = []
    artists: dict[str, list[int]] = {}
    for work in sheet.fields.all_works:
        picture = brief.works.get(sheet.work_identity(work))
        if picture is None and work.text is None:
            continue
        if work.artist:
            artists.setdefault(work.artist, []).append(len(works))
        shown: dict[str, Any] = {"image": None, "lines": work.lines or [work.title]}
        if picture:
            width, height = _within(picture.aspect, 160 * unit, 215 * unit)
            image = plan_print(picture, width, height, brief.profile.best_ppi)
            photos.append(Photo(picture, image, width))
            shown = {"image": media_path(image), "aspect": picture.aspect, "photo": picture.key}
        works.append(
            {
                "title": work.title,
                "artist": work.artist,
                "facts": dotted((work.artist, work.form, work.year, work.size)),
                "alt": work.alt or work.title,
                "note": render_blocks(work.note),
                "poem": is_poem(work.lines),
                **shown,
            }
        )
    label = f"扫码看全部 {len(works)} 件"
    where, days = brief.community.where(sheet), (sheet.fields.from_, sheet.fields.until)
    facts = [("地点", where), ("展期", describe_days(*days)), ("主办", brief.committee)]
    title = sheet.fields.title
    side = paper[0] * _COVER_SIDE
    data = {
        **brief.common(
            title,
            style,
            paper,
            side / 100,
            f"{title} 图录",
            sheet.fields.wall_style or kind.default_style,
        ),
        "facts": [(name, value) for name, value in facts if value],
        "intro": render_blocks(getattr(sheet.fields, "intro", "")),
        "works": works,
        "cover": min(
            (work for work in works if work["image"]),
            key=lambda work: abs(work["aspect"] - _COVER_ASPECT),
            default=None,
        ),
        "artists": sorted(artists.items()),
        "code": code_data(brief.addresses[sheet.identity], side, label),
    }
    return data, photos


def _within(aspect: float, width: float, height: float) -> tuple[float, float]:
    return min(width, height * aspect), min(height, width / aspect)
