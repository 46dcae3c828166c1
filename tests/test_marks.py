"""Where things stand in what staff wrote: texts, nodes, problems, tables, and edits of one value."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import BaseModel

from conftest import ROOT
from loudao.manifest.document import parse_mapping, split_page
from loudao.manifest.edit import replace_value
from loudao.manifest.nodes import Mapping, Node, Scalar, Sequence, find
from loudao.manifest.reader import parse_nodes
from loudao.manifest.tables import parse_table
from loudao.manifest.text import Text, decode
from loudao.manifest.validate import validate
from loudao.model.base import Frozen
from loudao.model.fields import ListFields, WorksFields
from loudao.model.place import PlacesFields
from loudao.model.problem import Loc, Mark, Marks, Problem, any_error, sort_problems, warning
from loudao.model.scalars import Title, Whole
from loudao.model.table import Row
from test_bad_input import CASES, split_case


class AnyListFields(ListFields):
    """A list of any kind."""

    sheet: str = ""
    lines: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    issue: str = ""


def text_of(raw: bytes) -> Text:
    text, _ = decode(raw, "a.yml")
    assert text is not None
    return text


@pytest.mark.parametrize(
    ("raw", "encoding", "bom", "newline"),
    [
        ("甲: 乙".encode(), "utf-8", False, "\n"),
        ("甲: 乙\n丙\n".encode(), "utf-8", False, "\n"),
        ("甲: 乙\r\n丙\r\n".encode("utf-8-sig"), "utf-8", True, "\r\n"),
        ("甲: 乙\r丙\r".encode(), "utf-8", False, "\r"),
        ("甲: 乙\r\n丙\n\r丁".encode(), "utf-8", False, "mixed"),
        ("\ufeff甲: 乙\r\n".encode("utf-16-le"), "utf-16-le", True, "\r\n"),
        ("\ufeff甲: 𠮷\n".encode("utf-16-be"), "utf-16-be", True, "\n"),
        ("标题: 春天\r\n".encode("gbk"), "gb18030", False, "\r\n"),
    ],
)
def test_text_remembers_what_reading_drops(
    raw: bytes, encoding: str, bom: bool, newline: str
) -> None:
    text = text_of(raw)
    assert (text.encoding, text.bom, text.newline) == (encoding, bom, newline)
    assert "\r" not in text.text
    assert not text.text.startswith("\ufeff")


def test_offset_leads_to_the_byte_in_every_encoding_and_line_end() -> None:
    dice = random.Random(1)
    for codec in ("utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "gb18030"):
        for _ in range(60):
            parts = dice.choices(["标题", "𠮷", "a", ": ", "\n", "\r\n", "\r"], k=30)
            mark = "\ufeff" if codec.startswith("utf-16") else ""
            whole = "标题与说明" + "".join(parts)
            raw = (mark + whole).encode(codec)
            text = text_of(raw)
            assert text.byte_at(len(text.text)) == len(raw)
            places = [0, *(m.end() for m in re.finditer(r"\r\n|[^\0]", whole))]
            assert len(places) == len(text.text) + 1
            for offset, place in enumerate(places):
                start = len(raw) - len(whole[place:].encode(codec.removesuffix("-sig")))
                assert text.byte_at(offset) == start


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_edit_of_one_value_changes_its_bytes_alone(newline: str) -> None:
    source = "title: 春\nintro: |\n  一\n  二\nat: nonghang\n".replace("\n", newline)
    text = text_of(source.encode("utf-8-sig"))
    start = text.text.index("|")
    end = text.text.index("at:")
    edited = text.replace(start, end, "|\n  三\n  四\n")
    assert edited == source.replace("一", "三").replace("二", "四").encode("utf-8-sig")


def test_edit_of_a_mixed_file_leaves_its_other_line_ends() -> None:
    text = text_of("a: 一\rb: 二\r\nc: 三\nd: 四".encode())
    start = text.text.index("三")
    assert text.replace(start, start + 1, "五\n六") == (
        "a: 一\rb: 二\r\nc: 五\r\n六\nd: 四".encode()
    )


def test_broken_byte_after_a_byte_order_mark_is_told_with_its_column() -> None:
    raw = b"\xef\xbb\xbf" + "title: 春天的画廊\nat: ".encode() + b"\xe7\x9c\n"
    assert [str(p) for p in decode(raw, "a.yml")[1]] == [
        "a.yml:2:5: 这里的文字编码坏了，读不出来。用记事本“另存为”，编码选 UTF-8"
    ]


def values(node: Node, loc: Loc = ()) -> Iterator[tuple[Loc, Node]]:
    """Every node of a tree but its keys, with the way to it."""
    yield loc, node
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield from values(value, (*loc, key.text))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from values(item, (*loc, index))


def span(text: str, loc: Loc) -> str:
    node, problems = parse_nodes(text, "a.yml")
    assert node is not None and not problems
    found = find(node, loc)
    assert found is not None
    return text[found.start : found.end]


SPANS = """\
\ufeff标题: 😀春天  # 说明
单引: '它''s'   # 说明
双引: "a\\n𠮷"
块: |  # 说明
  一
    二

