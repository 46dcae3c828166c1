"""A walk through galleries, works and stairwells, on a phone and at a desk."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from conftest import Sandbox, small_site
from loudao.plugin.engine import build_site
from test_browser import PHONE, Visit, axe, serving

pytestmark = pytest.mark.browser

DAY = "2026-11-21"


def hang(box: Sandbox, name: str, sizes: list[tuple[int, int]], floors: int, at: str) -> None:
    """A gallery of one photo a size, spread over floors, and a poem at the end."""
    lines = []
    for number, size in enumerate(sizes):
        box.photo(f"galleries/{name}/{number}.jpg", size, seed=number)
        floor = f", floor: {number * floors // len(sizes) + 1}" if floors else ""
        lines.append(
            f"  - {{photo: {number}.jpg, title: 第{number}件, artist: 甲, alt: 画{floor}}}"
        )
    floor = f", floor: {floors}" if floors else ""
    lines.append(f'  - {{text: "床前明月光\\n疑是地上霜", title: 静夜思, alt: 诗{floor}}}')
    box.gallery(name, f"title: {name}\nat: {at}\nconsent: yes\nworks:\n" + "\n".join(lines) + "\n")


@pytest.fixture(scope="module")
def halls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Galleries of 1, 2, 8 and 40 pictures from a tall scroll to a long one."""
    box, dice = small_site(tmp_path_factory.mktemp("halls")), random.Random(7)
    for name, many, floors in (("一", 1, 0), ("二", 2, 2), ("八", 8, 6), ("四十", 40, 6)):
        aspects = [dice.choice([0.22, 0.5, 0.7, 1.0, 1.4, 1.9, 2.9, 6.0]) for _ in range(many)]
        sizes = [(round(240 * a**0.5), round(240 / a**0.5)) for a in aspects]
        hang(box, name, sizes, floors, "nonghang/3/2")
    return build_site(box.config, None, DAY, {})


@pytest.fixture(scope="module")
def address(halls: Path) -> Iterator[str]:
    with serving(halls) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    with browser.new_context(**PHONE, has_touch=True) as context:
        yield Visit(context, address)


BOXES = """images => images.map(i => {
  const b = i.getBoundingClientRect();
  return [b.left, b.top, b.width, b.height, i.naturalWidth / i.naturalHeight];
})"""


def pictures(page: Page) -> list[tuple[float, float, float, float, float]]:
    images = page.locator(".on-wall img")
    for image in images.all():
        image.scroll_into_view_if_needed()
        assert image.evaluate("i => i.decode().then(() => i.naturalWidth)") > 0
    page.evaluate("scrollTo(0, 0)")
    return [tuple(box) for box in images.evaluate_all(BOXES)]


@pytest.mark.parametrize("width", [390, 768, 1440])
@pytest.mark.parametrize("name", ["一", "二", "八", "四十"])
def test_works_hang_whole_beside_each_other_and_rows_are_full(
    name: str, width: int, visit: Visit
) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    page = visit.open(f"galleries/{name}/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = pictures(page)
    for left, _, wide, tall, aspect in found:
        assert left >= 0 and left + wide <= width
        shown = min(wide / tall / aspect, aspect / (wide / tall))
        assert shown > 0.9 or aspect < 0.5 or aspect > 4, "no blank beside what is no long scroll"
    rows: dict[int, list[tuple[float, float, float, float, float]]] = {}
    for box in found:
        rows.setdefault(round(box[1] / 8), []).append(box)
    if width == 1440:
        for row in rows.values():
            assert max(b[3] for b in row) - min(b[3] for b in row) < 6, "one height a row"
    visit.assert_quiet()


@pytest.mark.parametrize("width", [390, 1440])
def test_the_strip_of_floors_stays_and_says_which_floor_is_seen(width: int, visit: Visit) -> None:
    visit.page.set_viewport_size({"width": width, "height": 700})
    page = visit.open("galleries/四十/")
    strip = page.locator(".strip-of-floors")
    strip.get_by_text("4层").click()
    page.wait_for_timeout(200)
    box, heading = strip.bounding_box(), page.locator("#floor-4").bounding_box()
    assert box and heading and abs(box["y"]) < 1
    assert box["y"] + box["height"] <= heading["y"] < 200, "the heading is not under the strip"
    assert "".join(strip.locator("[aria-current]").inner_text().split()) == "4层"
    assert all(
        link.evaluate("a => Math.min(a.offsetWidth, a.offsetHeight)") >= 56
        for link in strip.locator("a").all()
    )


def test_keys_and_a_swipe_lead_to_the_next_work_and_back(visit: Visit) -> None:
    page = visit.open("galleries/八/")
    page.locator(".hung a").first.click()
    first = page.locator("h1").inner_text()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/1/index.html")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/0/index.html")
    assert page.locator("h1").inner_text() == first
    page.locator(".steps [rel=next]").click()
    page.wait_for_url("**/1/index.html")


