"""Nothing private goes on a wall or a page without anybody having meant it."""

from __future__ import annotations

from collections import Counter
from typing import Any, get_args

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from conftest import MKDOCS_YML, TODAY, Rounds, Sandbox, open_workshop
from loudao.cli import main
from loudao.plan.checks.personal import Sort, find_personal, found_in, masked
from loudao.plan.plan import make_plan
from personal_corpus import lines

RECALL, PRECISION = 0.99, 0.97
"""The share of personal data that is found, and of what is found that is personal."""

ID = "330106195103074524"
CARD = "6222021234567890128"


def test_personal_data_is_found_and_other_numbers_are_let_be(rounds: Rounds) -> None:
    found, missed, false = Counter[str](), Counter[str](), Counter[str]()
    for line in lines(rounds(5_000, 50_000), seed=11):
        told = {one.sort for one in find_personal(line.text)}
        found.update(told & line.sorts)
        missed.update(line.sorts - told)
        beside = {"手机号", "住址"} if "敏感情况" in line.sorts else set()
        false.update(told - line.sorts - beside)
    for sort in sorted({*found, *missed, *false}):
        assert found[sort] / (found[sort] + missed[sort]) >= RECALL, sort
        assert found[sort] / (found[sort] + false[sort]) >= PRECISION, sort
    assert set(found) == set(get_args(Sort)) - {"住户名单"}


@pytest.mark.parametrize(
    ("text", "may_stay"),
    [
        ("联系人张三 13800138000", "联系人张三 138****8000"),
        ("电话：０５７１-８７６５４３２１", "电话：0571-****4321"),
        (f"身份证 {ID}", "身份证 3301**********4524"),
        (f"卡号 {CARD}", "卡号 ***************0128"),
        ("一三八零零一三八零零零", "138****8000"),
        ("张三住3号楼2单元501室", "张三住3号楼"),
        ("车牌浙A·12345", "车牌浙A·***45"),
        ("张三 1951年3月7日出生", "张三 1951年出生"),
    ],
)
def test_what_may_be_pasted_instead_holds_no_personal_data(text: str, may_stay: str) -> None:
    assert masked(text, find_personal(text)).translate(_NARROW) == may_stay
    assert find_personal(may_stay) == []


_NARROW = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)}


def _told(sandbox: Sandbox, settings: str = "") -> list[str]:
    if settings:
        sandbox.write("mkdocs.yml", MKDOCS_YML.replace("loudao]", f"loudao: {settings}]"))
    site = sandbox.site()
    return [str(p) for p in make_plan(site, TODAY, open_workshop(site)).problems]


NOTICE = "---\nkind: notice\ntitle: 停水通知\nboards: [east-gate]\nfrom: 2026-11-01\n{more}---\n\n{words}\n"
PHONE = "手机号“138****8000”不能公开：贴在墙上，谁都可以打。"
ALLOW = '；本人同意公开就写 public: {"13800138000": 为什么可以公开}'


def test_a_phone_in_a_notice_is_told_at_its_column_with_the_words_to_paste(
    sandbox: Sandbox,
) -> None:
    sandbox.write("docs/a.md", NOTICE.format(more="", words="停水一天。\n\n请打13800138000。"))
    assert _told(sandbox) == [f"docs/a.md:10:3: 提醒：{PHONE}改成“请打138****8000。”{ALLOW}"]


def test_a_reason_makes_it_public_in_one_sheet_or_on_the_whole_site(sandbox: Sandbox) -> None:
    own = 'public: {"138-0013-8000": 网格员的工作电话}\n'
    sandbox.write("docs/a.md", NOTICE.format(more=own, words="请打13800138000。"))
    sandbox.write("docs/b.md", f"---\ntitle: 关于\n{own}---\n\n请打 138 0013 8000。\n")
    assert _told(sandbox) == []
    sandbox.write("docs/c.md", "请打 13800138000。\n")
    assert len(_told(sandbox)) == 1
    assert _told(sandbox, '{public: {"13800138000": 值班电话}}') == []


def test_the_contact_of_the_committee_is_public(sandbox: Sandbox) -> None:
    places = (sandbox.root / "galleries/places.yml").read_text("utf-8")
    sandbox.write("galleries/places.yml", places + "contact: 居委会 0571-87654321\n")
    sandbox.write("docs/a.md", NOTICE.format(more="", words="咨询：（0571）87654321"))
    assert _told(sandbox) == []


@pytest.mark.parametrize("number", [ID, CARD, f"低保户张三 住3号楼2单元501室 {ID}"])
def test_identity_and_card_numbers_stop_the_build(number: str, sandbox: Sandbox) -> None:
    sandbox.write("docs/a.md", f"# 关于\n\n{number}\n")
    assert sandbox.build().has_errors
    assert ID not in "".join(_told(sandbox)), "nor are they repeated in the log"


