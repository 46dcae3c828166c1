"""The page behind a printed code: it forwards without a script, or says what hung here."""

from __future__ import annotations

from collections.abc import Iterator

from .links import href
from .site import FinishedPage, Web


def render_codes(web: Web) -> Iterator[FinishedPage]:
    """A page at `Q/CODE/` for every code of the ledger, live or retired.

    A code whose target is not known, as in a build that goes on past broken manifests,
    has a page too: a printed code must never find nothing.
    """
    for code, identity in web.ledger.codes.items():
        target = web.targets.get(identity)
        if target:
            yield _page(web, code, target.title, (), href("../../", target.uri))
        else:
            yield _page(web, code, "内容正在整理", ("请过一会儿再扫。",), None)
    for code, entry in web.ledger.retired.items():
        lines = (f"{entry.on.year}年{entry.on.month}月{entry.on.day}日停用。", entry.note)
        yield _page(web, code, "这里的内容已经下墙", tuple(filter(None, lines)), None)


def _page(
    web: Web, code: str, title: str, lines: tuple[str, ...], target: str | None
) -> FinishedPage:
    uri = f"Q/{code}/"
    html = web.templates.get_template("code.html.j2").render(
        title=title, site_name=web.name, lines=lines, href=target
    )
    return FinishedPage(uri, title, html)
