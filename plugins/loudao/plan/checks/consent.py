"""What is shown of people was agreed to: asked once a gallery and once a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...kinds.kind import Kinds
from ...model.fields import ListFields, WorksFields
from ...model.problem import Problem, warning
from ...model.sheet import Sheet
from ..agreed import NAME_COLUMN, has_consent_column
from .personal.surnames import is_a_name

_HOW = "都签了同意书就写一行 consent: {by: 谁收的, on: 2026-11-01}"

_YOUNG = re.compile(
    r"(?<!\d)(?:[0-9]|1[0-3])\s*岁|[一二三四五六七八九十]{1,2}岁|幼儿园|[小中大][一二三四五六\d]?班|[一二三四五六]年级|小学"
)
"""个人信息保护法 art. 31: for those under fourteen a guardian agrees."""


def check_consent(sheet: Sheet, kinds: Kinds) -> Iterator[Problem]:
    for index, work in enumerate(sheet.fields.written_works):
        if not work.is_withheld:
            continue
        mark = sheet.mark("works", index, "consent")
        if work.consent and work.consent.until:
            what = f"作品“{work.title}”的授权到 {work.consent.until} 为止，网页和纸上都没有它了"
            yield warning(mark, what, "又签了就改 until；不展了就从清单里拿掉")
        else:
            what = f"作品“{work.title}”的作者没有同意公开，网页和纸上都没有它"
            yield warning(mark, what, "同意了再写 consent: yes")
    if sheet.refuses_walls:
        what = "没有一件作品同意挂出来，不印海报和展签"
        remedy = "已经贴了的要取下：loudao walls 说在哪里；不展了就删掉这份清单"
        yield warning(sheet.mark("works"), what, remedy)
    yield from _works(sheet)
    yield from _lists(sheet, kinds)


def _works(sheet: Sheet) -> Iterator[Problem]:
    fields = sheet.fields
    if not isinstance(fields, WorksFields):
        return
    unasked = [work for work in fields.all_works if not (work.consent or fields.consent)]
    artists = [work.artist for work in unasked if is_a_name(work.artist)]
    people = [name for work in unasked for name in work.people]
    if names := list(dict.fromkeys((*artists, *people))):
        who = "、".join(names[:3]) + ("等" if len(names) > 3 else "")
        sort = "位作者、照片里的人" if people else "位作者"
        what = f"有 {len(names)} {sort}（{who}）没有写同意不同意公开"
        yield warning(sheet.mark("works"), what, f"{_HOW}；不同意的在作品下面写 consent: no")
    for index, work in fields.numbered_works:
        own = work.consent or fields.consent
        if _is_young(work.artist) and not (own and own.guardian):
            what = f"作者“{work.artist}”不满十四岁，要监护人同意"
            remedy = "写 consent: {guardian: 监护人, on: 2026-11-01}，作者只写名字不写姓"
            yield warning(sheet.mark("works", index, "artist"), what, remedy)


def _is_young(artist: str) -> bool:
    """One child by name; of a class nobody is named."""
    return bool(_YOUNG.search(artist)) and any(map(is_a_name, re.split(r"[\W\d_]+", artist)))


def _lists(sheet: Sheet, kinds: Kinds) -> Iterator[Problem]:
    """Of lists that hang and have no page, whose names are there to be read."""
    fields, kind = sheet.fields, kinds[sheet.kind]
    hangs = kind.page is None and any(paper.hangs for paper in kind.papers)
    if not isinstance(fields, ListFields) or not hangs or fields.consent or not sheet.table.rows:
        return
    named = any(NAME_COLUMN.search(column) for column in sheet.table.columns)
    if named and not has_consent_column(sheet.table):
        what = f"名单上有 {len(sheet.table.rows)} 个人，没有写同意不同意贴出来"
        yield warning(sheet.mark("rows"), what, f"{_HOW}；不同意的在表格里加一列“同意”写否")
