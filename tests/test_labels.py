"""Labels: their words keep away from the frame, their notes have one size, their code can be read."""

from __future__ import annotations

from math import ceil

import pypdfium2
import pytest

from conftest import TODAY, Sandbox, print_sheets
from loudao.codes.address import characters_of
from loudao.compose.labels import label_layout
from loudao.compose.sizes import Size, size_mm
from loudao.story.printing import PrintOptions
from pdf import decode_codes

_MM = 25.4 / 72
TITLES = ("山", "春江花月夜长卷", "花园社区全体居民重阳笔会集体书法长卷", "长" * 40)
NOTES = ("跑了三十年海边网点", "退休前跑了三十年海边网点，写这首诗最顺手", "画" * 30)


def lines_of(page: pypdfium2.PdfPage) -> list[tuple[str, float, float, float, float]]:
    """Each run of words with its size in points and where it stands in mm: left, top and bottom."""
    tall, words = page.get_height(), page.get_textpage()
    return [
        (
            drawn.extract().strip(), drawn.get_font_size(), drawn.get_bounds()[0] * _MM,
            (tall - drawn.get_bounds()[3]) * _MM, (tall - drawn.get_bounds()[1]) * _MM,
        )
        for drawn in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT], textpage=words)
    ]  # fmt: skip


@pytest.mark.parametrize("count", range(1, 62))
def test_few_labels_are_larger_and_fill_as_few_sheets_as_small_ones(count: int) -> None:
    grid, lying, side = label_layout(count)
    wide, tall = size_mm("A4", lying)
    assert wide - grid.wide * grid.across >= 14 and tall - grid.tall * grid.down >= 14
    sheets = ceil(count / (grid.across * grid.down))
    assert sheets == ceil(count / 10)
    assert grid.wide >= 95 and grid.tall >= 55 and side >= 25


@pytest.mark.parametrize("style", ["ink", "red", "fresh", "festival", "plain"])
@pytest.mark.parametrize(
    ("size", "count"), [(None, 4), (None, 6), (None, 8), (None, 10), ("A6", 4)]
)
def test_words_of_a_label_keep_away_from_its_edges_and_its_notes_are_alike(
    size: Size | None, count: int, style: str, sandbox: Sandbox
) -> None:
    titles = (*TITLES, *(f"山居{n}" for n in range(count - len(TITLES))))
    notes = (*NOTES, *[""] * (count - len(NOTES)))
    works = "".join(
        f"  - {{id: w{n}, title: {title}, artist: 沈砚, text: 一, floor: 2, note: {note}}}\n"
        for n, (title, note) in enumerate(zip(titles, notes, strict=True))
    )
    sandbox.gallery("春", f"title: 春\nat: nonghang/3/2\nstyle: {style}\nworks:\n{works}")
    options = PrintOptions(("labels",), size=size)
    [done] = print_sheets(sandbox.with_address().site(), TODAY, options).printed
    with pypdfium2.PdfDocument(done.pdf) as document:
        pages = [lines_of(page) for page in document]
    grid, lying, _ = label_layout(count)
    wide, tall = (148.0, 105.0) if size else grid[:2]
    paper = size_mm(size or "A4", lying or size is not None)
    left = (paper[0] - wide * (1 if size else grid.across)) / 2
    cut = (paper[1] - tall * (1 if size else grid.down)) / 2
    scale = min(wide / 95, tall / 55)
    first = [line for line in pages[0] if line[2] < left + wide]
    [(_, title_size, _, top, _)] = [line for line in first if line[0] == "山"]
    assert 5.3 * scale <= top - cut <= 9 * scale
    assert 21.9 * scale <= title_size <= 25.2 * scale
    ends = [line[4] for line in first if line[4] < cut + tall]
    assert max(ends) - cut == pytest.approx(tall - 6 * scale, abs=scale)
    said = [line for page in pages for line in page]
    # a clause on a line of its own is drawn by itself
    sizes = {round(line[1], 1) for line in said if len(line[0]) > 4 and line[0] in "".join(NOTES)}
    assert len(sizes) == 1 and 10 * scale <= sizes.pop() <= 13.1 * scale
    large = "".join(line[0] for line in said if line[1] > 8 * scale).replace(" ", "")
    # 一 and 长 in rows look like bars of a shop to the decoder
    addresses = [it for it in decode_codes(done.pdf) if it.startswith("HTTPS")]
    assert len(addresses) == len(titles)
    assert all(characters_of(address) in large for address in addresses)


@pytest.mark.parametrize(
    "note", ["取“远上寒山石径斜，白云生处”诗意", "社区笔会上画的，题目是大家起的"]
)
def test_a_line_of_a_note_ends_where_a_clause_does(note: str, sandbox: Sandbox) -> None:
    works = "".join(
        f"  - {{id: w{n}, title: 山, artist: 沈砚, text: 一, note: {note}}}\n" for n in range(8)
    )
    sandbox.gallery("春", f"title: 春\nat: nonghang/3/2\nworks:\n{works}")
    [done] = print_sheets(sandbox.site(), TODAY, PrintOptions(("labels",))).printed
    with pypdfium2.PdfDocument(done.pdf) as document:
        lines = document[0].get_textpage().get_text_bounded().split("\r\n")
    first, second = note.split("，")
    assert [line for line in lines if first in line] == [first + "，"] * 8
    assert sum(line.strip() == second for line in lines) == 8


@pytest.mark.parametrize("known", ["", "artist: 沈砚", "form: 书法", "note: 一笔写成"])
def test_a_work_of_which_little_is_known_has_its_label(known: str, sandbox: Sandbox) -> None:
    works = f"  - {{id: w, title: 山, text: 一{', ' if known else ''}{known}}}\n"
    sandbox.gallery("春", f"title: 春\nat: nonghang/3/2\nworks:\n{works}")
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("labels",)))
    assert [str(p) for p in result.problems if p.is_error] == []
    [done] = result.printed
    with pypdfium2.PdfDocument(done.pdf) as document:
        said = "".join(line[0] for page in document for line in lines_of(page))
    assert "山" in said and known.partition(": ")[2] in said
