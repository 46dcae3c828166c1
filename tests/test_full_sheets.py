"""Sheets of rows: few rows stand large, many go on level, and no sheet is empty below them."""

from __future__ import annotations

import pytest

from conftest import TODAY, Sandbox, print_sheets
from loudao.plan.made import Printed
from loudao.story.printing import PrintOptions
from pdf import in_order, largest, tallest_gap, text_of, words_of

PAY = "月薪 4500 元起"


def job(number: int) -> str:
    return f"{{职位: 面点师{number}, 单位: 早餐店, 待遇: {PAY}，包吃, 电话: 0371-6555 {1000 + number}}}"


def post(number: int) -> str:
    return f"{{岗位: 保洁岗{number}, 职责: 扫楼梯、擦扶手, 时间: 每周六 8:00, 人数: 1}}"


ROWS = {"job": job, "post": post}
NAMES = {"job": "面点师{}", "post": "保洁岗{}"}


def printed(box: Sandbox, text: str, kind: str, **options: object) -> Printed:
    box.write("galleries/榜/print.yml", f"kind: {kind}\ntitle: 榜\nat: nonghang\n{text}")
    asked = PrintOptions((kind,), **options)  # type: ignore[arg-type]
    result = print_sheets(box.with_address().site(), TODAY, asked)
    assert [str(problem) for problem in result.problems if problem.is_error] == []
    [done] = result.printed
    return done


def rows_of(box: Sandbox, kind: str, count: int, **options: object) -> Printed:
    rows = "".join(f"  - {ROWS[kind](number)}\n" for number in range(1, count + 1))
    return printed(box, f"rows:\n{rows}", kind, **options)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("kind", ROWS)
@pytest.mark.parametrize("count", [1, 2, 4, 7, 12, 26])
def test_sheets_are_full_however_many_rows_there_are(
    count: int, kind: str, large: bool, sandbox: Sandbox
) -> None:
    done = rows_of(sandbox, kind, count, style="plain", large=large)
    names = [NAMES[kind].format(number) for number in range(1, count + 1)]
    assert in_order(words_of(done.pdf), *names)
    assert tallest_gap(done.pdf) < 0.2
    assert done.pages <= max(1, count / 5)


@pytest.mark.parametrize("kind", ROWS)
@pytest.mark.parametrize(("count", "points"), [(1, 60), (3, 36), (6, 24), (12, 16), (26, 15)])
def test_the_fewer_rows_the_larger_they_stand(
    count: int, points: float, kind: str, sandbox: Sandbox
) -> None:
    assert largest(rows_of(sandbox, kind, count).pdf, NAMES[kind][0]) >= points


@pytest.mark.parametrize("count", [1, 3, 8, 40])
def test_what_a_job_pays_is_on_one_line(count: int, sandbox: Sandbox) -> None:
    assert text_of(rows_of(sandbox, "job", count).pdf).count(PAY) == count


@pytest.mark.parametrize("count", [1, 3, 8, 40])
def test_no_name_of_who_gave_is_broken(count: int, sandbox: Sandbox) -> None:
    gave = "".join(
        f"  - {{门牌: {100 + n}, 姓名: 何墨林, 公开: 是, 金额: {300 + n}}}\n" for n in range(count)
    )
    text = f"contributions:\n{gave}spending:\n  - {{用途: 乳胶漆, 金额: 20.5}}\n"
    assert text_of(printed(sandbox, text, "project").pdf).count("何墨林") == count


@pytest.mark.parametrize("figures", ["参加 46 人", "参加 46 人，服务 3 小时，清出通道 820 米"])
@pytest.mark.parametrize("words", ["", "谢谢大家。", "扫了雪，撒了防滑沙。" * 30])
def test_an_account_without_a_photo_is_full(words: str, figures: str, sandbox: Sandbox) -> None:
    head = f"kind: report\ntitle: 扫雪\nat: nonghang\nwhen: 2026-11-15\nfigures: {figures}"
    sandbox.write("docs/a.md", f"---\n{head}\n---\n{words}\n")
    asked = PrintOptions(("report",), style="plain")
    [done] = print_sheets(sandbox.with_address().site(), TODAY, asked).printed
    assert tallest_gap(done.pdf) < 0.25
    assert done.pages == 1