# 说明
折: >-
  一

  二
空:   # 说明
行: [甲, "乙" , {丙: 丁}]  # 说明
列:
- 𠮷
-
- - 一
  - 二

# 说明
多: 一
  二  # 说明
表: {a: , b, "c": # 说明
  }
"""


@pytest.mark.parametrize(
    ("loc", "expected"),
    [
        (("标题",), "😀春天"),
        (("单引",), "'它''s'"),
        (("双引",), '"a\\n𠮷"'),
        (("块",), "|  # 说明\n  一\n    二\n\n"),
        (("折",), ">-\n  一\n\n  二\n"),
        (("空",), ""),
        (("行",), '[甲, "乙" , {丙: 丁}]'),
        (("行", 1), '"乙"'),
        (("行", 2), "{丙: 丁}"),
        (("列",), "- 𠮷\n-\n- - 一\n  - 二"),
        (("列", 1), ""),
        (("列", 2), "- 一\n  - 二"),
        (("多",), "一\n  二"),
        (("表", "a"), ""),
        ((), SPANS[1:-1]),
    ],
)
def test_span_of_a_node(loc: Loc, expected: str) -> None:
    assert span(SPANS, loc) == expected


def test_nothing_written_stands_after_its_colon_or_key() -> None:
    root, _ = parse_nodes(SPANS, "a.yml")
    assert root is not None
    for loc, before in (
        (("空",), "空:"), (("列", 1), "-"), (("表", "a"), "a:"), (("表", "b"), "b"),
        (("表", "c"), '"c":'),
    ):  # fmt: skip
        node = find(root, loc)
        assert node is not None and node.start == node.end
        assert SPANS[: node.start].endswith(before)


def test_styles_of_scalars() -> None:
    root, _ = parse_nodes(SPANS, "a.yml")
    assert isinstance(root, Mapping)
    styles = {key.text: value.style for key, value in root.entries if isinstance(value, Scalar)}
    assert styles == {
        "标题": "", "单引": "'", "双引": '"', "块": "|", "折": ">", "空": "", "多": "",
    }  # fmt: skip


def test_spans_of_front_matter_count_in_the_page() -> None:
    text = "---\nkind: notice\ntitle: 停水𠮷通知\nintro: |\n  一\n---\n\n# 正文\n"
    page, problems = split_page(text, "a.md")
    assert not problems and page.front is not None
    spans = {key.text: text[node.start : node.end] for key, node in page.front.entries}
    assert spans == {"kind": "notice", "title": "停水𠮷通知", "intro": "|\n  一\n"}
    title = page.front.get("title")
    assert isinstance(title, Scalar)
    assert (title.line, title.column) == (3, 8)
    assert replace_value(text, title, "停电") == text.replace("停水𠮷通知", "停电")


def test_half_a_character_is_a_problem_and_no_crash() -> None:
    assert [str(p) for p in parse_nodes("a: 甲\nb: \ud800\n", "a.yml")[1]] == [
        "a.yml:2:1: 有看不见的控制字符。删掉这一行，重新打一遍"
    ]


class Slot(Frozen):
    name: Title
    size: Literal["A3", "A4"] = "A4"
    floor: Whole | None = None


class Wall(Frozen):
    title: Title
    until: Whole = 1
    slots: tuple[Slot, ...] = ()
    rows: tuple[dict[Title, str], ...] = ()
    one: Slot | None = None


WALL = """\
titel: 墙
until: 今天
slots:
- {name: 甲, size: A5}
- name:
  floor: 上面
  colour: 红
