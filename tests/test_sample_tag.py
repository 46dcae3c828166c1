"""样张: a tag on every sheet that is none to hang, where no words stand and no code is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

from conftest import TODAY, Sandbox, print_sheets
from loudao.compose.sizes import PROFILES
from loudao.plan.made import Printed
from loudao.story.printing import PrintOptions
from pdf import Mark, marks_of, page_sizes_mm

STYLES = ["ink", "red", "fresh", "festival", "plain"]
MM = 72 / 25.4
CUT = ("labels", "cards", "door-plates")
PRINTED = {
    "as written": (
        ("poster", "notice", "disclosure", "post", "review", "donation", "roster", "plate", "sign"),
        PrintOptions(draft=True),
    ),
    "small": (("poster", "disclosure"), PrintOptions(size="A5", draft=True)),
    "offset": (("poster",), PrintOptions(size="A2", profile=PROFILES["offset"], draft=True)),
    "large": (("notice", "post"), PrintOptions(large=True, draft=True)),
}


def tags_on(done: Printed, page: int) -> tuple[list[tuple[Mark, Mark]], list[Mark]]:
    """The two characters of every tag of a page, and the others that are seen."""
    marks = [it for it in marks_of(done.pdf, page) if it.text.strip() and it.size > 2]
    tags = [
        (upper, lower)
        for upper in marks if upper.text == "样"
        for lower in marks if lower.text == "张" and abs(lower.left - upper.left) < 2
        and 0 <= upper.bottom - lower.top < upper.size
    ]  # fmt: skip
    tagged = [mark for tag in tags for mark in tag]
    return tags, [it for it in marks if it not in tagged]


def covered(tag: tuple[Mark, Mark], others: list[Mark]) -> str:
    """The characters that a tag, with the rim that is round it, stands on."""
    upper, lower = tag
    rim = upper.size * 0.28
    return "".join(
        it.text
        for it in others
        if it.left < upper.right + rim and it.right > upper.left - rim
        and it.bottom < upper.top + rim and it.top > lower.bottom - rim
    )  # fmt: skip


def printed(box: Sandbox, selectors: Iterable[str], options: PrintOptions) -> Iterator[Printed]:
    for selector in selectors:
        result = print_sheets(box.site(), TODAY, replace(options, selectors=(selector,)))
        # a code that the tag stood on would not have been proved
        assert [str(it) for it in result.problems if it.is_error] == []
        assert result.printed
        yield from result.printed


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("manner", PRINTED)
def test_sample_says_so_where_no_words_stand(style: str, manner: str, demo_copy: Sandbox) -> None:
    selectors, options = PRINTED[manner]
    for done in printed(demo_copy, selectors, replace(options, style=style)):
        for page, (wide, tall) in enumerate(page_sizes_mm(done.pdf)):
            tags, others = tags_on(done, page)
            assert len(tags) == 1, done.print.name
            assert covered(tags[0], others) == "", done.print.name
            # read from as far as the sheet is: 3 mm on A5, 5 mm on A3
            assert tags[0][0].size >= min(5, min(wide, tall) / 60) * MM, done.print.name


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("large", [False, True])
def test_each_piece_that_is_cut_from_a_sample_says_so(
    style: str, large: bool, demo_copy: Sandbox
) -> None:
    for done in printed(demo_copy, CUT, PrintOptions(style=style, large=large, draft=True)):
        pages = [tags_on(done, page) for page in range(done.pages)]
        for tags, others in pages:
            assert [covered(tag, others) for tag in tags] == [""] * len(tags), done.print.name
        codes = sum(map(len, (done.print.composed.says.get(key, ()) for key in ("rows", "labels"))))
        assert sum(len(tags) for tags, _ in pages) == codes > 0, done.print.name


def test_sheet_that_hangs_says_nothing_of_samples(demo_copy: Sandbox) -> None:
    for done in printed(demo_copy, ("notice", "labels"), PrintOptions()):
        assert all(tags_on(done, page)[0] == [] for page in range(done.pages)), done.print.name