def test_every_place_that_is_published_is_looked_at(sandbox: Sandbox) -> None:
    """Titles, artists, notes, alt texts, intros, names of files and pages, tables, PDFs."""
    sandbox.photo("galleries/墨香/13800138001.jpg")
    sandbox.write(
        "galleries/墨香/gallery.yml",
        "title: 墨香 13800138002\nat: nonghang/3/2\nintro: 报名 13800138003\nworks:\n"
        "  - {photo: 13800138001.jpg, title: 荷花, artist: 张三 13800138004,\n"
        "     alt: 题字 13800138005, note: 买画找 13800138006}\n",
    )
    sandbox.write(
        "docs/张三13800138007.md", "# 关于\n\n|姓名|电话|\n|---|---|\n|张三|13800138008|\n"
    )
    sandbox.write(
        "docs/b.md", "---\ndescription: 找 13800138009\n---\n[名单](名单.xlsx) [表](表.pdf)\n"
    )
    book = Workbook()
    sheet: Any = book.active
    sheet.append(["姓名", "电话"])
    sheet.append(["张三", "13800138010"])
    book.save(sandbox.root / "docs/名单.xlsx")
    (sandbox.root / "docs/表.pdf").write_bytes(_pdf("13800138011"))
    plan = sandbox.plan()
    told = {found.finding.masked for found in found_in(plan.community, plan.tree, {})}
    for last in range(8001, 8012):
        assert f"138****{last}" in told


def _pdf(words: str) -> bytes:
    import typst

    return typst.compile(f"电话 {words}".encode())


def test_a_table_of_households_is_an_error(sandbox: Sandbox) -> None:
    rows = "|户主|门牌|\n|---|---|\n|张三|101|\n|李四|102|\n"
    sandbox.write("docs/a.md", f"# 名单\n\n{rows}")
    assert _told(sandbox) == [
        "docs/a.md:3:1: 住户名单“户主、门牌”不能公开：名字、门牌和电话排在一起，法律要单独同意。"
        "名字和门牌不要排在一张表里；要发给各户，用 kind: letters"
    ]


def test_two_hundred_of_one_sort_in_a_file_are_four_lines(sandbox: Sandbox) -> None:
    sandbox.write("docs/a.md", "\n\n".join(f"打 138001380{n:02}" for n in range(100)))
    told = _told(sandbox)
    assert len(told) == 4
    assert "（还有 96 处，loudao check --privacy 全列出来）" in told[-1]


def test_the_list_for_signature_has_all_of_it_masked_with_reasons(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = 'public: {"13800138000": 网格员的工作电话}\n'
    sandbox.write("docs/a.md", NOTICE.format(more=own, words="请打13800138000，或者13900139000。"))
    monkeypatch.chdir(sandbox.root)
    run = CliRunner().invoke(main, ["check", "--privacy", "--today", "2026-11-21"])
    assert run.exit_code == 0
    assert "| docs/a.md:9:3 | 手机号 | 138****8000 | 网格员的工作电话 |" in run.output
    assert "| docs/a.md:9:17 | 手机号 | 139****9000 |  |" in run.output
    assert "保存到 2029-11-21 以后" in run.output
    assert "13800138000" not in run.output and "13900139000" not in run.output


@pytest.mark.parametrize(
    "name",
    [
        "wx_camera_1700000000123", "WeChatIMG123", "WeChat_20231101123456", "mmexport1700000000123",
        "微信图片_20231101101010", "微信截图_20231101101010", "Weixin Image_20231101123456_12",
        "QQ图片20231101101010", "qq_pic_merged_1700000000", "microMsg.1700000000123",
        "IMG_20231101_101010", "VID20231101", "Screenshot_20231101_101010_com.tencent.mm",
    ],
)  # fmt: skip
def test_what_phones_call_photos_is_nobody_s_name_or_number(name: str, sandbox: Sandbox) -> None:
    sandbox.photo(f"galleries/墨香/{name}.jpg")
    works = f"works: [{{photo: '{name}.jpg', title: 荷花, alt: 荷花}}]"
    sandbox.gallery("墨香", f"title: 墨香\nat: nonghang/3/2\n{works}\n")
    assert [line for line in _told(sandbox) if "不能公开" in line] == []
    sandbox.photo("galleries/墨香/wx_zhang3feng.jpg")
    sandbox.gallery(
        "墨香", f"title: 墨香\nat: nonghang/3/2\n{works.replace(name, 'wx_zhang3feng')}\n"
    )
    assert len([line for line in _told(sandbox) if "微信号" in line]) == 1, (
        "what somebody wrote there still is"
    )
