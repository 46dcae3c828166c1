"""A newsletter 简报: pages of the site as articles, in columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from math import log
from pathlib import Path
from typing import Any

from pydantic import Field

from ...compose.brief import Brief, compose_sheet, dotted, place_code, signature
from ...compose.happening import describe, tell
from ...compose.images import place_images
from ...compose.pieces import Composed, Image, New
from ...manifest.guess import guess
from ...model.community import Community
from ...model.days import describe_day, describe_days
from ...model.fields import ListFields
from ...model.problem import Problem, warning
from ...model.scalars import Day
from ...model.scalars import Words as Said
from ...model.sheet import Sheet
from ...model.subjects import subject_of
from ...richtext import Block, read_page, render_blocks
from ..kind import Kind, Paper
from ..listing import check_columns
from .beside import days_beside, names_in
from .gather import gather, last_told

_STYLE = "red"
_LEAD_MM = 118.0
_COLUMN_MM = 87.0
"""The widest that an article is set: the first, and any other."""
_PICTURE_ASPECT = 118 / 62
_SIDE_MM = 30.0


class NewsletterFields(ListFields):
    pages: tuple[str, ...] = Field(
        default=(), title="文章", description="简报收哪些网页，例如 notices/停水"
    )
    issue: Said = Field(default="", title="期号", description="简报的期号，例如 第3期，只写 3 也行")
    from_: Day | None = Field(
        default=None,
        alias="from",
        title="开始",
        description="没写 pages 时，从哪一天起的报道、通知和捐赠；写了就是落款的日期",
    )
    until: Day | None = Field(
        default=None, title="结束", description="没写 pages 时，到哪一天为止（含当天）"
    )

    @property
    def gathers(self) -> bool:
        """Whether it takes what is news in its days, instead of pages that somebody named."""
        return not self.pages and bool(self.from_ and self.until)

    @property
    def shown_issue(self) -> str:
        """第3期 for a 3 alone."""
        return f"第{self.issue}期" if self.issue.isdecimal() else self.issue


def _fields(sheet: Sheet) -> NewsletterFields:
    assert isinstance(sheet.fields, NewsletterFields)
    return sheet.fields


def _chosen(fields: NewsletterFields, community: Community) -> Iterator[Sheet]:
    by_id = _pages(community)
    for page in fields.pages:
        if found := by_id.get(page.removesuffix(".md")):
            yield found


def _pages(community: Community) -> dict[str, Sheet]:
    return {sheet.id: sheet for sheet in community.pages.values()}


def _newsletter(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    fields = _fields(sheet)
    if fields.gathers:
        pages = gather(sheet, brief.community.sheets, brief.today)
    else:
        pages = list(_chosen(fields, brief.community))
    if not (fields.pages or pages):
        return
    articles = [
        _article(page, _COLUMN_MM if n else _LEAD_MM, brief) for n, page in enumerate(pages)
    ]
    last = last_told(fields.until, brief.today) if fields.gathers else None
    picture = _picture(pages[0], brief) if pages and not _has_image(articles[0]) else {}
    called = f"{fields.title}{fields.shown_issue}"
    yield compose_sheet(
        brief,
        fields.title,
        {
            "issue": fields.issue,
            "body": render_blocks(fields.text),
            "articles": articles,
            **({"picture": New(picture)} if picture else {}),
            "signature": _signature(sheet, brief),
            "ending": "有话要说？扫码到社区网站，或者打电话。",
            "code": place_code(fields.at, _SIDE_MM, "扫码看网站"),
        },
        sets={
            "issue": fields.shown_issue,
            **days_beside(pages, fields.from_, last, brief),
            "names": names_in(articles, brief),
            "may_shorten": fields.gathers,
            "title_lines": [[fields.title]],
        },
        size="A4",
        style=fields.wall_style,
        default_style=_STYLE,
        side_mm=_SIDE_MM,
        name=called,
        called=called,
    )


def _signature(sheet: Sheet, brief: Brief) -> list[str]:
    """Who says it and since when; of what it gathered, for which days."""
    fields = _fields(sheet)
    signed = signature(sheet, brief, fields.signature)
    return [signed[0], describe_days(fields.from_, fields.until)] if fields.gathers else signed


def _article(page: Sheet, width: float, brief: Brief) -> dict[str, Any]:
    words = read_page(page.body.text, brief.dialect)
    body = place_images(words.blocks, page.body.uri, brief, width)
    days = describe_days(page.fields.from_, page.fields.until)
    where = brief.community.where(page)
    if page.told_of:
        days, body = describe_day(page.told_of), _with_one_image(body)
        where = "、".join(map(brief.community.spoken, page.fields.told_where)) or where
    return {
        "title": page.fields.title,
        "facts": dotted((where, days)),
        "body": [*_happening(page, brief), *_told(page), *body],
    }


def _with_one_image(body: list[Block]) -> list[Block]:
    """An account shows its first photo: the others are on its page."""
    images = [number for number, block in enumerate(body) if block["kind"] == "image"]
    return [block for number, block in enumerate(body) if number not in images[1:]]


def _told(page: Sheet) -> list[Block]:
    """What an article comes to, before its words; of what is no page its words too."""
    news = page.fields.news(page.lists)
    if news is None:
        return []
    lead = [{"kind": "para", "runs": [[news.lead, "strong"]]}] if news.lead else []
    return [*lead, *render_blocks(news.words)]


def _happening(page: Sheet, brief: Brief) -> list[Block]:
    """When, where and who of an article that is a notice, before its words."""
    happening = page.fields.happening
    told = describe(tell(happening, brief.community.network)) if happening else []
    runs = [
        run for name, words in told for run in ([name, "strong"], [f"　{words}", ""], ["\n", ""])
    ]
    return [{"kind": "para", "runs": runs[:-1]}] if runs else []


def _has_image(article: Mapping[str, Any]) -> bool:
    return any(block["kind"] == "image" for block in article["body"])


def _picture(lead: Sheet, brief: Brief) -> dict[str, Any]:
    """Of a lead without a photo of its own, the work that hangs where it takes place whose shape is
    nearest to the room for it; what tells of water or lifts goes without."""
    place, title = lead.fields.at, lead.fields.title
    if place is None or subject_of(title) not in (None, "meeting"):
        return {}
    pictures = brief.pictures.works
    found = [
        (work, pictures[identity])
        for sheet in brief.community.sheets
        if sheet.fields.at == place
        for work in sheet.fields.all_works
        if work.is_for("newsletters") and (identity := sheet.work_identity(work)) in pictures
    ]
    if not found:
        return {}
    work, picture = min(found, key=lambda it: abs(log(it[1].aspect / _PICTURE_ASPECT)))
    ppi = brief.manner.profile.best_ppi
    alt = work.alt or work.title
    image = Image(picture, _LEAD_MM, _LEAD_MM / picture.aspect, alt, ppi)
    return {"image": image, "caption": dotted((work.title, work.artist))}


def _check(sheet: Sheet, community: Community) -> Iterator[Problem]:
    fields = _fields(sheet)
    known = _pages(community)
    for index, page in enumerate(fields.pages):
        if page.removesuffix(".md") not in known:
            what = f"简报要收的“{page}”不是带 kind 的网页{guess(page, known)}"
            remedy = "写成 notices/停水 这样，docs/ 下面的路径"
            yield Problem(sheet.mark("pages", index), what, remedy)
    yield from check_columns(sheet)
    if not fields.pages and not fields.gathers:
        remedy = (
            "写上 pages: [notices/停水]；或者写 from 和 until，这段时间的报道、通知和捐赠自己收进来"
        )
        yield Problem(sheet.mark("kind"), "简报没有文章", remedy)
    elif fields.gathers and not gather(sheet, community.sheets, date.min):
        days = describe_days(fields.from_, fields.until)
        what = f"{days}没有报道、通知和捐赠，这一期印不出来"
        yield warning(sheet.mark("from"), what, "核对 from 和 until；要收别的网页就写 pages")


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
