"""What is not public yet is nowhere; what is over is for who comes, not for who searches."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from conftest import TODAY, Sandbox, load, print_sheets, read_tree
from loudao.plugin.engine import build_site
from loudao.story.printing import PrintOptions
from loudao.story.render import render_tree

NOTICE = "---\nkind: notice\ntitle: 停水SECRET\nboards: [east-gate]\n{}---\n\n停水SECRET。\n"
GALLERY = "title: 春SECRET\nat: nonghang/3/2\n{}works:\n  - {{text: 诗SECRET, title: 甲SECRET, alt: 甲}}\n"
PAGE = "---\n{}---\n\n# 关于SECRET\n"

BACK = ["draft: yes\n", "draft: 是\n", "publish: 2026-12-01\n", "publish: 2026年12月1日\n"]


def publish(box: Sandbox, today: date = TODAY) -> Path:
    return build_site(box.config, None, today.isoformat(), {})


def holding(folder: Path, words: str) -> list[str]:
    return [
        name for name, data in read_tree(folder).items() if words.encode() in data or words in name
    ]


@pytest.mark.parametrize("said", BACK)
def test_what_is_kept_back_is_nowhere(said: str, sandbox: Sandbox, tmp_path: Path) -> None:
    """Not on the site, its search, feeds and map, not on paper, not in the rendered tree."""
    sandbox.write("docs/notices/停水SECRET.md", NOTICE.format(said))
    sandbox.gallery("春SECRET", GALLERY.format(said))
    sandbox.write("docs/关于SECRET.md", PAGE.format(said))
    plan = load(sandbox.site())
    assert not plan.has_errors
    assert sum("SECRET" in str(p) for p in plan.problems) == 3, "each gets a line"
    assert holding(publish(sandbox), "SECRET") == []
    made = print_sheets(sandbox.with_address().site(), TODAY, PrintOptions(("all",)))
    assert not any("SECRET" in done.print.name for done in made.printed)
    render_tree(sandbox.build(), tmp_path / "tree")
    assert holding(tmp_path / "tree", "SECRET") == []


def test_on_its_day_it_is_everywhere(sandbox: Sandbox) -> None:
    sandbox.write("docs/notices/停水SECRET.md", NOTICE.format("publish: 2026-12-01\n"))
    sandbox.write("docs/关于SECRET.md", PAGE.format("publish: 2026-12-01\n"))
    folder = publish(sandbox, date(2026, 12, 1))
    assert (folder / "notices/停水SECRET/index.html").is_file()
    assert (folder / "关于SECRET/index.html").is_file()
    assert load(sandbox.site(), date(2026, 12, 1)).problems == ()


def test_a_poster_that_hangs_still_opens_something_when_its_gallery_becomes_a_draft(
    sandbox: Sandbox,
) -> None:
    sandbox.with_address().gallery("春SECRET", GALLERY.format(""))
    assert print_sheets(sandbox.site(), TODAY, PrintOptions(("all",))).problems == ()
    bound = load(sandbox.site()).codes.by_identity
    sandbox.gallery("春SECRET", GALLERY.format("draft: yes\n"))
    assert not load(sandbox.site()).has_errors
    folder = publish(sandbox)
    for identity in ("gallery:春SECRET", "work:春SECRET/甲SECRET"):
        page = (folder / f"Q/{bound[identity]}/index.html").read_text("utf-8")
        assert "places/nonghang/3/2" in page and "SECRET" not in page and "还没有公开" in page
    sandbox.gallery("春SECRET", GALLERY.format(""))
    assert load(sandbox.site()).codes.by_identity == bound, "and is the same afterwards"


def test_a_draft_by_its_name_alone_is_told(sandbox: Sandbox) -> None:
    for name in ("草稿", "草稿-停水", "draft2"):
        sandbox.write(f"docs/{name}.md", "# 甲\n")
    sandbox.write("docs/drafting.md", "# 甲\n")
    assert {p.mark.path for p in load(sandbox.site()).problems} == {
        "docs/草稿.md", "docs/草稿-停水.md", "docs/draft2.md",
    }  # fmt: skip


def test_a_day_that_is_none_keeps_a_page_back_and_is_told(sandbox: Sandbox) -> None:
    sandbox.write("docs/a.md", PAGE.format("publish: 下个月\n"))
    [told] = load(sandbox.site()).problems
    assert told.is_error and told.mark.path == "docs/a.md"


def test_what_is_over_leaves_search_and_map_and_keeps_its_page(sandbox: Sandbox) -> None:
    days = "from: 2026-01-01\nuntil: 2026-02-01\n"
    sandbox.write("docs/notices/停水.md", NOTICE.format(days))
    sandbox.write(
        "docs/notices/停电.md", NOTICE.format("from: 2026-11-01\n").replace("停水", "停电")
    )
    sandbox.gallery("春", GALLERY.format(days))
    sandbox.show_pages_of_the_theme()
    folder = publish(sandbox)
    index = json.loads((folder / "search/search_index.json").read_text("utf-8"))
    found = {doc["location"] for doc in index["docs"]}
    sitemap = (folder / "sitemap.xml").read_text("utf-8")
    assert any("%E5%81%9C%E7%94%B5" in place or "停电" in place for place in found)
    assert "%E5%81%9C%E7%94%B5" in sitemap or "停电" in sitemap
    for name, uri in (("停水", "notices/停水"), ("%E6%98%A5", "galleries/春")):
        assert not any(name in place or uri in place for place in found)
        assert uri not in sitemap
        assert (folder / uri / "index.html").is_file()
    assert "%E5%81%9C%E6%B0%B4" not in sitemap and "galleries/%E6%98%A5" not in sitemap


def test_what_begins_later_is_announced(sandbox: Sandbox) -> None:
    sandbox.gallery("春", GALLERY.format("from: 2026-12-24\nuntil: 2027-01-24\n"))
    page = (publish(sandbox) / "galleries/春/index.html").read_text("utf-8")
    assert "将要开始" in page
