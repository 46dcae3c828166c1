"""What a chat shows of a page: a card that the press draws for it."""

from __future__ import annotations

import random
import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from conftest import TODAY, Sandbox, load, make_photo, open_workshop, pages_of
from loudao.story.build import Built
from loudao.story.clean import clean_unused

_IMAGE = re.compile(r'<meta property="og:image" content="https://jf\.cn/([^"]+)"')
_STYLES = ("ink", "red", "fresh", "festival", "plain")


def card_of(built: Built, uri: str) -> bytes:
    """What a chat gets for a page."""
    found = _IMAGE.search(pages_of(built)[uri])
    assert found, uri
    return built.made.media[found[1]].read_bytes()


def write_gallery(box: Sandbox, name: str, style: str, title: str, works: str) -> None:
    box.gallery(
        name,
        f"title: {title}\nposter: {{style: {style}}}\nat: nonghang/3/2\nworks:\n{works}",
    )


def a_title(dice: random.Random) -> str:
    """From one character to forty, now and then with letters and digits."""
    words = [
        "楼道",
        "书画",
        "2026年",
        "重阳",
        "第三届",
        "Garden",
        "笔会",
        "孩子们的",
        "春",
        "作品展",
    ]
    title = ""
    most = dice.choice((1, 8, 40))
    while len(title) < most:
        title += dice.choice(words)
    return title[:40]


@pytest.mark.parametrize("style", _STYLES)
def test_every_set_of_works_has_a_card_of_its_own(style: str, sandbox: Sandbox) -> None:
    dice = random.Random(style)
    sandbox.with_address()
    for number, size in enumerate([(600, 400), (90, 400), (900, 40), (8, 8), None]):
        name = f"第{number}"
        if size:
            sandbox.photo(f"galleries/{name}/一.jpg", size, number)
        shown = "photo: 一.jpg" if size else "text: 春眠不觉晓"
        works = f"  - {{{shown}, title: 甲, alt: 甲, artist: 张三}}\n"
        write_gallery(sandbox, name, style, a_title(dice), works)
    built = sandbox.build()
    cards = [card_of(built, f"galleries/第{number}/") for number in range(5)]
    assert len({*cards}) == 5
    for card in [*cards, card_of(built, "places/")]:
        with Image.open(BytesIO(card)) as image:
            assert (image.format, image.size) == ("JPEG", (1200, 630))
            # words and picture, not paper alone
            assert min(image.convert("L").tobytes()) < 110
        assert len(card) < 300_000


def test_the_words_of_a_card_are_in_the_square_that_a_chat_leaves(sandbox: Sandbox) -> None:
    sandbox.with_address()
    works = "  - {text: 词, title: 甲, alt: 甲}\n"
    write_gallery(sandbox, "春", "plain", "书画天地", works)
    with Image.open(BytesIO(card_of(sandbox.build(), "galleries/春/"))) as image:
        dark = ImageOps.invert(image.convert("L").quantize(2).convert("L"))
        title = dark.crop((60, 170, 1140, 440)).getbbox()  # right of the bar of the style
    assert title
    left, _, right, _ = title
    assert left + 60 >= 285 and right + 60 <= 915
    assert abs((left + right) / 2 - 540) < 8


def test_a_card_shows_no_photo_that_is_not_for_the_site(sandbox: Sandbox) -> None:
    sandbox.with_address()
    works = (
        "  - {photo: 一.jpg, title: 甲, alt: 甲, artist: 张三, consent: {by: 本人, for: wall}}\n"
        "  - {text: 词, title: 乙, alt: 乙, consent: yes}\n"
    )
    write_gallery(sandbox, "春", "plain", "春", works)
    cards = []
    for seed in (1, 2):
        sandbox.photo("galleries/春/一.jpg", seed=seed)
        built = sandbox.build()
        cards.append((card_of(built, "galleries/春/"), card_of(built, "places/")))
    assert cards[0] == cards[1]
    write_gallery(sandbox, "春", "plain", "春", works.replace("for: wall", "for: web"))
    assert card_of(sandbox.build(), "galleries/春/") != cards[0][0]


def test_the_site_shows_a_work_of_what_hangs_today(sandbox: Sandbox) -> None:
    sandbox.with_address()
    works = "  - {photo: 一.jpg, title: 甲, alt: 甲, artist: 张三, consent: yes}\n"
    days = {"去年": (2025, 2025), "现在": (2026, 2027), "明年": (2027, 2028)}

    def card() -> bytes:
        built = sandbox.build()
        assert [p for p in built.problems if p.is_error] == []
        return card_of(built, "places/")

    cards = {}
    for number, (name, (first, last)) in enumerate(days.items()):
        sandbox.photo(f"galleries/{name}/一.jpg", seed=number)
        write_gallery(sandbox, name, "plain", name, works)
        day = f"from: {first}-01-01\nuntil: {last}-12-31\n"
        path = sandbox.root / f"galleries/{name}/gallery.yml"
        path.write_text(f"{path.read_text('utf-8')}{day}", "utf-8")
        cards[name] = card()
    assert cards["去年"] != cards["现在"] == cards["明年"]


def test_a_title_that_no_face_can_show_has_the_card_of_the_site(sandbox: Sandbox) -> None:
    sandbox.with_address()
    write_gallery(sandbox, "春", "plain", "春🎉", "  - {text: 词, title: 甲, alt: 甲}\n")
    built = sandbox.build(keep_going=True)
    assert card_of(built, "galleries/春/") == card_of(built, "places/")


def test_cards_are_drawn_once_and_stay_when_the_cache_is_cleaned(sandbox: Sandbox) -> None:
    sandbox.with_address()
    make_photo(sandbox.root / "galleries/春/一.jpg")
    works = "  - {photo: 一.jpg, title: 甲, alt: 甲, artist: 张三, consent: yes}\n"
    write_gallery(sandbox, "春", "ink", "春", works)

    def drawn() -> dict[Path, int]:
        cards = sandbox.build().made.cards
        media = sandbox.build().made.media
        paths = [media[card.derivatives[0].uri] for card in cards.values()]
        return {path: path.stat().st_mtime_ns for path in paths}

    first = drawn()
    assert len(first) == 2
    site = sandbox.site()
    clean_unused(load(site, TODAY), open_workshop(site).store)
    assert drawn() == first
