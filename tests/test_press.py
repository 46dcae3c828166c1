"""What hangs on the wall: the demo's sheets opened, measured, read and scanned."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from pypdf import PdfReader

from conftest import TODAY, DemoSite, Sandbox, addresses_of, pages_of, print_sheets
from loudao.codes.address import characters_of
from loudao.compose.sizes import Size, size_mm
from loudao.story.printing import PrintOptions
from pdf import decode_codes, fonts_of, page_sizes_mm, text_of


def prints(demo: DemoSite) -> list[Path]:
    return sorted((demo.folder / "print").glob("*.pdf"))


def test_demo_has_a_poster_labels_and_plates(demo: DemoSite) -> None:
    names = {path.stem for path in prints(demo)}
    assert {
        "书画天地-海报-A3",
        "书画天地-展签-A4",
        "我们的四季-海报-A3",
        "停水通知-海报-A3",
    } <= names
    assert "农行小区-3号楼-2单元-挂牌-A5" in names
    assert "冬衣捐赠-捐赠榜-A3" in names
    assert len(names) == 31


def follow(site: Path, address: str) -> Path:
    """From a printed address through the forwarding page to the file it ends at."""
    assert address.startswith("HTTPS://HUAYUAN.EXAMPLE/Q/")
    parts = urlsplit(address)
    page = site / unquote(parts.path).strip("/") / "index.html"
    html = page.read_text("utf-8")
    target = html.partition('http-equiv="refresh" content="0; url=')[2].partition('"')[0]
    uri = unquote(urlsplit(urljoin(f"https://x/{unquote(parts.path).strip('/')}/", target)).path)
    return site / uri.strip("/")


def test_every_code_of_every_pdf_is_read_at_150_dpi_and_leads_to_a_page(demo: DemoSite) -> None:
    seen = set()
    for path in prints(demo):
        codes = decode_codes(path)
        assert codes, path.name
        for address in codes:
            assert follow(demo.folder, address).is_file(), (path.name, address)
            seen.add(characters_of(address))
    # 21 works, 4 + 11 sheets and 9 places, each on paper somewhere
    works = sum(1 for p in demo.folder.glob("galleries/*/*/index.html"))
    assert works == 21
    assert len(seen) == works + 15 + 9


def test_labels_have_one_code_for_each_work(demo: DemoSite) -> None:
    codes = decode_codes(demo.folder / "print/书画天地-展签-A4.pdf")
    assert len(codes) == len(set(codes)) == 8
    titles = [follow(demo.folder, code).parent.name for code in codes]
    assert sorted(titles) == sorted(
        ["兰亭", "厚德载物", "观沧海", "山居", "竹", "扇面", "春山", "楼头学书"]
    )


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("书画天地-海报-A3", (297, 420)),
        ("书画天地-展签-A4", (210, 297)),
        ("桂花苑-挂牌-A5", (148, 210)),
    ],
)
def test_paper_is_the_size_it_says(name: str, size: tuple[int, int], demo: DemoSite) -> None:
    assert page_sizes_mm(demo.folder / f"print/{name}.pdf") == [size]


def test_every_font_is_inside_and_chinese(demo: DemoSite) -> None:
    for path in prints(demo):
        fonts = fonts_of(path)
        assert fonts, path.name
        assert all(fonts.values()), (path.name, fonts)
        assert all("Noto" in name and "SC" in name for name in fonts), (path.name, fonts)


def test_pdf_is_tagged_titled_and_in_chinese(demo: DemoSite) -> None:
    reader = PdfReader(demo.folder / "print/书画天地-海报-A3.pdf")
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert str(root["/Lang"]).startswith("zh")  # type: ignore[index]
    assert reader.metadata is not None
    assert reader.metadata.title == "书画天地"
    xmp = root["/Metadata"].get_object().get_data().decode()  # type: ignore[index]
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_words_can_be_copied_out(demo: DemoSite) -> None:
    text = text_of(demo.folder / "print/停水通知-海报-A3.pdf").replace("\n", "")
    parts = [
        "停水通知",
        "8:00",
        "因更换二次供水水泵",
        "停水期间请关好水龙头",
        "给大家添麻烦了",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert "农行小区" in text


def test_photos_in_pdfs_carry_no_metadata(sandbox: Sandbox) -> None:
    from PIL import ExifTags, Image

    path = sandbox.photo("galleries/春/a.jpg", (1200, 800))
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "SECRETPHONE"
    with Image.open(path) as image:
        image.save(path, exif=exif, comment=b"SECRETCOMMENT")
    sandbox.gallery(
        "春", "title: 春\nat: nonghang/3/2\nworks:\n  - {photo: a.jpg, title: 甲, alt: 甲}\n"
    )
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("春",)))
    printed, problems = result.printed, result.problems
    assert problems == ()
    for done in printed:
        assert b"SECRET" not in done.pdf.read_bytes()


LONG = (
    "居民委员会关于进一步做好楼道书画长廊与宣传栏管理维护和定期更换工作的若干意见及补充说明（试行）"
)


@pytest.mark.parametrize("style", ["festival", "fresh", "ink", "plain", "red"])
@pytest.mark.parametrize(
    ("works", "size"),
    [(0, "A3"), (1, "A1"), (2, "A4"), (8, "A3"), (30, "A4"), (30, "A1"), (300, "A3")],
)
def test_posters_of_no_work_to_three_hundred(
    style: str, works: int, size: Size, sandbox: Sandbox
) -> None:
    lines = "".join(
        f"  - {{id: w{n}, title: 第{n}件{LONG[: n % 30]}, artist: {LONG[: n % 9]}, text: 一二三四五}}\n"
        for n in range(works)
    )
    sandbox.gallery(
        "春",
        f"title: {LONG}\nat: nonghang/3/2\nstyle: {style}\nworks:{(lines and chr(10) + lines) or ' []'}\n",
    )
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("poster",), size=size))
    assert [p.what for p in result.problems if p.what != "一件作品也没有"] == []
    [poster] = result.printed
    assert page_sizes_mm(poster.pdf) == [size_mm(size)]
    assert decode_codes(poster.pdf) == list(addresses_of(poster, sandbox))
    copied = text_of(poster.pdf).replace("\n", "").replace("（", "︵").replace("）", "︶")
    assert LONG[:10] in copied


def test_three_hundred_labels_run_over_as_many_sheets_as_they_need(sandbox: Sandbox) -> None:
    lines = "".join(f"  - {{id: w{n}, title: 第{n}件, text: 一}}\n" for n in range(300))
    sandbox.gallery("春", f"title: 春\nat: nonghang/3/2\nworks:\n{lines}")
    printed = print_sheets(sandbox.site(), TODAY, PrintOptions(("labels",))).printed
    [labels] = printed
    assert page_sizes_mm(labels.pdf) == [(210, 297)] * 30
    assert len(set(decode_codes(labels.pdf))) == 300


@pytest.mark.parametrize("style", ["ink", "plain", "red"])
def test_long_notice_flows_to_a_second_sheet(style: str, sandbox: Sandbox) -> None:
    body = "\n\n".join(f"第{n}条　{LONG}" for n in range(1, 40))
    sandbox.write(
        "docs/意见.md",
        f"---\nkind: notice\ntitle: 意见\nboards: [east-gate]\nposter: {{size: A4, style: {style}}}\n---\n{body}\n",
    )
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("notice",)))
    printed, problems = result.printed, result.problems
    [poster] = printed
    sizes = page_sizes_mm(poster.pdf)
    assert len(sizes) > 1
    assert [str(p) for p in problems] == [
        f"docs/意见.md:2:1: 提醒：“意见-海报-A4”一张排不下，分成了 {len(sizes)} 张（再小就看不清了）。"
        "几张挨着贴；只想贴一张就改短，或者用大一号的纸"
    ]
    assert set(sizes) == {(210, 297)}
    text = text_of(poster.pdf)
    assert all(f"第{n}条" in text.replace("\n", "") for n in range(1, 40))
    assert len(decode_codes(poster.pdf)) == 1, "on the last sheet"


@pytest.fixture(scope="module")
def printed_demo(demo: DemoSite, tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    """The demo in a folder of its own: printing writes down codes and versions."""
    return Sandbox(shutil.copytree(demo.box.root, tmp_path_factory.mktemp("printed") / "demo"))


@pytest.mark.parametrize(
    ("selectors", "names"),
    [
        (("nonghang/3",), {"农行小区-3号楼-挂牌-A5", "农行小区-3号楼-1单元-挂牌-A5", "农行小区-3号楼-2单元-挂牌-A5", "书画天地-海报-A3", "书画天地-展签-A4", "中共党员-门牌-A4", "楼道值班表-值班表-A3", "楼道粉刷和绿植-收支公示-A3", "我们的承诺-承诺榜-A3", *(f"农行小区-3号楼-2单元-{n}层-楼层牌-A4" for n in range(1, 7))}),
        (("east-gate",), {"我们的四季-海报-A3", "我们的四季-展签-A4", "停水通知-海报-A3", "2026年第三季度公共收益收支-公示-A3"}),
        (("重阳笔会",), {"重阳笔会-海报-A3"}),
        (("书画天地",), {"书画天地-海报-A3", "书画天地-展签-A4"}),
        (("notices/停水",), {"停水通知-海报-A3"}),
        (("exhibition",), {"我们的四季-海报-A3", "我们的四季-展签-A4"}),
    ],
)  # fmt: skip
def test_selectors_choose_by_place_board_kind_and_name(
    selectors: tuple[str, ...], names: set[str], printed_demo: Sandbox
) -> None:
    printed = print_sheets(printed_demo.site(), TODAY, PrintOptions(selectors)).printed
    assert {done.print.name for done in printed} == names


def test_same_input_gives_the_same_bytes(demo: DemoSite, demo_copy: Sandbox) -> None:
    site = demo_copy.site()
    runs = [print_sheets(site, TODAY, PrintOptions((name,))) for name in ("书画天地", "plate")]
    assert [len(run.printed) for run in runs] == [2, 9]
    for done in (*runs[0].printed, *runs[1].printed):
        ours = (demo.folder / f"print/{done.print.name}.pdf").read_bytes()
        assert done.pdf.read_bytes() == ours


def test_printing_without_an_address_is_an_error(sandbox: Sandbox) -> None:
    sandbox.write(
        "mkdocs.yml",
        "site_name: 花园\ntheme: {name: material, language: zh, font: false}\nplugins: [search, loudao]\n",
    )
    result = print_sheets(sandbox.site(), TODAY)
    printed, problems = result.printed, result.problems
    assert printed == ()
    assert [p.severity for p in problems] == ["error"]


def test_character_that_no_font_has_is_told_with_its_place(sandbox: Sandbox) -> None:
    sandbox.gallery(
        "春",
        "title: 春\nat: nonghang/3/2\nworks:\n  - {title: 甲, text: 诗, artist: 张🎉}\n",
    )
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("春",)))
    printed, problems = result.printed, result.problems
    assert printed == ()
    remedy = "换一个字，或者把有这个字的字体放进 fonts 文件夹"
    assert [str(p) for p in problems] == [
        f"galleries/春/gallery.yml:4:33: “春-展签-A4”印不出来：字体里没有“🎉”。{remedy}",
        f"galleries/春/gallery.yml:4:33: “春-海报-A3”印不出来：字体里没有“🎉”。{remedy}",
        "galleries/春/gallery.yml:4:33: 提醒：works.1.artist：字体里没有“🎉”（U+1F389），"
        f"有它的纸印不出来。{remedy}",
    ]
    built = sandbox.build()
    assert not built.has_errors and "galleries/春/" in pages_of(built)


@pytest.mark.parametrize("mark", "：；:・")
@pytest.mark.parametrize("kept", ["**一步一景**", "8:00—12:00", "3号楼"])
def test_no_line_begins_with_a_mark_that_follows_what_is_kept_whole(
    kept: str, mark: str, sandbox: Sandbox
) -> None:
    """Lines of every length before it, so that it stands at the end of some."""
    body = "\n\n".join(f"{'字' * n}{kept}{mark}看看" for n in range(1, 36))
    sandbox.write(
        "docs/意见.md", f"---\nkind: notice\ntitle: 意见\nboards: [east-gate]\n---\n{body}\n"
    )
    [done] = print_sheets(sandbox.site(), TODAY, PrintOptions(("notice",))).printed
    lines = [line.strip() for line in text_of(done.pdf).splitlines()]
    plain = kept.strip("*")
    assert sum(plain in line for line in lines) == 35, "whole"
    assert not [line for line in lines if line.startswith(mark)]
