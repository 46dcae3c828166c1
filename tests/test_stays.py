"""What hangs until a day wears no leaf: it counts its days; accounts add up where one reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from conftest import DemoSite
from loudao.web.rows import Frame, add_rows
from test_browser import serving

LISTS = (
    "",
    "places/",
    "places/nonghang/",
    "boards/east-gate/",
    "disclosures/",
    "jobs/",
    "projects/",
)


@pytest.fixture(scope="module")
def address(demo: DemoSite) -> Iterator[str]:
    with serving(demo.folder) as address:
        yield address


@pytest.mark.browser
@pytest.mark.parametrize("uri", LISTS)
def test_no_leaf_says_that_something_happens_on_the_day_on_which_it_is_taken_down(
    uri: str, browser: Browser, address: str
) -> None:
    page = browser.new_page()
    page.goto(f"{address}{uri}")
    cards = page.locator(".cards > li")
    # 11月30日到12月6日 is when a turn is kept: it begins on its leaf's day
    ends = cards.filter(has_text=re.compile("(?<!日)到12月|贴到"))
    assert ends.count()
    assert ends.locator(".leaf").count() == 0
    assert ends.locator(".stays").count() == ends.count()
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("today", "been", "left"),
    [("2026-11-18", 1, 14), ("2026-11-21", 4, 11), ("2026-12-01", 14, 1), ("2026-12-02", 15, 0)],
)
def test_a_box_a_day_is_full_when_the_day_has_come(
    today: str, been: int, left: int, browser: Browser, address: str
) -> None:
    page = browser.new_page()
    page.clock.set_fixed_time(f"{today}T09:00:00")
    for uri in ("disclosures/", "disclosures/三季度收益/"):
        page.goto(f"{address}{uri}")
        assert page.locator(".days i").count() == been + left == 15
        assert page.locator(".days .been").count() == been
        said = page.locator(".ld-left").first.inner_text().replace("\n", "").replace(" ", "")
        assert said == (f"还剩{left}天" if left else "今天最后一天")
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_tables_of_an_account_are_as_wide_as_each_other_and_add_up(
    width: int, browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{address}disclosures/三季度收益/")
    boxes = [table.bounding_box() for table in page.locator(".notice-words table").all()]
    income, spending = (box for box in boxes if box)
    assert income["width"] == pytest.approx(spending["width"], abs=1)
    beside = income["y"] == pytest.approx(spending["y"], abs=1)
    assert beside == (width == 1440)
    totals = page.locator(".notice-words tbody tr:last-child").all_inner_texts()
    assert [text.split() for text in totals] == [["合计", "33,836.50"], ["合计", "15,955.00"]]
    page.close()


@pytest.mark.browser
def test_in_large_type_rows_of_a_balance_are_alike_and_the_button_is_two_lines(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{address}disclosures/三季度收益/#big")
    heights = {round(row.bounding_box()["height"]) for row in page.locator(".ld-sums div").all()}  # type: ignore[index]
    assert len(heights) == 1
    button = page.locator(".ld-call")
    assert button.inner_text().split("\n") == ["打电话提意见", "0371-6555 0100"]
    assert 88 <= button.bounding_box()["height"] < 110  # type: ignore[index]
    page.close()


ROW = {"table": 0, "header": ["项目", "金额"], "cells": ["合计", "3.00"], "figures": [1]}


@pytest.mark.parametrize(
    ("words", "after"),
    [
        ("| 项目 | 金额 |\n|---|---|\n| 灯 | 3.00 |", "|---|---:|\n| 灯 | 3.00 |\n| **合计** | **3.00** |"),
        ("项目 | 金额\n---|---\n灯 | 3.00\n\n完", "---|---:\n灯 | 3.00\n**合计** | **3.00**\n\n完"),
        ("| 项目 | 金额 |\n|---|:---|\n| 灯 | 3.00 |\n\n完", "|:---|\n| 灯 | 3.00 |\n| **合计** | **3.00** |\n\n完"),
        # not where the kind saw it: untouched
        ("| 姓名 | 金额 |\n|---|---|\n| 灯 | 3.00 |", "| 姓名 | 金额 |\n|---|---|\n| 灯 | 3.00 |"),
        ("没有表格", "没有表格"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_row_of_totals_stands_below_its_own_table(words: str, after: str) -> None:
    assert add_rows(words, Frame("", "", [ROW])).endswith(after)
    assert add_rows(words, None) == words
