"""Nobody is shown who did not agree, and whoever was not asked is asked about once."""

from __future__ import annotations

from datetime import date

import pytest

from conftest import TODAY, Sandbox, load, pages_of, print_sheets
from loudao.story.printing import PrintOptions

GALLERY = "title: 春\nat: nonghang/3/2\n{0}works:\n  - {{text: 诗, title: 甲, artist: {1}, alt: 甲{2}}}\n  - {{text: 词, title: 乙, artist: 书画班, alt: 乙}}\n"
ASK = (
    "galleries/春/gallery.yml:{}:3: 提醒：有 1 位作者（张三）没有写同意不同意公开。都签了同意书就写一行 "
    "consent: {{by: 谁收的, on: 2026-11-01}}；不同意的在作品下面写 consent: no"
)


def told(box: Sandbox, today: date = TODAY) -> list[str]:
    return [str(p) for p in load(box.site(), today).problems]


def test_missing_consent_is_asked_for_once_a_gallery(sandbox: Sandbox) -> None:
    sandbox.gallery("春", GALLERY.format("", "张三", ""))
    assert told(sandbox) == [ASK.format(4)]


@pytest.mark.parametrize(
    "artist", ["赵福生", "欧阳会", "王学友", "李家", "陈园", "刘团圆", "林望山"]
)
def test_a_person_is_asked_about_whatever_the_name_ends_in(artist: str, sandbox: Sandbox) -> None:
    sandbox.gallery("春", GALLERY.format("", artist, ""))
    [asked] = told(sandbox)
    assert f"有 1 位作者（{artist}）没有写同意不同意公开" in asked


@pytest.mark.parametrize(
    "said",
    [
        "yes",
        "是",
        "{by: 居委会, on: 2026-11-01}",
        "{by: 本人, on: 2026年11月1日, until: 2027-11-01}",
    ],
)
def test_a_gallery_or_a_work_says_that_all_agreed(said: str, sandbox: Sandbox) -> None:
    sandbox.gallery("春", GALLERY.format(f"consent: {said}\n", "张三", ""))
    assert told(sandbox) == []
    sandbox.gallery("春", GALLERY.format("", "张三", f", consent: {said}"))
    assert told(sandbox) == []


@pytest.mark.parametrize("where", ["gallery", "work"])
@pytest.mark.parametrize("said", ["no", "否", "{by: 本人, until: 2026-11-20}"])
def test_who_did_not_agree_or_no_more_is_shown_nowhere(
    said: str, where: str, sandbox: Sandbox
) -> None:
    consent = f"consent: {said}"
    own = f", {consent}" if where == "work" else ""
    sandbox.gallery("春", GALLERY.format(f"{consent}\n" if where == "gallery" else "", "张三", own))
    built = sandbox.build(keep_going=True)
    assert not any("张三" in html or "甲" in html for html in pages_of(built).values())
    made = print_sheets(sandbox.with_address().site(), TODAY, PrintOptions(("all",)))
    assert not any("甲" in str(done.print.composed.says) for done in made.printed)
    assert any("网页和纸上都没有它" in line for line in told(sandbox))


def test_consent_that_ends_holds_on_its_last_day(sandbox: Sandbox) -> None:
    sandbox.gallery("春", GALLERY.format("consent: {by: 本人, until: 2026-11-21}\n", "张三", ""))
    assert told(sandbox, date(2026, 11, 21)) == []
    assert told(sandbox, date(2026, 11, 22))[1] == (
        "galleries/春/gallery.yml:5:5: 提醒：作品“甲”的授权到 2026-11-21 为止，网页和纸上都没有它了。"
        "又签了就改 until；不展了就从清单里拿掉"
    )


def test_people_in_a_photo_are_asked_about_with_the_artists(sandbox: Sandbox) -> None:
    sandbox.gallery("春", GALLERY.format("", "张三", ", people: [李四, 张三]"))
    [asked] = told(sandbox)
    assert "有 2 位作者、照片里的人（张三、李四）没有写同意不同意公开" in asked


def where_shown(box: Sandbox) -> set[str]:
    """What the photo of 甲 and its title get to."""
    built = box.build(keep_going=True)
    picture = built.plan.pictures.works["work:春/兰亭"]
    found = set()
    if any("甲" in html for html in pages_of(built).values()):
        found.add("web")
    if {d.uri for d in picture.derivatives} & built.made.media.keys():
        found.add("photo")
    offered = [printed.print for printed in built.made.prints]
    if any("甲" in str(p.composed.says) for p in offered):
        found.add("offered")
    made = print_sheets(box.site(), TODAY, PrintOptions(("all",))).printed
    says = {done.print.paper.name: str(done.print.composed.says) for done in made}
    return found | {name for name, said in says.items() if "甲" in said}


