"""The cards that came back: when who did what, read from the record that staff keep of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ...compose.cells import Cells, check_columns_known
from ...compose.records import (
    in_our_words,
    numbers_of,
    plain_number,
    read_day,
    read_number,
    tell_repeated,
)
from ...model.duty import Duty
from ...model.problem import Mark, Problem, warning
from ...model.roll import Column
from ...model.table import Lists, Row
from .columns import CARD, COLUMNS, DAY, DOOR, EVENT, FILLED, LONG, NAME, TIMES, WHAT
from .long import read_minutes
from .whose import Claim, Duties, by_words, find_duty


class Card(NamedTuple):
    """One that came back."""

    number: str
    """As it stands on it; empty where nobody wrote it down."""
    day: date | None
    duty: Duty | None
    """None for an event."""
    what: str
    """What it is of, in words; empty where it does not say."""
    times: int
    minutes: int


@dataclass(frozen=True)
class Filled:
    """The record of one sheet of cards, and what its rows are held against."""

    lists: Lists
    duties: Sequence[Duty]
    since: date | None = None
    """When the cards were printed, if that is known."""
    today: date = date.max
    certain: bool = True
    """Whether all duties are known: else none can be called unknown."""

    @cached_property
    def choices(self) -> tuple[Column, ...]:
        """The columns that say which duty is meant."""
        called = dict.fromkeys(duty.columns for duty in self.duties)
        own = next(column for column in COLUMNS if column.key == WHAT)
        return (own, *(Column(first, first, tuple(also)) for first, *also in called))

    @cached_property
    def known(self) -> Duties:
        return by_words(self.duties)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return (*COLUMNS, *self.choices[1:])

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """What was printed on each card, by its number."""
        return numbers_of(in_our_words(self.lists.table, self.columns))

    @cached_property
    def printed(self) -> Mapping[str, str]:
        return {plain_number(number): number for number in self.rows}

    @cached_property
    def listed(self) -> frozenset[str]:
        """Whose names stand on cards."""
        return frozenset(filter(None, (row.cells.get(NAME, "") for row in self.rows.values())))

    def read(self) -> Iterator[tuple[Card, Cells]]:
        """Every row, and what is wrong with it."""
        table = in_our_words(self.lists.tables[FILLED], self.columns)
        for row in table.rows:
            cells = Cells(row)
            yield self._read(cells), cells

    def _read(self, cells: Cells) -> Card:
        number = read_number(cells, CARD, self.printed, "反馈卡")
        day = read_day(cells, DAY, self.since, self.today)
        if not cells.words(DAY):
            cells.fault("这一行没有写日期", f"写上 {DAY}，哪天做的，例如 2026-11-20")
        told = len(cells.problems)
        claim = self._claim(cells, number)
        sound = len(cells.problems) == told
        searched = claim.what and sound
        duty = find_duty(cells, claim, self.known, day, self.certain) if searched else None
        if not claim.what and claim.who and self.listed and claim.who not in self.listed:
            claim.tell_unknown(cells, "反馈卡的名单里", sorted(self.listed))
        what = claim.what or cells.words(EVENT) or self._on_card(number, EVENT)
        return Card(number, day, duty, what, _times(cells), _minutes(cells))

    def _claim(self, cells: Cells, number: str) -> Claim:
        """What a row says of what and by whom; where it does not, what its card bore in print."""
        said = [column.key for column in self.choices if cells.words(column.key)]
        if len(said) > 1:
            what = f"{said[0]}和{said[1]}都写了，一张卡只算一件"
            cells.fault(what, "留一个，另一件另写一行", said[1])
        own = said[0] if said else ""
        printed = next((c.key for c in self.choices if self._on_card(number, c.key)), "")
        what = cells.words(own) if own else self._on_card(number, printed)
        who = cells.words(NAME) or cells.words(DOOR)
        bore = self._on_card(number, NAME) or self._on_card(number, DOOR)
        if cells.words(NAME) and self._on_card(number, NAME) not in ("", cells.words(NAME)):
            what_is = f"第 {number} 号卡是{bore}的，这里写的是{who}"
            cells.fault(what_is, f"核对 {CARD} 和 {NAME}", NAME)
        column = next((name for name in (NAME, DOOR) if cells.words(name)), CARD)
        doors = tuple(filter(None, (cells.words(DOOR), self._on_card(number, DOOR))))
        return Claim(what, own or printed, own or CARD, who or bore, column, doors)

    def _on_card(self, number: str, column: str) -> str:
        return self.rows[number].cells.get(column, "").strip() if number else ""


def _times(cells: Cells) -> int:
    """A card is of one time where it says nothing else."""
    times = cells.count(TIMES)
    if cells.words(TIMES) and not times and not cells.problems:
        cells.fault(f"{TIMES}是 0，没有做就没有这张卡", f"改成做了几次；一次的 {TIMES} 空着", TIMES)
    return times or 1


def _minutes(cells: Cells) -> int:
    written = cells.words(LONG)
    minutes = read_minutes(written) if written else 0
    if minutes is None:
        remedy = "写几小时，例如 2 或者 1.5；不到一小时的写 40分钟"
        cells.fault(f"{LONG}：“{written}”看不懂", remedy, LONG)
    return minutes or 0


def read_cards(filled: Filled) -> list[Card]:
    """Those that can be read; the others are problems that `check_filled` tells."""
    return [card for card, cells in filled.read() if not cells.problems]


def check_filled(filled: Filled, blanks: Sequence[str], otherwise: Mark) -> Iterator[Problem]:
    """Every row that is no card, and what is read of none."""
    table = in_our_words(filled.lists.tables[FILLED], filled.columns)
    known = [*dict.fromkeys((*(column.key for column in filled.columns), *blanks))]
    yield from check_columns_known(table, known, "反馈卡的记录", otherwise)
    read = list(filled.read())
    remedy = f"核对 {CARD}；又印了一批、号码从头排的，{CARD} 空着"
    tell_repeated(((card.number, cells) for card, cells in read), CARD, remedy)
    says_what = {EVENT, *(column.key for column in filled.choices)} & {*table.columns}
    for card, cells in read:
        yield from cells.problems
        if says_what and not cells.problems and not card.what:
            what = "没有写做的是什么，只算收回了一张"
            named = "、".join(column.key for column in filled.choices[1:]) or WHAT
            yield warning(cells.row.mark, what, f"写上 {named} 或者 {EVENT}")