- 乙
rows:
- {'': 一}
- [二]
one: 丙
"""


def test_problem_of_a_value_keeps_its_way() -> None:
    node, _ = parse_mapping(WALL, "墙.yml")
    assert node is not None
    fields, _, problems = validate(Wall, node, "墙.yml")
    assert fields is None
    assert [(problem.loc, str(problem)) for problem in sort_problems(problems)] == [
        (("titel",), "墙.yml:1:1: 未知字段 titel，是不是 title？"),
        (("until",), "墙.yml:2:8: until：“今天”不是整数。只写数字，例如 2"),
        (("slots", 0, "size"), "墙.yml:4:19: size：没有“A5”这一项。可以写：A3、A4"),
        (("slots", 1, "name"), "墙.yml:5:3: 缺少必填的 name（name）。补上一行 name:，"),
        (("slots", 1, "floor"), "墙.yml:6:10: floor：“上面”不是整数。只写数字，例如 2"),
        (("slots", 1, "colour"), "墙.yml:7:3: 未知字段 colour。这里可以写：name、size、floor"),
        (("slots", 2), "墙.yml:8:3: slots：要写成一组“字段: 内容”，这里却是“乙”。每个字段另起一行，往里缩进两格"),
        (("rows", 0, ""), "墙.yml:10:8: [key]：空着。写上内容"),
        (("rows", 1), "墙.yml:11:3: rows：要写成一组“字段: 内容”，这里却是一个列表。每个字段另起一行，往里缩进两格"),
        (("one",), "墙.yml:12:6: one：要写成一组“字段: 内容”，这里却是“丙”。每个字段另起一行，往里缩进两格"),
    ]  # fmt: skip


MODELS: dict[str, type[BaseModel]] = {
    "gallery.yml": WorksFields, "places.yml": PlacesFields, "print.yml": AnyListFields,
}  # fmt: skip


def test_problems_of_the_cases_lead_to_what_they_mark() -> None:
    seen = set()
    for case in CASES:
        for name, text in split_case(case.read_text("utf-8")).items():
            model = MODELS.get(Path(name).name)
            node, _ = parse_mapping(text, name) if model else (None, [])
            if model is None or node is None:
                continue
            for problem in validate(model, node, name)[2]:
                around, last = find(node, problem.loc[:-1]), find(node, problem.loc)
                keys = [key for key, _ in around.entries] if isinstance(around, Mapping) else []
                near = [n for n in (around, last, *keys) if n is not None]
                places = [(n.line, n.column) for n in near]
                assert (problem.mark.line, problem.mark.column) in places, problem
                seen.add(problem.loc)
    assert len(seen) >= 15


def test_loc_is_no_part_of_what_a_problem_is() -> None:
    bare = Problem(Mark("a.yml", 2), "错", "改")
    told = Problem(Mark("a.yml", 2), "错", "改", loc=("at",))
    early = warning(Mark("a.yml", 1), "提醒", loc=("title",))
    assert bare == told and str(bare) == str(told)
    assert [p.loc for p in sort_problems([bare, told, early])] == [("title",), ("at",)]


def test_marks_make_problems_of_values() -> None:
    marks = Marks("a.yml", {(): (1, 1), ("works", 0): (4, 3)})
    fault = marks.problem(("works", 0, "title"), "空着", "写上内容")
    assert (str(fault), fault.loc) == ("a.yml:4:3: 空着。写上内容", ("works", 0, "title"))
    hint = marks.warning(("at",), "没有地点")
    assert (str(hint), hint.loc) == ("a.yml:1:1: 提醒：没有地点", ("at",))


def test_table_is_rows_with_their_marks() -> None:
    table, problems = parse_table('姓名, 门牌,\n王秀兰,301\n\n , \n"李\n四"\n', "名单.csv")
    assert problems == []
    assert table.columns == ("姓名", "门牌")
    assert [row._replace(cell=None) for row in table.rows] == [
        Row({"姓名": "王秀兰", "门牌": "301"}, Mark("名单.csv", 2)),
        Row({"姓名": "李\n四", "门牌": ""}, Mark("名单.csv", 6)),
    ]
    assert table.rows[1].mark_of("门牌") == Mark("名单.csv", 6, 2)


@pytest.mark.parametrize(
    "text", ["姓名\t门牌\n王\t3,1", "姓名;门牌\n王;3,1", "姓名，门牌\n王，3,1"]
)
def test_table_is_divided_by_what_its_first_line_has_most_of(text: str) -> None:
    assert parse_table(text, "名单.csv")[0].rows[0].cells == {"姓名": "王", "门牌": "3,1"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["名单.csv:1:1: 表格是空的。第一行写列名，例如 姓名,门牌"]),
        (" , \n,\n", ["名单.csv:1:1: 表格是空的。第一行写列名，例如 姓名,门牌"]),
        (
            "姓名\n王,301\n李,\n",
            ["名单.csv:2:1: 这一行有 2 格，列名只有 1 个。在第一行给每一列写上名字"],
        ),
        (
            '姓名\n王\n"' + "长" * 140_000,
            ["名单.csv:3:1: 表格读不懂。在 WPS 里打开，重新另存为 CSV"],
        ),
        ('"' + "长" * 140_000, ["名单.csv:1:1: 表格读不懂。在 WPS 里打开，重新另存为 CSV"]),
    ],
)
def test_fault_of_a_table(text: str, expected: list[str]) -> None:
    assert [str(problem) for problem in parse_table(text, "名单.csv")[1]] == expected


def shape(node: Node | None) -> Any:
    """What a tree says; a value that nobody wrote is None."""
    if isinstance(node, Mapping):
        return {key.text: shape(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [shape(item) for item in node.items]
    return None if node is None or node.empty else node.text


def with_value(told: Any, loc: Loc, new: str) -> Any:
    """`told` with what stands at `loc` become `new`."""
    if not loc:
        return new
    copy: Any = dict(told) if isinstance(told, dict) else list(told)
    copy[loc[0]] = with_value(copy[loc[0]], loc[1:], new)
    return copy


WORDS = (
    "", " ", "~", "null", "no", "0301", "12:30", "春天", "春 天", " 春", "春 ", "春　天", "　春",
    "a: b", "a:", "a :b", "a#b", "a #b", "# a", "- a", "-1", "-", "---", "...", "--- a", "? a", "?",
    ": a", ":", "::", "a, b", "[a]", "{a: b}", "a]", "}", "*a", "&a", "!a", "|", ">", "|-", "%a",
    "@a", "`a`", "it's", "'a'", '"a"', 'a"b', "a\\b", "\\", "a\tb", "\ta", "a\t", "😀𠮷", "a\u00a0b",
    "\u00a0a", "a\u0085b", "a\u2028b", "\ufeffa", "a\ufeff", "\0", "\x1b", "\x7f", "\ufffe",
    "https://x.cn/?q=1&r=#s", "一\n二", "一\n二\n", "一\n\n二\n\n", "\n一", "\n\n一\n", "\n", "\n\n",
    " 一\n二", "一\n  二\n三", "一\n \n二", "一\n   ", "   \n一", "一 \n二", "一\n\t二", "\t一\n二",
    "一\r\n二", "一\r二", "一\n# 二\n- 三\n四: 五\n", "---\n一\n...\n", "一\n\u2028二", "一\n二\u00a0三",
)  # fmt: skip


def word(dice: random.Random) -> str:
    """A text out of WORDS or out of the characters that YAML heeds."""
    if dice.random() < 0.5:
        return dice.choice(WORDS)
    return "".join(dice.choices("春𠮷ab01 :#-?,[]{}&*!|>'\"%@`\\\n\n\t.~", k=dice.randrange(1, 9)))


def written(dice: random.Random, indent: int, flow: bool) -> str:
    """A scalar in any style, as a person would write it in a block of that indent."""
    style = dice.choice(("", "", "'", '"') if flow else ("", "'", '"', "|", ">", "|", "", "m", "e"))
    plain = dice.choice(("春天", "0301", "a b", "国画 · 2024", "x:y", "二#三"))
    if style in ("|", ">"):
        inner = " " * (indent + dice.choice((1, 2, 4)))
        lines = dice.choices(
            ("一", "二 二", "", "  三", "# 四", "a: b", "\t五"), k=dice.randrange(5)
        )
        body = "".join(f"{inner}{line}\n" if line else "\n" for line in ["春", *lines])
        comment = dice.choice(("", "", "  # 说明"))
        return f"{style}{dice.choice(('', '-', '+'))}{comment}\n{body}".removesuffix("\n")
    if style == "m":
        return f"{plain}\n{' ' * (indent + 1)}{plain}"
    if style == "e":
        return ""
    quoted = {"'": "'it''s, [a]: #b'", '"': '"a\\n\\u6625, {b}: #c"', "": plain}
    return quoted[style]


def branch(dice: random.Random, indent: int, depth: int) -> str:
    """A value after a colon or a dash, with the space or the line end before it."""
    choice = dice.random()
    end = dice.choice(("\n", "\n", "  # 说明\n", "\n\n", "\n# 说明\n"))
    if depth and choice < 0.2:
        return f"\n{lines_of(dice, indent + dice.choice((1, 2)), depth - 1)}"
    if choice < 0.4:
        inner = [written(dice, indent, True) for _ in range(3)]
        texts = (
            f" [{inner[0]}, {inner[1]} ,{{a: {inner[2]}, b: , c, 'd':}}]{end}",
            f' {{"a":{inner[0]},b: [{inner[1]}],\n {" " * indent}c: {inner[2]} }}{end}',
        )
        return dice.choice(texts)
    text = written(dice, indent, False)
    return f" {text}" + (dice.choice(("\n", "\n\n")) if text[:1] in ("|", ">") else end)


def lines_of(dice: random.Random, indent: int, depth: int) -> str:
    """A block mapping or sequence of a few entries."""
    is_list = dice.random() < 0.4
    heads = ["-"] * 3 if is_list else ["标题:", "a:", "'b c':", "0:"]
    return "".join(" " * indent + head + branch(dice, indent, depth) for head in heads)


def check_edits(text: str, root: Node, dice: random.Random, rounds: int) -> int:
    """Changes every value of `text`, one at a time; how many were changed."""
    before, count = shape(root), 0
    for loc, node in values(root):
        if not isinstance(node, Scalar):
            continue
        for new in [word(dice) for _ in range(rounds)]:
            edited = replace_value(text, node, new)
            after = text[node.end :]
            assert edited.startswith(text[: node.start]) and edited.endswith(after)
            again, problems = read(edited)
            assert not problems, (text, loc, new, edited)
            assert shape(again) == with_value(before, loc, new), (text, loc, new, edited)
            count += 1
    return count


def read(text: str) -> tuple[Node | None, list[Problem]]:
    """The tree of a manifest, or of a page's front matter."""
    if text.startswith("---\n"):
        page, problems = split_page(text, "a.md")
        return page.front, problems
    return parse_nodes(text, "a.yml")


