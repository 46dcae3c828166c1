"""One list in every way that offices save it: read alike, and what is spoilt told at its place."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass, field
from datetime import date, timedelta

import openpyxl

from conftest import Rounds, Sandbox, load
from loudao.manifest.tables import parse_table
from loudao.manifest.worksheets import parse_workbook
from loudao.model.problem import Problem
from loudao.model.table import Table

NAMES = ("王秀英", "李 强", "欧阳建国", "赵六（代）", "Maria", "古丽·买买提", "钱、孙")
SPOILT = ("#N/A", "#REF!", "#VALUE!", "######", "1.38E+10", "=A1", "=SUM(A1:A3)")
COLUMNS = ("姓名", "门牌", "电话", "日期", "备注", "金额")


@dataclass
class Sample:
    """What a list says, and which of its cells are spoilt: row from 0, column from 0."""

    columns: list[str]
    rows: list[list[str]]
    spoilt: set[tuple[int, int]] = field(default_factory=set)


def make_sample(dice: random.Random) -> Sample:
    columns = list(COLUMNS[: dice.randint(2, len(COLUMNS))])
    rows = []
    for number in range(dice.randint(2, 12)):
        day = date(2026, 1, 1) + timedelta(days=dice.randrange(365))
        known = {
            "姓名": dice.choice(NAMES), "门牌": f"{dice.randint(1, 30)}0{dice.randint(1, 4)}",
            "电话": f"0371-6555{dice.randint(1000, 9999)}", "日期": day.isoformat(),
            "备注": dice.choice(("", "要 大字", "周三“来”", "a;b", "=不是公式")), "金额": str(number * 10 + 5),
        }  # fmt: skip
        rows.append([known[name] for name in columns])
    sample = Sample(columns, rows)
    for _ in range(dice.choice((0, 0, 1, 3))):
        y, x = dice.randrange(len(rows)), dice.randrange(len(columns))
        rows[y][x] = dice.choice(SPOILT)
        sample.spoilt.add((y, x))
    return sample


def as_csv(sample: Sample, dice: random.Random) -> tuple[bytes, int]:
    """A file as WPS, Excel or Numbers write it, and the line of its first row."""
    mark = dice.choice((",", ";", "\t"))
    out = io.StringIO()
    before = 0
    if dice.random() < 0.3:
        out.write(f"sep={mark}\r\n")
        before += 1
    titles = dice.choice((0, 0, 1, 2))
    for title in range(titles):
        out.write(f"三号楼名单 {title}{mark * (len(sample.columns) - 1)}\r\n")
    blank = dice.random() < 0.2 and titles
    out.write("\r\n" if blank else "")
    writer = csv.writer(out, delimiter=mark, lineterminator=dice.choice(("\r\n", "\n")))
    writer.writerows([sample.columns, *sample.rows])
    before += titles + bool(blank) + 1
    text = out.getvalue()
    kind = dice.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16"))
    return text.encode(kind), before + 1


def as_workbook(sample: Sample, dice: random.Random) -> tuple[bytes, int]:
    """The same as .xlsx: days as days, amounts as numbers, cells joined where they are alike."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    titles = dice.choice((0, 0, 1))
    if titles:
        sheet.append(["三号楼名单"])
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(sample.columns))
    sheet.append(sample.columns)
    for y, row in enumerate(sample.rows):
        cells: list[object] = []
        for x, (name, cell) in enumerate(zip(sample.columns, row, strict=True)):
            sound = (y, x) not in sample.spoilt
            if name == "日期" and sound and dice.random() < 0.5:
                cells.append(date.fromisoformat(cell))
            elif name == "金额" and sound:
                cells.append(float(cell) if dice.random() < 0.5 else int(cell))
            else:
                cells.append(cell)
        sheet.append(cells)
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # "=A1" as the text that it is
    data = io.BytesIO()
    book.save(data)
    return data.getvalue(), titles + 2


def read(sample: Sample, dice: random.Random, box: Sandbox) -> tuple[Table, list[Problem], int]:
    if dice.random() < 0.5:
        data, line = as_workbook(sample, dice)
        return *parse_workbook(data, "名单.xlsx"), line
    data, line = as_csv(sample, dice)
    path = box.write("名单.csv", data)
    from loudao.manifest.text import read_text

    text, _ = read_text(path, "名单.csv")
    assert text is not None
    return *parse_table(text, "名单.csv"), line


def test_every_way_of_saving_a_list_gives_its_rows(sandbox: Sandbox, rounds: Rounds) -> None:
    for seed in range(rounds(60, 1000)):
        dice = random.Random(seed)
        sample = make_sample(dice)
        table, problems, line = read(sample, dice, sandbox)
        assert table.columns == tuple(sample.columns), seed
        found = [list(row.cells.values()) for row in table.rows]
        for y, row in enumerate(sample.rows):
            for x, cell in enumerate(row):
                if (y, x) not in sample.spoilt:
                    assert found[y][x] == cell.strip(), (seed, y, x)
        told = {(p.mark.line - line, p.mark.column - 1) for p in problems}
        assert told == sample.spoilt, (seed, [str(p) for p in problems])
        assert not any(problem.is_error for problem in problems), seed


def test_lists_that_are_cut_or_scrambled_are_told_and_never_a_traceback(
    sandbox: Sandbox, rounds: Rounds
) -> None:
    for seed in range(rounds(40, 1000)):
        dice = random.Random(seed)
        sample = make_sample(dice)
        data, _ = dice.choice((as_csv, as_workbook))(sample, dice)
        spoilt = bytearray(data)
        for _ in range(dice.randint(0, 20)):
            spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
        cut = bytes(spoilt[: dice.randint(0, len(spoilt))])
        name = "名单.xlsx" if data[:2] == b"PK" else "名单.csv"
        sandbox.write(f"galleries/信/{name}", cut)
        front = f"kind: letters\ntitle: 信\nlist: {name}\nto: '{{姓名}}：'\ntext: 好。\n"
        sandbox.write("galleries/信/print.yml", front)
        for problem in load(sandbox.site()).problems:
            assert problem.remedy, problem