WALL, SITE = {"poster", "labels", "hanging-plan"}, {"web", "photo"}


@pytest.mark.parametrize(
    ("scope", "shown"),
    [
        ("网站", SITE),
        ("墙上", WALL),
        ("印刷", {"catalogue"}),
        ("[web, Wall]", SITE | WALL | {"offered"}),
        ("[网站, 墙上, 印刷, 简报]", SITE | WALL | {"offered", "catalogue"}),
        ("简报", set()),
        ("newsletter", set()),
    ],
)
@pytest.mark.parametrize("of", ["gallery", "work"])
def test_a_work_is_shown_where_its_author_agreed_and_nowhere_else(
    of: str, scope: str, shown: set[str], sandbox: Sandbox
) -> None:
    sandbox.photo("galleries/春/兰亭.jpg")
    said = f"consent: {{by: 本人, for: {scope}}}"
    text = "title: 春\nat: nonghang/3/2\n{}works:\n  - {{photo: 兰亭.jpg, title: 甲, alt: 甲{}}}\n"
    text += "  - {{text: 词, title: 乙, alt: 乙, consent: yes}}\n"
    gallery = text.format(f"{said}\n", "") if of == "gallery" else text.format("", f", {said}")
    sandbox.gallery("春", gallery)
    sandbox.with_address()
    assert where_shown(sandbox) == shown
    targets = sandbox.plan().codes.targets
    assert targets["work:春/兰亭"].uri == (
        "galleries/春/兰亭/" if "web" in shown else "galleries/春/"
    )


def test_an_unknown_use_is_told_with_those_there_are(sandbox: Sandbox) -> None:
    sandbox.gallery("春", GALLERY.format("consent: {for: [网上]}\n", "张三", ""))
    assert told(sandbox)[0] == (
        "galleries/春/gallery.yml:3:17: for：没有“网上”这一项，是不是 网站？"
        "可以写：wall 墙上、web 网站、print 印刷、newsletters 简报"
    )


@pytest.mark.parametrize(
    "artist", ["张小明 8岁", "张小明（13 岁）", "李子涵 三年级", "小三班 王一鸣"]
)
def test_for_children_a_guardian_agrees(artist: str, sandbox: Sandbox) -> None:
    sandbox.gallery("春", GALLERY.format("consent: yes\n", artist, ""))
    assert told(sandbox) == [
        f"galleries/春/gallery.yml:5:33: 提醒：作者“{artist}”不满十四岁，要监护人同意。"
        "写 consent: {guardian: 监护人, on: 2026-11-01}，作者只写名字不写姓"
    ]
    sandbox.gallery("春", GALLERY.format("consent: {guardian: 母亲, on: 2026-11-01}\n", artist, ""))
    assert told(sandbox) == []


@pytest.mark.parametrize(
    "artist", ["书画班", "五号楼居民集体", "三年级学生", "佚名", "张三 15岁", "老年大学"]
)
def test_groups_and_grown_ups_are_not_asked_about_guardians(artist: str, sandbox: Sandbox) -> None:
    sandbox.gallery("春", GALLERY.format("", artist, ""))
    assert told(sandbox) == []


PLATES = (
    "kind: door-plates\ntitle: 中共党员\nat: nonghang/3/2\n{}list: 名单.csv\nlines: ['{{姓名}}']\n"
)


def test_lists_that_hang_are_asked_about_and_who_refused_is_left_out(sandbox: Sandbox) -> None:
    sandbox.write("galleries/门牌/print.yml", PLATES.format(""))
    sandbox.write("galleries/门牌/名单.csv", "姓名,门牌\n张三,101\n李四,102\n")
    [asked] = told(sandbox)
    assert "名单上有 2 个人，没有写同意不同意贴出来" in asked
    sandbox.write(
        "galleries/门牌/print.yml", PLATES.format("consent: {by: 支部, on: 2026-11-01}\n")
    )
    assert told(sandbox) == []
    sandbox.write("galleries/门牌/print.yml", PLATES.format(""))
    sandbox.write("galleries/门牌/名单.csv", "姓名,门牌,同意\n张三,101,是\n李四,102,否\n")
    assert told(sandbox) == [
        "galleries/门牌/名单.csv:3:1: 提醒：名单上有 1 个人没有同意，没有印他们的。同意了再改成“是”"
    ]
    made = print_sheets(sandbox.with_address().site(), TODAY, PrintOptions(("all",)))
    said = "".join(str(done.print.composed.says) for done in made.printed)
    assert "张三" in said and "李四" not in said