def test_the_way_on_is_told_as_a_neighbour_would(visit: Visit) -> None:
    page = visit.open("galleries/八/1/")
    ways = page.locator(".steps small").all_inner_texts()
    assert ways == ["上楼，2层", "同一层，上一件"]
    assert visit.open("galleries/一/0/").locator(".steps small").all_inner_texts() == ["下一件"]


def test_a_picture_is_seen_alone_as_large_as_one_likes(visit: Visit) -> None:
    page = visit.open("galleries/一/0/")
    page.get_by_role("link", name="看大图").click()
    image = page.locator("dialog.viewer img")
    image.wait_for()
    page.wait_for_timeout(200)
    before = image.bounding_box()
    page.get_by_role("button", name="放大").click()
    after = image.bounding_box()
    assert before and after and after["width"] == pytest.approx(before["width"] * 1.6, rel=0.01)
    page.mouse.move(200, 300)
    page.mouse.wheel(0, 300)
    page.wait_for_timeout(100)
    smaller = image.bounding_box()
    assert smaller and smaller["width"] < after["width"]
    page.keyboard.press("+")
    larger = image.bounding_box()
    assert larger and larger["width"] > smaller["width"]
    assert axe(page) == []
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="detached")  # its close is told a moment later
    assert page.evaluate("document.activeElement.className") == "zoom"
    visit.assert_quiet()


def test_who_comes_by_the_code_of_a_floor_stands_on_it(visit: Visit) -> None:
    page = visit.open("places/nonghang/3/2/")
    assert page.locator(".here:visible").count() == 0
    floors = page.locator(".storey h2").all_inner_texts()
    assert [floor.split() for floor in floors] == [[f"{n}", "层"] for n in (6, 5, 4, 3, 2, 1)]
    page.goto(page.url + "#floor-3")
    assert page.locator(".here:visible").count() == 1
    assert page.locator("#floor-3 .here b").inner_text() == "你在这里"
    box = page.locator("#floor-3").bounding_box()
    assert box and 0 <= box["y"] < 844
    assert axe(page) == []
    visit.assert_quiet()


def test_pages_read_without_a_script(browser: Browser, address: str) -> None:
    with browser.new_context(**PHONE, java_script_enabled=False) as context:
        visit = Visit(context, address)
        page = visit.open("galleries/二/")
        assert page.locator(".on-wall img").count() == 2
        page.locator(".strip-of-floors a").last.click()
        assert page.url.endswith("#floor-2")
        page.locator(".hung a").first.click()
        page.get_by_role("link", name="看大图").click()
        assert page.url.endswith(".jpg")


def test_five_floors_are_walked_without_signal(browser: Browser, halls: Path) -> None:
    with serving(halls) as address, browser.new_context(**PHONE) as context:
        visit = Visit(context, address)
        page = visit.open("places/nonghang/3/2/")
        kept = page.locator("[data-kept]")
        kept.wait_for(state="visible", timeout=60_000)
        assert "农行小区 3号楼 2单元已经存在手机里（约 " in kept.inner_text()
        size = float(kept.inner_text().partition("约 ")[2].partition(" MB")[0])
        stored = page.evaluate("navigator.storage.estimate().then(e => e.usage)")
        assert 0 < size <= 3 and stored <= 3.5e6
        visit.assert_quiet()
        context.set_offline(True)
        for floor in range(1, 6):
            page.goto(f"{address}places/nonghang/3/2/index.html#floor-{floor}")
            assert page.locator(f"#floor-{floor} .here b").inner_text() == "你在这里"
            page.locator(f"#floor-{floor} li a:has(img)").first.click()
            image = page.locator(".wall img").first
            assert image.evaluate("i => i.decode().then(() => i.naturalWidth)") > 100
            page.locator(".way a").click()
            assert page.locator(".strip-of-floors a, .hung a").count() > 0


