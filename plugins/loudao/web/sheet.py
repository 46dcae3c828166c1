"""The pages of a sheet: a gallery on its floors, or what stands around a page's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from ..codes.identity import place_uri
from ..model.days import describe_days
from ..model.sheet import Sheet
from ..plan.file import File
from ..plan.made import Printed
from ..richtext import plain_words, render_html
from ..walls.hang import state, walking_order
from .brush import brush_css
from .links import href, root_of
from .pictures import view_picture
from .rows import Frame
from .walk import walk_of
from .web import THUMBNAIL_EDGE, Web, finished
from .work import hang_on_floors, in_pairs, render_work

_BODY = "\x00body\x00"
_STATES = {"now": "", "coming": "将要开始", "over": "已经结束"}
_INTRO = 200
"""Characters of an introduction that describe a page elsewhere."""

_PARAGRAPH, _TAG = re.compile(r"\s*<p>.*?</p>", re.DOTALL), re.compile("<[^>]+>")

_BESIDE = 60
"""Characters beside the title from which on the next paragraph has to wait."""

_UPRIGHT = 7
"""Characters of a title that stand below each other beside the words of a phone's page."""


def render_sheet(web: Web, sheet: Sheet) -> Iterator[File]:
    """The page of a set of works, then a page for each work in walking order."""
    works = walking_order(sheet.fields.all_works)
    title = sheet.fields.title
    root = root_of(sheet.uri)
    floors = hang_on_floors(web, sheet, works, root)
    about, walk = _plain_intro(sheet), walk_of(web, sheet.fields.at)
    context = _context(web, sheet, root)
    html = web.render(
        web.template_of(sheet), sheet.uri, title, sheet.identity,
        [*web.sheet_crumbs(sheet), (title, None)],
        **{**context, **_parted(context["intro"])},
        style_css=web.style_css(sheet), own_css=web.own_css(sheet), aloud=True,
        description=about or " · ".join([title, *context["facts"]]), image=web.card(sheet),
        scene=web.scene_of(sheet, root),
        door=_door(web, sheet, root), upright=is_upright(title), told=_told(web, sheet),
        steward=web.steward_of(sheet),
        floors=floors, in_pairs=in_pairs(floors),
        shares=sorted({one["share"] for floor in floors for one in floor["works"]}),
        walk=walk, brush=Markup(brush_css(web, sheet, root)),
    )  # fmt: skip
    over = state(sheet, web.plan.today) == "over"  # there for who comes, for nobody who searches
    search = None if over else about
    yield finished(sheet.uri, title, html, search, sheet.marks.path)
    for number in range(len(works)):
        yield render_work(web, sheet, works, number, walk)


def _parted(intro: str) -> dict[str, Markup]:
    """What is told beside the title, and what goes on below the works: from the paragraph on
    before which there were enough characters."""
    at = shown = 0
    while shown < _BESIDE and (found := _PARAGRAPH.match(intro, at)):
        at, shown = found.end(), shown + len(_TAG.sub("", found[0]).strip())
    cut = at if shown >= _BESIDE else len(intro)
    return {"intro": Markup(intro[:cut]), "more": Markup(intro[cut:].strip())}


def is_upright(title: str) -> bool:
    """Whether a title may be written from top to bottom: short, and of nothing that would lie."""
    return len(title) <= _UPRIGHT and not any("!" <= mark <= "~" for mark in title)


def _told(web: Web, sheet: Sheet) -> list[str]:
    """What the plate of its place does not say."""
    at = web.community.network.places.get(sheet.fields.at or "")
    here = at.full_name if at else ""
    return [fact for fact in _facts(web, sheet) if fact != here]


def _door(web: Web, sheet: Sheet, root: str) -> dict[str, str] | None:
    """The place where it hangs, and the way there."""
    place = web.community.network.places.get(sheet.fields.at or "")
    if place is None:
        return None
    return {"name": place.full_name, "href": href(root, place_uri(web.community, place.id))}


def render_around(web: Web, sheet: Sheet, root: str) -> Frame:
    """HTML that goes before and after a page's own words; `root` is the way to the site's."""
    template = web.template_of(sheet)
    context = {**_context(web, sheet, root), "title": sheet.fields.title, "root": root}
    before, _, after = template.render({**context, "body": _BODY}).partition(_BODY)
    return Frame(_tight(before), _tight(after), context.get("rows_to_add", ()))


def _tight(html: str) -> str:
    """Without blank lines: to Markdown a blank line would end a block of HTML."""
    return "\n".join(line for line in html.splitlines() if line.strip())


def _context(web: Web, sheet: Sheet, root: str) -> dict[str, Any]:
    """What every kind's template is given."""
    kind = web.plan.kinds[sheet.kind]
    return {
        **web.page_of(sheet).view(sheet, web.community),
        "kind": kind.label,
        "facts": _facts(web, sheet),
        "papers": web.papers.get(sheet.identity, ()),
        "intro": Markup(render_html(getattr(sheet.fields, "intro", ""))),
        "sheets": [_offered(printed, root) for printed in web.prints.get(sheet.identity, ())],
    }


def _offered(printed: Printed, root: str) -> dict[str, Any]:
    """A PDF to be printed at home, with the picture of it where there is one."""
    name, picture = printed.print.name, printed.picture
    return {
        "title": name,
        "href": href(root, f"print/{name}.pdf"),
        "picture": picture and view_picture(picture, root, f"{name}的样子", most=THUMBNAIL_EDGE),
    }


def _facts(web: Web, sheet: Sheet) -> list[str]:
    network = web.community.network
    at = sheet.fields.at
    places = [network.places[at].full_name] if at in network.places and at else []
    boards = [network.boards[b].name for b in sheet.fields.boards if b in network.boards]
    works = len(sheet.fields.all_works)
    count = f"{works} 件作品" if works else ""
    facts = [
        _STATES[state(sheet, web.plan.today)],
        web.plan.kinds[sheet.kind].label,
        *places,
        *boards,
        hanging_days(web, sheet),
        count,
    ]
    return [fact for fact in facts if fact]


def hanging_days(web: Web, sheet: Sheet) -> str:
    """Its days; of a page, whose words speak of other days, only the last one."""
    starts, ends = sheet.fields.from_, sheet.fields.until
    if sheet.body.uri:
        return f"张贴{describe_days(None, ends)}" if ends else ""
    return describe_days(starts, ends)


def _plain_intro(sheet: Sheet) -> str:
    """How the introduction begins, without its Markdown: for search, chats and feeds."""
    return plain_words(getattr(sheet.fields, "intro", ""))[:_INTRO]
