"""What is wrong with the days of a sheet on its wall, and what can still be done about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ..model.days import describe_day, month_and_day
from ..model.stretch import Stretch
from ..model.terms import Terms
from .hung import Spell, Verdict, judge

_AGAIN = "再公示一次：改 from 和 until，重新印、重新贴"
_UNSEEN = timedelta(days=7)
"""For so long nobody has to look; a sheet on a board may be torn down or covered on any day."""


class Shortfall(NamedTuple):
    what: str
    remedy: str
    grave: bool = True
    """False for what is only to be known where the days are enough all the same."""


def shortfalls(
    terms: Terms, spells: Sequence[Spell], today: date, title: str
) -> Iterator[Shortfall]:
    """In the order in which it happened. `title` is what the commands may call the sheet."""
    verdict = judge(terms, spells)
    over = terms.ends is not None and terms.ends < today
    spell = verdict.spell
    if spell is None:
        yield from _never_hung(terms, over, title)
        return
    yield from _late(terms, spell)
    yield from _short(terms, spells, verdict, over)
    yield from _unseen(spell, today, over)
    if over and spell.down is None:
        what = f"没有记取下，只能数到最后知道它在墙上的{month_and_day(spell.last)}"
        yield Shortfall(what, f"取下了就记一笔：loudao walls --down {title} --today 取下那天")


def _never_hung(terms: Terms, over: bool, title: str) -> Iterator[Shortfall]:
    if over:
        remedy = f"贴过就补记：loudao walls --up {title} --today 贴上那天；没有贴过，{_AGAIN}"
        yield Shortfall("公示期过了，没有记过贴上", remedy)
    else:
        yield Shortfall("还没有记过贴上", f"贴好了记一笔：loudao walls --up {title}", grave=False)


def _late(terms: Terms, spell: Spell) -> Iterator[Shortfall]:
    if terms.starts and spell.first > terms.starts:
        late = (spell.first - terms.starts).days
        seen = "才贴上" if spell.told else "才看到它在墙上"
        what = f"{month_and_day(spell.first)}{seen}，写的是{month_and_day(terms.starts)}"
        what += f"，晚了 {late} 天"
        yield Shortfall(what, "", grave=False)


def _short(
    terms: Terms, spells: Sequence[Spell], verdict: Verdict, over: bool
) -> Iterator[Shortfall]:
    spell, asked = verdict.spell, terms.asked
    assert spell
    if spell.replaced_by:
        what = f"{month_and_day(spell.last)}换成了版 {spell.replaced_by}，内容改过，各版分开数"
        yield Shortfall(what, "", grave=False)
    elif spell.down and terms.ends and spell.down < terms.ends:
        what = f"{month_and_day(spell.down)}就取下了，写的是到{month_and_day(terms.ends)}"
        yield Shortfall(what, "", grave=False)
    if asked is None or verdict.enough:
        return
    if not over and spell.down is None:
        yield from _cannot_be(terms, spell, asked)
    elif verdict.enough is None:
        days = f"{verdict.days.known} {asked.unit}，还有 {verdict.days.unconfirmed} 天"
        what = f"在墙上 {days}的放假安排未确认，数不出够不够 {asked.words}"
        yield Shortfall(what, "国务院的放假通知出来以后，更新 loudao，再做一次证据")
    else:
        number, unit = verdict.days.known, asked.unit
        by = _asks(terms, asked)
        several = "，最长的一段" if len(spells) > 1 else ""
        what = f"公示期里{several}在墙上 {number} {unit}，{by}，少 {asked.number - number} {unit}"
        yield Shortfall(what, _AGAIN)


def _asks(terms: Terms, asked: Stretch) -> str:
    return f"{terms.source}要 {asked.words}" if terms.source else f"写的是 {asked.words}"


def _cannot_be(terms: Terms, spell: Spell, asked: Stretch) -> Iterator[Shortfall]:
    """That it will not hang long enough, while something can be done."""
    if terms.ends is None:
        return
    days = terms.days_in(spell.first, terms.ends)
    if sum(days) >= asked.number:
        return
    begins, _ = terms.within(spell.first, spell.first)
    needed = asked.last_day(begins)
    span = f"从{month_and_day(spell.first)}贴到{month_and_day(terms.ends)}"
    what = f"{span}只有 {days.known} {asked.unit}，{_asks(terms, asked)}"
    until = f"把 until 改成 {needed}（{describe_day(needed)}）" if needed else "把 until 改晚"
    yield Shortfall(what, f"{until}，重新印，换上")


def _unseen(spell: Spell, today: date, over: bool) -> Iterator[Shortfall]:
    if over or spell.down:
        if spell.last - spell.first > timedelta(days=1) and not spell.between:
            remedy = (
                "那些天拍过照片就放进证据文件夹的“巡查”里；下一次隔几天拍一张：loudao round 照片"
            )
            yield Shortfall("贴上以后、取下以前，没有一次看到它在墙上", remedy)
    elif today - spell.last > _UNSEEN:
        days = (today - spell.last).days
        what = f"{days} 天没有看到它在墙上了（上一次是{month_and_day(spell.last)}）"
        yield Shortfall(what, "去看一眼，拍一张：loudao round 照片")
