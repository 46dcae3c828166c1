"""The whole way through the house, and what a second walk costs."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from conftest import ROOT, TODAY, DemoSite, Sandbox, build, copy_demo, pages_of, read_tree


def test_demo_builds_without_a_problem(demo: DemoSite) -> None:
    built = build(demo.box.site(frozen=True), TODAY)
    assert built.problems == ()


def test_nothing_changed_writes_no_picture_and_no_pdf(demo: DemoSite) -> None:
    built = build(demo.box.site(), TODAY)
    assert (built.made.pictures_written, built.made.prints_written) == (0, 0)


def test_another_day_writes_no_picture_and_no_pdf_but_of_a_list_that_closed(
    demo: DemoSite,
) -> None:
    assert build(demo.box.site(), date(2026, 12, 15)).made.prints_written == 0
    built = build(demo.box.site(), date(2027, 5, 1))
    # the jobs of December; and the cards of a duty board, which came back in another year
    assert (built.made.pictures_written, built.made.prints_written) == (0, 2)


def test_one_changed_title_sets_only_the_sheets_that_show_it(demo_copy: Sandbox) -> None:
    first = demo_copy.build()
    assert first.made.prints_written > 15
    path = demo_copy.root / "galleries/书画天地/gallery.yml"
    path.write_text(path.read_text("utf-8").replace("title: 春山行舟", "title: 春江行舟"), "utf-8")
    again = demo_copy.build()
    # its gallery's poster and labels; a poster brings its picture along
    assert again.made.prints_written == 2
    assert again.made.pictures_written == 0


def test_demo_says_what_hangs_today(demo_copy: Sandbox) -> None:
    now = pages_of(demo_copy.build(date(2026, 11, 21)))
    later = pages_of(demo_copy.build(date(2027, 1, 1)))
    board = "boards/east-gate/"
    hangs, over = now[board].index("现在贴着"), now[board].index("已经到期")
    assert hangs < now[board].rindex("停水通知") < over < now[board].index("重阳笔会")
    assert "现在贴着" not in later[board]
    assert "已经结束" in later["galleries/我们的四季/"]


@pytest.mark.slow
def test_two_builds_on_unlike_machines_are_the_same_to_the_byte(tmp_path: Path) -> None:
    trees = []
    for name, seed, zone, lang in (
        ("a", "1", "Asia/Shanghai", "C"),
        ("乙/b", "99", "America/Lima", "zh_CN.UTF-8"),
    ):
        box = copy_demo(tmp_path / name)
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LANG": lang, "LC_ALL": lang}
        command = [
            sys.executable,
            "-m",
            "loudao",
            "build",
            "--today",
            TODAY.isoformat(),
            "-j",
            seed[:1],
        ]
        done = subprocess.run(command, cwd=box.root, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        trees.append(read_tree(box.root / "site"))
    assert trees[0].keys() == trees[1].keys()
    assert [name for name in trees[0] if trees[0][name] != trees[1][name]] == []


def test_site_needs_nothing_from_elsewhere(demo: DemoSite) -> None:
    for path in demo.folder.rglob("*.html"):
        text = path.read_text("utf-8")
        for sign in ('src="http', 'src="//', "fonts.googleapis", "unpkg.com", "jsdelivr"):
            assert sign not in text, (path, sign)


def test_originals_never_reach_the_site(demo: DemoSite) -> None:
    originals = {path.read_bytes() for path in (ROOT / "galleries").rglob("*.jpg")}
    assert len(originals) >= 15
    assert not [p for p in demo.folder.rglob("*") if p.is_file() and p.read_bytes() in originals]


def test_photo_in_a_page_becomes_a_picture(sandbox: Sandbox) -> None:
    from loudao.plugin.engine import build_site

    sandbox.photo("docs/活动/合影.jpg", (1500, 1000))
    sandbox.photo("docs/assets/logo.png", (64, 64))
    sandbox.write("docs/活动/重阳.md", "# 重阳\n\n![大家的合影](合影.jpg)\n")
    folder = build_site(sandbox.config, None, TODAY.isoformat(), {})
    html = (folder / "活动/重阳/index.html").read_text("utf-8")
    assert ' src="../../media/' in html
    assert 'alt="大家的合影"' in html
    assert "960w" in html
    original = (sandbox.root / "docs/活动/合影.jpg").read_bytes()
    assert original not in [p.read_bytes() for p in folder.rglob("*.jpg")]
    assert (folder / "assets/logo.png").is_file()


def test_site_without_an_address_builds_and_says_why_nothing_is_printed(sandbox: Sandbox) -> None:
    sandbox.write(
        "mkdocs.yml",
        "site_name: 花园\ntheme: {name: material, language: zh, font: false}\nplugins: [search, loudao]\n",
    )
    built = sandbox.build()
    assert [str(p) for p in built.problems] == [
        "mkdocs.yml:1:1: 提醒：没有 site_url，短码没有网址，海报印不出来。"
        "在 mkdocs.yml 里写上 site_url: https://你们的网址/"
    ]
    assert built.files
    assert built.made.prints_written == 0


def test_hostile_words_are_shown_and_never_run(sandbox: Sandbox) -> None:
    evil = '<script>alert(1)</script> #panic("x") $x$ {{ 7*7 }} {% raw %} @ref *b* \\u{41}'
    quoted = "'" + evil.replace("'", "''") + "'"
    sandbox.photo("galleries/春/a.jpg")
    fields = f"title: {quoted}\n    artist: {quoted}\n    alt: {quoted}\n    note: {quoted}\n"
    sandbox.gallery(
        "春",
        f"title: {quoted}\nat: nonghang/3/2\nintro: {quoted}\nworks:\n"
        f"  - photo: a.jpg\n    {fields}"
        f"  - id: t\n    text: {quoted}\n    {fields}",
    )
    sandbox.write(
        "docs/通知.md", f"---\nkind: notice\ntitle: {quoted}\nboards: [east-gate]\n---\n{evil}\n"
    )
    sandbox.write(
        "galleries/places.yml",
        f"community: {quoted}\ncourtyards:\n  - id: nonghang\n    name: {quoted}\n    buildings:\n"
        f"      - {{id: 3, name: 3号楼, units: [{{id: 2, name: 2单元, floors: 6}}]}}\n"
        f"boards:\n  - id: east-gate\n    name: {quoted}\n",
    )
    from loudao.plugin.engine import build_site

    folder = build_site(sandbox.config, None, TODAY.isoformat(), {})
    pages = list(folder.rglob("*.html"))
    assert len(pages) > 15
    for path in pages:
        text = path.read_text("utf-8")
        assert "<script>alert" not in text, path
        assert " 49 " not in text, path
    work = (folder / "galleries/春/a/index.html").read_text("utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; #panic" in work
    assert len(list((folder / "print").glob("*.pdf"))) >= 5


def test_page_in_gbk_is_read_and_told(sandbox: Sandbox) -> None:
    sandbox.write(
        "docs/停水.md", "---\nkind: notice\ntitle: 停水\n---\n请提前储水。\n".encode("gbk")
    )
    sandbox.write("mkdocs.yml", (sandbox.config.read_text("utf-8") + "use_directory_urls: false\n"))
    from loudao.plugin.engine import build_site

    folder = build_site(sandbox.config, None, TODAY.isoformat(), {})
    assert "请提前储水。" in (folder / "停水.html").read_text("utf-8")


def test_unit_page_shows_the_notices_of_the_courtyard_around_it(demo_copy: Sandbox) -> None:
    pages = pages_of(demo_copy.build())
    assert "停水通知" in pages["places/nonghang/3/1/"]
    assert '<span class="day">25</span>' in pages["places/nonghang/3/2/"]
    assert "停水通知" not in pages["places/guihua/1/1/"]
