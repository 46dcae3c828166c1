"""Certificates: the award stands alone in the middle, and a seal has room."""

from __future__ import annotations

import random

import pytest

from conftest import TODAY, Sandbox, print_sheets
from loudao.plan.made import Printed
from loudao.story.printing import PrintOptions
from pdf import Mark, largest, marks_of, words_of
from test_donation import STYLES

WIDE = 297 / 25.4 * 72


def certificate(box: Sandbox, text: str, **how: object) -> Printed:
    body = text.replace("\n", "\n  ")
    box.write(
        "galleries/证/print.yml",
        f"kind: certificates\ntitle: 荣誉证书\nfrom: 2026-10-18\nto: '{{姓名}}：'\ntext: |\n  {body}\n"
        "rows:\n  - {姓名: 何墨林}\n",
    )
    result = print_sheets(box.site(), TODAY, PrintOptions(("certificates",), **how))  # type: ignore[arg-type]
    assert [str(p) for p in result.problems if p.is_error] == []
    [printed] = result.printed
    return printed


def line_of(marks: list[Mark], words: str) -> list[Mark]:
    """The characters on the line on which `words` begin."""
    text = "".join(it.text for it in marks)
    first = marks[text.index(words)]
    return [
        it for it in marks if it.text.strip() and abs(it.bottom - first.bottom) < first.size * 0.5
    ]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("text", "award", "said"),
    [
        ("您的作品《春山》被评为**一等奖**。", "一等奖", "被评为一等奖"),
        ("您被评为**优秀楼长**，特发此证。", "优秀楼长", "优秀楼长特发此证。"),
        ("**感谢信**\n\n谢谢您。", "感谢信", "感谢信谢谢您。"),
        ("您捐赠**300 元，棉衣 44 件**。\n\n谨致谢意。", "300 元", "您捐赠300元，棉衣44件谨致谢意。"),
    ],
)  # fmt: skip
def test_the_award_stands_alone_in_the_middle_and_larger(
    style: str, text: str, award: str, said: str, sandbox: Sandbox
) -> None:
    printed = certificate(sandbox, text, style=style)
    marks = marks_of(printed.pdf)
    line = line_of(marks, award)
    assert abs((line[0].left + line[-1].right) / 2 - WIDE / 2) < 4
    assert line[0].size >= 33
    assert line[0].size >= 1.5 * min(it.size for it in marks if it.text in "您谢")
    assert not {"您", "特", "谨"} & {it.text for it in line}
    assert said in words_of(printed.pdf)