def test_two_communities_of_one_host_keep_a_walk_each(browser: Browser, tmp_path: Path) -> None:
    for name in "甲乙":
        box = small_site(tmp_path / name)
        hang(box, name, [(90, 60)], 2, "nonghang/3/2")
        build_site(box.config, None, DAY, {})
    with serving(tmp_path) as address, browser.new_context(**PHONE) as context:
        page = Visit(context, address).page
        for name in "甲乙":
            page.goto(f"{address}{name}/site/places/nonghang/3/2/index.html")
            page.locator("[data-kept]").wait_for(state="visible", timeout=60_000)
        context.set_offline(True)
        for name in "甲乙":
            page.goto(f"{address}{name}/site/places/nonghang/3/2/index.html")
            page.locator(".storey li a:has(img)").first.click()
            assert page.locator(".way a").inner_text() == name


def test_what_was_taken_down_is_not_kept(browser: Browser, tmp_path: Path) -> None:
    box = small_site(tmp_path)
    hang(box, "甲", [(90, 60), (60, 90)], 2, "nonghang/3/2")
    folder = build_site(box.config, None, DAY, {})
    with serving(folder) as address, browser.new_context(**PHONE) as context:
        page = Visit(context, address).open("galleries/甲/")
        page.locator("[data-kept]").wait_for(state="visible", timeout=60_000)
        held = "caches.keys().then(k => caches.open(k[0])).then(c => c.keys())"
        held += ".then(r => r.map(q => decodeURI(q.url)))"
        assert any("galleries/甲/1/" in url for url in page.evaluate(held))
        text = (box.root / "galleries/甲/gallery.yml").read_text("utf-8")
        lines = [line for line in text.splitlines() if "1.jpg" not in line]
        box.write("galleries/甲/gallery.yml", "\n".join(lines) + "\n")
        build_site(box.config, None, DAY, {})
        page.goto(f"{address}galleries/甲/index.html")
        page.locator("[data-kept]").wait_for(state="visible", timeout=60_000)
        assert not [url for url in page.evaluate(held) if "galleries/甲/1/" in url]


VOICE = """window.said = [];
Object.defineProperty(window, "speechSynthesis", { value: {
  speak: u => window.said.push(u.text), cancel: () => window.said.push("|") } });"""
"""A voice that writes down what it is to say: a browser of tests has none."""


def test_a_page_is_read_aloud_when_somebody_asks(browser: Browser, tmp_path: Path) -> None:
    box = small_site(tmp_path)
    front = "kind: notice\ntitle: 停水通知\nfrom: 2026-11-21\nwhen: 2026-11-25 8:00-12:00\n"
    front += "where: 农行小区/3号楼\nwho: 赵师傅 0371-66660000\n"
    box.write("docs/notices/停水.md", f"---\n{front}---\n\n请储水。\n\n- 关好龙头\n")
    folder = build_site(box.config, None, DAY, {})
    with serving(folder) as address, browser.new_context(**PHONE) as context:
        context.add_init_script(VOICE)
        visit = Visit(context, address)
        page = visit.open("notices/停水/")
        assert page.evaluate("said") == [], "never by itself"
        button = page.get_by_role("button", name="念给我听")
        assert (button.bounding_box() or {"height": 0})["height"] >= 60
        button.click()
        said = "".join(page.evaluate("said"))
        parts = [
            "停水通知",
            "什么时候",
            "25",
            "8点到12点",
            "3号楼",
            "赵师傅",
            "请储水。",
            "关好龙头。",
        ]
        assert [part for part in parts if part not in said] == []
        places = [said.index(part) for part in parts]
        assert places == sorted(places) and "8:00" not in said and "这张纸" not in said
        page.get_by_role("button", name="停下").click()
        assert page.evaluate("said").pop() == "|"
        assert axe(page) == []
        visit.assert_quiet()
