"""What a print.yml names must exist: places, boards, pages, columns of its list."""

from __future__ import annotations

from collections.abc import Iterator

from ..manifest.validate import guess
from ..model.batch import COMMUNITY, NUMBER, PLACE, Batch, blanks_of
from ..model.community import Community
from ..model.problem import Problem


def check_batches(community: Community) -> Iterator[Problem]:
    for batch in community.batches:
        if community.places_known:
            yield from _places(batch, community)
        yield from _pages(batch, community)
        yield from _columns(batch)
        yield from _emptiness(batch, community)


def _places(batch: Batch, community: Community) -> Iterator[Problem]:
    network = community.network
    at = batch.fields.at
    if at is not None and at not in network.places:
        what = f"没有“{at}”这个地点{guess(at, network.places)}"
        yield Problem(
            batch.mark("at"), what, "照 galleries/places.yml 里的编号写，例如 nonghang/3/2"
        )
    for index, board in enumerate(batch.fields.boards):
        if board not in network.boards:
            what = f"没有“{board}”这个宣传栏{guess(board, network.boards)}"
            remedy = "宣传栏的编号要在 galleries/places.yml 的 boards 里有"
            yield Problem(batch.mark("boards", index), what, remedy)


def _pages(batch: Batch, community: Community) -> Iterator[Problem]:
    known = {sheet.id for sheet in community.sheets if sheet.source_uri}
    for index, page in enumerate(batch.fields.pages):
        if page.removesuffix(".md") not in known:
            what = f"简报要收的“{page}”不是带 kind 的网页{guess(page, known)}"
            yield Problem(
                batch.mark("pages", index), what, "写成 notices/停水 这样，docs/ 下面的路径"
            )


def _columns(batch: Batch) -> Iterator[Problem]:
    columns = {*batch.columns, NUMBER, COMMUNITY, PLACE}
    for loc, text in batch.texts.items():
        for name in blanks_of(text):
            if name.strip() not in columns:
                what = f"名单里没有“{name}”这一列{guess(name, columns)}"
                yield Problem(batch.mark(*loc), what, f"可以写：{'、'.join(sorted(columns))}")


def _emptiness(batch: Batch, community: Community) -> Iterator[Problem]:
    fields = batch.fields
    if fields.list and batch.columns and not batch.rows:
        what = f"表格“{fields.list}”里只有列名，一行也没有"
        yield Problem(batch.mark("list"), what, "从第二行起，一行写一份")
    if fields.each and community.places_known and not list(batch.places(community.network)):
        what = "at 里面没有这样的地点，一份也印不出来"
        yield Problem(batch.mark("each"), what, "核对 each 和 at，places.yml 里要有这些地点")
    if fields.sheet == "newsletter":
        if not fields.pages:
            yield Problem(batch.mark("sheet"), "简报没有文章", "写上 pages: [notices/停水]")
    elif fields.sheet == "roster":
        if not (batch.rows or fields.list):
            yield Problem(batch.mark("sheet"), "值班表没有内容", "写上 rows: 或者 list: 表格.csv")
    elif not (batch.rows or fields.list or fields.each or fields.copies):
        remedy = "写上 rows: 名单、list: 表格.csv、each: unit 或 copies: 份数"
        yield Problem(batch.mark("sheet"), "不知道要印几份", remedy)
