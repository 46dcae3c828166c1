"""What a poster says of a work where little is known of it."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from conftest import TODAY, Sandbox, print_sheets
from loudao.story.printing import PrintOptions

PLACES = "community: 花园社区\ncourtyards:\n  - {id: n, name: 农行小区, buildings: [{id: 1, name: 1号楼}]}\n"
KNOWN = ("", "floor: 3, ", "artist: 王之涣, ", "artist: 王之涣, floor: 2, ", "year: 2024, ")


def words_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return str(document[0].get_textpage().get_text_bounded())
    finally:
        document.close()


@pytest.mark.parametrize("style", ["ink", "red", "fresh", "festival", "plain"])
def test_a_caption_begins_with_what_is_known_never_with_a_dot(style: str, sandbox: Sandbox) -> None:
    sandbox.write("galleries/places.yml", PLACES)
    works = "".join(
        f"  - {{title: 登楼之{n}, {known}text: 白日依山尽}}\n" for n, known in enumerate(KNOWN)
    )
    sandbox.write("galleries/诗/gallery.yml", f"title: 诗画天地\nat: n/1\nworks:\n{works}")
    options = PrintOptions(("poster",), style=style)
    [order] = print_sheets(sandbox.with_address().site(), TODAY, options).orders
    said = words_of(order.printed.pdf)
    assert "登楼之1" in said
    assert not re.search(r"(^|\s)[·・]|[·・](\s|$)", said)