@pytest.mark.parametrize("strong", [0, 2])
def test_words_without_one_award_are_set_as_they_are_written(strong: int, sandbox: Sandbox) -> None:
    text = "在活动中，" + "**您**做得**很好**，" * (strong // 2) + "特发此证。"
    printed = certificate(sandbox, text)
    assert text.replace("*", "") in words_of(printed.pdf)


@pytest.mark.parametrize("style", STYLES)
def test_large_print_of_a_certificate_is_a_third_larger(style: str, sandbox: Sandbox) -> None:
    dice = random.Random(style)
    text = "在社区第二届书画笔会中，" * dice.randint(1, 2) + "被评为**一等奖**。\n\n以资鼓励。"
    normal, large = (
        certificate(sandbox, text, style=style, size="A4", large=how) for how in (False, True)
    )
    for mark in "届鼓奖":
        assert largest(large.pdf, mark) >= 1.15 * largest(normal.pdf, mark)
    assert largest(large.pdf, "届") >= 1.29 * largest(normal.pdf, "届")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("large", [False, True])
def test_no_line_ends_within_a_work_nor_between_it_and_how_it_was_written(
    style: str, large: bool, sandbox: Sandbox
) -> None:
    """Wherever the line would end: words of every length stand before the work."""
    works = ("临《兰亭序》", "《大唐三藏圣教序并记》", "节录《岳阳楼记》")
    said = ["您" + "写" * count + work for count in range(6, 18, 3) for work in works]
    rows = "".join(f"  - {{作品: '{it}'}}\n" for it in said)
    sandbox.write(
        "galleries/证/print.yml",
        f"kind: certificates\ntitle: 证书\nstyle: {style}\n"
        f"text: '{{作品}}被评为**一等奖**。'\nrows:\n{rows}",
    )
    options = PrintOptions(("certificates",), size="A4", large=large)
    [printed] = print_sheets(sandbox.site(), TODAY, options).printed
    for page, words in enumerate(said):
        marks = [it for it in marks_of(printed.pdf, page) if it.text.strip()]
        work = words.lstrip("您写")
        at = "".join(it.text for it in marks).index(words) + len(words) - len(work)
        heights = [it.bottom for it in marks[at : at + len(work)] if it.text not in "《》"]
        assert max(heights) - min(heights) < marks[at].size * 0.5, words


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("award", "lines"),
    [
        ("一等奖", ["一等奖"]),
        ("最佳《兰亭序》临摹奖", ["最佳《兰亭序》临摹奖"]),
        (
            "“《红楼梦》人物谱”剪纸与《清明上河图》集体创作特别贡献奖",
            ["“《红楼梦》人物谱”剪纸与", "《清明上河图》集体创作特别贡献奖"],
        ),
    ],
)
def test_a_long_award_stands_in_two_lines_and_no_name_in_it_is_broken(
    style: str, award: str, lines: list[str], sandbox: Sandbox
) -> None:
    marks = marks_of(certificate(sandbox, f"您的作品被评为**{award}**。", style=style).pdf)
    for line in lines:
        words = line.replace("“", "").replace("”", "")  # marks that stand higher
        here = line_of(marks, words[:4])
        assert "".join(it.text for it in here if it.text not in "“”") == words
        assert here[0].size >= 22


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("more", [0, 2, 5])
def test_lines_end_where_phrases_do_and_stand_in_the_middle(
    style: str, more: int, sandbox: Sandbox
) -> None:
    phrase, rest = "在花园社区第二届重阳书画笔" + "会" * more + "中，", "您的作品《春山》被评为"
    marks = marks_of(certificate(sandbox, f"{phrase}{rest}**一等奖**。", style=style).pdf)
    first, second = line_of(marks, phrase[:5]), line_of(marks, rest[:3])
    assert "".join(it.text for it in first) == phrase
    assert "".join(it.text for it in second if it.text not in "《》") == rest.replace(
        "《", ""
    ).replace("》", "")
    name = line_of(marks, "何墨林")
    assert abs((name[0].left + first[-1].right) / 2 - WIDE / 2) < first[0].size
    assert name[0].size >= 1.2 * first[0].size


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("community", ["花园社区", "高新技术产业开发区花园路北里社区"])
def test_who_signs_is_read_beside_the_seal(community: str, style: str, sandbox: Sandbox) -> None:
    places = sandbox.root / "galleries/places.yml"
    kept = "".join(
        line for line in places.read_text("utf-8").splitlines(True) if "community:" not in line
    )
    places.write_text(f"community: {community}\n{kept}", "utf-8")
    marks = marks_of(certificate(sandbox, "您被评为**优秀楼长**，特发此证。", style=style).pdf)
    signed = [it for it in marks if it.bottom < 63 / 25.4 * 72 and it.text in "居民委员会年月日"]
    assert signed and max(it.right for it in signed) <= 219 / 25.4 * 72


@pytest.mark.parametrize("style", STYLES)
def test_few_words_stand_in_the_middle_as_the_award_does(style: str, sandbox: Sandbox) -> None:
    marks = marks_of(certificate(sandbox, "您捐赠**棉被 4 床**。\n\n谨致谢意。", style=style).pdf)
    for words in ("何墨林", "您捐赠", "谨致谢意"):
        line = line_of(marks, words)
        assert abs((line[0].left + line[-1].right) / 2 - WIDE / 2) < line[0].size, words