def test_every_value_of_made_up_manifests_can_be_changed_alone() -> None:
    dice = random.Random(7)
    count = 0
    for number in range(80):
        text = "a:" + branch(dice, 0, 2) + "b:\n" + lines_of(dice, 2, 2) + "c:" + branch(dice, 0, 0)
        if number % 3 == 0:
            text = f"---\n{text}---\n\n# 正文\n"
        elif number % 3 == 1:
            text = text.rstrip("\n ") if number % 2 else f"\ufeff{text}"
        root, problems = read(text)
        assert root is not None and not any_error(problems), (text, problems)
        count += check_edits(text, root, dice, 3)
    assert count > 2000


def test_every_value_of_the_demo_can_be_changed_alone() -> None:
    dice = random.Random(8)
    files = [*ROOT.glob("galleries/**/*.yml"), *ROOT.glob("plugins/**/*.yml"),
             *ROOT.glob("docs/**/*.md"), *ROOT.glob("plugins/**/*.md")]  # fmt: skip
    count = 0
    for path in sorted(files):
        text = path.read_text("utf-8")
        root, problems = read(text) if path.suffix == ".yml" or text[:4] == "---\n" else (None, [])
        assert not problems
        if root is not None and len(text) < 20_000:
            count += check_edits(text, root, dice, 2)
    assert count > 400


