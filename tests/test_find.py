"""找: what residents look for is found, however they write it, with few small files."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from conftest import TODAY, DemoSite, Sandbox, files_of, pages_of
from loudao.model.numerals import in_words, read_numeral
from loudao.plugin.engine import build_site
from loudao.web.find.documents import Document, list_documents
from loudao.web.find.fold import fold
from loudao.web.find.index import build_index
from loudao.web.find.pages import find_script
from loudao.web.find.sounds import read_aloud
from loudao.web.policy import POLICY
from loudao.web.web import Web
from test_browser import PHONE, Visit, axe, serving, visiting

HANZI = "停水通知兰亭序书法国画老年之友重阳笔会春夏秋冬农行小区楼单元号梅兰竹菊山水花鸟一二三"
SIGNS = "《》，。·（）— 3A"


def random_documents(number: int, seed: int = 1) -> list[Document]:
    dice = random.Random(seed)

    def words(most: int) -> str:
        return "".join(dice.choices(HANZI + SIGNS, k=dice.randint(1, most)))

    found = [
        Document(f"{words(10)}{dice.choice(HANZI)}", f"w/{n}/", "作品", (words(20), words(8)))
        for n in range(number)
    ]
    return [d._replace(over=n >= number - 20) for n, d in enumerate(found)]


def expected(documents: Sequence[Document], query: str) -> list[str]:
    """What a search without an index would find, in order."""
    words = [word for word in map(fold, query.split()) if word]
    hits = []
    for number, document in enumerate(documents):
        title, *others = map(fold, (document.title, *document.words))
        if words and all(any(word in text for text in (title, *others)) for word in words):
            hits.append((document.over, not all(w in title for w in words), number))
    return [documents[number].uri for *_, number in sorted(hits)]


PAGE = """<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><form><input id="q"></form><p id="count"></p>
<ol id="found" data-shards="{0.shards}" data-chunk="{0.chunk}" data-over="{0.over}"
data-version="{0.version}" data-root="./" data-codes="Q/" data-alphabet="0" data-length="4"></ol>
<button id="more" hidden></button><script src="find.js"></script>"""


def write_index(folder: Path, documents: Sequence[Document]) -> Path:
    """A page with nothing but the index of `documents`."""
    folder.mkdir(parents=True, exist_ok=True)
    index = build_index(documents)
    for name, script in index.scripts.items():
        (folder / f"{name}.js").write_text(script, "utf-8")
    (folder / "find.js").write_text(find_script(), "utf-8")
    (folder / "index.html").write_text(PAGE.format(index), "utf-8")
    return folder


FOUND = """async query => {
  const list = document.getElementById("found"), more = document.getElementById("more");
  const said = document.getElementById("count");
  const idle = () => new Promise(done => setTimeout(done, 2));
  said.textContent = "…";
  document.getElementById("q").value = query;
  document.querySelector("form").requestSubmit();
  while (said.textContent === "…") await idle();
  const total = Number((said.textContent.match(/\\d+/) || [0])[0]);
  for (let n = -1; list.children.length < total; ) {
    if (list.children.length !== n && !more.hidden) { n = list.children.length; more.click(); }
    await idle();
  }
  return [...list.querySelectorAll("a")].map(a => a.getAttribute("href"));
}"""


def found_by(page: Page, query: str) -> list[str]:
    hrefs: list[str] = page.evaluate(FOUND, query)
    return [href.removeprefix("./").removesuffix("index.html") for href in hrefs]


@pytest.fixture(scope="module")
def three_hundred(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Page, list[Document]]]:
    documents = random_documents(300)
    folder = write_index(tmp_path_factory.mktemp("find"), documents)
    with visiting(browser, folder) as visit:
        yield visit.open(""), documents
        visit.assert_quiet()


@pytest.mark.browser
def test_every_piece_of_every_title_finds_what_reading_all_of_them_would(
    three_hundred: tuple[Page, list[Document]],
) -> None:
    page, documents = three_hundred
    pieces = {
        document.title[at : at + length]
        for document in documents
        for length in range(1, 5)
        for at in range(len(document.title) - length + 1)
    }
    dice = random.Random(2)
    for piece in dice.sample(sorted(p for p in pieces if fold(p) and " " not in p), 250):
        assert found_by(page, piece) == expected(documents, piece), piece


@pytest.mark.browser
def test_several_words_must_all_be_there(three_hundred: tuple[Page, list[Document]]) -> None:
    page, documents = three_hundred
    dice, hits = random.Random(3), 0
    for _ in range(150):
        document = dice.choice(documents)
        text = dice.choice((document.title, *document.words))
        start = dice.randrange(len(text))
        query = f"{dice.choice(document.title)} {text[start : start + dice.randint(1, 9)]}"
        wanted = expected(documents, query)
        hits += bool(wanted)
        assert found_by(page, query) == wanted, query
    assert hits > 50


def test_same_documents_same_bytes_and_small_sites_have_few_files() -> None:
    documents = random_documents(60)
    one, two = build_index(documents), build_index(list(documents))
    assert one == two
    assert one.shards <= 4
    assert sum(name.startswith("d") for name in one.scripts) == 1
    assert 64 <= build_index(random_documents(5000)).shards <= 256


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("臨《蘭亭序》", "临兰亭序"),
        ("ＷＦ６５ Wi-Fi", "wf65wifi"),
        ("3号楼 2单元", "3号楼2单元"),
        ("後　裏", "后里"),
        ("——", ""),
    ],
)
def test_words_are_compared_without_signs_width_case_and_old_forms(
    written: str, folded: str
) -> None:
    assert fold(written) == folded


def test_one_syllable_a_character_as_the_phrase_is_read() -> None:
    assert read_aloud("农行3号楼") == ["nong", "hang", "3", "hao", "lou"]
    assert read_aloud("绿色长卷") == ["lv", "se", "chang", "juan"]
    assert read_aloud("wifi") == []


@pytest.mark.parametrize("number", [1, 10, 12, 20, 21, 100, 105, 110, 117, 1001, 1010, 2026])
def test_numbers_are_spelled_as_they_are_read(number: int) -> None:
    assert read_numeral(in_words(number)) == number


def titles_of(box: Sandbox) -> dict[str, Document]:
    from loudao.plan.made import Made

    return {d.title: d for d in list_documents(Web(box.plan(), Made()))}


def test_only_what_pages_show_is_found_and_what_is_over_comes_last(sandbox: Sandbox) -> None:
    sandbox.gallery(
        "春",
        "title: 春\nat: nonghang/3/2\nfrom: 2025-12-01\nuntil: 2026-01-01\nworks:\n"
        "  - {text: 旧的诗, title: 旧诗}\n  - {text: 藏, title: 不给看, consent: no}\n",
    )
    sandbox.gallery(
        "夏", "title: 夏\nat: nonghang/3/2\nworks:\n"
        "  - {text: 诗, title: 墙上的, consent: {by: 本人, on: 2026-01-01, for: [墙上]}}\n"
        "  - {text: 诗, title: 新诗, artist: 王老师}\n",
    )  # fmt: skip
    sandbox.write("docs/草.md", "---\ndraft: yes\n---\n# 还没写好\n")
    sandbox.write("docs/about/index.md", "# 关于**我们**\n\n办公在[东门](https://x.example/y)。\n")
    sandbox.write(
        "docs/notices/停水.md",
        "---\nkind: notice\ntitle: 停水通知\nat: nonghang\n---\n修水\n管。\n",
    )
    found = titles_of(sandbox)
    assert {
        "旧诗",
        "新诗",
        "停水通知",
        "东门宣传栏",
        "农行小区 3号楼 2单元",
        "首页",
    } <= found.keys()
    assert not {"不给看", "墙上的", "还没写好"} & found.keys()
    assert list(found)[-2:] == ["春", "旧诗"]
    assert "已结束" in found["旧诗"].line
    assert "农行小区 三号楼 二单元" in found["农行小区 3号楼 2单元"].words
    assert "修水管" in map(fold, found["停水通知"].words)
    page = found["关于**我们**"]
    assert page.uri == "about/"
    assert not any("x.example" in words for words in page.words)


def test_rosters_and_donations_are_found_by_title_and_not_by_the_names_in_them(
    demo: DemoSite,
) -> None:
    found = titles_of(demo.box)
    lists = [d for d in found.values() if d.line.startswith(("值班表", "捐赠"))]
    assert lists
    row = (demo.box.root / "galleries/楼道值班/值班.csv").read_text("utf-8").splitlines()[1]
    name = max(row.split(","), key=len)
    assert not any(name in words for d in lists for words in d.words)


@contextmanager
def at(browser: Browser, root: str) -> Iterator[Visit]:
    with browser.new_context(**PHONE) as context:
        yield Visit(context, root)


@pytest.fixture(params=["http", "file"])
def site(request: pytest.FixtureRequest, browser: Browser, demo: DemoSite) -> Iterator[Visit]:
    if request.param == "http":
        with serving(demo.folder) as address, at(browser, address) as visit:
            yield visit
    else:
        with at(browser, f"{demo.folder.as_uri()}/") as visit:
            yield visit


def ask(visit: Visit, query: str) -> list[str]:
    """What the page shows for `?q=`, a result a line."""
    visit.page.goto(f"{visit.address}find/index.html?q={quote(query)}")
    visit.page.locator("#found a").first.wait_for()
    return visit.page.locator("#found b").all_inner_texts()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("兰亭", "临《兰亭序》"),
        ("蘭亭", "临《兰亭序》"),
        ("lanting", "临《兰亭序》"),
        ("LlTx", "临《兰亭序》"),
        ("ｌｔ", "临《兰亭序》"),
        ("兰", "临《兰亭序》"),
        ("3号楼2单元", "农行小区 3号楼 2单元"),
        ("三号楼二单元", "农行小区 3号楼 2单元"),
        ("nhxq", "农行小区"),
        ("停水", "停水通知"),
        ("wf65", "短码 WF65"),
    ],
)
def test_found_on_a_phone_from_a_server_and_from_a_stick(
    query: str, first: str, site: Visit
) -> None:
    assert ask(site, query)[0] == first
    site.assert_quiet()
    if site.address.startswith("http"):
        assert quote(query) in site.page.url
    site.page.locator("#found a").first.click(no_wait_after=True)
    if not first.startswith("短码"):
        title = first if "临" in first or "通知" in first or " " in first else ""
        site.page.get_by_role("heading", level=1).filter(has_text=title).wait_for()


@pytest.mark.browser
def test_what_is_typed_is_found_marked_counted_and_kept(browser: Browser, demo: DemoSite) -> None:
    with serving(demo.folder) as address, at(browser, address) as visit:
        page = visit.open("find/")
        page.get_by_label(re.compile("标题")).fill("lanting")
        page.get_by_role("status").filter(has_text="找到 1 项").wait_for()
        assert page.locator("#found mark").all_inner_texts() == ["兰亭"] or (
            "".join(page.locator("#found mark").all_inner_texts()).replace("《", "") == "兰亭"
        )
        assert page.url.endswith("?q=lanting")
        image = page.locator("#found img")
        assert image.evaluate("i => i.decode().then(() => i.naturalWidth)") <= 300
        assert page.locator("#q").bounding_box()["height"] >= 56  # type: ignore[index]
        small = page.evaluate(
            """() => [...document.querySelectorAll("main a, main button")]
            .filter(a => a.offsetParent && a.getBoundingClientRect().height < 43.5).length"""
        )
        assert small == 0
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        page.get_by_label(re.compile("标题")).fill("没有的东西")
        page.get_by_role("status").filter(has_text="没有找到“没有的东西”").wait_for()
        page.go_back()
        visit.assert_quiet()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_results_and_on_a_lost_page(
    scheme: Any, browser: Browser, demo: DemoSite
) -> None:
    with (
        serving(demo.folder) as address,
        browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme) as context,
    ):
        visit = Visit(context, address)
        ask(visit, "书法")
        assert axe(visit.page) == []
        page = visit.open("404.html")
        assert page.get_by_role("heading", level=1).inner_text() == "这一页找不到"
        assert axe(page) == []
        page.get_by_role("searchbox").fill("停水")
        page.get_by_role("button", name="找", exact=True).click()
        page.locator("#found").get_by_text("停水").first.wait_for()
        visit.assert_quiet()


@pytest.mark.browser
def test_without_scripts_the_page_says_so_and_offers_ways(browser: Browser, demo: DemoSite) -> None:
    with (
        serving(demo.folder) as address,
        browser.new_context(java_script_enabled=False) as context,
    ):
        page = context.new_page()
        page.goto(f"{address}find/")
        assert page.get_by_text("要用脚本来找").is_visible()
        links = page.locator(".keys a").all_inner_texts()
        assert links[:2] == ["首页", "按地点找"]


@pytest.mark.browser
def test_hostile_titles_are_text(browser: Browser, tmp_path: Path) -> None:
    title = "<img src=x onerror=alert(1)></script>坏"
    documents = [Document(title, "a b/“c”/", f"作品 {title}", (title,))]
    with visiting(browser, write_index(tmp_path / "site", documents)) as visit:
        page = visit.open("")
        assert found_by(page, "坏") == [f"{quote('a b')}/{quote('“c”')}/"]
        assert page.locator("#found b").inner_text() == title
        assert page.locator("#found img").count() == 0
        found_by(page, "<img __proto__ constructor")
        visit.assert_quiet()


def test_lost_page_leads_home_from_any_depth(sandbox: Sandbox) -> None:
    config = sandbox.config.read_text("utf-8")
    sandbox.write("mkdocs.yml", config.replace("huayuan.example/", "huayuan.example/社区/"))
    built = sandbox.build()
    lost = str(files_of(built)["404.html"])
    root = f"/{quote('社区')}/"
    assert f'href="{root}index.html"' in lost
    ways = re.findall(r'href="([^"]*)"', lost)
    assert [way for way in ways if not way.startswith((root, "#", "data:", "tel:"))] == []
    assert f'action="{root}find/index.html"' in lost
    scripts = re.findall(r"<script[^>]*>", lost)
    assert scripts[0] == "<script>", "what is remembered of large type"
    [own] = scripts[1:]
    assert f'src="{root}assets/loudao/site.js"' in own
    assert "find/" in pages_of(built)
    site = build_site(sandbox.config, None, TODAY.isoformat(), {})
    written = (site / "404.html").read_text("utf-8")
    assert re.sub(f"{POLICY}[^>]*>", "", written) == lost and POLICY in written
    index = json.loads((site / "search/search_index.json").read_text("utf-8"))
    assert index["docs"] == [], "the theme's index is of no use in our frame"
