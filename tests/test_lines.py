"""Where lines of a page end: no day, no numbered door and no name between marks is broken."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser

from conftest import small_site
from loudao.plugin.engine import build_site
from loudao.web.held import hold
from test_browser import Visit, serving
from test_screen import notice


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("农行小区 3号楼 2单元 1层", ["3号楼", "2单元", "1层"]),
        ("2026年11月30日至12月6日", ["2026年11月30日至", "12月6日"]),
        ("11月3日起", ["11月3日起"]),
        ("临《兰亭序》，局部", ["《兰亭序》，"]),
        ("第十二届老年书画展", ["第十二届"]),
        ("读书角值班表：101室", ["值班表：", "101室"]),
        ("值班表", []),
        ("《一二三四五六七八九十一二三四五六七》", []),
        ("春山行舟", []),
        ("Rock & Roll 3", []),
    ],
)
def test_what_belongs_together_is_held_and_nothing_else(text: str, held: list[str]) -> None:
    marked = hold(text)
    assert marked.striptags() == text
    boxes = [piece.partition("</span>")[0] for piece in marked.split('<span class="held">')[1:]]
    assert boxes == held


def test_what_staff_write_is_no_markup() -> None:
    assert "<b>" not in hold("<b>3号楼</b>《<i>春</i>》")


TITLES = (
    "关于11月23日更换二次供水设备期间临时停水以及恢复供水安排的补充通知",
    "停水通知",
    "社区图书角《读者文摘》换书",
    "农行小区3号楼2单元11月23日至12月3日更换供水总阀",
)

BROKEN = """() => {
  const whole = /\\d+号楼|\\d+单元|\\d+月\\d+日|《[^》]+》|社区|通知|更换|供水/g;
  const found = [];
  for (const line of document.querySelectorAll("main b, main h1, main small, main .soft, dd, .plate")) {
    if (!line.checkVisibility() || getComputedStyle(line).writingMode !== "horizontal-tb") continue;
    const texts = [], walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(walker.currentNode);
    const all = texts.map(text => text.data).join("");
    for (const one of all.matchAll(whole)) {
      const tops = new Set();
      let at = 0;
      for (const text of texts) {
        for (let n = 0; n < text.length; n++, at++) {
          if (at < one.index || at >= one.index + one[0].length) continue;
          const range = document.createRange();
          range.setStart(text, n);
          range.setEnd(text, n + 1);
          const box = range.getBoundingClientRect();
          if (box.width) tops.add(Math.round(box.top));
        }
      }
      if (tops.size > 1) found.push(`${one[0]} in ${all}`);
    }
  }
  return found;
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    box = small_site(tmp_path_factory.mktemp("lines"))
    for number, title in enumerate(TITLES):
        where = "农行小区/3号楼/2单元" if number % 2 else "农行小区/3号楼"
        notice(box, f"通知{number}", f"when: 2026-11-{22 + number} 8:00\nwhere: {where}\n", title)
    box.gallery(
        "春",
        "title: 我们的《春夏秋冬》\nat: nonghang/3/2\nintro: 每周三下午有笔会。\nconsent: yes\nworks:\n"
        + "".join(
            f"  - {{photo: {n}.jpg, title: 曹操《观沧海》第{n}幅, artist: 甲, floor: {n + 1}}}\n"
            for n in range(3)
        ),
    )
    for n in range(3):
        box.photo(f"galleries/春/{n}.jpg", (90, 60), seed=n)
    with serving(build_site(box.config, None, "2026-11-21", {})) as address:
        yield address


@contextmanager
def window(browser: Browser, address: str, large: bool, width: int, height: int) -> Iterator[Visit]:
    shape: Any = {"width": width, "height": height}
    with browser.new_context(viewport=shape, service_workers="block") as context:
        if large:
            context.add_init_script("localStorage.setItem('loudao-large', '1')")
        visit = Visit(context, address)
        yield visit
        visit.assert_quiet()


@pytest.mark.browser
@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("width", [375, 390, 768, 1440])
def test_no_line_ends_inside_a_day_a_door_a_name_or_a_word(
    width: int, large: bool, browser: Browser, address: str
) -> None:
    with window(browser, address, large, width, 844) as visit:
        for uri in ("", "notices/", "places/nonghang/3/2/", "galleries/春/"):
            page = visit.open(uri)
            assert page.locator("html.big").count() == large
            assert page.evaluate(BROKEN) == [], uri


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height"), [(390, 844), (768, 1024), (1440, 900)])
def test_in_large_type_the_first_picture_comes_before_what_is_told_of_it(
    width: int, height: int, browser: Browser, address: str
) -> None:
    with window(browser, address, True, width, height) as visit:
        page = visit.open("galleries/春/")
        first = page.locator(".on-wall img").first.bounding_box()
        assert first and first["y"] + 70 < height - 96
        assert not page.locator(".told .prose").is_visible()
        page.get_by_role("button", name="看全部内容").click()
        told = page.locator(".told .prose").bounding_box()
        assert told and told["y"] > first["y"] + first["height"]
