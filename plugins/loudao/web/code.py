"""The page behind a printed code: it forwards without a script, or says what hung here."""

from __future__ import annotations

from ..model.days import describe_day
from .links import href
from .site import Web


def render_codes(web: Web) -> dict[str, str]:
    """uri → HTML: `Q/CODE/index.html` for every code of the ledger, live or retired.

    A code whose target is not known, as in a build that goes on past broken manifests,
    has a page too: a printed code must never find nothing.
    """
    pages = {}
    for code, identity in web.ledger.codes.items():
        target = web.targets.get(identity)
        if target:
            pages[code] = _page(web, target.title, (), href("../../", target.uri, target.anchor))
        else:
            pages[code] = _page(web, "内容正在整理", ("请过一会儿再扫。",), None)
    for code, entry in web.ledger.retired.items():
        was = entry.was.partition(":")[2]
        lines = (f"这里挂过“{was}”，{describe_day(entry.on)}停用。", entry.note)
        pages[code] = _page(web, "这里的内容已经下墙", tuple(filter(None, lines)), None)
    return {f"Q/{code}/index.html": html for code, html in pages.items()}


def _page(web: Web, title: str, lines: tuple[str, ...], target: str | None) -> str:
    return web.templates.get_template("code.html.j2").render(
        title=title, site_name=web.name, lines=lines, href=target
    )
