"""Every page says what it may run and fetch, and a real Chromium holds it to that."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from playwright.sync_api import Browser, ConsoleMessage, Page

from conftest import MKDOCS_YML, DemoSite, Sandbox
from loudao.plugin import hooks
from loudao.plugin.engine import build_site
from loudao.story.render import render_tree
from loudao.web.inline import EARLY, FORWARD
from loudao.web.policy import POLICY, with_policy
from test_browser import serving

TODAY = "2026-11-21"
THEMES = {
    "material": "{name: material, language: zh, font: false}",
    "mkdocs": "{name: mkdocs, locale: zh_CN}",
    "readthedocs": "{name: readthedocs, locale: zh_CN}",
}
THEIRS = MKDOCS_YML.replace("loudao]", "{loudao: {pages: theme}}]")
"""Pages of docs/ in the frame of the theme."""
ENGLISH = "[{search: {lang: en}},"
"""MkDocs' own search asks in Chinese for a splitter of words that it does not bring, and complains
of that some time after a page has loaded, with a policy and without."""

NO_WORKER = "Failed to construct 'Worker': Script at 'file:///"
"""The search of MkDocs' own themes needs a server, with a policy and without."""

NOTICE = "---\nkind: notice\ntitle: 停水\nboards: [east-gate]\n---\n水管检修。\n\n```python\nprint(1)\n```\n"


def policy_of(page: Path) -> dict[str, list[str]]:
    """The directives of a page's policy."""
    found = re.findall(rf'{POLICY} content="([^"]*)">', page.read_text("utf-8"))
    assert len(found) == 1, page
    parts = [part.split() for part in unescape(found[0]).split(";")]
    return {name: values for name, *values in parts}


