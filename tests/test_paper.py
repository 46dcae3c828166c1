"""From a sheet to the printer's paper: boxes, tiles, imposition, the work order."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from conftest import TODAY, Sandbox, addresses_of, print_sheets
from loudao.compose.sizes import PROFILES, SIZE_MM
from loudao.photos.plan import plan_print
from loudao.press.imposition import Piece, impose
from loudao.press.seams import choose_seams
from loudao.press.tiling import MARGIN_MM, even_parts, needs_tiling, plan_tiling, row_name
from loudao.story.printing import PrintOptions, PrintResult
from pdf import (
    boxes_mm,
    check_with_qpdf,
    conformance_of,
    decode_codes,
    page_sizes_mm,
    render,
    words_of,
)

GALLERY = "title: 春\nat: nonghang/3/2\nstyle: red\nworks:\n  - {title: 甲, text: 一}\n"


@pytest.fixture
def box(sandbox: Sandbox) -> Sandbox:
    sandbox.gallery("春", GALLERY)
    return sandbox


def run(box: Sandbox, *selectors: str, **options: object) -> PrintResult:
    result = print_sheets(box.site(), TODAY, PrintOptions(selectors, **options))  # type: ignore[arg-type]
    assert [p for p in result.problems if p.is_error] == []
    return result


def files(result: PrintResult) -> dict[str, Path]:
    return dict(result.files)


def test_offset_has_bleed_crop_marks_and_boxes(box: Sandbox) -> None:
    [done] = run(box, "poster", profile=PROFILES["offset"]).printed
    assert boxes_mm(done.pdf) == [
        {"media": (0, 0, 317, 440), "bleed": (7, 7, 310, 433), "trim": (10, 10, 307, 430)}
    ]
    assert check_with_qpdf(done.pdf) == ""
    assert conformance_of(done.pdf) == {"A-2a", "UA-1"}
    page = render(done.pdf, dpi=127)  # five pixels a millimetre

    def colour(x: float, y: float) -> tuple[int, ...]:
        found = page.getpixel((round(x * 5), round(y * 5)))
        assert isinstance(found, tuple)
        return found

    assert colour(150, 8.5)[1] < 60, "red silk runs over the upper edge of the trim"
    nearby = zip(colour(8.5, 200), colour(12, 200), strict=True)
    assert max(abs(a - b) for a, b in nearby) < 8, "the ground runs over the left edge"
    assert colour(150, 5) == (255, 255, 255), "nothing beyond the bleed"
    row = [colour(x / 10, 10)[0] for x in range(5, 65)]
    assert min(row) < 160, "a crop mark points at the upper edge of the trim"
    assert min(colour(x / 10, 10)[0] for x in range(70, 100)) > 100, "and stops before the bleed"


@pytest.mark.parametrize("profile", ["office", "inkjet", "banner"])
def test_other_profiles_print_the_exact_size_without_bleed(profile: str, box: Sandbox) -> None:
    [done] = run(box, "poster", profile=PROFILES[profile]).printed
    [found] = boxes_mm(done.pdf)
    assert found["media"] == found["bleed"] == found["trim"] == (0, 0, 297, 420)


@pytest.mark.parametrize(
    ("sheet", "paper", "pages"),
    [("A2", "A3", 4), ("A1", "A3", 8), ("A0", "A3", 15), ("A3", "A4", 4), ("A0", "A4", 25)],
)
def test_tiles_cover_the_sheet_with_ten_millimetres_to_glue(
    sheet: str, paper: str, pages: int
) -> None:
    tiling = plan_tiling(SIZE_MM[sheet], SIZE_MM[paper])
    tiles = tiling.tiles
    assert len(tiles) == pages
    assert all(t.wide <= tiling.paper[0] - 2 * MARGIN_MM for t in tiles)
    assert all(t.tall <= tiling.paper[1] - 2 * MARGIN_MM for t in tiles)
    assert max(t.x + t.wide for t in tiles) == pytest.approx(SIZE_MM[sheet][0], abs=0.1)
    assert max(t.y + t.tall for t in tiles) == pytest.approx(SIZE_MM[sheet][1], abs=0.1)
    for before, after in pairwise(tiles):
        if before.row == after.row:
            assert before.x + before.wide - after.x == pytest.approx(10)


@pytest.mark.parametrize("seed", range(60))
def test_pages_meet_beside_codes_and_titles_wherever_paper_leaves_room(seed: int) -> None:
    """Blocks that must not be cut, anywhere on the sheet: none is, where some way around them
    exists; the parts stay printable and cover the sheet."""
    dice = random.Random(seed)
    room = dice.choice([192.0, 279.0, 402.0])
    count = dice.randrange(2, 6)
    length = round(dice.uniform(0.75, 0.97) * (count * (room - 10)) + 10)
    seams = [
        dice.randrange(round(n * (length - 10) / count) - 8, round(n * (length - 10) / count) + 9)
        for n in range(1, count)
    ]
    calm = {x for at in seams for x in range(at - 1, at + 13)}
    busy = [0.0 if x in calm else dice.choice([0.0, 40.0, 90.0]) for x in range(length)]
    starts = choose_seams(length, room, count, busy)
    assert starts[0] == 0 and len(starts) == count
    ends = [start + 10 for start in starts[1:]] + [length]
    assert all(60 <= end - start <= room for start, end in zip(starts, ends, strict=True))
    even = even_parts(length, count)
    cut, even_cut = (
        sum(sum(busy[round(at) : round(at) + 10]) for at in chosen[1:]) for chosen in (starts, even)
    )
    assert cut == 0 <= even_cut


def test_parts_that_fill_their_pages_are_even() -> None:
    for length in (374.0, 373.0, 372.9):
        starts = choose_seams(length, 192.0, 2, [50.0] * 374)
        assert starts == pytest.approx(even_parts(length, 2), abs=1.1)
        assert max(starts[1] + 10, length - starts[1]) <= 192
    assert choose_seams(375.0, 192.5, 2, [50.0] * 374) == even_parts(375.0, 2), "to the mm"


def test_only_what_is_larger_than_the_paper_is_tiled() -> None:
    assert not needs_tiling((297, 420), (297, 420))
    assert not needs_tiling((297, 210), (210, 297))
    assert needs_tiling((297, 420), (210, 297))


def test_rows_are_lettered_as_columns_of_a_table_are() -> None:
    assert [row_name(n) for n in (0, 1, 25, 26, 27, 51, 52)] == [
        "A",
        "B",
        "Z",
        "AA",
        "AB",
        "AZ",
        "BA",
    ]


def test_tiles_glued_together_are_the_sheet(box: Sandbox) -> None:
    result = run(box, "poster", size="A2", printer="A4")
    [order] = result.orders
    assert order.tiling is not None
    path = files(result)[order.name]
    assert order.name == "农行小区-3号楼-2单元-春-海报-A2-1份-拼A4"
    tiles = order.tiling.tiles
    assert page_sizes_mm(path) == [order.tiling.paper] * (1 + len(tiles))
    dpi = 50.8  # two pixels a millimetre
    whole = render(order.printed.pdf, dpi=dpi)
    glued = Image.new("RGB", whole.size, "white")
    for number, tile in enumerate(tiles, 1):
        page = render(path, number, dpi)
        corner = round(MARGIN_MM * 2)
        # cut two millimetres inside the marks, which lie over the edges
        wide, tall = round(tile.wide * 2), round(tile.tall * 2)
        part = page.crop((corner, corner, corner + wide, corner + tall))
        glued.paste(part, (round(tile.x * 2), round(tile.y * 2)))
    difference = ImageChops.difference(whole, glued).convert("L")
    assert ImageStat.Stat(difference).mean[0] < 3.5, "edges of rays, half a pixel off"
    assert decode_codes_of(glued) == decode_codes(order.printed.pdf)
    seen = [
        code for n in range(1, len(tiles) + 1) for code in decode_codes_of(render(path, n, 150))
    ]
    assert seen == decode_codes(order.printed.pdf), "no seam goes through a code"
    words = words_of(path)
    assert "拼接图" in words
    assert all(tile.name in words for tile in tiles)


def decode_codes_of(image: Image.Image) -> list[str]:
    import zxingcpp

    return [code.text for code in zxingcpp.read_barcodes(image)]


def test_small_sheets_share_a_page_and_others_stay_whole() -> None:
    pieces = (
        [Piece("a", 1, (148, 210))] * 3
        + [Piece("b", 1, (297, 420))]
        + [Piece("c", 1, (105, 148))] * 8
    )
    pages = list(impose(pieces, (297, 420)))
    assert [(page.paper, len(page.placed)) for page in pages] == [
        ((297, 420), 3), ((297, 420), 1), ((420, 297), 8),
    ]  # fmt: skip
    for page in pages:
        spots = [(p.x, p.y, p.x + p.piece.size[0], p.y + p.piece.size[1]) for p in page.placed]
        assert all(
            x >= 0 and y >= 0 and r <= page.paper[0] and b <= page.paper[1] for x, y, r, b in spots
        )
        assert all(
            a == b or a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
            for a in spots
            for b in spots
        )
    assert [page.paper for page in impose(pieces[:1], None)] == [(148, 210)]


def test_merged_file_holds_every_copy_of_every_sheet(box: Sandbox) -> None:
    result = run(box, "plate", "poster", merge=True, copies=2, printer="A4")
    assert [name for name, _ in result.files] == ["合印", "工单"]
    path = files(result)["合印"]
    plates = [o for o in result.orders if o.printed.print.paper.name == "plate"]
    assert len(plates) == 3
    # a poster of A3 on A4: a map and four tiles, twice; six plates, two a page
    sizes = page_sizes_mm(path)
    assert len(sizes) == 2 * 5 + 3
    codes = decode_codes(path, 200)
    for order in plates:
        assert [codes.count(a) for a in addresses_of(order.printed, box)] == [2]
    assert check_with_qpdf(path) == ""


def test_work_order_says_what_where_how_many_and_that_codes_are_read(box: Sandbox) -> None:
    result = run(box, copies=3)
    path = files(result)["工单"]
    words = words_of(path)
    assert "2026年11月21日办公打印5种" in words
    for order in result.orders:
        printable = order.printed.print
        assert "".join(printable.where.split()) in words
        assert f"版{printable.version}" in words
    assert words.count("1页×3份") == 5
    assert words.count("次扫到") == 5
    assert conformance_of(path) == {"A-2a", "UA-1"}


def test_poster_is_printed_once_for_each_wall(box: Sandbox) -> None:
    box.write(
        "docs/n.md",
        "---\nkind: notice\ntitle: 通知\nat: nonghang/3/2\nboards: [east-gate]\n---\n停水。\n",
    )
    [order] = run(box, "notice").orders
    assert order.copies == 2
    assert order.name == "农行小区-3号楼-2单元-通知-海报-A3-2份"


def test_photo_without_the_pixels_is_told_in_centimetres(box: Sandbox) -> None:
    box.photo("galleries/春/小.jpg", (1080, 720))
    box.gallery(
        "春", GALLERY.replace("{title: 甲, text: 一}", "{photo: 小.jpg, title: 甲, alt: 甲}")
    )
    [problem] = run(box, "poster", profile=PROFILES["offset"]).problems
    assert str(problem) == (
        "galleries/春/gallery.yml:5:13: 提醒：照片“小.jpg”只有 1080×720 像素，像是微信压缩过的："
        "在“春-海报-A3”上宽 25 厘米，每英寸 109 个像素，胶印要 200 个，最大只够印 14 厘米宽。"
        "找拍照的人要原图（微信发送时勾“原图”），或者印小一号的纸"
    )
    assert run(box, "poster", profile=PROFILES["banner"]).problems == ()


def test_photos_come_with_the_pixels_that_the_profile_can_show(box: Sandbox) -> None:
    box.photo("galleries/春/大.jpg", (4000, 3000))
    box.gallery(
        "春", GALLERY.replace("{title: 甲, text: 一}", "{photo: 大.jpg, title: 甲, alt: 甲}")
    )
    widths = {}
    for name in ("offset", "inkjet", "banner"):
        [done] = run(box, "poster", profile=PROFILES[name]).printed
        [image] = done.print.images
        file = plan_print(image.picture, image.width_mm, image.height_mm, image.ppi)
        widths[name] = file.width / (image.width_mm / 25.4)
    assert widths == pytest.approx({"offset": 300, "inkjet": 150, "banner": 72}, rel=0.02)


def test_merged_offset_keeps_bleed_and_boxes(box: Sandbox) -> None:
    result = run(box, "poster", "plate", merge=True, profile=PROFILES["offset"])
    found = boxes_mm(files(result)["合印"])
    assert found[0] == {
        "media": (0, 0, 317, 440),
        "bleed": (7, 7, 310, 433),
        "trim": (10, 10, 307, 430),
    }
    assert found[1]["trim"] == (10, 10, 158, 220)
    page = render(files(result)["合印"], dpi=127)
    original = render(result.orders[0].printed.pdf, dpi=127)
    assert ImageStat.Stat(ImageChops.difference(page, original)).mean[0] < 1
