"""What a page makes a phone fetch and read before its first things are seen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import Sandbox, make_photo, pages_of
from loudao.plugin.markup import dress_photos


@pytest.mark.parametrize("count", [1, 2, 3, 120])
def test_drawings_far_down_a_page_wait_until_they_are_near(count: int, tmp_path: Path) -> None:
    make_photo(tmp_path / "a.png", (280, 396))
    html = '<img alt="甲" src="a.png">' * count + '<img loading="eager" alt="乙" src="a.png">'
    dressed = dress_photos(html, {}, "样张.html", tmp_path)
    tags = re.findall("<img[^>]*>", dressed)
    assert len(tags) == count + 1
    assert ["fetchpriority" in tag for tag in tags] == [n == 0 for n in range(count + 1)]
    assert ["lazy" in tag for tag in tags] == [n >= 2 for n in range(count)] + [False]


def test_a_drawing_whose_size_nobody_knows_is_fetched_at_once(tmp_path: Path) -> None:
    html = '<img alt="甲" src="none.png">' * 6
    assert "lazy" not in dress_photos(html, {}, "a/", tmp_path)


LONG = "银行退下来的老同事们，三年前在二单元支起一张画案，如今从一层到六层，一步一景。" * 2


@pytest.mark.parametrize(
    ("intro", "beside", "below"),
    [
        (["短短一句。"], ["短短一句。"], []),
        ([LONG, "每周三下午有笔会。"], [LONG], ["每周三下午有笔会。"]),
        (["一句。", "两句。", LONG, "三句。"], ["一句。", "两句。", LONG], ["三句。"]),
        (["一句。", f"- {LONG}", "三句。"], ["一句。", LONG, "三句。"], []),  # a list stays whole
        ([], [], []),
    ],
)
def test_long_remarks_stand_below_the_works(
    intro: list[str], beside: list[str], below: list[str], sandbox: Sandbox
) -> None:
    words = "".join(f"  {part}\n\n" for part in intro)
    told = f"intro: |\n{words}" if words else ""
    sandbox.gallery(
        "春", f"title: 春\nat: nonghang/3/2\n{told}works: [{{text: 一句诗, title: 诗}}]\n"
    )
    page = re.sub("</?span[^>]*>|<wbr>", "", pages_of(sandbox.build())["galleries/春/"])
    title, _, rest = page.partition('<div class="floors">')
    for parts, here, there in ((beside, title, rest), (below, rest, title)):
        for part in parts:
            assert f">{part}<" in here
            assert f">{part}<" not in there
