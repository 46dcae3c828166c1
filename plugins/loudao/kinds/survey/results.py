"""What was asked and answered: the rows of the list by question, and what is wrong with them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ...manifest.guess import guess
from ...model.problem import Mark, Problem
from ...model.table import Row, Table
from .bars import Bar, draw_bars

QUESTION, ANSWER, VOTES = "题目", "选项", "票数"
COLUMNS = (QUESTION, ANSWER, VOTES)
_SAME = {
    "问题": QUESTION, "题": QUESTION, "答案": ANSWER, "选择": ANSWER,
    "人数": VOTES, "份数": VOTES, "得票": VOTES, "数量": VOTES,
}  # fmt: skip
_TOTAL = frozenset(("合计", "总计", "共计", "小计", "总数"))
LEAST, MOST = 2, 20
_NUMBER = re.compile(r"(\d{1,9})\s*[票人份户个张]?")


class Answer(NamedTuple):
    label: str
    votes: int
    mark: Mark


class Question(NamedTuple):
    """A question with its answers, and the total that somebody typed, if anybody did."""

    text: str
    mark: Mark
    answers: list[Answer]
    typed: Answer | None = None

    @property
    def votes(self) -> int:
        """Totals are computed, never typed."""
        return sum(answer.votes for answer in self.answers)

    def bars(self, base: int) -> list[Bar]:
        """Shares of `base`, of all votes where that is 0."""
        counts = [(answer.label, answer.votes) for answer in self.answers]
        return draw_bars(counts, base or self.votes)


def in_order(table: Table) -> list[Row]:
    """Every row where it was written: a total belongs to the question above."""
    rows = (*table.rows, *table.totals)
    parts = list(dict.fromkeys(row.mark.path for row in rows))  # worksheets as they follow
    return sorted(rows, key=lambda row: (parts.index(row.mark.path), row.mark))


def read_questions(table: Table, only: str = "") -> list[Question]:
    """The questions in order; a row without one belongs to that above, the first to `only`."""
    found: dict[str, Question] = {}
    text = only
    for row in in_order(table):
        cells = _cells(row)
        text = cells.get(QUESTION) or text
        question = found.setdefault(text, Question(text, row.mark, []))
        answer = Answer(cells.get(ANSWER, ""), votes_in(cells.get(VOTES, "")) or 0, row.mark)
        if answer.label in _TOTAL:
            found[text] = question._replace(typed=answer)
        else:
            question.answers.append(answer)
    return list(found.values())


def check_rows_of(table: Table, mark: Mark) -> Iterator[Problem]:
    """Every row that does not say which answer and how many; columns that nobody reads."""
    for name in table.columns:
        if name not in COLUMNS and name not in _SAME:
            what = f"调查结果里用不到“{name}”这一列{guess(name, COLUMNS)}"
            first = table.rows[0].mark if table.rows else mark
            yield Problem(first, what, f"可以写：{'、'.join(COLUMNS)}", "warning")
    for row in in_order(table):
        cells = _cells(row)
        if not cells.get(ANSWER):
            yield Problem(row.mark, "这一行没有写选项", f"写上 {ANSWER}，例如 书法展览")
        if votes_in(cells.get(VOTES, "")) is None:
            what = f"{VOTES}：“{cells.get(VOTES, '')}”不是数字"
            yield Problem(row.mark, what, "只写数字，没有人选就写 0")


def check_question(question: Question) -> Iterator[Problem]:
    """How many answers it has, whether one stands there twice, and a total that is another."""
    called = f"“{question.text}”" if question.text else "这道题"
    count = len(question.answers)
    if not LEAST <= count <= MOST:
        what = f"{called}有 {count} 个选项，要有 {LEAST} 到 {MOST} 个"
        way = "票数少的合成“其他”" if count > MOST else "把别的选项也写上，没有人选就写 0"
        yield Problem(question.mark, what, way)
    labels = Counter(answer.label for answer in question.answers)
    seen: set[str] = set()
    for answer in question.answers:
        if answer.label and labels[answer.label] > 1 and answer.label in seen:
            what = f"{called}里“{answer.label}”写了 {labels[answer.label]} 次"
            yield Problem(answer.mark, what, "合成一行；是另一道题就写上 题目")
        seen.add(answer.label)
    if question.typed and question.typed.votes != question.votes:
        yield differ(question.typed.votes, question.votes, question.typed.mark)


def differ(typed: int, votes: int, mark: Mark) -> Problem:
    what = f"合计写的是 {typed:,}，各选项加起来是 {votes:,}"
    return Problem(mark, what, "核对票数；合计自己会算，不写也行")


def votes_in(text: str) -> int | None:
    """A number as people write it; None for what is none."""
    found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text).replace(",", "").strip())
    return int(found[1]) if found else None


def _cells(row: Row) -> dict[str, str]:
    """By our names of the columns; a total may be written where a question stands."""
    cells = {_SAME.get(name, name): text.strip() for name, text in row.cells.items()}
    if not cells.get(ANSWER) and cells.get(QUESTION) in _TOTAL:
        return {**cells, ANSWER: cells[QUESTION], QUESTION: ""}
    return cells
