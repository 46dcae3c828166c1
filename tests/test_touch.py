"""What fingers do: a swipe to the next work, two that open a picture; and who keeps pages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Route

from conftest import small_site
from loudao.plugin.engine import build_site
from test_browser import PHONE, Visit, serving
from test_walks import hang

pytestmark = pytest.mark.browser

TOUCH: Any = {**PHONE, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    box = small_site(tmp_path_factory.mktemp("touch"))
    hang(box, "春", [(90, 60), (60, 90), (400, 60), (80, 80)], 0, "nonghang/3/2")
    return build_site(box.config, None, "2026-11-21", {})


@pytest.fixture
def visit(browser: Browser, built: Path) -> Iterator[Visit]:
    with serving(built) as address, browser.new_context(**TOUCH) as context:
        yield Visit(context, address)


def touch(session: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    """A touch as the glass of a phone tells it."""
    at = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})


def middle(page: Page, what: str) -> tuple[float, float]:
    box = page.locator(what).first.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def swipe(page: Page, dx: float, dy: float) -> None:
    session = page.context.new_cdp_session(page)
    x, y = middle(page, ".wall")
    touch(session, "touchStart", (x, y))
    for step in range(1, 6):
        touch(session, "touchMove", (x + dx * step / 5, y + dy * step / 5))
    touch(session, "touchEnd")
    page.wait_for_timeout(400)


@pytest.mark.parametrize(
    ("here", "dx", "dy", "there"),
    [
        ("第1件", -160, 0, "第2件"),
        ("第1件", 160, 0, "第0件"),
        ("第0件", -160, 20, "第1件"),
        ("第0件", 160, 0, "第0件"),  # there is none before the first
        ("第1件", -40, 0, "第1件"),  # a tremble
        ("第1件", -120, -120, "第1件"),  # the page is moved
        ("第2件", -160, 0, "第2件"),  # a scroll is moved along, its page stays
    ],
)
def test_a_swipe_leads_to_the_work_beside(
    here: str, dx: float, dy: float, there: str, visit: Visit
) -> None:
    page = visit.open(f"galleries/春/{here[1]}/")
    swipe(page, dx, dy)
    page.wait_for_load_state()
    assert page.get_by_role("heading", level=1).inner_text() == there


def scale(page: Page) -> float:
    of = "e => new DOMMatrix(getComputedStyle(e).transform).a"
    return float(page.locator(".viewer .whole").evaluate(of))


def test_two_fingers_open_and_close_a_picture_and_one_moves_it(visit: Visit) -> None:
    page = visit.open("galleries/春/1/")
    page.get_by_role("link", name="看大图").click()
    page.locator(".viewer img").wait_for()
    page.wait_for_timeout(200)
    session = page.context.new_cdp_session(page)
    x, y = middle(page, ".viewer")
    least = scale(page)

    def pinch(start: float, end: float) -> None:
        touch(session, "touchStart", (x - start, y), (x + start, y))
        for step in range(1, 9):
            apart = start + (end - start) * step / 8
            touch(session, "touchMove", (x - apart, y), (x + apart, y))
        touch(session, "touchEnd")

    pinch(30, 120)
    opened = scale(page)
    assert opened == pytest.approx(least * 4, rel=0.25)
    # what was between the fingers stays there
    where = "e => { const b = e.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; }"
    left, top, wide, tall = page.locator(".viewer img").evaluate(where)
    assert (x - left) / wide == pytest.approx(0.5, abs=0.1)
    assert (y - top) / tall == pytest.approx(0.5, abs=0.1)
    touch(session, "touchStart", (x, y))
    touch(session, "touchMove", (x + 30, y + 20))
    touch(session, "touchMove", (x + 60, y + 40))
    touch(session, "touchEnd")
    moved = page.locator(".viewer img").evaluate(where)
    assert moved[:2] == pytest.approx([left + 60, top + 40], abs=2)
    pinch(120, 30)
    pinch(120, 30)
    assert scale(page) == pytest.approx(least), "never smaller than the window"
    pinch(5, 150)
    pinch(5, 150)
    assert scale(page) <= least * 8 * 1.001
    page.get_by_role("button", name="关闭").click()
    page.locator(".viewer").wait_for(state="detached")
    assert page.get_by_role("link", name="看大图").evaluate("e => e === document.activeElement")
    visit.assert_quiet()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("large", [True, False])
@pytest.mark.parametrize("lines", [2, 4, 8, 16])
def test_a_poem_stands_and_is_read_from_the_right(
    lines: int, large: bool, scripts: bool, browser: Browser, tmp_path: Path
) -> None:
    box = small_site(tmp_path)
    words = "\\n".join(f"老来无事{'学涂鸦' if n % 2 else '步'}" for n in range(lines))
    work = f'{{text: "{words}", title: 诗, alt: 诗}}'
    box.gallery("春", f"title: 春\nat: nonghang/3/2\nworks: [{work}]\n")
    folder = build_site(box.config, None, "2026-11-21", {})
    with (
        serving(folder) as address,
        browser.new_context(**PHONE, java_script_enabled=scripts) as context,
    ):
        page = Visit(context, address).open("galleries/春/诗/")
        if large and scripts:
            page.get_by_role("button", name="大字").click()
        poem = page.locator(".words-full.poem")
        assert poem.evaluate("e => getComputedStyle(e).writingMode") == "vertical-rl"
        box_of = "e => { const b = e.getBoundingClientRect(); return [b.x, b.width, b.height]; }"
        placed = [line.evaluate(box_of) for line in poem.locator("p").all()]
        assert len(placed) == lines
        assert all(a[0] > b[0] for a, b in pairwise(placed))
        assert all(height > width for _, width, height in placed)
        first = poem.locator("p").first.bounding_box()
        assert first and first["x"] >= 0 and first["x"] + first["width"] <= 390
        assert page.evaluate("document.documentElement.scrollWidth") == 390


ASKED = """Object.defineProperty(navigator, "serviceWorker", {value: {
  register(uri) { document.documentElement.dataset.asked = uri; return Promise.reject(); },
  addEventListener() {}, ready: new Promise(() => {}),
}});"""


def from_folder(context: BrowserContext, folder: Path) -> None:
    """Every host of the world is the site in `folder`."""

    def answer(route: Route) -> None:
        path = folder / unquote(urlsplit(route.request.url).path).lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        route.fulfill(path=path) if path.is_file() else route.fulfill(status=404)

    context.route("**/*", answer)


@pytest.mark.parametrize(
    ("origin", "keeps"),
    [
        ("https://huayuan.test", True),
        ("http://localhost:8000", True),
        ("http://127.0.0.1:8000", True),
        ("http://huayuan.test", False),
        ("http://192.168.1.9:8000", False),
        ("http://localhost.huayuan.test", False),
    ],
)
def test_pages_are_kept_on_https_and_on_this_machine_only(
    origin: str, keeps: bool, browser: Browser, built: Path
) -> None:
    """Whatever a browser would allow: a page that came by http may be another's."""
    with browser.new_context(**PHONE) as context:
        context.add_init_script(ASKED)
        from_folder(context, built)
        page = context.new_page()
        page.goto(f"{origin}/galleries/春/")
        page.wait_for_timeout(2200)
        asked = page.locator("html").get_attribute("data-asked")
        assert asked == ("../../sw.js" if keeps else None)


def test_nothing_is_kept_from_a_stick(browser: Browser, built: Path) -> None:
    with browser.new_context(**PHONE) as context:
        context.add_init_script(ASKED)
        page = context.new_page()
        page.goto((built / "galleries/春/index.html").as_uri())
        page.wait_for_timeout(2200)
        assert page.locator("html").get_attribute("data-asked") is None
