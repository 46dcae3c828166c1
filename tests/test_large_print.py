"""`--large`: every word of every sheet is larger by a third at least, whatever paper, whatever style."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from conftest import TODAY, Rounds, Sandbox, copy_demo, example_site, print_sheets
from loudao.compose.enlarge import enlarged
from loudao.compose.pieces import Code, Composed, Grid, New, pieces_in
from loudao.compose.sizes import SIZE_MM, Size, size_mm
from loudao.kinds import load_kinds
from loudao.press.order import Order
from loudao.story.printing import PrintOptions
from pdf import marks_of

KINDS = load_kinds()[0]
STYLES = ["ink", "red", "fresh", "festival", "plain"]
LARGER = 1.3

NOT_FOR_READERS = re.compile(r".*沿角线裁开")
"""In the margin, for whoever cuts the pieces apart, and thrown away."""


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    return example_site(tmp_path_factory.mktemp("examples"), KINDS)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    return copy_demo(tmp_path_factory.mktemp("demo"))


def orders_of(box: Sandbox, options: PrintOptions) -> dict[tuple[str, str], Order]:
    result = print_sheets(box.site(), TODAY, options)
    assert [str(p) for p in result.problems if p.is_error] == []
    assert result.refused == ()
    return {order.printed.print.key: order for order in result.orders}


def lines_of(path: Path, pages: int) -> Iterator[list[tuple[str, float]]]:
    """The characters of each line with their sizes, blanks left out."""
    for page in range(pages):
        line: list[tuple[str, float]] = []
        for mark in marks_of(path, page):
            if mark.text in "\r\n":
                yield line
                line = []
            elif mark.text.strip():
                line.append((mark.text, mark.size))
        yield line


def sizes_of(order: Order) -> Mapping[str, list[float]]:
    """How large each character is wherever it stands, the smallest first."""
    sizes: dict[str, list[float]] = defaultdict(list)
    for line in lines_of(order.printed.pdf, order.printed.pages):
        if not NOT_FOR_READERS.fullmatch("".join(mark for mark, _ in line)):
            for mark, size in line:
                sizes[mark].append(size)
    return {mark: sorted(found) for mark, found in sizes.items()}


def papers_for(style: str, rounds: Rounds) -> tuple[str, ...]:
    """Of few rounds each style has some papers and each paper a style."""
    step = rounds(len(STYLES), 1)
    return tuple(sorted(KINDS.papers))[STYLES.index(style) % step :: step]


def check(box: Sandbox, papers: tuple[str, ...], style: str) -> None:
    normal = orders_of(box, PrintOptions(papers, style=style))
    large = orders_of(box, PrintOptions(papers, style=style, large=True))
    assert normal.keys() == large.keys()
    assert {name for _, name in normal} == set(papers)
    for key, order in large.items():
        one, other = normal[key].printed.print, order.printed.print
        assert one.version == other.version
        assert one.of_parts == other.of_parts
        assert other.name.endswith("-大字")
        before, after = sizes_of(normal[key]), sizes_of(order)
        assert {mark: len(found) for mark, found in before.items()} == {
            mark: len(found) for mark, found in after.items()
        }, (key, "nothing is left out")
        small = {
            mark: (was, now)
            for mark, found in before.items()
            for was, now in zip(found, after[mark], strict=True)
            if now < LARGER * was
        }
        assert small == {}, key
        sides = {code.text: code.side_mm for code in normal[key].proof.codes}
        assert all(code.side_mm >= LARGER * sides[code.text] for code in order.proof.codes), key


@pytest.mark.parametrize("style", STYLES)
def test_every_word_and_code_of_every_paper_is_larger_by_a_third(
    style: str, examples: Sandbox, rounds: Rounds
) -> None:
    check(examples, papers_for(style, rounds), style)


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_the_same_of_sheets_with_photos_and_many_rows(
    style: str, real: Sandbox, rounds: Rounds
) -> None:
    if papers := papers_for(style, rounds)[: rounds(1, 99)]:
        check(real, papers, style)


def test_size_that_somebody_asked_for_is_kept(examples: Sandbox) -> None:
    options = PrintOptions(("poster", "plate", "sign"), size="A3", large=True)
    sizes = {order.printed.print.composed.size for order in orders_of(examples, options).values()}
    assert sizes == {"A3"}


def composed(size: Size, grid: Grid | None = None) -> Composed:
    said = {"code": Code("a", 20.0), "works": [New([Code("b", 30.0)])], "words": ("停水", 3)}
    return Composed(said, {"floor": 2.0, "large": True}, size, grid=grid)


@pytest.mark.parametrize("size", [size for size in SIZE_MM if size != "A0"])
def test_all_of_a_sheet_grows_with_its_paper(size: Size) -> None:
    was, now = composed(size), enlarged(composed(size))
    by = size_mm(now.size)[0] / size_mm(size)[0]
    assert 1.4 < by < 1.42
    sides = [code.side_mm for code in pieces_in(now.says, Code)]
    assert sides == [20.0 * by, 30.0 * by]
    assert now.says["words"] == was.says["words"]
    assert now.sets == {"floor": 2.0 * by, "large": False, "times": by}


def test_nothing_is_larger_than_a0() -> None:
    assert enlarged(composed("A0")).size == "A0"


@pytest.mark.parametrize("wide", [60, 95, 120, 184])
@pytest.mark.parametrize("tall", [40, 55, 92, 138])
def test_larger_pieces_stand_within_the_margins_of_the_same_paper(wide: int, tall: int) -> None:
    grid = Grid(wide, tall, 190 // wide, 280 // tall)
    now = enlarged(composed("A4", grid))
    assert now.size == "A4" and now.grid
    across, down = size_mm("A4", now.lying)
    grown = now.sets["grown"]
    assert now.grid.across * wide * grown <= across - 10
    assert now.grid.down * tall * grown <= down - 10
    assert 0 < now.grid.across * now.grid.down <= grid.across * grid.down


def test_pieces_that_the_paper_does_not_hold_larger_are_on_larger_paper() -> None:
    now = enlarged(composed("A4", Grid(205, 280, 1, 1)))
    assert now.size == "A3" and now.sets["grown"] == pytest.approx(2**0.5, rel=0.01)
