"""Codes that are printed once and must work for ever."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from conftest import Sandbox, files_of, load
from loudao.codes.ledger import (
    ALPHABET,
    Ledger,
    assign_codes,
    check_ledger,
    derive_code,
    load_ledger,
    move_code,
    render_ledger,
    retire_codes,
)  # fmt: skip
from loudao.codes.qr import QUIET_ZONE, code_address, make_symbol

GALLERY = "title: 春\nat: nonghang/3/2\nworks:\n  - {photo: 兰亭.jpg, title: 甲, alt: 甲}\n"


def test_same_identity_gives_the_same_code_on_every_machine() -> None:
    assert derive_code("gallery:书画天地", 4) == "WF65"
    assert derive_code("gallery:书画天地", 8).startswith("WF65")


def test_codes_are_crockford_base32() -> None:
    codes = "".join(derive_code(f"work:x/{n}", 6) for n in range(500))
    assert set(codes) == set(ALPHABET)
    assert not set("ILOU") & set(ALPHABET)


def test_collision_makes_a_longer_code_and_moves_no_other() -> None:
    taken, _ = assign_codes(Ledger(), ["gallery:a"])
    code = next(iter(taken.codes))
    ledger = Ledger({code: "gallery:someone-else"})
    grown, new = assign_codes(ledger, ["gallery:a"])
    assert new == ["gallery:a"]
    assert grown.codes[code] == "gallery:someone-else"
    assert grown.by_identity()["gallery:a"] == derive_code("gallery:a", 5)


def test_retired_code_is_never_given_again() -> None:
    ledger, _ = assign_codes(Ledger(), ["gallery:a"])
    code = ledger.by_identity()["gallery:a"]
    again, _ = assign_codes(retire_codes(ledger, code, date(2026, 1, 1), "")[0], ["gallery:a"])
    assert again.by_identity()["gallery:a"] != code


def test_ten_thousand_works_get_ten_thousand_codes() -> None:
    identities = [f"work:g/{n}" for n in range(10_000)]
    ledger, _ = assign_codes(Ledger(), identities)
    assert len(ledger.codes) == 10_000
    assert set(ledger.codes.values()) == set(identities)
    assert max(map(len, ledger.codes)) <= 6


def test_move_takes_everything_below_along() -> None:
    identities = ["gallery:a", "work:a/x", "work:ab/x", "gallery:ab", "place:p", "place:p/1"]
    ledger, _ = assign_codes(Ledger(), identities)
    before = ledger.by_identity()
    moved = move_code(
        move_code(ledger, "gallery:a", "gallery:b"), "place:p", "place:q"
    ).by_identity()
    assert moved["gallery:b"] == before["gallery:a"]
    assert moved["work:b/x"] == before["work:a/x"]
    assert moved["work:ab/x"] == before["work:ab/x"]
    assert moved["place:q/1"] == before["place:p/1"]
    assert check_ledger(move_code(ledger, "gallery:ab", "gallery:c"), ["gallery:c"])


def test_move_of_something_unknown_is_refused() -> None:
    with pytest.raises(KeyError):
        move_code(Ledger(), "gallery:a", "gallery:b")


def test_both_codes_work_when_the_new_name_had_one_already() -> None:
    ledger, _ = assign_codes(Ledger(), ["gallery:a", "gallery:b"])
    codes = ledger.by_identity()
    moved = move_code(ledger, "gallery:a", "gallery:b")
    assert moved.codes[codes["gallery:a"]] == moved.codes[codes["gallery:b"]] == "gallery:b"
    assert moved.by_identity()["gallery:b"] == min(codes.values())


def test_ledger_is_read_back_as_written(tmp_path: Path) -> None:
    ledger, _ = assign_codes(Ledger(), ["gallery:a", 'work:a/引"号\\', "place:/"])
    ledger, _ = retire_codes(
        ledger, ledger.by_identity()["place:/"], date(2026, 2, 3), "第一行：\n第二行"
    )
    path = tmp_path / "codes.yml"
    path.write_text(render_ledger(ledger), "utf-8")
    read, problems = load_ledger(path, "codes.yml")
    assert problems == []
    assert read is not None
    assert (read.codes, read.retired) == (ledger.codes, ledger.retired)
    assert render_ledger(read) == render_ledger(ledger)


def test_build_appends_to_the_ledger_and_changes_nothing_else(sandbox: Sandbox) -> None:
    sandbox.photo("galleries/春/兰亭.jpg")
    sandbox.gallery("春", GALLERY)
    path = sandbox.root / "galleries/codes.yml"
    path.write_text('codes:\n  "7777": gallery:春\n', "utf-8")
    assert not sandbox.build().has_errors
    first = path.read_text("utf-8")
    assert '  "7777": "gallery:春"\n' in first
    assert sorted(first.splitlines()[3:]) == first.splitlines()[3:]
    sandbox.build()
    assert path.read_text("utf-8") == first


def test_frozen_build_names_what_has_no_code(sandbox: Sandbox) -> None:
    problems = load(sandbox.site(frozen=True)).problems
    assert str(problems[0]) == (
        "galleries/codes.yml:1:1: “board:east-gate”还没有短码。先运行一次 loudao build，再提交 codes.yml"
    )
    assert not (sandbox.root / "galleries/codes.yml").exists()


def test_ledger_that_cannot_be_written_is_a_warning(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if path.parent.name == "galleries":
            raise PermissionError(13, "Permission denied")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    built = sandbox.build()
    assert built.files
    assert [p.what for p in built.problems] == ["写不进短码台账，11 个新短码没有记下"]
    assert f"Q/{derive_code('board:east-gate', 4)}/index.html" in files_of(built)


def test_build_with_errors_leaves_the_ledger_alone(sandbox: Sandbox) -> None:
    sandbox.gallery("春", "titel: 春\n")
    assert sandbox.build(keep_going=True).files
    assert not (sandbox.root / "galleries/codes.yml").exists()


def test_printed_code_has_a_page_even_while_its_manifest_is_broken(sandbox: Sandbox) -> None:
    sandbox.gallery("春", "titel: 春\n")
    sandbox.write("galleries/codes.yml", 'codes:\n  "7777": gallery:春\n')
    assert "内容正在整理" in str(files_of(sandbox.build(keep_going=True))["Q/7777/index.html"])


def test_retired_code_tells_what_hung_here(sandbox: Sandbox) -> None:
    sandbox.write(
        "galleries/codes.yml",
        'codes: {}\nretired:\n  "7777": {was: "gallery:去年", on: 2026-03-01, note: <b>旧展</b>}\n',
    )
    html = str(files_of(sandbox.build())["Q/7777/index.html"])
    assert "2026年3月1日停用。" in html
    assert "&lt;b&gt;旧展&lt;/b&gt;" in html
    assert "refresh" not in html


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("https://host.cn/", "HTTPS://HOST.CN/Q/7K3F"),
        ("https://host.cn", "HTTPS://HOST.CN/Q/7K3F"),
        ("https://user.example/社区/", "HTTPS://USER.EXAMPLE/%E7%A4%BE%E5%8C%BA/Q/7K3F"),
        ("http://社区.中国/", "HTTP://XN--DKRP89F.XN--FIQS8S/Q/7K3F"),
    ],
)
def test_address_is_upper_case_where_case_says_nothing(base: str, address: str) -> None:
    assert code_address(base, "7K3F") == address


@pytest.mark.parametrize(
    ("address", "side_mm", "level", "modules"),
    [
        ("HTTPS://JF.CN/Q/7K3F", 26, "H", 29),  # 25 would hold it, and a smudge would take it
        ("HTTPS://HOST.CN/Q/7K3F", 26, "H", 29),
        ("HTTPS://HUAYUAN.EXAMPLE/Q/7K3F", 32, "H", 29),
        (f"HTTPS://{'A' * 60}.CN:8443/sites/jiefang/Q/7K3F", 26, "H", 49),
        (f"HTTPS://{'A' * 60}.CN:8443/sites/jiefang/Q/7K3F", 23, "Q", 41),
    ],
)
def test_symbol_is_the_strongest_whose_modules_print_well(
    address: str, side_mm: float, level: str, modules: int
) -> None:
    symbol = make_symbol(address, side_mm)
    decoded = zxingcpp.read_barcode(_paint(symbol.svg, symbol.modules + 2 * QUIET_ZONE))
    assert decoded is not None
    assert (decoded.text, decoded.ec_level, symbol.modules) == (address, level, modules)
    assert side_mm / modules >= 0.5


@pytest.mark.parametrize("address", ["HTTPS://HUAYUAN.EXAMPLE/Q/7K3F", "https://x.cn/社区/q?a=1"])
def test_vector_symbol_is_read_back(address: str) -> None:
    symbol = make_symbol(address, 26.0)
    decoded = zxingcpp.read_barcode(_paint(symbol.svg, symbol.modules + 2 * QUIET_ZONE))
    assert decoded is not None
    assert decoded.text == address
    assert decoded.ec_level == "H"


def _paint(svg: str, side: int) -> Image.Image:
    """The runs of dark modules in the symbol's path, eight pixels a module."""
    import re

    image = Image.new("L", (side * 8, side * 8), 255)
    pen = ImageDraw.Draw(image)
    for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1", svg):
        pen.rectangle((int(x) * 8, int(y) * 8, (int(x) + int(run)) * 8 - 1, int(y) * 8 + 7), fill=0)
    return image
