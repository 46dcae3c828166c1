"""Works: as they hang beside each other on a floor, and each on a page of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from markupsafe import Markup

from ..compose.brief import named
from ..model.sheet import Sheet
from ..model.work import Work
from ..plan.file import File
from ..richtext import render_html
from ..walls.hang import state
from .links import href, root_of
from .pictures import tiles_for_viewer, view_picture
from .shared import facts_of_work, picture_to_share
from .shown import share_of_row
from .web import Web, finished

_BLURRED = 24
"""A blur is 140 bytes of the page; works farther down have their colour alone."""

_SCROLL_FORMS = ("书法", "国画")
"""Read from right to left."""

_SHARES = (10, 80)
"""What a work takes of a row, in twentieths of its height: its own aspect, save that a caption
wants room, and that one scroll is no row."""

_OF_WORDS = 17
"""What a poem takes."""

_VERSE, _SHORT, _VERSES = 16, 9, 5
"""Characters of a line of a poem, of one that a card holds, and how many lines it holds."""

_BRIEF = 7
"""Characters of a line that may be larger on a wide screen."""

_HUNG_EDGE = 960
"""Long edge of the largest file in a row."""


def hang_on_floors(
    web: Web, sheet: Sheet, works: Sequence[Work], root: str
) -> list[dict[str, Any]]:
    """The works of each floor from the ground up, with what each takes of a row; those without
    a floor are together."""
    numbered = enumerate(works)
    floors = []
    for floor, group in groupby(numbered, key=lambda item: item[1].floor or 0):
        hung = [_hang(web, sheet, work, root, number < _BLURRED) for number, work in group]
        share = sum(one["share"] for one in hung)
        floors.append({"number": floor, "works": hung, "share": share, "count": len(hung)})
    return floors


def in_pairs(floors: Sequence[Mapping[str, Any]]) -> bool:
    """Whether large type leaves smaller holes with floor beside floor than with the first of them
    in one column and the others in the next."""
    counts = [floor["count"] + 1 for floor in floors]
    pairs = zip(counts[::2], [*counts[1::2], 0], strict=False)
    columns = (abs(sum(counts) - 2 * sum(counts[:cut])) for cut in range(1, len(counts)))
    return max((abs(one - other) for one, other in pairs), default=0) < min(columns, default=0)


def _hang(web: Web, sheet: Sheet, work: Work, root: str, blurred: bool) -> dict[str, Any]:
    told = _told(sheet, work, root)
    picture = web.plan.pictures.works.get(sheet.work_identity(work))
    if picture is None:
        poem = work.lines if _hangs_upright(work) else []
        brief = poem and len(poem) < _VERSES and max(map(len, poem)) <= _BRIEF
        return {**told, "picture": None, "share": _OF_WORDS, "poem": poem, "brief": brief}
    look = web.look(picture)
    seen = look if blurred else look._replace(blur="")
    view = view_picture(picture, root, work.alt, seen, _HUNG_EDGE)
    return {**told, "share": share_of_row(picture, *_SHARES), "picture": view}


def _is_poem(work: Work) -> bool:
    """Whether it is written from top to bottom: short lines, and nothing that would lie."""
    return all(len(line) <= _VERSE and not re.search("[A-Za-z0-9]", line) for line in work.lines)


def _hangs_upright(work: Work) -> bool:
    """Whether the whole of it stands in a card."""
    lines = work.lines
    return _is_poem(work) and len(lines) <= _VERSES and all(len(line) <= _SHORT for line in lines)


def work_card(web: Web, sheet: Sheet, work: Work, root: str) -> dict[str, Any]:
    """A work as it stands among others, its title beside it."""
    picture = web.plan.pictures.works.get(sheet.work_identity(work))
    view = picture and web.card_picture(picture, root, work.alt)
    return {**_told(sheet, work, root), "picture": view}


def _told(sheet: Sheet, work: Work, root: str) -> dict[str, Any]:
    """What is said beside it."""
    return {
        "href": href(root, sheet.work_uri(work)),
        "title": work.title,
        "artist": work.artist,
        "caption": work.caption,
        "words": _first_words(work),
    }


def _first_words(work: Work) -> str:
    """As much of a text as a card holds."""
    text = (work.text or "").strip()
    return text if len(text) <= 36 else f"{text[:30]}……"


def render_work(web: Web, sheet: Sheet, works: Sequence[Work], number: int, walk: str) -> File:
    """The page of one of `works`, which are in walking order; `walk` is what a phone keeps."""
    work = works[number]
    uri = sheet.work_uri(work)
    root = root_of(uri)
    identity = sheet.work_identity(work)
    picture = web.plan.pictures.works.get(identity)
    image = picture_to_share(picture)
    html = web.render(
        "work.html.j2", uri, work.title, identity, has_heading=True, aloud=True,
        description=work.alt or " · ".join(filter(None, (work.title, work.caption))), image=image,
        facts_for_search=facts_of_work(work, image and web.plan.site.whole(image)),
        style_css=web.style_css(sheet), steward=web.steward_of(sheet),
        way={"name": sheet.fields.title, "href": href(root, sheet.uri)},
        picture=picture and view_picture(
            picture, root, work.alt or work.title, web.look(picture)
        ),
        tiles=picture and tiles_for_viewer(picture, root),
        right_to_left=work.form in _SCROLL_FORMS and bool(picture and picture.aspect > 1),
        words=work.lines,
        poem=_is_poem(work),
        artist=work.artist, floor=work.floor,
        facts=_facts(work), hangs=_hangs(web, sheet, work),
        note=Markup(render_html(work.note)),
        steps=_steps(web, sheet, works, number, root), walk=walk,
    )  # fmt: skip
    over = state(sheet, web.plan.today) == "over"
    search = None if over else " ".join(filter(None, (work.artist, *work.made_as)))
    return finished(uri, work.title, html, search, sheet.marks.path)


def _facts(work: Work) -> list[tuple[str, str]]:
    return named([
        ("门类", work.form or ""), ("装裱", work.mount if work.mount != work.form else ""),
        ("年份", str(work.year or "")), ("尺寸", str(work.size or "")),
    ])  # fmt: skip


def _hangs(web: Web, sheet: Sheet, work: Work) -> str:
    """Its place and floor, as on a door plate."""
    where = web.community.names(sheet.fields.at, ())
    return f"{where} {work.floor}层".strip() if work.floor else where


def _steps(
    web: Web, sheet: Sheet, works: Sequence[Work], number: int, root: str
) -> list[dict[str, Any]]:
    """The work before and the one after, in the order of a walk upstairs."""
    steps = []
    for rel, other in (("next", number + 1), ("prev", number - 1)):
        if 0 <= other < len(works):
            card = work_card(web, sheet, works[other], root)
            steps.append({**card, "rel": rel, "way": _way(works[number], works[other], rel)})
    return steps


def _way(here: Work, there: Work, rel: str) -> str:
    """Where one goes for it, as a neighbour would say."""
    one = "下一件" if rel == "next" else "上一件"
    if not here.floor or not there.floor:
        return one
    if here.floor == there.floor:
        return f"同一层，{one}"
    return f"{'上楼' if there.floor > here.floor else '下楼'}，{there.floor}层"
