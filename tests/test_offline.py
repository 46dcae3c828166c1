"""The site taken away: opened from a disk or a USB stick, where no server finds an index.html."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import html5lib
import pytest
from playwright.sync_api import Browser

from conftest import DemoSite, Sandbox, copy_demo
from loudao.plugin.engine import build_site

_LINKS = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "srcset"}


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo as it is carried about: with Material's `offline`, in a folder with a space."""
    box = copy_demo(tmp_path_factory.mktemp("demo"))
    config = box.config.read_text("utf-8")
    box.config.write_text(config.replace("  - loudao\n", "  - offline\n  - loudao\n"), "utf-8")
    folder = tmp_path_factory.mktemp("U 盘") / "网站"
    build_site(box.config, folder, "2026-11-21", {})
    return folder


def links_of(page: Path) -> Iterator[str]:
    """Every address within the site that a page names."""
    root = html5lib.parse(page.read_text("utf-8"), namespaceHTMLElements=False)
    for element in root.iter():
        value = element.get(_LINKS.get(str(element.tag), ""), "")
        if element.tag == "source":
            value = value.split(",")[0].split(" ")[0]
        if element.tag == "meta" and element.get("http-equiv") == "refresh":
            value = element.get("content", "").partition("url=")[2]
        parts = urlsplit(value)
        if parts.path and not parts.scheme and not parts.netloc:
            yield unquote(parts.path)


def dead_links(site: Path, pages: Iterator[Path], folders: bool = False) -> set[str]:
    """Links to no file; with `folders` a link to one that has an index.html is good too."""
    found = set()
    for page in pages:
        folder = page.relative_to(site).parent.as_posix()
        for link in links_of(page):
            target = posixpath.normpath(posixpath.join(folder, link))
            there = site / target
            if folders and there.is_dir():
                there /= "index.html"
            if target.startswith("..") or not there.is_file():
                found.add(f"{page.relative_to(site)} → {link}")
    return found


@pytest.mark.slow
def test_every_link_of_every_page_on_a_stick_names_a_file(stick: Path) -> None:
    pages = [page for page in stick.rglob("*.html") if page.name != "404.html"]
    assert len(pages) > 100
    assert sum(1 for page in pages for _ in links_of(page)) > 1000
    assert dead_links(stick, iter(pages)) == set()
    assert (stick / "notices/停水.html").is_file()
    assert (stick / "Q/2Z5F/index.html").is_file(), "codes are folders all the same"


@pytest.mark.slow
def test_our_pages_name_files_whatever_the_engine_does(demo: DemoSite) -> None:
    ours = ("galleries", "places", "boards", "Q")
    pages = [page for name in ours for page in (demo.folder / name).rglob("*.html")]
    assert len(pages) > 100
    assert dead_links(demo.folder, iter(pages)) == set()


@pytest.mark.slow
@pytest.mark.browser
def test_phone_walks_the_site_from_a_stick(stick: Path, browser: Browser) -> None:
    asked: list[str] = []
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto((stick / "index.html").as_uri())
        page.get_by_role("link", name="书画天地").first.wait_for(state="attached")
        page.goto((stick / "places/index.html").as_uri())
        for uri in ("places/nonghang/3/2/", "galleries/书画天地/"):
            page.locator(f'main a[href$="/{quote(uri)}index.html"]').first.click()
        assert page.locator("h1").inner_text() == "书画天地"
        page.get_by_role("link", name="虚心竹有低头叶").first.click()
        page.locator(".steps [rel=next]").click()
        assert page.locator("h1").inner_text() == "赤壁赋扇面"
        assert page.locator("picture img").first.evaluate("image => image.naturalWidth") > 0
        page.goto((stick / "Q/2Z5F/index.html").as_uri())
        page.wait_for_url("**/%E5%81%9C%E6%B0%B4.html")
        assert "停水通知" in page.locator("h1").inner_text()
    assert {urlsplit(url).scheme for url in asked} <= {"file", "data", "blob"}


def test_notice_below_a_folder_of_its_own_and_an_index_are_found(
    sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for name in ("深/页.md", "深/index.md", "README.md"):
        words = "---\nkind: notice\ntitle: 通知\nboards: [east-gate]\n---\n水。\n"
        sandbox.write(f"docs/{name}", words)
    (sandbox.root / "docs/index.md").unlink()
    for setting in ("use_directory_urls: false\n", "use_directory_urls: true\n"):
        text = sandbox.config.read_text("utf-8").partition("use_directory_urls")[0]
        sandbox.config.write_text(text + setting, "utf-8")
        site = tmp_path_factory.mktemp("site") / "site"
        build_site(sandbox.config, site, "2026-11-21", {})
        pages = [*site.rglob("boards/**/*.html"), *site.rglob("Q/**/*.html")]
        assert dead_links(site, iter(pages)) == set()
        assert len(pages) > 8
