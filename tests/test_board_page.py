"""The page of a board shows it to scale, and says in which slot each sheet hangs."""

from __future__ import annotations

import re
import shutil

import pytest
from playwright.sync_api import Browser, Page

from conftest import Sandbox, pages_of
from test_board_room import GATE, boards, notice
from test_house import THROW_AWAY, add_questionnaire


@pytest.fixture
def box(sandbox: Sandbox) -> Sandbox:
    boards(sandbox.with_address(), GATE.replace("slots: 4", "slots: 3"))
    notice(sandbox, "甲", "2026-11-20..2026-12-01")
    notice(sandbox, "乙", "2026-11-21..2026-11-24", more="poster: {style: ink, size: A4}")
    notice(sandbox, "丙", "2026-11-25..2026-12-03", more="poster: {style: red}")
    return sandbox


def page_of(box: Sandbox) -> str:
    return pages_of(box.build())["boards/gate/"]


def panel_of(html: str) -> str:
    found = re.search(r'<div class="panel ornament">.*?</ol></div>', html)
    return found[0] if found else ""


def test_a_board_is_drawn_with_what_hangs_today_and_what_is_free(box: Sandbox) -> None:
    html = page_of(box)
    panel = panel_of(html)
    assert 'aria-label="东门宣传栏现在的样子"' in panel
    assert re.findall(r"(\d)(?:</b>)?<span>([^<]+)", panel) == [
        ("1", "甲"), ("2", "乙"), ("3", "空着"),
    ]  # fmt: skip
    assert "丙" not in panel, "it comes later"
    numbered = re.findall(
        r'<span class="spoken">第</span>(\d)<span class="spoken">格</span></span>(.)', html
    )
    assert sorted(numbered) == [("1", "甲"), ("2", "乙")], "in the list below it"


def test_a_board_of_which_nobody_knows_the_slots_is_as_it_was(box: Sandbox) -> None:
    boards(box, "{id: gate, name: 东门宣传栏, at: c}")
    html = page_of(box)
    assert "panel" not in html and 'class="slot"' not in html
    assert "甲" in html


def test_where_nothing_can_be_printed_nothing_is_drawn(box: Sandbox) -> None:
    text = box.config.read_text("utf-8")
    box.write("mkdocs.yml", re.sub("site_url: .*\n", "", text))
    html = page_of(box)
    assert "panel" not in html and "甲" in html


def test_a_drawing_of_twelve_sheets_takes_four_kilobytes_at_most(box: Sandbox) -> None:
    boards(box, GATE.replace("1300x480mm, slots: 4", "2400x1200mm, slots: 16"))
    for number in range(12):
        notice(box, f"关于第{number}次停水和送水上门的通知", "2026-11-20..2026-12-01")
    panel = panel_of(page_of(box))
    assert panel.count("<a ") == 14
    assert len(panel.encode()) <= 4096


def test_what_has_no_page_is_named_by_what_it_is_and_leads_nowhere(box: Sandbox) -> None:
    folder = box.root / "kinds/questionnaire"
    shutil.copytree(THROW_AWAY, folder)
    model = (folder / "model.py").read_text("utf-8")
    without = re.sub(r"    page=Page\(.*\n", "    page=None,\n", model)
    elsewhere = without.replace('Code(sheet.identity, 42.0, "扫码填写")', "place_code(None, 42.0)")
    box.write("kinds/questionnaire/model.py", elsewhere)
    add_questionnaire(box)
    manifest = next(box.root.rglob("print.yml"))
    text = manifest.read_text("utf-8").replace("nonghang/3/2", "c").replace("east-gate", "gate")
    manifest.write_text(text, "utf-8")
    panel = panel_of(page_of(box))
    assert "<b>2</b><span>问卷海报</span>" in panel and "楼道问卷" not in panel


def open_page(box: Sandbox, browser: Browser, width: int) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    page.set_content(page_of(box))
    return page


def test_on_a_phone_the_drawing_is_to_scale_and_a_finger_finds_every_sheet(
    box: Sandbox, browser: Browser
) -> None:
    boards(box, GATE.replace("1300x480mm, slots: 4, slot: A3", "2400x900mm, slots: 10, slot: A4"))
    page = open_page(box, browser, 390)
    board = page.locator(".panel ol").bounding_box()
    sheets = [paper.bounding_box() for paper in page.locator(".panel a > i").all()]
    links = [link.bounding_box() for link in page.locator(".panel a").all()]
    assert board and len(sheets) == 2
    assert board["width"] / board["height"] == pytest.approx(2400 / 900, rel=0.01)
    for sheet, (wide, tall) in zip(sheets, [(297, 420), (210, 297)], strict=True):
        assert sheet
        assert sheet["width"] / board["width"] == pytest.approx(wide / 2400, rel=0.02)
        assert sheet["height"] / board["height"] == pytest.approx(tall / 900, rel=0.02)
    for link in links:
        assert link and link["width"] >= 43.9 and link["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") == 390, "only the board moves"


