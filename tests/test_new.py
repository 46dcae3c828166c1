"""`loudao new` begins every kind; what it writes reaches no paper before somebody filled it in."""

from __future__ import annotations

import random
import re

import pytest
from click.testing import CliRunner, Result

from conftest import TODAY, Rounds, Sandbox, load, print_sheets
from loudao.cli import main
from loudao.kinds import load_kinds
from loudao.story.printing import PrintOptions

KINDS = [kind.name for kind in load_kinds()[0] if kind.source != "derived"]
OF_WORKS = ("gallery", "exhibition")
"""Begun from photos, not from an example."""
PLACEHOLDERS = re.compile("写两句介绍|作者\n|一句话说画面|楼院/楼/单元")


def run(box: Sandbox, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "-f", str(box.config)])


@pytest.mark.parametrize("kind", KINDS)
def test_what_new_writes_of_any_kind_is_nowhere_before_it_is_filled_in(
    kind: str, sandbox: Sandbox
) -> None:
    sandbox.with_address().photo("galleries/重阳/mmexport1700000000000.jpg")
    begun = run(sandbox, "new", kind, "重阳", "--at", "nonghang/3/2")
    assert begun.exit_code == 0, begun.output
    assert not re.search(PLACEHOLDERS, begun.output)
    made = print_sheets(sandbox.site(keep_going=True), TODAY, PrintOptions(("all",)))
    words = "".join(str(done.print.composed.says) for done in made.printed)
    assert "mmexport" not in words and "停水" not in words
    plates = {"plate", "sign"}
    assert {done.print.sheet.kind for done in made.printed} <= plates


def test_a_gallery_begun_says_what_is_missing_at_its_line(sandbox: Sandbox) -> None:
    for name in ("mmexport1700000000000.jpg", "微信图片_2.jpg"):
        sandbox.photo(f"galleries/重阳/{name}")
    assert run(sandbox, "new", "gallery", "重阳").exit_code == 0
    assert [str(p) for p in load(sandbox.site()).problems if p.is_error] == [
        "galleries/重阳/gallery.yml:3:1: 缺少必填的 at（地点）。补上一行 at:，挂在哪里：楼院、楼或单元，例如 nonghang/3/2",
        "galleries/重阳/gallery.yml:9:5: 缺少必填的 title（标题）。补上一行 title:，作品名，例如 临《兰亭序》",
        "galleries/重阳/gallery.yml:15:5: 缺少必填的 title（标题）。补上一行 title:，作品名，例如 临《兰亭序》",
    ]


