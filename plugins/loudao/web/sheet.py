"""The pages of a sheet: a gallery with its works, or what stands around a page's own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from markupsafe import Markup

from ..compose.brief import named
from ..model.days import describe_days
from ..model.sheet import Sheet
from ..model.work import Work
from ..plan.file import File
from ..plan.made import Printed
from ..richtext import render_html
from ..walls.hang import state, walking_order
from .links import href, root_of
from .pictures import view_picture
from .web import THUMBNAIL_EDGE, Web, finished

_BODY = "\x00body\x00"
_STATES = {"now": "", "coming": "将要开始", "over": "已经结束"}
_BLURRED = 24
"""A blur is 140 bytes of the page; works farther down have their colour alone."""

_SCROLL_FORMS = ("书法", "国画")
"""Read from right to left."""


def render_sheet(web: Web, sheet: Sheet) -> Iterator[File]:
    """The page of a set of works, then a page for each work in walking order."""
    works = walking_order(sheet.fields.all_works)
    title = sheet.fields.title
    root = root_of(sheet.uri)
    html = web.render(
        web.template_of(sheet), sheet.uri, title, sheet.identity,
        [*web.sheet_crumbs(sheet), (title, None)],
        **_context(web, sheet, root), style_css=web.style_css(sheet),
        groups=_floors(web, sheet, works, root),
    )  # fmt: skip
    over = state(sheet, web.plan.today) == "over"  # there for who comes, for nobody who searches
    search = None if over else _plain_intro(sheet)
    yield finished(sheet.uri, title, html, search, sheet.marks.path)
    for before, work, after in zip([None, *works], works, [*works[1:], None], strict=False):
        yield _render_work(web, sheet, work, before, after)


def render_around(web: Web, sheet: Sheet, root: str) -> tuple[str, str]:
    """HTML that goes before and after a page's own words; `root` is the way to the site's."""
    template = web.template_of(sheet)
    context = {**_context(web, sheet, root), "title": sheet.fields.title, "root": root}
    before, _, after = template.render({**context, "body": _BODY}).partition(_BODY)
    return _tight(before), _tight(after)


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
    """The introduction without its Markdown, for the search index."""
    words = Markup(render_html(getattr(sheet.fields, "intro", ""))).striptags()
    return " ".join(words.split())[:200]


def _floors(web: Web, sheet: Sheet, works: Sequence[Work], root: str) -> list[dict[str, Any]]:
    return [
        {
            "floor": floor,
            "name": f"{floor}层" if floor else "",
            "works": [
                work_card(web, sheet, work, root, blurred=number < _BLURRED)
                for number, work in group
            ],
        }
        for floor, group in groupby(enumerate(works), key=lambda item: item[1].floor or 0)
    ]


def work_card(
    web: Web, sheet: Sheet, work: Work, root: str, blurred: bool = False
) -> dict[str, Any]:
    """A work as it stands in a grid."""
    picture = web.plan.pictures.works.get(sheet.work_identity(work))
    return {
        "href": href(root, sheet.work_uri(work)),
        "title": work.title,
        "caption": work.caption,
        "picture": picture and web.card_picture(picture, root, work.alt or work.title, blurred),
        "words": _first_words(work),
    }


def _first_words(work: Work) -> str:
    """As much of a text as a card holds."""
    text = (work.text or "").strip()
    return text if len(text) <= 36 else f"{text[:30]}……"


def _render_work(
    web: Web, sheet: Sheet, work: Work, before: Work | None, after: Work | None
) -> File:
    uri = sheet.work_uri(work)
    root = root_of(uri)
    identity = sheet.work_identity(work)
    picture = web.plan.pictures.works.get(identity)
    html = web.render(
        "work.html.j2", uri, work.title, identity,
        [*web.sheet_crumbs(sheet), (sheet.fields.title, sheet.uri), (work.title, None)],
        description=work.alt or work.caption,
        style_css=web.style_css(sheet),
        picture=picture and view_picture(
            picture, root, work.alt or work.title, web.look(picture)
        ),
        right_to_left=work.form in _SCROLL_FORMS and bool(picture and picture.aspect > 1),
        words=work.lines,
        poem=max(map(len, work.lines), default=0) <= 16,
        facts=_work_facts(web, sheet, work),
        note=Markup(render_html(work.note)),
        before=before and {"href": href(root, sheet.work_uri(before)), "title": before.title},
        after=after and {"href": href(root, sheet.work_uri(after)), "title": after.title},
    )  # fmt: skip
    over = state(sheet, web.plan.today) == "over"
    search = None if over else " ".join(filter(None, (work.artist, work.form)))
    return finished(uri, work.title, html, search, sheet.marks.path)


def _work_facts(web: Web, sheet: Sheet, work: Work) -> list[tuple[str, str]]:
    network = web.community.network
    at = sheet.fields.at
    where = network.places[at].full_name if at in network.places and at else ""
    if work.floor:
        where = f"{where} {work.floor}层".strip()
    return named([
        ("作者", work.artist), ("门类", work.form or ""), ("年份", str(work.year or "")),
        ("尺寸", str(work.size or "")), ("挂在", where),
    ])  # fmt: skip
