"""The list of personal data of a site, for whoever signs that it may be public."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from .check import Found
from .finding import WHY

KEPT_YEARS = 3
"""个人信息保护法 art. 56: the impact record is kept for three years at least."""


def privacy_report(community: str, found: Sequence[Found], today: date) -> Iterator[str]:
    """Lines of Markdown: what is public and why, what must go, and the record to be signed."""
    public = [one for one in found if one.reason]
    left = [one for one in found if not one.reason]
    yield f"# {community}：公开的个人信息"
    yield f"\n日期：{today:%Y-%m-%d}　　共 {len(found)} 处：公开 {len(public)}，还没有理由 {len(left)}"
    yield from _table("公开的，写了理由", public)
    yield from _table("没有理由，要改掉或者补上 public:", left)
    yield "\n## 个人信息保护影响评估记录（个人信息保护法第五十五、五十六条）\n"
    yield "1. 为什么要公开，方式是不是合法、正当、必要：\n"
    yield "2. 对本人有什么影响，有什么风险："
    for sort in dict.fromkeys(one.finding.sort for one in found):
        yield f"   - {sort}：{WHY[sort]}"
    yield "\n3. 用了什么办法保护（遮住、缩短公开时间、到期撤下）：\n"
    kept = today.replace(year=today.year + KEPT_YEARS, day=min(today.day, 28))
    yield f"填写人：　　　　　　　审核人：　　　　　　　日期：　　　　　　（保存到 {kept:%Y-%m-%d} 以后）"


def _table(title: str, rows: Sequence[Found]) -> Iterator[str]:
    yield f"\n## {title}\n"
    if not rows:
        yield "没有。"
        return
    yield "| 在哪里 | 是什么 | 遮住以后 | 理由 |"
    yield "|---|---|---|---|"
    for one in rows:
        mark, shown = one.mark, one.finding.masked or one.words
        where = f"{mark.path}:{mark.line}:{mark.column}"
        yield "| " + " | ".join(map(_cell, (where, one.finding.sort, shown, one.reason))) + " |"


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ")