SHAPES = {
    "block": "title: 春\nat: nonghang/3/2\nworks:\n  - photo: a.jpg\n    title: 甲\n    note: |\n      一行\n      两行\n",
    "block, then more": "title: 春\nworks:\n- photo: a.jpg\n  title: 甲\n  alt: # 空的\nat: nonghang/3/2\n",
    "flow items": "title: 春\nat: nonghang/3/2\nworks:\n    - {photo: a.jpg, title: 甲}\n# 末尾",
    "windows": "title: 春\r\nat: nonghang/3/2\r\nworks:\r\n  - photo: a.jpg\r\n    title: 甲\r\n",
    "no end of line": "title: 春\nat: nonghang/3/2\nworks:\n  - photo: a.jpg\n    title: 甲",
    "no works yet": "title: 春\nat: nonghang/3/2\nworks:\n",
    "no key": "title: 春\nat: nonghang/3/2\n",
    "note before a key": "title: 春\nworks:\n  - photo: a.jpg\n    title: 甲\n    note: >\n      话\n\nat: nonghang/3/2\n",
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_new_photos_are_added_to_a_gallery_and_nothing_else_changes(
    text: str, sandbox: Sandbox
) -> None:
    for name in ("a.jpg", "b.jpg", "c d.jpg"):
        sandbox.photo(f"galleries/春/{name}")
    path = sandbox.write("galleries/春/gallery.yml", text)
    added = run(sandbox, "new", "gallery", "春")
    assert added.exit_code == 0, added.output
    after = path.read_bytes().decode()
    ends = "\r\n" if "\r\n" in text else "\n"
    assert after.count(ends) == after.count("\n")
    left = after
    for line in ("photo: 'b.jpg'", "photo: 'c d.jpg'"):
        assert line in left
    kept = [line for line in text.split(ends) if line.strip()]
    lines = after.split(ends)
    places = [lines.index(line) for line in kept]
    assert places == sorted(places), "what staff wrote stays, in its order"
    filled = after.replace("title: # 作品的名字", "title: 乙")
    path.write_bytes(filled.encode())
    plan = load(sandbox.site())
    assert [str(p) for p in plan.problems if p.is_error] == []
    [sheet] = plan.community.sheets
    assert [w.photo for w in sheet.fields.all_works][-2:] == ["b.jpg", "c d.jpg"]
    again = run(sandbox, "new", "gallery", "春")
    assert "没有要加的" in again.output


def test_a_list_on_one_line_is_not_touched_and_the_photos_are_named(sandbox: Sandbox) -> None:
    for name in ("a.jpg", "b.jpg"):
        sandbox.photo(f"galleries/春/{name}")
    text = "title: 春\nat: nonghang/3/2\nworks: [{photo: a.jpg, title: 甲}]\n"
    path = sandbox.write("galleries/春/gallery.yml", text)
    refused = run(sandbox, "new", "gallery", "春")
    assert refused.exit_code == 1
    assert refused.output == (
        "错误：galleries/春/gallery.yml 的 works 写在一行里，加不进去。自己加上：b.jpg\n"
    )
    assert path.read_text("utf-8") == text


def test_any_manifest_keeps_its_works_when_some_are_added(sandbox: Sandbox, rounds: Rounds) -> None:
    dice = random.Random(4)
    for name in "abcd":
        sandbox.photo(f"galleries/春/{name}.jpg")
    for _ in range(rounds(25, 300)):
        indent = " " * dice.choice((0, 2, 4))
        notes = [
            "",
            "note: 一句",
            "note: |\n{0}    一\n{0}    二",
            "alt:",
            "alt: '甲 # 乙'",
            "# 说明",
        ]
        works = "".join(
            f"{indent}- photo: {name}.jpg\n{indent}  title: {name}\n"
            + (f"{indent}  {dice.choice(notes)}\n".format(indent) if dice.random() < 0.7 else "")
            for name in dice.sample("abc", dice.randint(1, 3))
        )
        parts = ["title: 春\n", "at: nonghang/3/2\n", f"works:\n{works}"]
        dice.shuffle(parts)
        before = "".join(parts)
        path = sandbox.write("galleries/春/gallery.yml", before)
        assert run(sandbox, "new", "gallery", "春").exit_code == 0
        after = path.read_text("utf-8").replace("title: # 作品的名字", "title: 乙")
        path.write_text(after, "utf-8")
        plan = load(sandbox.site())
        assert [str(p) for p in plan.problems if p.is_error] == [], (before, after)
        photos = [w.photo or "" for w in plan.community.sheets[0].fields.all_works]
        assert sorted(photos) == ["a.jpg", "b.jpg", "c.jpg", "d.jpg"], (before, after)


@pytest.mark.parametrize("boards", ["", "boards: [{id: b, name: 大门宣传栏}]\n"])
@pytest.mark.parametrize("yards", ["", "courtyards: [{id: xi, name: 西院}]\n"])
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in OF_WORKS])
def test_an_example_is_called_as_one_says_and_hangs_where_the_community_is(
    kind: str, yards: str, boards: str, sandbox: Sandbox
) -> None:
    sandbox.write("galleries/places.yml", f"community: 西岭里社区\n{yards}{boards}")
    begun = run(sandbox, "new", kind, "春")
    assert begun.exit_code == 0, begun.output
    path = sandbox.root / re.findall(r"新建了 (\S+?)[。，]", begun.output)[0]
    text = path.read_text("utf-8")
    assert re.search('^title: "?春"?$', text, re.MULTILINE)
    path.write_text(re.sub("(?m)^draft:.*\n", "", text), "utf-8")
    faults = [
        str(p) for p in load(sandbox.site()).problems if "这个地点" in p.what or "宣传栏" in p.what
    ]
    assert faults == []
