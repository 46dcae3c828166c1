"""A table and a manifest that both went on: their merge against a simple model."""

from __future__ import annotations

import random
from itertools import product
from typing import Any

import pytest

from conftest import Rounds, Sandbox
from loudao.story.importing import ImportOptions
from loudao.story.lists import read_lists
from test_tables import KINDS, quoted, taken


class Rows:
    """The rows of a list on one side, by what they are: `uid` stays whatever is written."""

    def __init__(self, dice: random.Random, shape: str) -> None:
        self.dice, self.shape, self.count = dice, shape, 0
        self.said: dict[int, dict[str, str]] = {}
        self.lines: dict[int, str] = {}

    def fresh(self) -> int:
        self.count += 1
        return self.count

    def word(self) -> str:
        """One that nobody wrote before."""
        ends = ("", ": 冒号", " #井", "，逗号", "'引号'", "{花括号}", "[方]", "\n第二行", "～")
        return f"词{self.fresh()}{self.dice.choice(ends)}"

    @property
    def keys(self) -> tuple[str, ...]:
        return {
            "rows": ("姓名", "金额", "物品", "电话"),
            "works": ("photo", "title", "artist", "note"),
            "households": ("households",),
        }[self.shape]

    def add(self) -> int:
        uid = self.fresh()
        self.said[uid] = {
            key: self.word() for key in self.keys[1:] if key == "title" or self.dice.random() < 0.6
        }
        first = f"p{uid}.jpg" if self.shape == "works" else f"名{uid}" + self.word()
        self.said[uid] = {self.keys[0]: first} | self.said[uid]
        self.lines[uid] = self.written(self.said[uid])
        return uid

    def written(self, cells: dict[str, str]) -> str:
        if self.shape == "households":
            return f"  - {quoted(cells['households'])}\n"
        entries = [f"{key}: {quoted(cell)}" for key, cell in cells.items()]
        comment = f"  # 注{self.fresh()}\n" if self.dice.random() < 0.3 else ""
        if self.dice.random() < 0.5:
            return f"{comment}  - {{{', '.join(entries)}}}\n"
        gap = "\n" if self.dice.random() < 0.2 else ""
        return comment + "  - " + "\n    ".join(entries) + "\n" + gap

    def text(self, order: list[int]) -> str:
        head = {
            "rows": "kind: donation\ntitle: 捐\nrows:\n",
            "works": "title: 画\nat: nonghang/3/2\nworks:\n",
            "households": "kind: roster\ntitle: 班\nfrom: 2026-11-30\nhouseholds:\n",
        }[self.shape]
        return head + "".join(self.lines[uid] for uid in order) + "# 完\n"


def changed(rows: Rows, cells: dict[str, str]) -> dict[str, str]:
    """The cells with one of them another, or cleared where it may be; a work keeps its photo."""
    keys = rows.keys[1:] if rows.shape == "works" else rows.keys
    key = rows.dice.choice(keys)
    may_be_empty = key not in (rows.keys[0], "title") and key in cells
    if may_be_empty and rows.dice.random() < 0.3:
        return {k: cell for k, cell in cells.items() if k != key}
    return {**cells, key: rows.word()}


@pytest.mark.parametrize("shape", ["rows", "works", "households"])
def test_a_merge_is_what_a_simple_model_says(sandbox: Sandbox, shape: str, rounds: Rounds) -> None:
    conflicts = whole = 0
    for seed in range(rounds(40, 1500)):
        met = merge_as_the_model(sandbox, shape, random.Random(f"{shape}{seed}"))
        conflicts, whole = conflicts + met, whole + (not met)
    assert conflicts > 3 and whole > 10


def merge_as_the_model(box: Sandbox, shape: str, dice: random.Random) -> bool:
    """One round; whether there was a conflict."""
    rows = Rows(dice, shape)
    order = [rows.add() for _ in range(dice.randint(1, 7))]
    before = {uid: dict(rows.said[uid]) for uid in order}
    path = box.write(
        f"galleries/x/{'gallery' if shape == 'works' else 'print'}.yml", rows.text(order)
    )
    for uid in range(60 if shape == "works" else 0):
        (path.parent / f"p{uid}.jpg").touch()
    table = {uid: dict(cells) for uid, cells in before.items()}
    in_table, in_file = list(order), list(order)
    edit_side(rows, table, in_table)
    here = rows.said
    edit_side(rows, here, in_file, write=True)
    if dice.random() < 0.3 and (both := [u for u in order if u in in_table and u in in_file]):
        uid = dice.choice(both)  # the same on both sides
        here[uid] = dict(table[uid])
        rows.lines[uid] = rows.written(here[uid])

    def fill(sheet: Any) -> None:
        labels = {
            "photo": "照片",
            "title": "标题",
            "artist": "作者",
            "note": "说明",
            "households": "住户",
        }
        heads = [cell.value for cell in sheet[1]]
        own = {uid: sheet.cell(n, 1).value for n, uid in enumerate(order, 2)}
        sheet.delete_rows(2, len(order))
        for line, uid in enumerate(in_table, 2):
            sheet.cell(line, 1).value = own.get(uid)
            for key, cell in table[uid].items():
                if (head := labels.get(key, key)) not in heads:
                    heads.append(head)
                    sheet.cell(1, len(heads)).value = head
                sheet.cell(line, heads.index(head) + 1).value = cell

    text = rows.text(in_file)
    remove = dice.random() < 0.5
    done = taken(
        box, path, fill, ImportOptions(remove=remove, retire=True),
        since=lambda: path.write_bytes(text.encode()),
    )  # fmt: skip
    errors = [str(p) for p in done.problems if p.is_error]
    wanted, met = model(rows, order, before, table, in_table, here, in_file, remove)
    assert len(errors) == met, (errors, text)
    if met:
        assert path.read_text("utf-8") == text
        return True
    manifest, problems = read_lists(
        box.site(), KINDS, path.resolve(), box.site().shown(path.resolve())
    )
    assert manifest, problems
    items = next(i for i in manifest.lists if i.roll.key == shape).items
    assert sorted(map(repr, (dict(sorted(i.cells.items())) for i in items))) == sorted(
        repr(dict(sorted(cells.items()))) for cells in wanted.values()
    ), text
    kept = [uid for uid in in_file if uid in wanted]
    firsts = [item.cells[rows.keys[0]] for item in items]
    places = [firsts.index(wanted[uid][rows.keys[0]]) for uid in kept]
    assert places == sorted(places)
    after = path.read_text("utf-8")
    for uid in kept:
        if wanted[uid] == here[uid]:
            assert rows.lines[uid].strip("\n") in after
    assert after.endswith("# 完\n") and all(
        c in after for c in text.split("\n") if c.startswith("  # ")
    )
    return False


