"""Codes that are printed once and must work for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import zxingcpp
from click.testing import CliRunner
from PIL import Image, ImageDraw

from conftest import MKDOCS_YML, TODAY, Sandbox, files_of, load, print_sheets
from loudao.cli import main
from loudao.codes.address import code_address
from loudao.codes.ledger import (
    Ledger,
    assign_codes,
    derive_code,
    move_code,
    retire_codes,
)  # fmt: skip
from loudao.codes.ledger_file import load_ledger, render_ledger
from loudao.codes.likeness import Likeness
from loudao.codes.qr import QUIET_ZONE, make_symbol
from loudao.codes.seals import ALPHABET
from loudao.story.printing import PrintOptions
from pdf import words_of

GALLERY = "title: 春\nat: nonghang/3/2\nworks:\n  - {photo: 兰亭.jpg, title: 甲, alt: 甲}\n"


def test_same_identity_gives_the_same_code_on_every_machine() -> None:
    assert derive_code("gallery:书画天地") == "WF65"
    assert derive_code("gallery:书画天地", 1) == derive_code("gallery:书画天地 1") != "WF65"


def test_codes_are_crockford_base32() -> None:
    codes = "".join(derive_code(f"work:x/{n}") for n in range(500))
    assert set(codes) == set(ALPHABET)
    assert not set("ILOU") & set(ALPHABET)


def test_collision_takes_a_salted_hash_never_a_longer_code_and_moves_no_other() -> None:
    taken, _ = assign_codes(Ledger(), ["gallery:a"])
    code = next(iter(taken.codes))
    ledger = Ledger({code: "gallery:someone-else"})
    grown, new = assign_codes(ledger, ["gallery:a"])
    assert new == ["gallery:a"]
    assert grown.codes[code] == "gallery:someone-else"
    assert grown.by_identity()["gallery:a"] == derive_code("gallery:a", 1)


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
    assert {len(code) for code in ledger.codes} == {4}


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
    by_code = move_code(ledger, before["work:a/x"].lower(), "work:z/y").by_identity()
    assert by_code["work:z/y"] == before["work:a/x"]


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
    was = Likeness(title='引"号', by="某某", looks="00ff")
    stood = {ledger.by_identity()["gallery:a"]: was}
    ledger = replace(ledger, stood=stood, address="https://jf.cn/")
    path = tmp_path / "codes.yml"
    path.write_text(render_ledger(ledger), "utf-8")
    read, problems = load_ledger(path, "codes.yml")
    assert problems == []
    assert read is not None
    assert (read.codes, read.retired) == (ledger.codes, ledger.retired)
    assert (read.stood, read.address) == (stood, "https://jf.cn/")
    assert render_ledger(read) == render_ledger(ledger)


def test_build_binds_no_code_and_writes_nothing(sandbox: Sandbox) -> None:
    sandbox.photo("galleries/春/兰亭.jpg")
    sandbox.gallery("春", GALLERY)
    path = sandbox.root / "galleries/codes.yml"
    built = sandbox.build()
    assert not built.has_errors
    assert f"Q/{derive_code('gallery:春')}/index.html" in files_of(built)
    assert not path.exists()
    path.write_text('codes:\n  "7777": gallery:春\n', "utf-8")
    sandbox.build()
    assert path.read_text("utf-8") == 'codes:\n  "7777": gallery:春\n'


def test_work_that_was_only_built_may_go_without_a_word(sandbox: Sandbox) -> None:
    sandbox.photo("galleries/春/兰亭.jpg")
    sandbox.photo("galleries/春/b.jpg", seed=2)
    sandbox.gallery("春", GALLERY + "  - {photo: b.jpg, title: 乙, alt: 乙}\n")
    sandbox.build()
    sandbox.gallery("春", GALLERY)
    (sandbox.root / "galleries/春/b.jpg").unlink()
    assert load(sandbox.site()).problems == ()


def test_print_binds_just_the_codes_that_it_hands_out(sandbox: Sandbox) -> None:
    sandbox.photo("galleries/春/兰亭.jpg")
    sandbox.gallery("春", GALLERY)
    draft = print_sheets(sandbox.site(), TODAY, PrintOptions(("poster",), draft=True))
    path = sandbox.root / "galleries/codes.yml"
    assert draft.files
    assert not path.exists()
    print_sheets(sandbox.site(), TODAY, PrintOptions(("春", "poster")))
    ledger, _ = load_ledger(path, "codes.yml")
    assert ledger is not None
    assert set(ledger.codes.values()) == {"gallery:春"}
    assert ledger.address == "https://huayuan.example/"
    print_sheets(sandbox.site(), TODAY, PrintOptions(("春", "labels")))
    ledger, _ = load_ledger(path, "codes.yml")
    assert ledger is not None
    assert set(ledger.codes.values()) == {"gallery:春", "work:春/兰亭"}
    [code] = [code for code, identity in ledger.codes.items() if identity == "work:春/兰亭"]
    assert ledger.stood[code].title == "甲"
    assert len(ledger.stood[code].looks) == 16


def test_frozen_print_names_the_sheet_whose_codes_are_not_bound(sandbox: Sandbox) -> None:
    result = print_sheets(sandbox.site(frozen=True), TODAY, PrintOptions(("place:nonghang",)))
    assert result.files == ()
    assert [str(problem) for problem in result.problems] == [
        "galleries/places.yml:1:1: “农行小区-挂牌-A5”上有没登记的短码。"
        "先不加 --frozen 印一次，再提交 codes.yml"
    ]
    assert not (sandbox.root / "galleries/codes.yml").exists()


def test_what_cannot_be_bound_is_not_handed_out(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if path.parent.name == "galleries":
            raise PermissionError(13, "Permission denied")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("place:nonghang",)))
    assert result.files == ()
    assert [p.what for p in result.problems] == ["写不进短码台账，1 个短码没有记下"]


def test_offered_pdf_is_a_sample_until_its_codes_are_bound(sandbox: Sandbox) -> None:
    sandbox.gallery("春", "title: 春\nat: nonghang/3/2\nworks: [{title: 诗, text: 春眠}]\n")

    def says_sample() -> list[bool]:
        pdfs = [done.pdf for done in sandbox.build().made.prints]
        return ["样张" in words_of(pdf) for pdf in pdfs]

    assert set(says_sample()) == {True}
    result = print_sheets(sandbox.site(), TODAY)
    assert result.printed and not any("样张" in words_of(done.pdf) for done in result.printed)
    assert set(says_sample()) == {False}


def test_changed_address_is_an_error_of_print_and_is_accepted_by_a_command(
    sandbox: Sandbox,
) -> None:
    options = PrintOptions(("place:nonghang",))
    assert print_sheets(sandbox.site(), TODAY, options).files
    config = sandbox.root / "mkdocs.yml"
    config.write_text(MKDOCS_YML.replace("huayuan.example", "jf.cn"), "utf-8")
    [problem] = print_sheets(sandbox.site(), TODAY, options).problems
    assert str(problem) == (
        "galleries/codes.yml:1:1: 网址从 https://huayuan.example/ 改成了 https://jf.cn/："
        "已经印出去的 1 个短码会全部扫不开。把网址改回去；旧网址已经能转到新网址的，"
        "运行 loudao codes address https://jf.cn/"
    )
    command = ["codes", "-f", str(config), "address", "https://jf.cn"]
    refused = CliRunner().invoke(main, command, input="n\n")
    assert "墙上的短码就扫不开了" in refused.output
    assert CliRunner().invoke(main, command, input="y\n").exit_code == 0
    assert print_sheets(sandbox.site(), TODAY, options).files


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("https://huayuan.example/", "huayuan.example 只是个例子，谁也打不开"),
        ("https://example.com/x/", "example.com 只是个例子，谁也打不开"),
        ("https://localhost:8000/", "localhost 只是个例子，谁也打不开"),
        ("https://192.168.1.7/", "192.168.1.7 是一台电脑的号码，换了机器就打不开"),
        ("http://jf.cn/", "不是 https 开头，手机会说不安全"),
    ],
)
def test_address_that_is_none_for_paper_is_refused_but_for_samples(
    sandbox: Sandbox, address: str, why: str
) -> None:
    config = sandbox.root / "mkdocs.yml"
    config.write_text(MKDOCS_YML.replace("https://huayuan.example/", address), "utf-8")
    words = ["print", "-f", str(config), "place:nonghang", "--out", str(sandbox.root / "out")]
    refused = CliRunner().invoke(main, words)
    assert refused.exit_code == 1
    assert f"网址 {address} 不能印在纸上：{why}" in refused.output
    assert not (sandbox.root / "out").exists()
    assert CliRunner().invoke(main, [*words, "--draft"]).exit_code == 0
    assert not (sandbox.root / "galleries/codes.yml").exists()
    checked = CliRunner().invoke(main, ["check", "-f", str(config)])
    assert (checked.exit_code, f"提醒：网址 {address}" in checked.output) == (0, True)


def test_print_with_errors_leaves_the_ledger_alone(sandbox: Sandbox) -> None:
    sandbox.gallery("春", "titel: 春\n")
    assert not print_sheets(sandbox.site(keep_going=True), TODAY).files
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
        ("https://社区.中国:8443/a/", "HTTPS://XN--DKRP89F.XN--FIQS8S:8443/a/Q/7K3F"),
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
    """The boxes of dark modules along the symbol's path, eight pixels a module."""
    import re

    image = Image.new("L", (side * 8, side * 8), 255)
    pen = ImageDraw.Draw(image)
    x = y = 0
    path = re.findall(r"M(\d+) (\d+)|m(\d+) 0|h(\d+)v1h-\4z", svg)
    for left, top, over, run in path:
        if left:
            x, y = int(left) * 8, int(top) * 8
        x += 8 * int(over or 0)
        if run:
            pen.rectangle((x, y, x + int(run) * 8 - 1, y + 7), fill=0)
    return image
