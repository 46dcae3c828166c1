"""The house without its porch: other engines read what it makes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import TODAY, DemoSite, Sandbox, read_tree
from loudao.cli import main
from test_offline import dead_links

PLAIN = "site_name: 花园社区\nsite_url: https://huayuan.example/\ntheme: mkdocs\nplugins: []\n"


def render(box: Sandbox, out: Path) -> Path:
    words = ["render", str(out), "-f", str(box.config), "--today", TODAY.isoformat()]
    result = CliRunner().invoke(main, words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return out


@pytest.mark.slow
def test_plain_mkdocs_builds_the_rendered_tree_without_us(demo: DemoSite, tmp_path: Path) -> None:
    render(demo.box, tmp_path / "docs")
    (tmp_path / "mkdocs.yml").write_text(PLAIN, "utf-8")
    code = (
        "import sys\n"
        "class Refuse:\n"
        "    def find_spec(self, name, *rest):\n"
        "        if name.split('.')[0] == 'loudao': raise ImportError('loudao is not here')\n"
        "sys.meta_path.insert(0, Refuse())\n"
        "from mkdocs.__main__ import cli\n"
        "cli(['build', '--strict'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    plain = read_tree(tmp_path / "site")
    ours = read_tree(demo.folder)
    shared = [
        n
        for n in ours
        if n.startswith(("galleries/", "places/", "boards/", "Q/", "media/", "print/"))
    ]
    assert len(shared) > 250
    assert [name for name in shared if plain[name] != ours[name]] == []
    notice = plain["notices/停水/index.html"].decode()
    assert "停水期间请关好水龙头" in notice
    assert "停水通知-海报-A3（PDF）" in notice
    assert "张贴至2026年11月25日" in notice


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["mkdocs", "properdocs", "zensical"])
def test_the_rendered_tree_has_no_dead_link_under_any_engine(
    engine: str, demo: DemoSite, tmp_path: Path
) -> None:
    render(demo.box, tmp_path / "docs")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: 花园社区\nsite_url: https://jf.cn/\n"
        "theme: {name: material, language: zh, font: false}\nmarkdown_extensions: [tables]\n",
        "utf-8",
    )
    command = [sys.executable, "-W", "ignore", "-m", engine, "build", "-f", "mkdocs.yml"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    site = tmp_path / "site"
    pages = [page for page in site.rglob("*.html") if page.name != "404.html"]
    assert len(pages) > 100
    assert dead_links(site, iter(pages), folders=True) == set()
    notice = (site / "notices/停水/index.html").read_text("utf-8")
    assert "停水期间请关好水龙头" in notice
    assert 'alt="停水通知-海报-A3的样子"' in notice


def test_rendered_photos_are_derivatives_under_their_own_names(
    sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory
) -> None:
    out = tmp_path_factory.mktemp("out")
    original = sandbox.photo("docs/活动/合影.jpg", (2700, 1500)).read_bytes()
    sandbox.write("docs/活动/坏.jpg", b"broken")
    sandbox.write("docs/活动/a.md", "![一](合影.jpg) <img src='合影.jpg'>\n")
    words = ["render", str(out), "-f", str(sandbox.config), "--keep-going"]
    assert CliRunner().invoke(main, words).exit_code == 1
    copy = (out / "活动/合影.jpg").read_bytes()
    assert copy != original
    assert copy.startswith(b"\xff\xd8")
    assert not (out / "活动/坏.jpg").exists()


@pytest.mark.parametrize("out", ["docs", "galleries/新", ".", ".."])
def test_render_never_writes_over_the_sources(out: str, sandbox: Sandbox) -> None:
    words = ["render", str(sandbox.root / out), "-f", str(sandbox.config)]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 1
    assert "会盖掉原来的文件，换一个新文件夹" in result.output


@pytest.mark.slow
def test_properdocs_builds_the_same_site(demo: DemoSite, demo_copy: Sandbox) -> None:
    epoch = (demo.folder / "sitemap.xml").read_text().partition("<lastmod>")[2][:10]
    assert epoch == TODAY.isoformat()
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1795219200"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "properdocs", "build"],
        cwd=demo_copy.root, env=env, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    theirs, ours = read_tree(demo_copy.root / "site"), read_tree(demo.folder)
    assert theirs.keys() == ours.keys()
    shared = [
        n
        for n in ours
        if n.startswith(("galleries/", "places/", "boards/", "Q/", "media/", "print/", "search/"))
    ]
    assert [name for name in shared if theirs[name] != ours[name]] == []


@pytest.mark.slow
def test_engine_that_does_not_know_us_says_so_on_the_home_page(
    demo: DemoSite, demo_copy: Sandbox, tmp_path: Path
) -> None:
    config = demo_copy.config.read_text("utf-8")
    demo_copy.config.write_text(config.replace("  - loudao\n", ""), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(tmp_path / "without")],
        cwd=demo_copy.root, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = "这个网站少了一半"
    assert said in (tmp_path / "without/index.html").read_text("utf-8")
    assert said not in (demo.folder / "index.html").read_text("utf-8")
    assert said not in (render(demo.box, tmp_path / "docs") / "index.md").read_text("utf-8")
