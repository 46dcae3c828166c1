"""Every kind of sheet in every style: opened, measured, read and scanned."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import TODAY, Sandbox, print_sheets
from loudao.kinds import load_kinds
from loudao.plan.made import Printed
from loudao.story.printing import PrintOptions, PrintResult
from loudao.styles.faces import Faces
from loudao.styles.styles import load_styles
from pdf import (
    check_with_qpdf,
    conformance_of,
    decode_codes,
    fonts_of,
    in_order,
    page_sizes_mm,
    words_of,
)

STYLES = sorted(load_styles(Path(), Faces())[0].by_name)

ORDER = {
    "书画天地-海报": ("书画天地", "临《兰亭序》", "老年书画班", "厚德载物", "楼头学书"),
    "停水通知-海报": ("停水通知", "8", "12", "3号楼", "因更换二次供水水泵", "停水期间请关好水龙头", "给大家添麻烦了", "扫码看全文", "2026年11月21日", "公章"),
    "书画天地-展签": ("临《兰亭序》", "1层", "老年书画班", "农行小区 3号楼 2单元", "厚德载物"),
    "农行小区-3号楼-2单元-挂牌": ("花园社区", "3号楼 2单元", "扫一扫", "编号", "huayuan.example/Q/96TH"),
    "农行小区-3号楼-2单元-3层-楼层牌": ("3", "层", "农行小区 3号楼 2单元", "书画天地", "寒山石径图", "往上走", "4层"),
    "书画天地-图录": ("图录", "目录", "临《兰亭序》", "前言", "曹操《观沧海》", "作者索引", "周素秋"),
    "中共党员-门牌": ("中共党员", "201 室", "读书角管理员", "302 室"),
    "党员社区活动反馈卡-反馈卡": ("党员社区活动反馈卡", "编号 0001", "活动", "居民的话", "签名", "意见箱"),
    "荣誉证书-证书": ("荣誉证书", "何墨林 老师：", "《春山》", "一等奖", "特发此证", "花园社区居民委员会", "第 0001 号"),
    "致居民的一封信-一封信": ("第 0001 号", "致居民的一封信", "农行小区 3号楼 1单元的各位邻居：", "天气转凉", "消防通道", "扫码回话", "2026年11月20日"),
    "楼道值班表-值班表": ("楼道值班表", "每户一周", "周次", "门牌", "11.30", "12.6", "101", "302"),
    "花园社区简报2026-年第-4-期-简报": ("花园社区简报", "2026 年第 4 期", "雪后扫出回家路", "冬衣捐赠", "楼道里挂什么", "停水通知", "有话要说"),
}  # fmt: skip
"""What can be copied out of each sheet, in the order in which one reads it."""


@pytest.fixture(scope="module", params=STYLES)
def everything(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> PrintResult:
    """All that the demo prints, in one style."""
    from conftest import copy_demo

    box = copy_demo(tmp_path_factory.mktemp("demo"))
    return print_sheets(box.site(), TODAY, PrintOptions(("all",), style=request.param))


@pytest.mark.slow
def test_every_kind_of_sheet_is_there_and_nothing_is_wrong(everything: PrintResult) -> None:
    assert {done.print.paper.name for done in everything.printed} == set(load_kinds()[0].papers)
    assert everything.problems == ()


@pytest.mark.slow
def test_every_pdf_is_sound_tagged_and_has_its_fonts_inside(everything: PrintResult) -> None:
    for done in everything.printed:
        name = done.print.name
        assert check_with_qpdf(done.pdf) == "", name
        assert conformance_of(done.pdf) == {"A-2a", "UA-1"}, name
        fonts = fonts_of(done.pdf)
        assert fonts, name
        assert all(fonts.values()), (name, fonts)
        assert all("Noto" in face and "SC" in face for face in fonts), (name, fonts)


@pytest.mark.slow
def test_every_page_is_the_size_that_it_says(everything: PrintResult) -> None:
    for done in everything.printed:
        sizes = page_sizes_mm(done.pdf)
        assert sizes == [done.print.extent] * done.pages, done.print.name


@pytest.mark.slow
def test_every_code_of_every_sheet_is_read(everything: PrintResult) -> None:
    for order in everything.orders:
        printed = order.printed
        proved = {code.text for code in order.proof.codes}
        assert set(decode_codes(printed.pdf)) == proved, printed.print.name
        assert len(proved) == len({code.identity for code in printed.print.codes})


@pytest.mark.slow
def test_words_of_every_sheet_can_be_copied_out_in_order(everything: PrintResult) -> None:
    by_name = {done.print.name.rpartition("-")[0]: done for done in everything.printed}
    for name, parts in ORDER.items():
        words = words_of(by_name[name].pdf)
        assert in_order(words, *parts), (name, words[:400])
    # each style has its own place for these
    poster = words_of(by_name["书画天地-海报"].pdf)
    for part in (
        "银行退下来的老同事们",
        "花园社区居民委员会",
        "扫码看全部 8 件",
        "农行小区 3号楼 2单元",
    ):
        assert in_order(poster, part), part


@pytest.mark.slow
def test_version_stands_on_every_sheet(everything: PrintResult) -> None:
    for done in everything.printed:
        if done.print.paper.name != "labels":  # there each label has its own
            assert f"版{done.print.version}" in words_of(done.pdf), done.print.name


def set_one(box: Sandbox, selector: str, **options: object) -> Printed:
    result = print_sheets(box.site(), TODAY, PrintOptions((selector,), **options))  # type: ignore[arg-type]
    assert [p for p in result.problems if p.is_error] == []
    [done] = result.printed
    return done


def notice(box: Sandbox, body: str, front: str = "") -> None:
    box.write(
        "docs/n.md", f"---\nkind: notice\ntitle: 通知\nboards: [east-gate]\n{front}---\n{body}"
    )


def test_notice_shows_its_pictures_and_its_links_as_codes(sandbox: Sandbox) -> None:
    sandbox.photo("docs/图/合影.jpg", (900, 600))
    sandbox.gallery("春", "title: 春\nat: nonghang/3/2\nworks: []\n")
    notice(
        sandbox,
        "先看[报名](https://example.cn/bm)，再看[画廊](galleries/春/)。\n\n"
        "![合影](图/合影.jpg)\n\n[没有的](nowhere/) ![没有](无.jpg)\n",
    )
    done = set_one(sandbox, "notice")
    codes = decode_codes(done.pdf)
    assert "https://example.cn/bm" in codes
    assert len(codes) == 3
    assert [i.picture.source for i in done.print.images] == ["docs/图/合影.jpg"]
    assert in_order(
        words_of(done.pdf), "通知", "先看报名", "再看画廊", "报名", "贴在", "扫码看全文"
    )


def test_couplet_hangs_at_both_sides_of_a_festive_poster(sandbox: Sandbox) -> None:
    sandbox.gallery(
        "春",
        "title: 迎春\nat: nonghang/3/2\n"
        "poster: {style: festival, couplet: [一帆风顺年年好, 万事如意步步高]}\n"
        "works:\n  - {title: 福, text: 福到}\n",
    )
    done = set_one(sandbox, "poster")
    assert in_order(words_of(done.pdf), "迎春", "一帆风顺年年好", "万事如意步步高", "福到")


def test_photos_are_cropped_only_where_asked(sandbox: Sandbox) -> None:
    sandbox.photo("galleries/春/长.jpg", (1600, 400))
    text = "title: 春\nat: nonghang/3/2\n{}works:\n  - {{photo: 长.jpg, title: 长, alt: 长}}\n"
    sandbox.gallery("春", text.format(""))
    [whole] = set_one(sandbox, "poster").print.composed.sets["works"]
    assert whole["w"] / whole["h"] == pytest.approx(4, rel=0.01)
    sandbox.gallery("春", text.format("poster: {crop: yes}\n"))
    [cut] = set_one(sandbox, "poster").print.composed.sets["works"]
    assert cut["w"] / cut["h"] == pytest.approx(1.4, rel=0.01)


def test_large_print_has_larger_letters_and_takes_more_sheets(sandbox: Sandbox) -> None:
    notice(
        sandbox, "\n\n".join("请各家各户准备好水桶，停水期间不要用电热水器。" for _ in range(36))
    )
    small, large = set_one(sandbox, "notice"), set_one(sandbox, "notice", large=True, size="A3")
    assert large.pages > small.pages
    assert large.print.name == "通知-海报-A3-大字"
    assert words_of(large.pdf).count("请各家各户") == 36


def test_long_text_on_a_poster_is_cut_where_it_ends_and_says_so(sandbox: Sandbox) -> None:
    prose = "楼道里有了书声，孩子们放学都愿意停下来。" * 120
    sandbox.gallery(
        "春",
        f"title: 春\nat: nonghang/3/2\nworks:\n  - {{title: 记, text: {prose}}}\n  - {{title: 乙, text: {prose}}}\n",
    )
    words = words_of(set_one(sandbox, "poster").pdf)
    assert words.count("……（全文请扫码）") == 2


@pytest.mark.parametrize("size", ["A5", "A4", "A2", "A1", "A0"])
def test_poster_on_any_paper_is_read_from_as_far_as_its_paper_says(
    size: str, sandbox: Sandbox
) -> None:
    notice(sandbox, "停水。")
    done = set_one(sandbox, "notice", size=size, profile=_inkjet())
    assert done.print.composed.size == size
    assert page_sizes_mm(done.pdf) == [done.print.extent]
    assert len(decode_codes(done.pdf, 75)) == 1


def _inkjet() -> object:
    from loudao.compose.sizes import PROFILES

    return PROFILES["inkjet"]


def test_vertical_title_turns_its_brackets_and_keeps_its_words(sandbox: Sandbox) -> None:
    title = "迎“七一”《红色记忆》（2026年）第12届，书画展。"
    sandbox.gallery("春", f"title: {title}\nat: nonghang/3/2\nstyle: ink\nworks: []\n")
    words = words_of(set_one(sandbox, "poster").pdf)
    assert in_order(words, "迎﹃七一﹄《红色记忆》（2026年）第12届，书画展。")


def test_rare_character_in_a_name_is_printed(sandbox: Sandbox) -> None:
    sandbox.gallery(
        "春", "title: 春\nat: nonghang/3/2\nworks:\n  - {title: 甲, text: 诗, artist: 张𠅤}\n"
    )
    done = set_one(sandbox, "poster")
    assert "张𠅤" in words_of(done.pdf)
    assert all(fonts_of(done.pdf).values())


def test_site_style_of_its_own_is_used_and_told_when_broken(sandbox: Sandbox) -> None:
    plain = load_styles(Path(), Faces())[0].by_name["plain"].folder
    for name in ("style.json", "style.typ", "page.css"):
        sandbox.write(f"styles/ours/{name}", (plain / name).read_bytes())
    notice(sandbox, "停水。", "poster: {style: ours}\n")
    assert set_one(sandbox, "notice").print.composed.sets["style"] == "ours"
    sandbox.write(
        "styles/ours/style.typ", '#import "../../lib.typ": *\n#let text-poster() = nothing\n'
    )
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("notice",)))
    assert [p.what for p in result.problems] == [
        "“通知-海报-A3”印不出来：排版时出错（unknown variable: nothing）"
    ]
    sandbox.write("styles/ours/style.json", '{"label": "我们的"}')
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("notice",)))
    assert "样式“ours”的 works 不对" in [p.what for p in result.problems]


def test_brush_face_is_used_only_where_it_has_every_character(sandbox: Sandbox) -> None:
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    for corner in ((50, 0), (50, 700), (700, 700), (700, 0)):
        (pen.moveTo if corner == (50, 0) else pen.lineTo)(corner)
    pen.closePath()
    square = pen.glyph()
    builder = FontBuilder(1000)
    names = [".notdef", "a", "b"]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord("春"): "a", ord("意"): "b"})
    builder.setupGlyf(dict.fromkeys(names, square))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable(
        {
            "familyName": "Ma Shan Zheng",
            "styleName": "Regular",
            "fullName": "Ma Shan Zheng Regular",
            "psName": "MaShanZheng-Regular",
            "uniqueFontIdentifier": "test",
            "version": "1",
        }
    )
    builder.setupOS2(sTypoAscender=880, usWinAscent=900, usWinDescent=200)
    builder.setupPost()
    (sandbox.root / "fonts").mkdir()
    builder.save(sandbox.root / "fonts/brush.ttf")
    text = "title: {}\nat: nonghang/3/2\nstyle: ink\nworks: []\n"
    sandbox.gallery("春", text.format("春意"))
    assert any("MaShanZheng" in face for face in fonts_of(set_one(sandbox, "poster").pdf))
    sandbox.gallery("春", text.format("春意浓"))
    assert not any("MaShanZheng" in face for face in fonts_of(set_one(sandbox, "poster").pdf))


def test_photo_that_shows_a_code_is_printed_and_its_code_is_none_of_ours(sandbox: Sandbox) -> None:
    import zxingcpp
    from PIL import Image

    barcode = zxingcpp.create_barcode("https://example.cn/group", zxingcpp.BarcodeFormat.QRCode)
    image = Image.fromarray(barcode.to_image(scale=12, add_quiet_zones=True)).convert("RGB")
    (sandbox.root / "docs").mkdir(exist_ok=True)
    image.save(sandbox.root / "docs/群.png")
    notice(sandbox, "![群](群.png)\n\n扫码进群。\n")
    done = set_one(sandbox, "notice")
    assert len(decode_codes(done.pdf, 200)) == 2
    assert len(done.print.codes) == 1


def test_what_a_notice_leaves_out_is_told(sandbox: Sandbox) -> None:
    notice(sandbox, f"![合影](无.jpg)\n\n[报名](https://example.cn/{'x' * 1700})\n")
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("notice",)))
    assert [p.what for p in result.problems] == [
        "链接“报名”有 1719 个字，印不成短码，海报上没有它",
        "正文里的图片“无.jpg”找不到，纸上没有它",
    ]
    assert len(result.printed) == 1


def test_long_names_lose_their_place_and_never_what_tells_them_apart(sandbox: Sandbox) -> None:
    title = "社区老年书画班与青少年书法培训班迎国庆庆重阳楼道书画作品联合展览第二期汇报展"
    boards = "".join(f"  - {{id: b{n}, name: 第{n}小区东门外侧大宣传栏}}\n" for n in range(6))
    places = (sandbox.root / "galleries/places.yml").read_text("utf-8")
    sandbox.write("galleries/places.yml", places + boards)
    sandbox.gallery(
        "春",
        f"title: {title}\nfrom: 2026-11-01\nuntil: 2026-12-31\nboards: [b0, b1, b2, b3, b4, b5]\n"
        "works:\n  - {title: 甲, text: 一}\n",
    )
    runs = [
        print_sheets(sandbox.site(), TODAY, PrintOptions(words))
        for words in (("春",), ("春", "catalogue"))
    ]
    names = [order.name for run in runs for order in run.orders]
    assert [p.what for run in runs for p in run.problems if p.is_error] == []
    assert len(set(names)) == 3
    assert all(len(f"{name}.pdf".encode()) <= 255 for name in names)
    assert {name.rpartition("-A")[0][-2:] for name in names} == {"海报", "展签", "图录"}


def test_unknown_style_and_unknown_selector_are_told(sandbox: Sandbox) -> None:
    notice(sandbox, "停水。")
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("notice",), style="inkk"))
    assert result.files == ()
    assert [p.what for p in result.problems] == ["没有“inkk”这个样式，是不是 ink？"]
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("notice", "没有")))
    assert len(result.printed) == 1
    assert [p.what for p in result.problems] == ["没有符合“没有”的东西可印"]


def test_work_order_survives_characters_that_no_face_has(sandbox: Sandbox) -> None:
    notice(sandbox, "停水。")
    print_sheets(sandbox.site(), TODAY)  # beside an error only bound codes go on paper
    sandbox.write("docs/m.md", "---\nkind: notice\ntitle: 坏\nboards: [east-gate]\n---\n笑😀\n")
    result = print_sheets(sandbox.site(keep_going=True), TODAY, PrintOptions(("通知",)))
    assert [name for name, _ in result.files][-1] == "工单"
    assert "U+1F600" in words_of(dict(result.files)["工单"])


def test_invisible_characters_and_addresses_are_no_missing_glyphs(sandbox: Sandbox) -> None:
    notice(sandbox, "停\u200b水\u2060。[看](https://example.cn/😀)\n")
    assert set_one(sandbox, "notice").pages == 1
