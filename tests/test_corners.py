"""Corners of a gallery are begun by the names that people call them, fit to be hung."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import TODAY, Sandbox, load, print_sheets
from loudao.kinds import load_kinds
from loudao.story.corners import Corner, corner_in, corners_of
from loudao.story.printing import PrintOptions
from test_new import run

CORNERS = corners_of(load_kinds()[0])
NAMES = [corner.name for corner in CORNERS]
PHOTOS = ["a b #1.jpg", "春.jpg"]
DRAFT = "draft: yes # 样子里的内容都是虚构的；改成自己的，再拿掉这一行\n"


def manifest(box: Sandbox, name: str) -> Path:
    return box.root / f"galleries/{name}/gallery.yml"


def begun(box: Sandbox, *words: str) -> str:
    done = run(box, "new", *words)
    assert done.exit_code == 0, done.output
    return done.output


def written(box: Sandbox) -> list[str]:
    """What a check tells once the draft is let out."""
    for path in box.root.glob("galleries/*/gallery.yml"):
        path.write_text(re.sub("(?m)^draft:.*\n", "", path.read_text("utf-8")), "utf-8")
    return [str(problem) for problem in load(box.site()).problems if problem.is_error]


def test_the_corners_that_people_asked_for_are_there() -> None:
    assert NAMES == ["书画天地", "学习园地", "老年之友"]


def test_a_corner_of_calligraphy_is_written_like_this(sandbox: Sandbox) -> None:
    sandbox.photo("galleries/书画天地/兰亭.jpg")
    assert begun(sandbox, "书画天地") == (
        "新建了 galleries/书画天地/gallery.yml，是草稿。"
        "改成自己的，拿掉 draft 那一行，再运行 loudao check\n"
    )
    assert manifest(sandbox, "书画天地").read_text("utf-8") == (
        "# yaml-language-server: $schema=../.schema/gallery.json\n"
        f"{DRAFT}"
        'title: "书画天地"\n'
        "at: 农行小区/3号楼/2单元\n"
        "style: ink\n"
        "intro: |\n"
        "  邻居们写的字、画的画，一层一层往上看。\n"
        "\n"
        "  每周在活动室有一次笔会，拿得起笔的都来。\n"
        "# consent: {by: 谁收的同意书, on: 2026-11-01} # 作者都同意公开，就去掉开头的“# ”\n"
        "# poster: {size: A2} # 海报不写就是 A3；去掉开头的“# ”，印大一号\n"
        "works:\n"
        "  - photo: 兰亭.jpg\n"
        "    title: 无题 # 改成作品的名字\n"
        "    artist: # 作者，不知道就空着\n"
        "    form: # 书法、国画、篆刻、油画、水彩、素描\n"
        "    size: # 原作的宽和高，例如 68x136cm\n"
        "    mount: # 镜框、立轴、横披、裸纸……\n"
        "    floor: # 挂在几层\n"
        "    alt: # 画面上有什么，一句话，给看不见图的人；书法写上头几个字\n"
    )


@pytest.mark.parametrize("photos", [[], PHOTOS], ids=["no photos", "photos"])
@pytest.mark.parametrize(
    "words", [("{}",), ("三号楼{}",), ("gallery", "{}"), ("楼道画廊", "三号楼{}"), ("{}", "春风")]
)
@pytest.mark.parametrize("corner", CORNERS, ids=NAMES)
def test_a_corner_is_a_draft_and_sound_as_it_is(
    corner: Corner, words: tuple[str, ...], photos: list[str], sandbox: Sandbox
) -> None:
    said = [word.format(corner.name) for word in words]
    name = said[-1]
    for photo in photos:
        sandbox.photo(f"galleries/{name}/{photo}")
    begun(sandbox, *said)
    text = manifest(sandbox, name).read_text("utf-8")
    assert text.startswith(f"# yaml-language-server: $schema=../.schema/gallery.json\n{DRAFT}")
    plan = load(sandbox.site())
    assert [str(p) for p in plan.problems if p.is_error] == []
    assert plan.community.sheets == ()
    assert written(sandbox) == []
    [sheet] = load(sandbox.site()).community.sheets
    assert (sheet.fields.title, sheet.fields.at) == (name, "nonghang/3/2")
    assert [work.photo for work in sheet.fields.all_works if work.photo] == photos


@pytest.mark.parametrize("corner", CORNERS, ids=NAMES)
def test_every_line_that_waits_behind_a_mark_is_sound_without_it(
    corner: Corner, sandbox: Sandbox
) -> None:
    begun(sandbox, corner.name)
    sandbox.photo(f"galleries/{corner.name}/照片.jpg")
    path = manifest(sandbox, corner.name)
    text = re.sub(r"(?m)^  # 有照片.*\n", "", path.read_text("utf-8"))
    path.write_text(re.sub(r"(?m)^( *)# (?!yaml)", r"\1", text), "utf-8")
    assert written(sandbox) == []
    [sheet] = load(sandbox.site()).community.sheets
    assert "照片.jpg" in [work.photo for work in sheet.fields.all_works]
    assert sheet.fields.poster.size == "A2" or len(sheet.fields.poster.couplet) == 2


@pytest.mark.parametrize("corner", CORNERS, ids=NAMES)
def test_photos_that_come_later_are_added(corner: Corner, sandbox: Sandbox) -> None:
    begun(sandbox, corner.name)
    before = manifest(sandbox, corner.name).read_text("utf-8")
    sandbox.photo(f"galleries/{corner.name}/春.jpg")
    assert "里加了 1 张照片" in begun(sandbox, "gallery", corner.name)
    after = manifest(sandbox, corner.name).read_text("utf-8")
    assert "photo: '春.jpg'" in after
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []


def test_a_second_one_is_refused_and_the_names_it_may_have_work(sandbox: Sandbox) -> None:
    begun(sandbox, "书画天地")
    sandbox.write("galleries/书画天地2/照片.txt", "")
    before = manifest(sandbox, "书画天地").read_bytes()
    refused = run(sandbox, "new", "书画天地")
    assert refused.exit_code == 1
    assert refused.output == (
        "错误：galleries/书画天地/gallery.yml 已经有了。"
        "要再办一个就换个名字：loudao new 书画天地3；"
        "把新照片加进已有的：loudao new gallery 书画天地\n"
    )
    assert manifest(sandbox, "书画天地").read_bytes() == before
    assert "没有要加的" in begun(sandbox, "gallery", "书画天地")
    begun(sandbox, "书画天地3")
    assert 'title: "书画天地3"' in manifest(sandbox, "书画天地3").read_text("utf-8")


def test_what_is_neither_a_kind_nor_a_corner_is_told_both(sandbox: Sandbox) -> None:
    refused = run(sandbox, "new", "花园")
    assert refused.exit_code == 1
    assert refused.output.endswith("或者现成的园地：书画天地、学习园地、老年之友\n")
    assert "书画天地、学习园地、老年之友" in run(sandbox, "new", "--help").output
    assert run(sandbox, "new", "gallery").output == "错误：要有名字，名字里不能有斜杠\n"
    assert run(sandbox, "new", "书画天地/甲").output == "错误：要有名字，名字里不能有斜杠\n"


def test_a_site_has_corners_of_its_own(sandbox: Sandbox) -> None:
    own = "title: 花\nat: nonghang/3/2\nstyle: plain\nworks:\n  - photo: a.jpg\n    title: 花\n"
    sandbox.write("kinds/gallery/corners/花卉角.yml", own)
    sandbox.write("kinds/gallery/corners/书画天地.yml", own)
    sandbox.photo("galleries/花卉角/b.jpg")
    begun(sandbox, "花卉角")
    text = manifest(sandbox, "花卉角").read_text("utf-8")
    assert text.endswith("style: plain\nworks:\n  - photo: b.jpg\n    title: 花\n")
    begun(sandbox, "书画天地")
    assert "style: plain" in manifest(sandbox, "书画天地").read_text("utf-8")
    (sandbox.root / "kinds/gallery/corners/坏的.yml").mkdir()
    refused = run(sandbox, "new", "坏的")
    assert refused.exit_code == 1 and not manifest(sandbox, "坏的").exists()
    assert (
        refused.output
        == "kinds/gallery/corners/坏的.yml:1:1: 不是文件，没有读。拿走它，换成真的文件\n有 1 处错误\n"
    )


def test_of_two_names_in_one_the_longer_is_meant() -> None:
    kind, path = CORNERS[0].kind, CORNERS[0].path
    short, long = Corner("天地", kind, path), Corner("书画天地", kind, path)
    assert corner_in("三号楼书画天地", [short, long]) is long
    assert corner_in("儿童天地", [short, long]) is short
    assert corner_in("春", [short, long]) is None


@pytest.mark.parametrize("corner", CORNERS, ids=NAMES)
def test_no_word_of_a_corner_reaches_paper_before_its_draft_is_let_out(
    corner: Corner, sandbox: Sandbox
) -> None:
    sandbox.with_address().photo(f"galleries/{corner.name}/春.jpg")
    begun(sandbox, corner.name)
    made = print_sheets(sandbox.site(keep_going=True), TODAY, PrintOptions(("gallery",)))
    assert made.printed == ()
