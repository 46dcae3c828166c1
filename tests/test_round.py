"""A photo of a board, and the walls remember: every code found, every sheet ticked."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pillow_heif
import pytest
import zxingcpp
from click.testing import CliRunner, Result
from PIL import Image, ImageOps

import boards
from conftest import TODAY, Rounds, Sandbox
from loudao.cli import main
from loudao.codes.address import Printed, read_address
from loudao.codes.find import find_codes
from loudao.model.hanging import Hanging
from loudao.photos.grey import read_grey
from loudao.walls.changes import Sight, both, mark_seen
from loudao.walls.record import Impression, Record
from loudao.walls.seen import tick_walls
from loudao.walls.ticks import Expected, Sighting
from pdf import decode_codes
from test_walls import NOTICE, record
from test_walls import run as run_command

WALL, UNIT = "东门宣传栏", "农行小区 3号楼 2单元"
WORKS = "".join(f"\n  - {{title: 第{n}幅, text: 一二三四}}" for n in range(8))
READABLE = 2.2
"""Pixels of a module from which on every code counts."""


@pytest.fixture
def box(sandbox: Sandbox) -> Sandbox:
    sandbox.gallery("春", f"title: 春\nat: nonghang/3/2\nworks:{WORKS}\n")
    sandbox.write("docs/停水.md", NOTICE)
    return sandbox.with_address()


def see(box: Sandbox, *photos: Path | str, day: date = TODAY) -> Result:
    arguments = ["round", *map(str, photos), "-f", str(box.config), "--today", day.isoformat()]
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def hang_up(box: Sandbox, *words: str) -> list[boards.Sheet]:
    """The pages that come out of the printer."""
    run_command(box, "print", *words)
    out = box.root / "out"
    return [
        sheet for pdf in sorted(out.glob("*.pdf")) if pdf.stem != "工单"
        for sheet in boards.load_sheets(pdf)
    ]  # fmt: skip


def take_photo(
    box: Sandbox, sheets: Sequence[boards.Sheet], name: str = "IMG_1.jpg", per_mm: float = 3
) -> Path:
    """All of them, none of their codes cut off."""
    data, shown = boards.photograph(sheets, random.Random(1), per_mm)
    assert len(shown) == sum(len(sheet.codes) for sheet in sheets)
    return box.write(name, data)


def draw_codes(box: Sandbox, *texts: str, name: str = "IMG_2.png") -> Path:
    """A plain picture of codes that nobody of ours printed."""
    picture = Image.new("RGB", (60 + 300 * len(texts), 320), "white")
    for number, text in enumerate(texts):
        code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
        drawn = Image.fromarray(code.to_image(scale=6, add_quiet_zones=True))
        picture.paste(drawn, (40 + 300 * number, 40))
    path = box.root / name
    picture.save(path)
    return path


def code_of(box: Sandbox, words: str) -> tuple[str, str]:
    """The code of a sheet, and its version."""
    [path] = (box.root / "out").glob(f"*{words}*.pdf")
    [text] = [t for t in decode_codes(path) if t.startswith("HTTPS://JF.CN/Q/")]
    code, _, version = text.removeprefix("HTTPS://JF.CN/Q/").partition("?")
    return code, version


# ---- photos ---------------------------------------------------------------------------


@pytest.mark.slow
def test_codes_on_boards_are_found_from_two_pixels_a_module(box: Sandbox, rounds: Rounds) -> None:
    sheets = hang_up(box, "all")
    printed = {text for sheet in sheets for text, _, _ in sheet.codes}
    assert len(printed) >= 12
    readable = found = 0
    for seed in range(rounds(6, 150)):
        dice = random.Random(seed)
        per_mm = dice.choice([1.6, 1.9, 2.3, 2.8, 3.5])
        data, shown = boards.photograph(boards.some_of(sheets, dice), dice, per_mm)
        path = box.write("IMG.jpg", data)
        left = find_codes(read_grey(str(path), boards.WIDTH, boards.HEIGHT, 20_000_000))
        assert {reading.text for reading in left} <= printed, seed
        for code in (code for code in shown if code.module >= READABLE):
            readable += 1
            near = [r for r in left if r.text == code.text and boards.stands_at(r.corners, code)]
            found += bool(near)
            assert len(near) <= 1, "once each"
    assert readable >= rounds(30, 600)
    assert found >= 0.99 * readable


def test_photos_of_phones_are_read_upright_and_in_every_format(box: Sandbox) -> None:
    run_command(box, "print", "停水")
    code, version = code_of(box, "停水")
    drawn = Image.open(draw_codes(box, f"HTTPS://JF.CN/Q/{code}?{version}"))
    exif = Image.Exif()
    exif[0x0112] = 6
    drawn.save(box.root / "a.jpg", exif=exif, quality=80)
    pillow_heif.from_pillow(drawn).save(box.root / "b.heic")
    drawn.convert("RGBA").save(box.root / "c.png")
    clear = Image.new("RGBA", drawn.size, "black")
    clear.putalpha(ImageOps.invert(drawn.convert("L")))
    clear.save(box.root / "d.png")
    for name in "a.jpg", "b.heic", "c.png", "d.png":
        said = see(box, box.root / name, "--dry-run").stdout
        assert f"{WALL}\n  在，是新的　停水（海报） A3\n" in said, name
    upright = read_grey(str(box.root / "a.jpg"), drawn.height, drawn.width, 10**8)
    assert (upright.width, upright.height) == (drawn.height, drawn.width)


def test_what_is_no_photo_and_what_shows_no_code_is_told(box: Sandbox) -> None:
    run_command(box, "print", "停水")
    before = record(box)
    text, blank = box.write("坏.jpg", "这不是照片"), box.photo("空.jpg")
    result = see(box, text, box.root / "没有.jpg", blank)
    assert result.exit_code == 1 and result.stdout == ""
    assert f"{text}：这不是图片，或者文件已经损坏\n" in result.stderr
    assert f"{box.root / '没有.jpg'}：读不出文件（No such file or directory）\n" in result.stderr
    assert f"{blank}：没有找到短码，走近一点再拍\n" in result.stderr
    assert see(box, blank).exit_code == 0
    assert record(box) == before


# ---- the story of a notice ------------------------------------------------------------


def test_a_photo_ticks_what_hangs_and_the_record_knows_the_day(box: Sandbox) -> None:
    photo = take_photo(box, hang_up(box, "停水"))
    before = (box.root / "galleries/printed.yml").read_bytes()
    assert record(box)[0].endswith("copies: 1, waits: yes}")
    ticked = f"{WALL}\n  在，是新的　停水（海报） A3\n"
    assert see(box, photo, "--dry-run").output == f"{ticked}只是看看，没有记\n"
    assert (box.root / "galleries/printed.yml").read_bytes() == before
    assert see(box, photo).output == f"{ticked}记下了：1 样今天在墙上\n"
    assert record(box)[0].endswith("copies: 1, seen: 2026-11-21}")
    assert "停水" not in run_command(box, "walls").stdout
    see(box, photo, day=date(2026, 11, 23))
    see(box, photo, day=date(2026, 11, 22))
    assert record(box)[0].endswith("copies: 1, seen: 2026-11-23}"), "the later day stays"


def test_old_paper_is_called_old_and_what_is_over_should_be_gone(box: Sandbox) -> None:
    photo = take_photo(box, hang_up(box, "停水"))
    _, old = code_of(box, "停水")
    over = see(box, photo, "--dry-run", day=date(2026, 11, 26)).stdout
    assert over.startswith(f"{WALL}\n  不该在了　停水（海报） A3　11月25日到期\n")
    box.write("docs/停水.md", NOTICE.replace("明天", "后天"))
    run_command(box, "print", "停水")
    _, new = code_of(box, "停水")
    why = f"墙上是 11月21日印的版 {old}，现在是版 {new}"
    assert see(box, photo).stdout == (
        f"{WALL}\n  旧版　停水（海报） A3　{why}\n记下了：1 样今天在墙上\n"
    )
    lines = {line.partition('version: "')[2][:4]: line for line in record(box)}
    assert "seen: 2026-11-21" in lines[old] and "waits" not in lines[old]
    assert lines[new].endswith("waits: yes}"), "nobody saw the new one"


def test_what_came_down_and_hangs_all_the_same_is_told(box: Sandbox) -> None:
    photo = take_photo(box, hang_up(box, "停水"))
    see(box, photo)
    run_command(box, "walls", "--down", "停水", day=date(2026, 11, 26))
    said = see(box, photo, day=date(2026, 11, 27)).stdout
    assert said == (
        f"{WALL}\n  不该在了　停水（海报） A3　11月25日到期，记的是 11月26日取下了\n"
        "没有记下：停水，printed.yml 里没有印过这一版，或者已经取下了\n"
    )


def test_what_is_in_no_manifest_or_retired_should_not_hang(box: Sandbox) -> None:
    run_command(box, "print", "停水")
    code, version = code_of(box, "停水")
    photo = draw_codes(box, f"HTTPS://JF.CN/Q/{code}?{version}")
    (box.root / "docs/停水.md").unlink()
    said = see(box, photo, "--at", "东门宣传栏").stdout
    assert said == (f"{WALL}\n  不该在了　停水　清单里已经没有了\n记下了：1 样今天在墙上\n")
    assert record(box)[0].endswith("copies: 1, seen: 2026-11-21}")
    retired = run_command(box, "codes", "retire", code)
    assert retired.exit_code == 0, retired.output
    assert "不该在了　停水　短码 " in see(box, photo).stdout


def test_codes_of_elsewhere_and_of_nobody_are_not_known(box: Sandbox) -> None:
    run_command(box, "print", "停水")
    before = record(box)
    photo = draw_codes(box, "https://pay.example/1", "HTTPS://JF.CN/Q/ZZZZ?AAAA")
    assert see(box, photo).stdout == (
        "看不出是哪面墙，可以用 --at 写清楚\n"
        "  不认得　ZZZZ　短码台账里没有\n"
        "  不认得　https://pay.example/1　不是本站的码\n"
    )
    assert record(box) == before


def test_a_code_of_before_counts_as_seen_and_nobody_knows_how_new_it_is(box: Sandbox) -> None:
    run_command(box, "print", "停水")
    code, _ = code_of(box, "停水")
    said = see(box, draw_codes(box, f"HTTPS://JF.CN/Q/{code}")).stdout
    assert said.startswith(f"{WALL}\n  在，不知道新旧　停水（海报） A3　码上没有版\n记下了：1 样")
    assert record(box)[0].endswith("seen: 2026-11-21}")


def test_what_no_photo_of_the_wall_shows_is_missed(box: Sandbox) -> None:
    hang_up(box, "春")
    out = box.root / "out"
    [poster, labels] = [
        boards.load_sheets(p)[0] for p in (*out.glob("*海报*"), *out.glob("*展签*"))
    ]
    photo = take_photo(box, [poster])
    missed = (
        "  该在，没看到　农行小区 3号楼 2单元（挂牌） A5　还没有印过\n"
        "  该在，没看到　春（展签） A4　印好了，还没贴上\n"
    )
    assert see(box, photo, "--dry-run").stdout == (
        f"{UNIT}\n  在，是新的　春（海报） A3\n{missed}只是看看，没有记\n"
    )
    second = take_photo(box, [labels], "IMG_2.jpg", per_mm=4)
    said = see(box, photo, second).stdout
    assert f"{UNIT}\n  在，是新的　春（展签） A4\n  在，是新的　春（海报） A3\n" in said
    assert "记下了：2 样今天在墙上" in said and "春（展签） A4　印好了" not in said
    few = draw_codes(box, *[text for text, _, _ in labels.codes[:3]])
    assert f"春（展签） A4　{len(labels.codes)} 个短码里的 3 个" in see(box, few).stdout


def test_a_wall_is_called_as_elsewhere(box: Sandbox) -> None:
    run_command(box, "print", "停水")
    code, version = code_of(box, "停水")
    photo = draw_codes(box, f"HTTPS://JF.CN/Q/{code}?{version}")
    for words in "农行小区/3号楼/2单元", "农行小区三号楼2单元", "nonghang/3/2":
        said = see(box, photo, "--dry-run", "--at", words).stdout
        assert said.startswith(f"{UNIT}\n  在，是新的　停水（海报） A3　该在{WALL}\n"), words
    wrong = see(box, photo, "--at", "西门")
    assert wrong.exit_code == 1
    assert "没有叫“西门”的宣传栏或者地方" in wrong.output
    listed = json.loads(see(box, photo, "--dry-run", "--format", "json").stdout)
    assert listed == [{
        "wall": WALL, "tick": "current", "what": "page:停水", "name": "停水（海报）",
        "size": "A3", "why": "", "photos": [str(photo)],
    }]  # fmt: skip


def test_without_an_address_nothing_is_looked_at(box: Sandbox) -> None:
    photo = draw_codes(box, "HTTPS://JF.CN/Q/AAAA")
    box.write("mkdocs.yml", "site_name: 花园\nplugins: [search, loudao]\n")
    result = see(box, photo)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "没有 site_url" in result.stderr


# ---- which wall, and what is remembered -----------------------------------------------


def hanging(name: str, *walls: str) -> Hanging:
    codes = {f"page:{name}": (f"{name}NEW", f"{name}WAS")}
    return Hanging(
        f"page:{name}", "poster", name, "A3", f"{name}NEW", f"{name}WAS", walls, codes=codes
    )


ALL = [hanging("A", "东", "西"), hanging("B", "东"), hanging("C", "西"), hanging("D", "东", "西")]
EXPECTED = Expected(ALL, Record(), {name: f"page:{name}" for name in "ABCD"})


def walls(*photos: str, at: str = "") -> set[tuple[str, str, str]]:
    """What is ticked of photos that show sheets of these names."""
    sightings = [
        Sighting(photo, sheet, sheet, f"{sheet}NEW") for photo in photos for sheet in photo
    ]
    ticks = tick_walls(sightings, EXPECTED, TODAY, at).ticks
    return {(t.wall, t.tick, t.name) for t in ticks}


def test_a_photo_shows_the_wall_that_most_of_its_sheets_share() -> None:
    seen = {("东", "current", "A"), ("东", "current", "B")}
    assert walls("AB") == {*seen, ("东", "missing", "D")}
    assert walls("A") == {("", "current", "A")}, "it hangs on two: nobody can tell"
    assert walls("A", at="西") == {
        ("西", "current", "A"), ("西", "missing", "C"), ("西", "missing", "D"),
    }  # fmt: skip
    assert walls("AB", "D") == {*seen, ("", "current", "D")}, "it may be the one that is missed"
    assert walls("ABC", "BD") >= {("", "current", "A"), ("东", "current", "D")}
    two = walls("ABD", "CD")
    assert ("西", "missing", "A") in two, "on the other wall it is seen, here it is not"
    assert ("东", "current", "A") in two


def test_addresses_of_ours_are_known_in_any_case_and_nothing_else() -> None:
    bases = ("https://jf.cn/", "")
    assert read_address("HTTPS://JF.CN/Q/7K3F?K7Q2", bases) == Printed("7K3F", "K7Q2")
    assert read_address("https://jf.cn/q/7k3f", bases) == Printed("7K3F")
    assert read_address("HTTPS://JF.CN/Q/7K3F?from=wx", bases) == Printed("7K3F")
    for text in "", "7K3F", "HTTPS://JF.CN/", "HTTPS://X.JF.CN/Q/7K3F", "HTTPS://JF.CN/A/Q/7K3F":
        assert read_address(text, bases) is None


def printed(**more: object) -> Impression:
    facts = {"what": "x", "paper": "poster", "version": "AAAA", "size": "A3", "on": TODAY, **more}
    return Impression.model_validate(facts)


def test_branches_put_together_keep_what_each_saw() -> None:
    later = date(2026, 11, 23)
    mine, theirs = printed(waits=True), printed(seen=TODAY)
    assert both([mine], [theirs]) == [theirs] == both([theirs], [mine])
    assert both([printed(seen=later)], [theirs]) == [printed(seen=later)]
    assert both([theirs], [printed(down=later)]) == [printed(seen=TODAY, down=later)]
    more = printed(copies=2)
    assert both([mine], [more]) == [mine, more], "printed on both"
    assert both([mine, theirs], [mine, theirs]) == [mine, theirs]


def test_what_is_seen_twice_or_printed_twice_is_one_line() -> None:
    key = ("x", "poster")
    hung, waiting = printed(seen=TODAY), printed(waits=True, copies=2)
    changed, known = mark_seen(
        Record.of([hung, waiting]), [Sight(key, ("AAAA",)), Sight(key, ("ZZZZ",))], TODAY
    )
    assert changed.impressions == (printed(seen=TODAY, copies=3),)
    assert known == [Sight(key, ("AAAA",))]
    old = printed(on=date(2026, 11, 1), version="BBBB")
    changed, _ = mark_seen(Record.of([old, waiting]), [Sight(key)], TODAY)
    assert changed.impressions == (old.model_copy(update={"seen": TODAY}), waiting)


def test_codes_merge_keeps_what_was_seen_on_a_branch(box: Sandbox) -> None:
    run_command(box, "print", "停水")
    path = box.root / "galleries/printed.yml"
    text = path.read_text("utf-8")
    seen = text.replace("waits: yes", "seen: 2026-11-22")
    [one], [other] = [
        [line for line in lines.splitlines(keepends=True) if line.startswith("  - {what")]
        for lines in (text, seen)
    ]
    torn = f"<<<<<<< ours\n{one}=======\n{other}>>>>>>> theirs\n"
    path.write_text(text.replace(one, torn), "utf-8")
    merged = CliRunner().invoke(main, ["codes", "-f", str(box.config), "merge"])
    assert merged.exit_code == 0, merged.output
    assert path.read_text("utf-8") == seen
