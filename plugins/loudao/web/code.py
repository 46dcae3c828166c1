"""The page behind a printed code: it forwards without a script, or says what hung here."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from ..codes.ledger import Retired
from ..model.days import describe_day
from ..plan.file import File
from .inline import FORWARD
from .links import href
from .web import Web

CODES_URI = "Q"
"""The folder of the pages that printed codes open."""


def render_codes(web: Web) -> Iterator[File]:
    """`Q/CODE/index.html` for every code of the ledger, live or retired.

    A code whose target is not known, as in a build that goes on past broken manifests,
    has a page too: a printed code must never find nothing.
    """
    codes = web.plan.codes
    for code, identity in codes.ledger.codes.items():
        target = codes.targets.get(identity)
        if target:
            to = href("../../", target.uri, target.anchor)
            yield _page(web, code, target.title, (), to)
        else:
            yield _page(web, code, "内容正在整理", ("请过一会儿再扫。",), None)
    for code, entry in codes.ledger.retired.items():
        lines = (f"这里挂过{_what(entry)}，{describe_day(entry.on)}停用。", entry.note)
        yield _page(web, code, "这里的内容已经下墙", tuple(filter(None, lines)), None)


def _what(entry: Retired) -> str:
    """By its title; of a work that has none not even by its file, which may bear a name."""
    sort, _, name = entry.was.partition(":")
    if entry.title:
        return f"“{entry.title}”"
    return "一件作品" if sort == "work" else f"“{name}”"


def code_mark(code: str) -> str:
    """What the page of `code` bears, and no page of anything else: who asks for it can tell."""
    return f'<meta name="code" content="{code}">'


def _page(web: Web, code: str, title: str, lines: tuple[str, ...], target: str | None) -> File:
    html = web.templates.get_template("code.html.j2").render(
        title=title,
        site_name=web.name,
        lines=lines,
        href=target,
        mark=Markup(code_mark(code)),
        forward=Markup(FORWARD),
    )
    return File(f"{CODES_URI}/{code}/index.html", html)
