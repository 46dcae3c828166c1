"""Labels: their words keep away from the frame, their notes have one size, their code can be read."""

from __future__ import annotations

import pypdfium2
import pytest

from conftest import TODAY, Sandbox, print_sheets
from loudao.codes.address import characters_of
from loudao.compose.sizes import Size
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


@pytest.mark.parametrize("style", ["ink", "red", "fresh", "festival", "plain"])
@pytest.mark.parametrize("size", [None, "A6"])
def test_words_of_a_label_keep_away_from_its_edges_and_its_notes_are_alike(
    size: Size | None, style: str, sandbox: Sandbox
) -> None:
    works = "".join(
        f"  - {{id: w{n}, title: {title}, artist: 沈砚, text: 一, floor: 2, note: {note}}}\n"
        for n, (title, note) in enumerate(zip(TITLES, (*NOTES, ""), strict=True))
    )
    sandbox.gallery("春", f"title: 春\nat: nonghang/3/2\nstyle: {style}\nworks:\n{works}")
    options = PrintOptions(("labels",), size=size)
    [done] = print_sheets(sandbox.with_address().site(), TODAY, options).printed
    with pypdfium2.PdfDocument(done.pdf) as document:
        pages = [lines_of(page) for page in document]
    scale = 105 / 67.4 if size else 1.0  # a label of 148 mm is 1.56 as wide as one of 95
    tall = 105.0 if size else 55.0
    first = [line for line in pages[0] if line[2] < (148 if size else 105)]
    [(_, title_size, _, top, _)] = [line for line in first if line[0] == "山"]
    cut = 0.0 if size else 11.0
    assert top - cut == pytest.approx(6.5 * scale, abs=1.2 * scale)
    assert title_size == pytest.approx(22 * scale, abs=0.2)
    ends = [line[4] for line in first if line[4] < cut + tall]
    assert max(ends) - cut == pytest.approx(tall - 6 * scale, abs=scale)
    said = [line for page in pages for line in page]
    notes = {round(line[1], 1) for line in said if line[0] and line[0] in "".join(NOTES)}
    assert len(notes) == 1 and 10 * scale <= notes.pop() <= 12.1 * scale
    large = "".join(line[0] for line in said if line[1] > 8 * scale).replace(" ", "")
    # 一 and 长 in rows look like bars of a shop to the decoder
    addresses = [it for it in decode_codes(done.pdf) if it.startswith("HTTPS")]
    assert len(addresses) == len(TITLES)
    assert all(characters_of(address) in large for address in addresses)