def edit_side(
    rows: Rows, said: dict[int, dict[str, str]], order: list[int], write: bool = False
) -> None:
    """Some of what staff do to one side."""
    for _ in range(rows.dice.randint(0, 4)):
        what = rows.dice.choice(("change", "change", "add", "drop", "move"))
        if what == "add":
            uid = rows.add()
            said[uid] = rows.said[uid]
            order.insert(rows.dice.randint(0, len(order)), uid)
        elif what == "change" and order:
            uid = rows.dice.choice(order)
            said[uid] = changed(rows, said[uid])
            if write:
                rows.lines[uid] = rows.written(said[uid])
        elif what == "drop" and len(order) > 1:
            order.remove(rows.dice.choice(order))
        elif what == "move" and order:
            order.insert(rows.dice.randint(0, len(order) - 1), order.pop())


def model(
    rows: Rows, order: list[int], before: dict[int, dict[str, str]], table: dict[int, dict[str, str]],
    in_table: list[int], here: dict[int, dict[str, str]], in_file: list[int], remove: bool,
) -> tuple[dict[int, dict[str, str]], int]:  # fmt: skip
    """What both sides make together, and how many conflicts a person has to settle."""
    first, met = rows.keys[0], 0
    wanted = {uid: dict(here[uid]) for uid in in_file}
    for uid in in_table:
        if uid not in before:
            wanted[uid] = dict(table[uid])
            continue
        was, there, now = before[uid], table[uid], here.get(uid, {})
        present = uid in in_file and (now[first] == was[first] or now == there)
        if not present:  # gone, or called otherwise, which nobody can tell from a new one
            met += there != was
            continue
        for key in rows.keys:
            a, b, c = was.get(key), there.get(key), now.get(key)
            if b in (a, c):
                continue
            met += c != a
            wanted[uid][key] = b or ""
        wanted[uid] = {key: cell for key, cell in wanted[uid].items() if cell}
    for uid in order:
        if (
            uid not in in_table
            and uid in in_file
            and remove
            and here[uid][first] == before[uid][first]
        ):
            met += here[uid] != before[uid]
            wanted.pop(uid)
    return wanted, met


def test_words_between_brackets_go_and_come_wherever_they_stand(sandbox: Sandbox) -> None:
    words = ["0101室", "0102室", "0201室", "0202室"]
    head = "kind: roster\ntitle: 班\nfrom: 2026-11-30\n"
    path = sandbox.root / "galleries/班/print.yml"
    for kept in product((True, False), repeat=len(words)):
        for place in range(len(words) + 1):
            left = [word for word, keep in zip(words, kept, strict=True) if keep]
            at = sum(kept[:place])
            sandbox.write(
                "galleries/班/print.yml", f"{head}households: [{', '.join(words)}] # 四户\n"
            )

            def fill(sheet: Any, kept: tuple[bool, ...] = kept, place: int = place) -> None:
                sheet.insert_rows(place + 2)
                sheet.cell(place + 2, 2).value = "新来的"
                lines = [n + 2 + (n >= place) for n, keep in enumerate(kept) if not keep]
                for line in reversed(lines):
                    sheet.delete_rows(line)

            done = taken(sandbox, path, fill, ImportOptions(remove=True))
            assert [str(p) for p in done.problems if p.is_error] == []
            now = ", ".join([*left[:at], "新来的", *left[at:]])
            assert path.read_text("utf-8") == f"{head}households: [{now}] # 四户\n"


def test_two_lists_of_a_manifest_in_gbk_with_ends_of_windows(sandbox: Sandbox) -> None:
    text = (
        "kind: project\r\ntitle: 粉刷\r\nat: nonghang/3/2\r\ncontributions:\r\n"
        "  - {门牌: 101, 金额: 200}\r\nspending: # 花了\r\n  - {用途: 涂料, 金额: 98}\r\n"
    )
    path = sandbox.write("galleries/刷/print.yml", text.encode("gb18030"))

    def fill(sheet: Any) -> None:
        sheet["D2"] = "250"
        spent = sheet.parent["支出"]
        spent["C3"], spent["D3"] = "刷子", "20"

    done = taken(sandbox, path, fill)
    assert done.lines == ("改 101：金额 “200” → “250”", "加 刷子")
    assert path.read_bytes() == (
        text.replace("200", "250") + "  - {用途: 刷子, 金额: 20}\r\n"
    ).encode("gb18030")
