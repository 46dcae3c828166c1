"""Proof before print: good codes pass, and each way of being bad is found."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from click.testing import CliRunner
from PIL import Image

from conftest import TODAY, Sandbox, print_sheets
from loudao.cli import main
from loudao.codes.scan import second_decoder
from loudao.codes.smudge import smudges_on
from loudao.photos.camera import Raster, photograph, pixels_per_mm, smudged
from loudao.press.proof import proof_pdf
from loudao.press.views import ANGLES
from loudao.story.printing import PrintOptions

ADDRESS = "HTTPS://HUAYUAN.EXAMPLE/Q/7K3F"


def draw(
    path: Path,
    pixels: int = 20,
    quiet: int = 4,
    dark: int = 0,
    light: int = 255,
    frame: int = 30,
    text: str = ADDRESS,
) -> Path:
    """A PDF of 300 dpi with a code in a grey frame; sizes in pixels and modules."""
    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="Q")
    small = Image.fromarray(zxingcpp_array(barcode))
    side = small.width * pixels
    code = small.resize((side, side), Image.Resampling.NEAREST).point(
        lambda p: light if p else dark
    )
    inner = side + 2 * quiet * pixels
    page = Image.new("L", (inner + 2 * frame, inner + 2 * frame), 90)
    page.paste(light, (frame, frame, frame + inner, frame + inner))
    page.paste(code, (frame + quiet * pixels, frame + quiet * pixels))
    page.save(path, resolution=300, quality=95)
    return path


def zxingcpp_array(barcode: Any) -> Any:
    import numpy

    return numpy.array(barcode.to_image(scale=1, add_quiet_zones=False))


def test_sound_code_is_measured_and_read_every_way(tmp_path: Path) -> None:
    proof = proof_pdf(draw(tmp_path / "a.pdf"))
    [code] = proof.codes
    assert code.text == ADDRESS
    assert code.faults == ()
    # 29 modules of 20 pixels at 300 dpi
    assert code.side_mm == pytest.approx(29 * 20 / 300 * 25.4, abs=0.2)
    assert code.module_mm == pytest.approx(20 / 300 * 25.4, abs=0.01)
    assert code.dots == pytest.approx(20, abs=0.2)
    assert code.metres == pytest.approx(0.49, abs=0.01)
    assert code.contrast > 0.95
    tried = {"300 dpi", "150 dpi", *(f"手机 {angle}°" for angle in ANGLES), "第二种识别"}
    smudges = [view.split() for view in code.readings if view.startswith("手印")]
    assert set(code.readings) == tried | {" ".join(smudge) for smudge in smudges}
    assert [angle for _, _, angle in smudges] == ["30°", "0°"]
    assert all(code.readings.values())


@pytest.mark.parametrize(
    ("drawn", "fault"),
    [
        ({"pixels": 3}, "小方格只有 0.26 毫米，要 0.34 毫米以上"),
        ({"pixels": 3}, "一个小方格只有 3.0 个打印点，要 4 个以上"),
        ({"dark": 140}, "黑白反差只有 45%，要 55% 以上"),
        ({"quiet": 2}, "四周的空白不够 4 格"),
    ],
)
def test_bad_code_is_found_and_told(drawn: dict[str, Any], fault: str, tmp_path: Path) -> None:
    [code] = proof_pdf(draw(tmp_path / "a.pdf", **drawn)).codes
    assert fault in code.faults
    assert not code.sound


def test_code_too_small_for_its_distance_is_told(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.pdf")
    [code] = proof_pdf(path, metres=1.5).codes
    assert "边长 49 毫米，1.5 米外扫要 150 毫米" in code.faults
    [far] = proof_pdf(path, metres=12).codes
    assert "正对着拍扫不到" in far.faults


def test_camera_sees_what_a_phone_sees() -> None:
    # 4000 pixels across 65 degrees: 1.27 m wide from one metre
    assert pixels_per_mm(1.0) == pytest.approx(3.139, abs=0.01)
    stripes = bytes(([0] * 10 + [255] * 10) * 20 * 400)
    printed = Raster(400, 400, stripes)
    seen = photograph(printed, 10, 0.5)
    assert seen.width == round(400 * pixels_per_mm(0.5) / 10)
    turned = photograph(printed, 10, 0.5, 30)
    columns = [turned.pixels[turned.width * (turned.height // 2) + x] for x in range(turned.width)]
    dark = [x for x, grey in enumerate(columns) if grey < 128]
    assert dark[-1] - dark[0] < seen.width * 0.9, "from the side it is narrower"
    sharp = [0 if x % 10 < 5 else 255 for x in range(50)]
    assert max(abs(a - b) for a, b in pairwise(sharp)) == 255
    middle = seen.pixels[seen.width * (seen.height // 2) :][: seen.width]
    assert max(abs(a - b) for a, b in pairwise(middle)) < 100, "and every edge is soft"


def test_smudge_covers_a_tenth_of_the_symbol() -> None:
    clean = Raster(300, 300, bytes([255]) * 90_000)
    middle = smudges_on(29)[0]
    assert (middle.x, middle.y) == (0.5, 0.5)
    dirty = smudged(clean, 150, 150, middle.radius * 200)
    assert sum(grey != 255 for grey in dirty.pixels) == pytest.approx(0.1 * 200 * 200, rel=0.03)


def test_second_decoder_is_of_other_descent_and_reads_too(tmp_path: Path) -> None:
    second = second_decoder()
    assert second is not None, "the tests install OpenCV"
    barcode = zxingcpp.create_barcode(ADDRESS, zxingcpp.BarcodeFormat.QRCode, ec_level="Q")
    image = Image.fromarray(zxingcpp_array(barcode)).resize((290, 290), Image.Resampling.NEAREST)
    framed = Image.new("L", (400, 400), 255)
    framed.paste(image, (55, 55))
    assert second(400, 400, framed.tobytes()) == ADDRESS
    assert second(400, 400, bytes([255]) * 160_000) == ""


def test_print_refuses_a_sheet_whose_code_cannot_be_read(sandbox: Sandbox) -> None:
    style = '#import "../../lib.typ": *\n#let text-poster() = { show: sheet; place(dx: 20mm, dy: 20mm, heading(data.title)); v(40mm); h(20mm); box(code(data.code) + place(top, dy: 10mm, dx: 5mm, rect(width: 90mm, height: 40mm, fill: black))) }\n'
    sandbox.write("styles/ours/style.json", '{"label": "我们的", "works": [20, 78, 257]}')
    sandbox.write("styles/ours/style.typ", style)
    sandbox.write(
        "docs/n.md",
        "---\nkind: notice\ntitle: 通知\nboards: [east-gate]\nposter: {style: ours}\n---\n停水。\n",
    )
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("notice",)))
    assert result.files == ()
    [problem] = result.problems
    assert problem.is_error
    assert problem.what.startswith(
        "“通知-海报-A3”没有通过印前检查：短码 HTTPS://HUAYUAN.EXAMPLE/Q/"
    )
    assert problem.what.endswith(" 印出来找不到")
    way = '这样印能扫到（试过）：loudao print "通知" poster --style plain'
    assert problem.remedy == way
    again = print_sheets(sandbox.site(), TODAY, PrintOptions(("通知", "poster"), style="plain"))
    assert len(again.orders) == 1


def test_code_that_a_small_sheet_cannot_carry_is_told_the_size_that_can(sandbox: Sandbox) -> None:
    sandbox.write("docs/n.md", "---\nkind: notice\ntitle: 通知\nboards: [east-gate]\n---\n停水。\n")
    site = sandbox.site(code_address=f"https://huayuan.example/{'a' * 390}")
    small = print_sheets(site, TODAY, PrintOptions(("notice",), size="A6", style="plain"))
    assert small.orders == ()
    assert {problem.remedy for problem in small.problems} == {
        '这样印能扫到（试过）：loudao print "通知" poster --size A5'
    }
    assert any("毫米，要 0.34 毫米以上" in p.what for p in small.problems)
    larger = print_sheets(site, TODAY, PrintOptions(("通知", "poster"), size="A5", style="plain"))
    assert len(larger.orders) == 1


def test_address_too_long_for_a_card_is_told_by_how_much(sandbox: Sandbox) -> None:
    sandbox.write("galleries/卡/print.yml", "kind: cards\ntitle: 卡\ncopies: 1\n")
    long = "a" * 270
    site = sandbox.site(code_address=f"https://huayuan.example/{long}")
    [problem] = print_sheets(site, TODAY, PrintOptions(("cards",))).problems
    told = re.fullmatch(
        "网址太长，这么大的短码印不清：把 code_address 缩短 (\\d+) 个字符", problem.remedy
    )
    assert told
    for more, passes in ((0, True), (1, False)):
        shorter = long[int(told[1]) - more :]
        site = sandbox.site(code_address=f"https://huayuan.example/{shorter}")
        assert bool(print_sheets(site, TODAY, PrintOptions(("cards",))).orders) is passes


def test_proof_command_says_every_verdict(tmp_path: Path) -> None:
    good, bad = draw(tmp_path / "好.pdf"), draw(tmp_path / "坏.pdf", quiet=1)
    found = CliRunner().invoke(main, ["proof", str(good)])
    assert found.exit_code == 0
    assert f"{good}：1 页，1 个短码\n  ✓ 第 1 页 {ADDRESS}\n" in found.output
    found = CliRunner().invoke(main, ["proof", str(good), str(bad)])
    assert found.exit_code == 1
    assert "    四周的空白不够 4 格\n" in found.output
    (tmp_path / "不是.pdf").write_bytes(b"x")
    found = CliRunner().invoke(main, ["proof", str(tmp_path / "不是.pdf")])
    assert found.exit_code == 1
    assert "打不开，不是 PDF 或者坏了" in found.output


def test_proof_is_remembered_for_the_same_bytes(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox.gallery("春", "title: 春\nat: nonghang/3/2\nworks: []\n")
    first = print_sheets(sandbox.site(), TODAY, PrintOptions(("poster",)))

    def never(*args: object, **kwargs: object) -> None:
        raise AssertionError("looked at again")

    monkeypatch.setattr("loudao.press.prove._prove", never)
    second = print_sheets(sandbox.site(), TODAY, PrintOptions(("poster",)))
    assert [o.proof for o in second.orders] == [o.proof for o in first.orders]
    assert [o.proof.sound for o in second.orders] == [True]
