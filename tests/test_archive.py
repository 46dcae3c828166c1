"""What is over stays to be read: by years, the latest first, in every list."""

from __future__ import annotations

import random
import re
from collections import Counter
from datetime import date, timedelta

import pytest

from conftest import TODAY, Sandbox, pages_of


def hang(box: Sandbox, name: str, ends: date) -> None:
    box.write(
        f"docs/notices/{name}.md",
        f"---\nkind: notice\ntitle: 旧事{name}\nat: nonghang\n"
        f"from: {ends - timedelta(3)}\nuntil: {ends}\n---\n\n正文。\n",
    )


def archive(box: Sandbox) -> list[tuple[str, int]]:
    """The years below 已过期 and how many cards each has."""
    page = pages_of(box.build())["notices/"]
    _, _, rest = page.partition('<h2 class="mark">已过期</h2>')
    parts = re.split(r'<h3 class="year" id="[\w-]+">(\d{4}年)</h3>', rest)
    return [
        (year, len(set(re.findall(r"旧事\w+", cards))))
        for year, cards in zip(parts[1::2], parts[2::2], strict=True)
    ]


@pytest.mark.parametrize("seed", range(3))
def test_notices_that_are_over_stand_under_the_year_in_which_they_ended(
    sandbox: Sandbox, seed: int
) -> None:
    ago = random.Random(seed).sample(range(1, 1500), 1 + 6 * seed)
    ends = [TODAY - timedelta(days) for days in ago]
    for number, end in enumerate(ends):
        hang(sandbox, f"n{number}", end)
    years = Counter(f"{end.year}年" for end in ends)
    assert archive(sandbox) == sorted(years.items(), reverse=True)


@pytest.mark.parametrize("today", [date(2026, 12, 31), date(2027, 1, 1)])
def test_the_last_day_of_a_year_belongs_to_it(today: date, sandbox: Sandbox) -> None:
    hang(sandbox, "甲", date(2026, 12, 31))
    page = pages_of(sandbox.build(today))["notices/"]
    assert ("2026年</h3>" in page) == (today.year == 2027)


@pytest.mark.parametrize("today", [date(2026, 2, 28), date(2026, 12, 31)])
def test_every_page_says_on_which_day_it_was_made(today: date, sandbox: Sandbox) -> None:
    said = f'网页做于 <time datetime="{today}">{today.year}年{today.month}月{today.day}日</time>'
    pages = pages_of(sandbox.build(today))
    framed = {uri: page for uri, page in pages.items() if "<footer" in page}
    assert {"places/", "notices/"} <= framed.keys()
    assert [uri for uri, page in framed.items() if said not in page] == ["screen/"]