def pages_of(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


class Ear:
    """What a page complains of while it is open."""

    def __init__(self, page: Page) -> None:
        self.page, self.heard = page, list[str]()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.heard.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.heard.append(message.text)

    def open_all(self, root: str, uris: list[str]) -> dict[str, list[str]]:
        """The complaints of each page."""
        found = {}
        for uri in uris:
            self.heard.clear()
            self.page.goto(root + uri, wait_until="load")
            if heard := [text for text in self.heard if not text.startswith(NO_WORKER)]:
                found[uri] = heard
        return found


@pytest.fixture
def ear(browser: Browser) -> Iterator[Ear]:
    with browser.new_context() as context:
        yield Ear(context.new_page())


@pytest.fixture(params=["http", "file"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def open_site(ear: Ear, folder: Path, scheme: str) -> dict[str, list[str]]:
    """Complaints of every page of a site that a server gives, or that lies on a disk."""
    uris = [page.relative_to(folder).as_posix() for page in pages_of(folder)]
    uris = [uri for uri in uris if not uri.startswith("Q/")]  # they forward
    if scheme == "http":
        with serving(folder) as address:
            return ear.open_all(address, uris)
    uris.remove("404.html")  # it names its files from the root of a server
    return ear.open_all(folder.as_uri() + "/", uris)


@pytest.mark.slow
@pytest.mark.browser
def test_every_page_of_the_demo_is_content_with_its_policy(
    demo: DemoSite, ear: Ear, scheme: str
) -> None:
    assert open_site(ear, demo.folder, scheme) == {}


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("theme", THEMES)
def test_so_is_every_page_of_any_theme(theme: str, sandbox: Sandbox, ear: Ear, scheme: str) -> None:
    text = THEIRS.replace(THEMES["material"], THEMES[theme])
    sandbox.write("mkdocs.yml", text if theme == "material" else text.replace("[search,", ENGLISH))
    sandbox.write("docs/a.md", NOTICE)
    sandbox.gallery("春", "title: 春\nat: nonghang/3/2\nworks: [{title: 诗, text: 一}]\n")
    folder = build_site(sandbox.config, None, TODAY, {})
    assert open_site(ear, folder, scheme) == {}


@pytest.mark.browser
@pytest.mark.parametrize(
    ("theme", "uri"), [("mkdocs", "#"), ("readthedocs", "search.html?q=elevator")]
)
def test_their_search_works(theme: str, uri: str, sandbox: Sandbox, ear: Ear) -> None:
    """In English: MkDocs' own search finds nothing in Chinese, with a policy and without."""
    sandbox.write("mkdocs.yml", THEIRS.replace(THEMES["material"], theme))
    sandbox.write("docs/a.md", "# 通知\n\nelevator 检修。\n")
    with serving(build_site(sandbox.config, None, TODAY, {})) as address:
        ear.page.goto(address + uri)
        if theme == "mkdocs":
            ear.page.locator("[data-bs-target='#mkdocs_search_modal']").first.click()
            ear.page.locator("#mkdocs-search-query").press_sequentially("elevator")
        ear.page.locator("#mkdocs-search-results article").first.wait_for()
    assert ear.heard == []


SMUGGLED = (
    "<img src=nothing.png onerror='window.RAN=1'>"
    "<script>window.RAN=1</script>"
    "<script src='https://evil.example/a.js'></script>"
    "<a id=bait href='javascript:window.RAN=1'>点</a>"
    "<form id=bait-form action='https://evil.example/'></form>"
    "<object data='https://evil.example/a.swf'></object>"
    "<style>h1{color:rgb(1,2,3)}</style><p id=styled style='color:rgb(1,2,3)'>字</p>"
)


@pytest.mark.browser
@pytest.mark.parametrize("uri", ["index.html", "places/index.html", "Q/NAME/index.html"])
def test_what_somebody_puts_into_a_finished_page_does_not_run(
    uri: str, sandbox: Sandbox, ear: Ear, scheme: str
) -> None:
    folder = build_site(sandbox.config, None, TODAY, {})
    page = next(folder.glob(uri.replace("NAME", "*")))
    html = re.sub('<meta http-equiv="refresh"[^>]*>', "", page.read_text("utf-8"))
    html = html.replace(FORWARD, "")
    page.write_text(html.replace("</h1>", "</h1>" + SMUGGLED), "utf-8")
    asked: list[str] = []
    ear.page.route("https://evil.example/**", lambda route: asked.append(route.request.url))
    where = page.relative_to(folder).as_posix()
    with serving(folder) as address:
        ear.page.goto((address if scheme == "http" else folder.as_uri() + "/") + where)
        ear.page.locator("#bait").click()
        ear.page.evaluate("document.getElementById('bait-form').submit()")
        ear.page.wait_for_timeout(50)
        assert ear.page.evaluate("window.RAN") is None
        for place in ("h1", "#styled"):
            colour = f"getComputedStyle(document.querySelector('{place}')).color"
            assert ear.page.evaluate(colour) != "rgb(1, 2, 3)"
    assert asked == []
    refused = [text for text in ear.heard if "Content Security Policy" in text]
    assert len(refused) >= 7


def test_script_that_a_cleaner_lets_by_is_not_made_one_of_the_page(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    script = "<script>window.RAN=1</script>"
    sandbox.write("mkdocs.yml", THEIRS)
    sandbox.write("docs/a.md", f"# 甲\n\n{script}\n")
    sandbox.write("docs/b.md", "# 乙\n\n字\n")
    monkeypatch.setattr(hooks, "clean_page", lambda html: html)
    folder = build_site(sandbox.config, None, TODAY, {})
    assert script in (folder / "a/index.html").read_text("utf-8")
    there, other = (policy_of(folder / name / "index.html")["script-src"] for name in "ab")
    assert len(other) > 3, "Material's own"
    assert there == other
    assert "a/index.html 里的脚本不是模板写的，打开网页时不会运行" in caplog.text


PLUGIN = """
import pathlib
def on_page_content(html, **_):
    return html + "<script>window.A=1</script>"
def on_post_page(output, **_):
    return output.replace("</body>", "<script>window.B=1</script></body>")
def on_post_build(config, **_):
    page = "<!doctype html><title>x</title><script>window.C=1</script>"
    pathlib.Path(config.site_dir, "old.html").write_text(page)
"""


@pytest.mark.browser
@pytest.mark.parametrize("config", [MKDOCS_YML, THEIRS], ids=["ours", "theirs"])
def test_what_other_plugins_write_runs(config: str, sandbox: Sandbox, ear: Ear) -> None:
    sandbox.write("mkdocs.yml", config + "hooks: [h.py]\n")
    sandbox.write("h.py", PLUGIN)
    with serving(build_site(sandbox.config, None, TODAY, {})) as address:
        ear.page.goto(address)
        assert ear.page.evaluate("[window.A, window.B]") == [1, 1]
        assert ear.heard == []
        ear.page.goto(address + "old.html")
        assert ear.page.evaluate("window.C") == 1


HTML = (
    "# 甲\n\n<p id=on onclick='window.A=1'>按</p>\n\n<SCRIPT>window.B=1</SCRIPT>\n\n"
    "<iframe src='https://map.example/x' title='http://[甲'></iframe>\n"
)


@pytest.mark.browser
def test_who_asked_for_html_as_it_is_gets_it(sandbox: Sandbox, ear: Ear) -> None:
    sandbox.write("mkdocs.yml", MKDOCS_YML.replace("loudao]", "{loudao: {raw_html: true}}]"))
    sandbox.write("docs/a.md", HTML)
    sandbox.write("docs/c.html.md", "# 丙\n")
    sandbox.write("docs/b.html", "<h1 onclick='window.A=1'>乙</h1><script>window.B=1</script>")
    sandbox.write("docs/index.md", "[乙](b.html)\n")
    folder = build_site(sandbox.config, None, TODAY, {})
    assert policy_of(folder / "a/index.html")["default-src"] == ["'self'", "https://map.example"]
    assert policy_of(folder / "index.html")["default-src"] == ["'self'"]
    with serving(folder) as address:
        ear.page.route("https://map.example/*", lambda route: route.fulfill(body="图"))
        for uri, place in (("a/", "#on"), ("b.html", "h1")):
            ear.page.goto(address + uri)
            ear.page.locator(place).click()
            assert ear.page.evaluate("[window.A, window.B]") == [1, 1]
    assert not [text for text in ear.heard if "Content Security Policy" in text]


def test_page_that_staff_wrote_as_html_runs_nothing_of_its_own(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    html = "<!doctype html><meta charset=gbk><title>旧</title><script>alert('好')</script>"
    source = sandbox.write("docs/旧.html", html.encode("gbk"))
    sandbox.write("docs/index.md", "[旧](旧.html)\n")
    folder = build_site(sandbox.config, None, TODAY, {})
    built = (folder / "旧.html").read_bytes().decode("gbk")
    assert "script-src 'self';" in built.partition("<script>")[0]
    assert source.read_bytes() == html.encode("gbk")
    assert "旧.html 里的脚本不是模板写的" in caplog.text


def test_hosts_that_mkdocs_yml_names_may_be_asked(sandbox: Sandbox) -> None:
    more = (
        "extra_javascript: ['https://cdn.example/m.js', a.js]\nextra_css: [//css.example/a.css]\n"
    )
    sandbox.write("mkdocs.yml", MKDOCS_YML + more)
    found = policy_of(build_site(sandbox.config, None, TODAY, {}) / "index.html")
    for name in ("default-src", "script-src", "style-src", "img-src"):
        assert {"css.example", "https://cdn.example"} <= set(found[name])
    assert "https:" not in found["script-src"]


def test_every_page_has_one_policy_before_anything_that_runs(demo: DemoSite) -> None:
    for page in pages_of(demo.folder):
        policy_of(page)
        html = page.read_text("utf-8")
        assert "data-ld-" not in html, page
        assert 0 < html.find(POLICY) < (html + "<script").find("<script"), page
        assert re.search(rb"<meta charset=.?utf-8", page.read_bytes()[:1024], re.IGNORECASE), page


def test_nothing_on_our_pages_has_a_style_of_its_own(demo: DemoSite) -> None:
    """Then no page has to allow all: rules stand in its head, `shade(…)` of a template names them."""
    ours = [page for page in pages_of(demo.folder) if page.parent != demo.folder]
    assert len(ours) > 100
    styled = [page for page in ours if " style=" in page.read_text("utf-8")]
    assert styled == []
    assert not [page for page in ours if "'unsafe-inline'" in policy_of(page)["style-src"]]
    assert not [page for page in ours if "unsafe" in " ".join(policy_of(page)["script-src"])]


@pytest.mark.parametrize("command", ["serve", "dirty"])
def test_preview_has_no_policy(command: str, sandbox: Sandbox) -> None:
    """The server that builds again writes a script of its own into each page."""
    config = load_config(str(sandbox.config))
    dirty = command == "dirty"
    config.plugins.on_startup(command="build" if dirty else "serve", dirty=dirty)
    mkdocs_build.build(config, dirty=dirty)
    config.plugins.on_shutdown()
    folder = Path(config.site_dir)
    assert (folder / "places/index.html").is_file()
    assert not [page for page in pages_of(folder) if POLICY in page.read_text("utf-8")]


@pytest.mark.parametrize(
    ("html", "before"),
    [
        ("<!doctype html><html><head><title>x</title>", "<!doctype html><html><head>"),
        ("<head><script>1</script><meta charset=utf-8>", "<head>"),
        ("<head> <meta charset=utf-8><script>1</script>", "<head> <meta charset=utf-8>"),
        ("<p>字", ""),
    ],
)
def test_policy_stands_before_what_it_is_for(html: str, before: str) -> None:
    assert with_policy(html).startswith(before + POLICY)


def test_style_of_an_element_has_its_page_allow_all_and_words_about_it_do_not() -> None:
    assert "style-src 'self' 'unsafe-inline';" in with_policy("<p class=a style='x'>字</p>")
    assert "style-src 'self';" in with_policy("<p>写 style=x 就行</p>")


def test_pages_for_other_engines_have_it_too(sandbox: Sandbox, tmp_path: Path) -> None:
    out = tmp_path / "out"
    render_tree(sandbox.build(), out)
    for uri in ("places/index.html", "boards/east-gate/index.html"):
        early = b64encode(sha256(EARLY.encode()).digest()).decode()
        assert policy_of(out / uri)["script-src"] == ["'self'", f"'sha256-{early}'"]
