"""Posts 认岗: what is to be done where and when, who took which, and where somebody is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ...compose.boards import compose_board
from ...compose.brief import Brief
from ...compose.lists import list_fields
from ...compose.pieces import Composed
from ...compose.records import say_done
from ...model.community import Community
from ...model.duty import Duty
from ...model.problem import Problem
from ...model.rows import RowsFields
from ...model.sheet import Sheet
from ...model.table import Lists
from ...richtext import render_html
from ..kind import Kind, Page, Paper
from ..listing import check_rows, rows_of
from .posts import COLUMNS, POST, Post, check_posts, read_posts, takers

_STYLE = "fresh"


class PostFields(RowsFields):
    """Rows hold 岗位, 职责, 地点, 时间, 人数 and 认岗人."""

    def duties(self, lists: Lists) -> Iterable[Duty]:
        for row in lists.table.rows:
            if what := row.cells.get(POST, "").strip():
                yield Duty(what, row.mark, (POST, "post"), takers(row), self.from_, self.until)


def _board(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    """Every post as it is written down; those that want somebody stand out."""
    fields, posts = list_fields(sheet), read_posts(sheet, brief.community)
    if not posts:
        return
    yield compose_board(
        sheet,
        brief,
        {"posts": [_told(post) for post in posts], "open": sum(post.open for post in posts)},
        text=fields.text,
        label="扫码看岗位",
        default_style=_STYLE,
        weight=len(posts),
        # one card more is no reason to print it again
        sets={"progress": [say_done(post.back, brief.today) for post in posts]},
    )


def _told(post: Post) -> dict[str, Any]:
    return {
        "name": post.name,
        "duty": post.duty,
        "where": post.where,
        "hours": post.hours,
        "taken": post.shown_names,
        "open": post.open,
    }


def _view(sheet: Sheet, community: Community) -> Mapping[str, Any]:
    posts = read_posts(sheet, community)
    return {
        "words": render_html(list_fields(sheet).text),
        "posts": [
            {**_told(post), "back": say_done(post.back, community.today)}
            for post in sorted(posts, key=lambda post: post.open == 0)
        ],
        "cards": sum(post.back.cards for post in posts),
        "open": sum(post.open for post in posts),
        "served": sum(len(post.taken) for post in posts),
    }


def _check(sheet: Sheet, community: Community) -> Iterator[Problem]:
    yield from check_rows(sheet, community)
    yield from check_posts(sheet, community)
    if not (sheet.table.rows or list_fields(sheet).list):
        remedy = (
            "写上 rows:，一行一个：- {岗位: 楼道保洁岗, 时间: 每周六上午, 人数: 2, 认岗人: 某某}"
        )
        yield Problem(sheet.mark("kind"), "岗位名单没有内容", remedy)


KIND = Kind(
    name="post",
    label="认岗",
    folder=Path(__file__).parent,
    fields=PostFields,
    source="manifest",
    default_style=_STYLE,
    papers=(Paper("post", "岗位榜", "post.typ", _board, on_site=True, most_pages=1),),
    page=Page("page.html.j2", "认岗", view=_view),
    check=_check,
    rolls=(rows_of(*COLUMNS),),
)