@pytest.mark.parametrize(
    ("before", "new", "after"),
    [
        ("a: 春  # 说明\n", "夏", "a: 夏  # 说明\n"),
        ("a: 春\n", "a: b", 'a: "a: b"\n'),
        ("a: 春\n", "~", 'a: "~"\n'),
        ("a: '春'\n", "it's", "a: 'it''s'\n"),
        ("a: '春'\n", "一\n二", 'a: "一\\n二"\n'),
        ('a: "春"\n', '说"好"', 'a: "说\\"好\\""\n'),
        ("a:  # 说明\n", "春", "a: 春  # 说明\n"),
        ("a:\nb: 1\n", "一\n二", 'a: "一\\n二"\nb: 1\n'),
        ("a: |\n    一\n\nb: 1\n", "二\n\n三", "a: |-\n    二\n\n    三\n\nb: 1\n"),
        ("a: |  # 说明\n  一\n", "二\n", "a: |  # 说明\n  二\n"),
        ("a: >\n  一\n  一\n", "二\n三\n", "a: >\n  二\n\n  三\n"),
        ("a: >\n  一\n", "二\n 三\n", "a: |\n  二\n   三\n"),
        ("a: |\n  一\n\nb: 1\n", "", 'a: ""\n\nb: 1\n'),
        ("a: |2\n   一\nb: 1\n", "  二\n", "a: |2\n    二\nb: 1\n"),
        ("a: |+\n  一\n\n\nb: 1\n", "二\n", "a: |\n  二\nb: 1\n"),
        ("a: |\n  一\n     \nb: 1\n", "二\n", "a: |\n  二\nb: 1\n"),
        ("a: |\n  一\n\nb: 1\n", "二\n\n\n", "a: |+\n  二\n\n\nb: 1\n"),
    ],
)
def test_value_is_written_as_a_person_would(before: str, new: str, after: str) -> None:
    root, _ = parse_mapping(before, "a.yml")
    node = root.get("a") if root else None
    assert isinstance(node, Scalar)
    assert replace_value(before, node, new) == after


def test_half_a_character_is_never_written() -> None:
    with pytest.raises(ValueError):
        replace_value("a: 春", Scalar("春", 1, 4, 3, 4), "\ud83d")
