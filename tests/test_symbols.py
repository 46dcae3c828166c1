"""The symbols of codes: strong enough at every address and every size that papers use."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy
import pytest
import typst
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from conftest import Rounds
from loudao.codes.address import code_address
from loudao.codes.layout import Layout, layout_of, side_of
from loudao.codes.qr import LEAST_MODULE_MM, QUIET_ZONE, Symbol, make_symbol
from loudao.codes.scan import read_codes
from loudao.codes.seals import ALPHABET
from loudao.codes.smudge import Smudge, bears_any_smudge, smudges_on, tolls
from loudao.compose.sizes import SIDE_PER_METRE
from loudao.photos.camera import Raster, photograph
from loudao.press.proof import proof_page
from loudao.press.raster import open_pdf

SIDES_MM = (24.0, 26.0, 30.0, 32.0, 38.0, 40.0, 50.0, 54.0, 60.0, 68.0, 92.0)
"""Of codes on the papers of the kinds, from labels to plates."""

_GROUND_MM = 16


class Printed(NamedTuple):
    symbol: Symbol
    side_mm: float


def some_address(dice: random.Random) -> str:
    """What is printed for a site's address of 12 to 60 characters, of every sort."""
    length = dice.randint(12, 60)
    folder = dice.choice(["", "", f"/{dice.choice(['wall', 'Sites/东风'])}"])
    port = dice.choice(["", "", "", f":{dice.randint(1024, 65535)}"])
    ending = dice.choice([".cn", ".com.cn", ".org", ".xn--fiqs8s", ".中国"])
    rest = max(1, length - len("https://" + ending + port + folder))
    letters = string.ascii_lowercase + string.digits
    host = "".join(dice.choice(letters) for _ in range(rest))
    if dice.random() < 0.2:
        host = "社区" + host[:40]
    host = ".".join(host[start : start + 60] for start in range(0, len(host), 60))
    code = "".join(dice.choice(ALPHABET) for _ in range(4))
    return code_address(f"https://{host}{ending}{port}{folder}", code)


def set_codes(path: Path, printed: Sequence[Printed]) -> Path:
    """A PDF with a page for each code, with its quiet zone on a grey ground."""
    pages = []
    for symbol, side in printed:
        whole = side * (symbol.modules + 2 * QUIET_ZONE) / symbol.modules
        svg = symbol.svg.replace('"', '\\"')
        image = f'image(bytes("{svg}"), format: "svg", width: {whole}mm)'
        page = f"width: {whole + _GROUND_MM}mm, height: {whole + _GROUND_MM}mm"
        pages.append(
            f"#page({page}, margin: 0mm, fill: luma(120), align(center + horizon, "
            f"box(fill: white, {image})))"
        )
    path.write_bytes(typst.compile("\n".join(pages).encode()))
    return path


def refusals(path: Path, printed: Sequence[Printed]) -> list[str]:
    """What the proof has against each code that is not sound."""
    metres = {one.symbol.address: one.side_mm / SIDE_PER_METRE for one in printed}
    with open_pdf(set_codes(path, printed)) as pages:
        found = [proof_page(pages, number, metres).codes for number in range(len(pages))]
    return [
        f"{one.symbol.address} {one.side_mm:g} mm, {one.symbol.modules} modules: {codes}"
        for one, codes in zip(printed, found, strict=True)
        if [code.text for code in codes if code.sound] != [one.symbol.address]
    ]


def test_codes_of_every_address_pass_the_proof(tmp_path: Path, rounds: Rounds) -> None:
    dice = random.Random(60)
    smallest, sample = rounds(300, 10_000), rounds(6, 60)
    addresses = list(dict.fromkeys(some_address(dice) for _ in range(smallest)))
    sides = [(address, SIDES_MM[0]) for address in addresses]
    sides += [(dice.choice(addresses), side) for side in SIDES_MM[1:] for _ in range(sample)]
    assert {len(address) for address in addresses} >= {*range(22, 60)}
    refused = []
    for address_and_side in batched(sides, 200):
        # an address that comes again at another size is asked for in a file of its own
        for side in dict.fromkeys(side for _, side in address_and_side):
            printed = [Printed(make_symbol(a, s), s) for a, s in address_and_side if s == side]
            refused += refusals(tmp_path / "codes.pdf", printed)
    assert not refused, f"{len(refused)} of {len(sides)}:\n" + "\n".join(refused[:20])


def batched(
    sides: Sequence[tuple[str, float]], count: int
) -> Iterator[Sequence[tuple[str, float]]]:
    for start in range(0, len(sides), count):
        yield sides[start : start + count]