def test_names_stand_in_the_drawing_where_they_have_room(box: Sandbox, browser: Browser) -> None:
    def is_seen(width: int) -> bool:
        name = open_page(box, browser, width).locator(".panel i span").first
        return bool(name.evaluate("it => getComputedStyle(it).clipPath === 'none'"))

    assert not is_seen(320) and is_seen(1200)


def test_large_type_has_a_list_instead(box: Sandbox, browser: Browser) -> None:
    page = open_page(box, browser, 390)
    page.evaluate("document.documentElement.classList.add('big')")
    assert not page.locator(".panel").is_visible()
    assert "第1格" in page.locator(".cards").first.inner_text().replace("\n", "")


@pytest.mark.parametrize("width", [320, 390, 768, 1116, 1440])
@pytest.mark.parametrize(
    ("size", "slots", "slot"),
    [("2400x1200mm", 6, "A2"), ("1300x480mm", 4, "A3"), ("900x1200mm", 2, "A1")],
)
def test_full_and_empty_slots_are_of_one_size_inside_a_frame_inside_the_margins(
    box: Sandbox, browser: Browser, width: int, size: str, slots: int, slot: str
) -> None:
    boards(
        box, GATE.replace("1300x480mm, slots: 4, slot: A3", f"{size}, slots: {slots}, slot: {slot}")
    )
    page = open_page(box, browser, width)
    frame, ground = page.locator(".panel").bounding_box(), page.locator(".panel ol").bounding_box()
    assert frame and ground
    assert frame["x"] == pytest.approx(page.locator("h1").bounding_box()["x"], abs=0.5)  # type: ignore[index]
    assert frame["x"] >= 16 and frame["x"] + frame["width"] <= width - 16
    found = [item.bounding_box() for item in page.locator(".panel li").all()]
    assert len({(round(one["width"]), round(one["height"])) for one in found if one}) == 1
    beside = [
        ground["y"] - frame["y"],
        frame["y"] + frame["height"] - ground["y"] - ground["height"],
    ]
    assert min(beside) >= 9 and beside[0] == pytest.approx(beside[1], abs=1)


def test_what_has_no_room_for_its_title_bears_one_word(box: Sandbox, browser: Browser) -> None:
    notice(box, "关于第三季度停水和送水上门的通知", "2026-11-19..2026-12-01")
    boards(box, GATE.replace("1300x480mm, slots: 4, slot: A3", "2400x1200mm, slots: 6, slot: A2"))
    page = open_page(box, browser, 390)
    assert "通知" in page.locator(".panel small").all_inner_texts()
    for word in page.locator(".panel small").all():
        assert word.evaluate("it => it.scrollWidth <= it.clientWidth")
    assert page.locator(".panel .free span").first.is_visible()


def test_the_number_of_a_slot_stands_before_every_line_of_a_title(
    box: Sandbox, browser: Browser
) -> None:
    notice(box, "关于第三季度公共收益收支和维修资金使用情况的通知", "2026-11-19..2026-12-01")
    page = open_page(box, browser, 390)
    lefts = page.evaluate(
        """() => [...document.querySelectorAll(".told b:has(> .slot)")].map((it) => {
          const words = document.createRange();
          words.setStartAfter(it.querySelector(".slot"));
          words.setEndAfter(it.lastChild);
          const lines = [...words.getClientRects()].filter((box) => box.width);
          return [it.querySelector(".slot").getBoundingClientRect().right, lines.map((box) => box.left)];
        })"""
    )
    assert any(len(set(lines)) > 1 or len(lines) > 1 for _, lines in lefts)
    assert all(min(lines) > number for number, lines in lefts)


def test_at_a_desk_what_hangs_now_stands_beside_the_board_unless_it_is_much_longer(
    box: Sandbox, browser: Browser
) -> None:
    def is_beside() -> bool:
        page = open_page(box, browser, 1440)
        board = page.locator(".panel").bounding_box()
        listed = page.locator(".listed").first.bounding_box()
        assert board and listed
        return listed["x"] >= board["x"] + board["width"]

    assert is_beside()
    boards(box, GATE.replace("1300x480mm, slots: 4", "2400x1200mm, slots: 16"))
    for number in range(8):
        notice(box, f"第{number}次停水", "2026-11-20..2026-12-01")
    assert not is_beside()
