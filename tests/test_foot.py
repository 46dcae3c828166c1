"""The one foot of sheets of rows: whom to call, who signs, a version that is read."""

from __future__ import annotations

import pytest

from conftest import TODAY, Sandbox, print_sheets
from loudao.plan.made import Printed
from loudao.story.printing import PrintOptions
from pdf import marks_of, words_of

COMMITTEE = "花园社区居民委员会"
STYLES = ["ink", "red", "fresh", "festival", "plain"]
LEAST_POINTS = 7.0
ROWS = {
    "donation": "  - {姓名: 何墨林, 金额: 300, 公开: 是}\n",
    "job": "  - {职位: 面点师, 单位: 早餐店, 待遇: 月薪 4500 元起, 电话: 0371-6555 1000}\n",
}
PLACES = "community: 花园社区\n{contact}courtyards: [{{id: nonghang, name: 农行小区}}]\n"


def printed(box: Sandbox, kind: str, rows: int, contact: str = "", **options: object) -> Printed:
    box.write("galleries/places.yml", PLACES.format(contact=contact))
    text = f"kind: {kind}\ntitle: 榜\nat: nonghang\nfrom: 2026-11-16\nrows:\n{ROWS[kind] * rows}"
    box.write("galleries/榜/print.yml", text)
    asked = PrintOptions((kind,), **options)  # type: ignore[arg-type]
    result = print_sheets(box.with_address().site(), TODAY, asked)
    assert [str(problem) for problem in result.problems if problem.is_error] == []
    [done] = result.printed
    return done


@pytest.mark.parametrize("size", ["A5", "A4", "A3"])
@pytest.mark.parametrize("kind", ROWS)
@pytest.mark.parametrize("rows", [1, 4, 40])
def test_the_committee_is_named_once_and_the_version_is_read(
    rows: int, kind: str, size: str, sandbox: Sandbox
) -> None:
    contact = "contact: 居委会 0371-6666 0000\n"
    done = printed(sandbox, kind, rows, contact, size=size)
    words = words_of(done.pdf)
    assert words.count(COMMITTEE) == 1
    assert words.count("2026年11月16日") >= 1
    for page in range(done.pages):
        on_it = marks_of(done.pdf, page)
        version = [it for it in on_it if it.text == "版"]
        assert version
        assert min(it.size for it in version) >= LEAST_POINTS * 0.98
        assert max(it.size for it in on_it if it.bottom < 420 * 0.2) >= LEAST_POINTS


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", ROWS)
def test_nobody_to_call_leaves_who_signs(kind: str, style: str, sandbox: Sandbox) -> None:
    assert words_of(printed(sandbox, kind, 3, style=style).pdf).count(COMMITTEE) == 1


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("kind", ROWS)
def test_a_long_line_of_whom_to_call_keeps_clear_of_who_signs(
    kind: str, large: bool, sandbox: Sandbox
) -> None:
    contact = "contact: 居委会值班室和物业服务中心联合服务台 0371-6666 0000 或者 0371-6666 1111\n"
    done = printed(sandbox, kind, 3, contact, size="A5", large=large)
    assert "0371-66660000" in words_of(done.pdf)
