"""A newsletter 简报: pages of the site as articles, in columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import Field

from ...compose.brief import Brief, compose_sheet, dotted, place_code, signature
from ...compose.happening import describe, tell
from ...compose.images import place_images
from ...compose.lists import list_fields
from ...compose.pieces import Composed
from ...manifest.guess import guess
from ...model.community import Community
from ...model.days import describe_days
from ...model.fields import ListFields
from ...model.problem import Problem
from ...model.scalars import Words as Said
from ...model.sheet import Sheet
from ...richtext import Block, read_page, render_blocks
from ..kind import Kind, Paper
from ..listing import check_columns

_STYLE = "red"
_COLUMN_MM = 83.0
_SIDE_MM = 30.0


class NewsletterFields(ListFields):
    pages: tuple[str, ...] = Field(
        default=(), title="文章", description="简报收哪些网页，例如 notices/停水"
    )
    issue: Said = Field(default="", title="期号", description="简报的期号，例如 第3期")


def _chosen(fields: NewsletterFields, community: Community) -> Iterator[Sheet]:
    by_id = _pages(community)
    for page in fields.pages:
        if found := by_id.get(page.removesuffix(".md")):
            yield found


def _pages(community: Community) -> dict[str, Sheet]:
    return {sheet.id: sheet for sheet in community.pages.values()}


def _newsletter(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    fields = sheet.fields
    assert isinstance(fields, NewsletterFields)
    if not fields.pages:
        return
    width = _COLUMN_MM * (2 if brief.manner.large else 1)
    articles = []
    for page in _chosen(fields, brief.community):
        words = read_page(page.body.text, brief.dialect)
        body = place_images(words.blocks, page.body.uri, brief, width)
        articles.append(_article(page, body, brief))
    yield compose_sheet(
        brief,
        fields.title,
        {
            "issue": fields.issue,
            "body": render_blocks(fields.text),
            "articles": articles,
            "signature": signature(sheet, brief, fields.signature),
            "ending": "有话要说？扫码到社区网站，或者打电话。",
            "code": place_code(fields.at, _SIDE_MM, "扫码看网站"),
        },
        size="A4",
        style=fields.wall_style,
        default_style=_STYLE,
        side_mm=_SIDE_MM,
        name=f"{fields.title}{fields.issue}",
        called=f"{fields.title}{fields.issue}",
    )


def _article(page: Sheet, body: list[Block], brief: Brief) -> dict[str, Any]:
    days = describe_days(page.fields.from_, page.fields.until)
    return {
        "title": page.fields.title,
        "facts": dotted((brief.community.where(page), days)),
        "body": [*_happening(page, brief), *body],
    }


def _happening(page: Sheet, brief: Brief) -> list[Block]:
    """When, where and who of an article that is a notice, before its words."""
    happening = page.fields.happening
    told = describe(tell(happening, brief.community.network)) if happening else []
    runs = [
        run for name, words in told for run in ([name, "strong"], [f"　{words}", ""], ["\n", ""])
    ]
    return [{"kind": "para", "runs": runs[:-1]}] if runs else []


def _check(sheet: Sheet, community: Community) -> Iterator[Problem]:
    fields = list_fields(sheet)
    assert isinstance(fields, NewsletterFields)
    known = _pages(community)
    for index, page in enumerate(fields.pages):
        if page.removesuffix(".md") not in known:
            what = f"简报要收的“{page}”不是带 kind 的网页{guess(page, known)}"
            remedy = "写成 notices/停水 这样，docs/ 下面的路径"
            yield Problem(sheet.mark("pages", index), what, remedy)
    yield from check_columns(sheet)
    if not fields.pages:
        yield Problem(sheet.mark("kind"), "简报没有文章", "写上 pages: [notices/停水]")


KIND = Kind(
    name="newsletter",
    label="简报",
    folder=Path(__file__).parent,
    fields=NewsletterFields,
    source="manifest",
    default_style=_STYLE,
    papers=(
        Paper(
            "newsletter", "简报", "newsletter.typ", _newsletter, "A4",
            hangs=False, per_wall=False, scope="newsletters", most_pages=8,
        ),
    ),
    check=_check,
)  # fmt: skip
