"""The site in a real Chromium, on a phone's screen, as whoever scanned a code sees it."""

from __future__ import annotations

import functools
import gzip
import http.server
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from conftest import (
    CHROMIUM,
    MKDOCS_YML,
    PLACES_YML,
    QUIET,
    ROOT,
    DemoSite,
    Sandbox,
    build,
    files_of,
    small_site,
)
from loudao.plugin.engine import build_site

pytestmark = pytest.mark.browser

AXE = ROOT / "node_modules/axe-core/axe.min.js"
PAGES = {
    "home": "",
    "index of the network": "places/",
    "courtyard": "places/nonghang/",
    "building": "places/nonghang/3/",
    "unit": "places/nonghang/3/2/",
    "board": "boards/east-gate/",
    "gallery": "galleries/书画天地/",
    "gallery of texts": "galleries/学习园地/",
    "exhibition": "galleries/我们的四季/",
    "work": "galleries/书画天地/兰亭/",
    "poem": "galleries/书画天地/楼头学书/",
    "notice": "notices/停水/",
    "article": "notices/",
}


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """`folder` at an address of its own."""
    handler = functools.partial(_Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def address(demo: DemoSite) -> Iterator[str]:
    with serving(demo.folder) as address:
        yield address


class Visit:
    """A page that remembers what it asked for and what it complained of."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.page: Page = context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("response", self._look)

    def _hear(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _look(self, response: Any) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status} {response.url}")

    def open(self, uri: str) -> Page:
        self.page.goto(self.address + quote(uri))
        self.page.wait_for_load_state("networkidle")
        return self.page

    def assert_quiet(self) -> None:
        outside = [
            url for url in self.requests if not url.startswith((self.address, "data:", "blob:"))
        ]
        assert outside == []
        assert self.complaints == []


PHONE: Any = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}


@contextmanager
def visiting(browser: Browser, folder: Path) -> Iterator[Visit]:
    """A phone's visit to a site that was built into `folder`."""
    with serving(folder) as address, browser.new_context(**PHONE) as context:
        yield Visit(context, address)


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    with browser.new_context(**PHONE) as context:
        yield Visit(context, address)


def test_from_the_index_up_the_stairs_and_back(visit: Visit) -> None:
    page = visit.open("places/")
    page.get_by_role("link", name="2单元", exact=True).click()
    name = page.get_by_role("heading", level=1).inner_text().split()
    assert name == ["农行小区", "3号楼", "2单元"]
    page.get_by_role("link", name="书画天地").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "书画天地"
    floors = page.get_by_role("heading", level=2).all_inner_texts()
    assert ["".join(floor.split()) for floor in floors[:6]] == [f"{n}层" for n in range(1, 7)]
    page.get_by_role("link", name="临《兰亭序》").click()
    assert page.get_by_role("heading", level=1).inner_text() == "临《兰亭序》"
    image = page.locator(".wall img").first
    assert image.evaluate("i => i.decode().then(() => i.naturalWidth)") > 380
    page.locator(".steps [rel=next]").click()
    assert page.get_by_role("heading", level=1).inner_text() == "厚德载物"
    page.go_back()
    page.go_back()
    assert page.get_by_role("heading", level=1).inner_text() == "书画天地"
    visit.assert_quiet()


def test_printed_code_opens_its_page_without_a_script(
    browser: Browser, address: str, demo: DemoSite
) -> None:
    codes = sorted(path.name for path in (demo.folder / "Q").iterdir())
    assert len(codes) > 60
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        for code in codes[::12]:
            page.goto(f"{address}Q/{code}")
            page.wait_for_url(lambda url: "/Q/" not in url)
            assert page.get_by_role("heading", level=1).count() == 1


def test_home_leads_to_what_is_in_force_and_to_the_walls(visit: Visit) -> None:
    page = visit.open("")
    assert page.get_by_role("heading", level=1).inner_text() == "花园社区"
    page.get_by_role("link", name="停水通知").click()
    assert page.get_by_role("heading", level=1).inner_text() == "停水通知"
    assert page.get_by_text("张贴至2026年11月25日").count() == 1
    page.get_by_text("下载打印").click()
    assert page.get_by_role("link", name="停水通知-海报-A3（PDF）").is_visible()
    page.get_by_role("link", name="画廊", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "画廊"
    visit.assert_quiet()


def test_a_code_that_is_typed_in_opens_what_it_is_printed_for(visit: Visit) -> None:
    page = visit.open("")
    page.get_by_label("手里有短码？").fill("wf6 5")
    page.get_by_role("button", name="去").click()
    page.wait_for_url(lambda url: "galleries" in url)
    assert page.get_by_role("heading", level=1).inner_text() == "书画天地"


def test_large_type_is_one_tap_and_remembered(visit: Visit) -> None:
    page = visit.open("")
    page.get_by_role("button", name="大字").click()
    page = visit.open("notices/停水/")
    small = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter(e => e.checkVisibility() && [...e.childNodes].some(
                n => n.nodeType == 3 && n.data.trim()))
            .filter(e => parseFloat(getComputedStyle(e).fontSize) < 26)
            .map(e => e.outerHTML.slice(0, 90))"""
    )
    assert small == []
    low = page.evaluate(
        """() => [...document.querySelectorAll("a:not(.skip), button, summary")]
            .filter(e => e.checkVisibility() && !e.closest("p, li"))
            .filter(e => e.getBoundingClientRect().height < 60)
            .map(e => e.outerHTML.slice(0, 90))"""
    )
    assert low == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert axe(page) == []
    page.get_by_role("button", name="普通").click()
    assert "big" not in (visit.open("").locator("html").get_attribute("class") or "")
    visit.assert_quiet()


def search(page: Page, query: str) -> list[str]:
    """What Material's search finds; it listens to keys, so one is pressed."""
    page.locator("label[for=__search]").first.click()
    page.locator("input[name=query]").fill(query)
    page.locator("input[name=query]").press("End")
    page.locator(".md-search-result__item").first.wait_for()
    texts = page.locator(".md-search-result__item").all_inner_texts()
    return ["".join(text.replace("\u200b", "").split()) for text in texts]


def test_search_for_a_word_finds_the_longer_one(browser: Browser, tmp_path: Path) -> None:
    """书法 finds 书法展: Material's index has words, not whole phrases."""
    box = Sandbox(tmp_path)
    box.write("mkdocs.yml", MKDOCS_YML.replace("loudao]", "loudao: {pages: theme}]"))
    box.write("galleries/places.yml", PLACES_YML)
    box.write("docs/index.md", "# 第三届书法展\n\n就在门厅。\n")
    with visiting(browser, build_site(box.config, None, "2026-11-21", {})) as visit:
        assert any("第三届书法展" in text for text in search(visit.open(""), "书法"))
        visit.assert_quiet()


def axe(page: Page) -> list[tuple[str, str, str]]:
    """What axe-core holds against a page: rule, element, reason."""
    page.evaluate(AXE.read_text("utf-8"))  # not as a script of the page, which it may not have
    result = page.evaluate(
        """() => axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})"""
    )
    return [
        (violation["id"], str(node["target"]), node["failureSummary"])
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("uri", PAGES.values(), ids=PAGES.keys())
def test_axe_finds_nothing_against_wcag_aa(
    uri: str, scheme: str, browser: Browser, address: str
) -> None:
    with browser.new_context(
        viewport={"width": 390, "height": 844},
        color_scheme=scheme,  # type: ignore[arg-type]
    ) as context:
        visit = Visit(context, address)
        page = visit.open(uri)
        assert axe(page) == []
        visit.assert_quiet()


def test_axe_finds_nothing_on_code_pages(browser: Browser, demo: DemoSite, scheme: str) -> None:
    """A code page forwards at once, so its HTML is looked at without its refresh."""
    from datetime import date

    site = demo.box.site()
    path = site.galleries / "codes.yml"
    before = path.read_text("utf-8")
    retired = '"ZZZZ9": {was: "gallery:旧", on: 2026-01-01, note: 展到年底}'
    path.write_text(before + f"retired:\n  {retired}\n", "utf-8")
    try:
        files = files_of(build(site, date(2026, 11, 21)))
    finally:
        path.write_text(before, "utf-8")
    live = next(uri for uri in files if uri.startswith("Q/"))
    with browser.new_context(color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = context.new_page()
        for uri in (live, "Q/ZZZZ9/index.html"):
            page.set_content(re.sub(r'<meta http-equiv="refresh"[^>]*>', "", str(files[uri])))
            assert axe(page) == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_scrolls_sideways(width: int, browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": width, "height": 844}) as context:
        visit = Visit(context, address)
        for uri in PAGES.values():
            wide = visit.open(uri).evaluate("document.documentElement.scrollWidth")
            assert wide <= width, uri


COVERED = """() => [...document.querySelectorAll(".cards li")].filter(card => {
  const badge = card.querySelector(".badge").getBoundingClientRect();
  const range = document.createRange();
  range.selectNodeContents(card.querySelector("b"));
  return [...range.getClientRects()].some(line => line.right > badge.left + 1
    && line.left < badge.right && line.bottom > badge.top + 1 && line.top < badge.bottom - 1);
}).map(card => card.textContent)"""


def test_no_page_is_wider_than_a_window_whose_bar_of_scrolling_takes_room(
    browser: Browser, address: str
) -> None:
    desk = browser.browser_type.launch(
        executable_path=CHROMIUM, args=QUIET, ignore_default_args=["--hide-scrollbars"]
    )
    for width in (390, 1000, 1440):
        page = desk.new_page(viewport={"width": width, "height": 600})
        bars = set()
        for uri in PAGES.values():
            page.goto(f"{address}{uri}")
            root = "document.documentElement"
            room, wide = page.evaluate(f"[{root}.clientWidth, {root}.scrollWidth]")
            assert wide <= room, uri
            bars.add(width - room)
        assert max(bars) > 5, "this window has a bar"
    desk.close()


SHIFT = """new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => {
    for (const one of list.getEntries()) sum += one.value;
  }).observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 700);
})"""


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_jumps_while_pictures_come(width: int, browser: Browser, address: str) -> None:
    """Core Web Vitals call 0.1 good; ours stay under a fifth of that."""
    with browser.new_context(
        viewport={"width": width, "height": 844}, service_workers="block"
    ) as context:
        page = context.new_page()

        def late(route: Route) -> None:
            page.wait_for_timeout(150)
            route.continue_()

        page.route(re.compile(r"\.(jpg|webp|avif|png)$"), late)
        for uri in [*PAGES.values(), "find/", "samples/"]:
            page.goto(f"{address}{uri}", wait_until="load")
            assert page.evaluate(SHIFT) <= 0.02, uri


def test_every_page_says_what_it_shows(demo: DemoSite) -> None:
    said: dict[str, str] = {}
    for page in demo.folder.rglob("*.html"):
        if page.parent.parent.name == "Q":
            continue
        found = re.search(r'<meta name="description" content="([^"]+)">', page.read_text("utf-8"))
        assert found, page
        assert 4 < len(unescape(found[1])) <= 200, page
        said[str(page)] = found[1]
    twice = {words for words in said.values() if list(said.values()).count(words) > 1}
    assert not twice, "no two pages say the same"


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_how_many_days_are_left_covers_no_title(
    width: int, browser: Browser, tmp_path: Path
) -> None:
    box = small_site(tmp_path)
    for many in (2, 6, 11, 24):
        front = f"kind: notice\ntitle: {'停' * many}通知\nfrom: 2026-11-01\nwhen: 2099-12-01 8:00\n"
        box.write(f"docs/notices/{many}.md", f"---\n{front}---\n\n字\n")
    with visiting(browser, build_site(box.config, None, "2026-11-21", {})) as visit:
        visit.page.set_viewport_size({"width": width, "height": 900})
        for uri in ("", "notices/"):
            page = visit.open(uri)
            assert page.locator(".badge:visible").count() == 4
            assert page.evaluate(COVERED) == []


SMALL = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walk.nextNode()) {
    const text = walk.currentNode.data.trim(), e = walk.currentNode.parentElement;
    const seen = text && e.checkVisibility() && !e.closest(".heard, .skip, .seal");
    if (seen && parseFloat(getComputedStyle(e).fontSize) < 16) found.push(text);
  }
  return found;
}"""


def test_no_text_is_under_sixteen_pixels(visit: Visit) -> None:
    small = {name: visit.open(uri).evaluate(SMALL) for name, uri in PAGES.items()}
    assert {name: texts for name, texts in small.items() if texts} == {}


def test_targets_on_our_pages_are_large_enough_for_a_thumb(visit: Visit) -> None:
    for uri in ("places/", "galleries/书画天地/", "galleries/书画天地/兰亭/", "boards/east-gate/"):
        page = visit.open(uri)
        small = page.evaluate(
            """() => [...document.querySelectorAll("a:not(.skip)")]
                .filter(a => !a.closest(".prose") && a.getBoundingClientRect().height < 43.5)
                .map(a => a.outerHTML)"""
        )
        assert small == [], uri


def test_a_gallery_page_asks_for_little_before_its_first_picture(visit: Visit) -> None:
    page = visit.open("galleries/书画天地/")
    fetched = len(gzip.compress(page.content().encode()))
    early = [url for url in visit.requests if not url.endswith((".webp", ".jpg"))]
    names = [url.rpartition("/")[2] for url in early]
    assert names == ["", "site.js", "scene-ink.svg"]
    assert fetched < 11_000


def test_dark_pages_are_dark(browser: Browser, address: str) -> None:
    with browser.new_context(color_scheme="dark") as context:
        visit = Visit(context, address)
        ground = "getComputedStyle(document.documentElement).backgroundColor"
        assert visit.open("places/").evaluate(ground) == "rgb(22, 20, 17)"
        # the pages of a sheet wear its style: ink
        assert visit.open("galleries/书画天地/").evaluate(ground) == "rgb(22, 21, 19)"


def test_lightbox_opens_a_photo_of_a_material_page(browser: Browser, tmp_path: Path) -> None:
    box = Sandbox(tmp_path)
    box.write("mkdocs.yml", MKDOCS_YML.replace("loudao]", "glightbox, loudao: {pages: theme}]"))
    box.write("galleries/places.yml", PLACES_YML)
    box.write("docs/index.md", "# 活动\n\n![合影](合影.jpg)\n")
    box.photo("docs/合影.jpg", (2400, 1600))
    with visiting(browser, build_site(box.config, None, "2026-11-21", {})) as visit:
        page = visit.open("")
        page.locator("a.glightbox").click()
        large = page.locator(".gslide-image img")
        large.wait_for()
        assert large.evaluate("i => i.decode().then(() => i.naturalWidth)") == 1920
        visit.assert_quiet()


@pytest.mark.parametrize(
    ("size", "form", "way", "begins_right"),
    [
        ((6000, 600), "国画", "x", True),
        ((6000, 600), "摄影", "x", False),
        ((500, 5000), "书法", "y", False),
        ((2600, 600), "国画", "x", True),
        ((2600, 600), "摄影", "x", False),
    ],
)
def test_long_scroll_is_moved_along_on_its_page(
    size: tuple[int, int],
    form: str,
    way: str,
    begins_right: bool,
    browser: Browser,
    tmp_path: Path,
) -> None:
    box = small_site(tmp_path)
    box.photo("galleries/春/卷.jpg", size)
    work = f"{{photo: 卷.jpg, title: 卷, alt: 长卷, form: {form}}}"
    box.gallery("春", f"title: 春\nat: nonghang\nworks: [{work}]\n")
    with visiting(browser, build_site(box.config, None, "2026-11-21", {})) as visit:
        page = visit.open("galleries/春/卷/")
        pan = page.locator(f".pan.{way}")
        seen, whole, left = pan.evaluate(
            "e => [e.clientWidth, e.scrollWidth, e.getBoundingClientRect().right"
            " - e.querySelector('img').getBoundingClientRect().right]"
            if way == "x"
            else "e => [e.clientHeight, e.scrollHeight, 0]"
        )
        assert whole > min(3, max(size) / min(size) / 1.5) * seen
        assert (abs(left) < 1) == (begins_right or way == "y")
        shown = pan.locator("img").first.evaluate("i => i.decode().then(() => i.currentSrc)")
        named = re.search(r"of\d+x(\d+)\.|-(\d+)\.", shown)
        assert named
        across = int(named[1]) if named[1] else min(size) * int(named[2]) / size[0]
        assert across >= 480  # as high, or as wide, as strokes are read
        pan.focus()
        page.keyboard.press(
            "ArrowLeft" if begins_right else f"Arrow{'Right' if way == 'x' else 'Down'}"
        )
        moved = f"document.querySelector('.pan').scroll{'Left' if way == 'x' else 'Top'} != 0"
        for _ in range(100):  # wait_for_function would need `eval`, which no page may
            if page.evaluate(moved):
                break
            page.wait_for_timeout(20)
        assert page.evaluate(moved)
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert axe(page) == []
        visit.assert_quiet()


def test_blur_stands_where_the_photo_will_be(browser: Browser, tmp_path: Path) -> None:
    box = small_site(tmp_path)
    box.photo("galleries/春/甲.jpg", (1500, 1000))
    box.photo("galleries/春/乙.jpg", (1000, 1500), seed=3)
    works = "".join(f"  - {{photo: {n}.jpg, title: {n}, alt: {n}}}\n" for n in "甲乙")
    box.gallery("春", f"title: 春\nat: nonghang\nworks:\n{works}")
    with visiting(browser, build_site(box.config, None, "2026-11-21", {})) as visit:
        visit.page.route("**/media/**", lambda route: route.abort())
        page = visit.open("galleries/春/甲/")
        box_of = page.locator(".wall img").bounding_box()
        assert box_of
        assert box_of["width"] / box_of["height"] == pytest.approx(1.5, abs=0.02)
        ground = page.locator(".wall img").evaluate("i => getComputedStyle(i).backgroundImage")
        assert ground.startswith('url("data:image/webp;base64,')
        visit.page.unroute("**/media/**")
        page = visit.open("galleries/春/甲/")
        ground = page.locator(".wall img").evaluate("i => getComputedStyle(i).backgroundImage")
        assert ground == "none", "nothing shines through a picture that has come"
        page = visit.open("galleries/春/")
        for image in page.locator(".on-wall img").all():
            assert image.evaluate("i => i.decode().then(() => i.naturalWidth)") > 0
        assert page.locator(".on-wall img").count() == 2


_WECHAT = (
    "Mozilla/5.0 (Linux; Android 8.1; Redmi 6) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0"
    " Chrome/86.0 MQQBrowser/6.2 Mobile Safari/537.36 MicroMessenger/8.0.16 Language/zh_CN"
)


def test_a_phone_that_knows_neither_webp_nor_avif_sees_every_picture(
    browser: Browser, address: str
) -> None:
    with browser.new_context(**PHONE, user_agent=_WECHAT) as context:
        visit = Visit(context, address)
        session = context.new_cdp_session(visit.page)
        session.send("Emulation.setDisabledImageTypes", {"imageTypes": ["webp", "avif"]})
        for uri in ("", "galleries/书画天地/", "galleries/书画天地/春山/", "places/nonghang/3/2/"):
            page = visit.open(uri)
            seen = page.evaluate(
                "Promise.all([...document.images].filter(i => i.offsetParent).map(async i => {"
                " i.loading = 'eager'; await i.decode().catch(() => 0);"
                " return [i.currentSrc, i.naturalWidth]; }))"
            )
            assert seen, uri
            for source, width in seen:
                assert width and not source.endswith((".webp", ".avif")), (uri, source)
        visit.assert_quiet()