@pytest.mark.parametrize("level", "LMQH")
def test_blocks_bear_what_the_layout_says_and_no_more(level: str, rounds: Rounds) -> None:
    dice = random.Random(level)
    for version in range(1, 41, rounds(3, 1)):
        layout = layout_of(version, level)
        symbol = zxingcpp.create_barcode(
            "AB1", zxingcpp.BarcodeFormat.QRCode, ec_level=level, version=version
        )
        modules = numpy.array(symbol.to_image(scale=1, add_quiet_zones=False))
        assert len(modules) == layout.side == side_of(version)
        assert reads(damaged(modules, layout, layout.bearable, dice)), version
        assert not reads(damaged(modules, layout, layout.bearable + 1, dice)), version


def damaged(
    modules: NDArray[numpy.uint8], layout: Layout, count: int, dice: random.Random
) -> NDArray[numpy.uint8]:
    """`modules` with `count` codewords of each block turned about."""
    found = modules.copy().reshape(-1)
    for block in {codeword.block for codeword in layout.codewords}:
        own = [codeword for codeword in layout.codewords if codeword.block == block]
        for codeword in dice.sample(own, count):
            for module in codeword.modules:
                found[module] = 255 - found[module]
    return found.reshape(modules.shape)


def reads(modules: NDArray[numpy.uint8]) -> bool:
    framed = numpy.pad(modules, QUIET_ZONE, constant_values=255)
    large = numpy.kron(framed, numpy.ones((4, 4), numpy.uint8))
    found = zxingcpp.read_barcode(
        large, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    )
    return found is not None and found.text == "AB1"


def test_smudges_lie_on_the_symbol_clear_of_what_readers_look_for() -> None:
    for version in range(1, 41):
        side = side_of(version)
        smudges = smudges_on(side)
        assert len(set(smudges)) > 20
        for x, y, radius in smudges:
            assert radius <= min(x, y, 1 - x, 1 - y) + 1e-9
            for left, top in ((0, 0), (side - 8, 0), (0, side - 8)):
                across = max(left - x * side, 0, x * side - left - 8)
                down = max(top - y * side, 0, y * side - top - 8)
                assert across**2 + down**2 >= (radius * side) ** 2 - 1e-6


@pytest.mark.parametrize(("level", "version"), [("Q", 2), ("Q", 3), ("M", 4), ("H", 3)])
def test_arithmetic_foretells_what_a_phone_reads_under_a_smudge(
    level: str, version: int, rounds: Rounds
) -> None:
    dice = random.Random(version)
    sure = bears_any_smudge(version, level)
    outcomes = []
    for number in range(rounds(12, 60)):
        text = f"HTTPS://{'A' * dice.randint(1, 3)}{number}.CN/Q/7K3F"
        symbol = zxingcpp.create_barcode(
            text, zxingcpp.BarcodeFormat.QRCode, ec_level=level, version=version
        )
        modules = numpy.array(symbol.to_image(scale=1, add_quiet_zones=False))
        found = tolls([grey == 0 for grey in modules.reshape(-1)], level)
        assert [toll.spare for toll in found] == sorted(toll.spare for toll in found)
        assert not sure or found[0].spare >= 0
        for toll in (found[0], found[-1]):
            outcomes.append((toll.spare, phone_reads(modules, toll.smudge, text)))
    assert all(read for spare, read in outcomes if spare > 0), outcomes
    lost = [read for spare, read in outcomes if spare < 0]
    assert bool(lost) != sure
    assert sum(lost) <= len(lost) / 2 or version > 2, outcomes


def phone_reads(modules: NDArray[numpy.uint8], smudge: Smudge, text: str) -> bool:
    dots = 10
    framed = numpy.kron(
        numpy.pad(modules, QUIET_ZONE, constant_values=255), numpy.ones((dots, dots), numpy.uint8)
    )
    image = Image.fromarray(framed)
    side, quiet = len(modules) * dots, QUIET_ZONE * dots
    x, y, radius = quiet + smudge.x * side, quiet + smudge.y * side, smudge.radius * side
    ImageDraw.Draw(image).ellipse((x - radius, y - radius, x + radius, y + radius), fill=128)
    seen = photograph(Raster(image.width, image.height, image.tobytes()), 300 / 25.4, 0.26)
    return any(r.text == text for r in read_codes(seen.width, seen.height, seen.pixels))


def test_long_address_still_has_modules_that_print() -> None:
    symbol = make_symbol("HTTPS://" + "A" * 110 + ".CN/sites/Q/7K3F", 24)
    assert 24 / symbol.modules >= LEAST_MODULE_MM
