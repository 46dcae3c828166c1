"""Pages fill their windows: columns are level, the foot is at the foot, names are said once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from conftest import DemoSite, Sandbox, small_site
from loudao.plugin.engine import build_site
from test_browser import serving, visiting

pytestmark = pytest.mark.browser

PLACES = ("places/", "places/nonghang/", "places/nonghang/3/", "places/nonghang/3/2/",
          "places/nonghang/5/1/", "places/guihua/")  # fmt: skip

HOLE = """() => {
  const shown = [...document.querySelectorAll(
    ".now li, .rest li, .rest h2, .house, .beside li, .door")].filter(e => e.checkVisibility());
  const ends = [0, 0], middle = innerWidth / 2;
  for (const box of shown.map(e => e.getBoundingClientRect())) {
    if (box.left < middle - 50) ends[0] = Math.max(ends[0], box.bottom);
    if (box.right > middle + 50) ends[1] = Math.max(ends[1], box.bottom);
  }
  return Math.abs(ends[0] - ends[1]);
}"""


@pytest.fixture(scope="module")
def address(demo: DemoSite) -> Iterator[str]:
    with serving(demo.folder) as address:
        yield address


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    yield page
    page.close()


@pytest.mark.parametrize("uri", ["", *PLACES])
def test_no_column_of_a_desk_ends_long_before_the_other(uri: str, desk: Page, address: str) -> None:
    desk.goto(f"{address}{uri}")
    assert desk.evaluate(HOLE) < 300


@pytest.mark.parametrize("many", [1, 2, 3, 5, 9])
def test_home_is_level_with_as_many_notices_as_there_are(
    many: int, browser: Browser, tmp_path: Path
) -> None:
    box = small_site(tmp_path)
    for number in range(many):
        front = f"kind: notice\ntitle: 停水{number}\nfrom: 2026-11-01\nwhen: 2099-12-01 8:00\n"
        box.write(f"docs/notices/{number}.md", f"---\n{front}---\n\n字\n")
        until = "from: 2026-11-18\nuntil: 2099-12-02\nsection: 财务\n"
        box.write(
            f"docs/disclosures/{number}.md",
            f"---\nkind: disclosure\ntitle: 收支\n{until}---\n\n字\n",
        )
    with visiting(browser, build_site(box.config, None, "2026-11-21", {})) as visit:
        visit.page.set_viewport_size({"width": 1440, "height": 900})
        assert visit.open("").evaluate(HOLE) < 330


@pytest.mark.parametrize("width", [390, 768, 1440])
@pytest.mark.parametrize("uri", ["jobs/", "projects/", "reports/", "surveys/", "disclosures/"])
def test_the_foot_of_a_short_page_is_at_the_foot_and_one_group_is_no_choice(
    uri: str, width: int, browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 1600})
    page.goto(f"{address}{uri}")
    foot, dock = (page.locator(it).bounding_box() for it in (".foot", ".dock"))
    assert foot and dock
    ends = dock["y"] if width < 992 else 1600
    assert abs(foot["y"] + foot["height"] - ends) < 14
    assert page.locator(".jump:visible").count() == 0
    page.close()


@pytest.mark.parametrize("uri", ["", *PLACES, "notices/", "boards/east-gate/"])
def test_plates_say_their_courtyard_once_and_not_on_its_own_page(
    uri: str, desk: Page, address: str
) -> None:
    desk.goto(f"{address}{uri}")
    plates = desk.locator(".plate").all_inner_texts()
    assert plates
    assert not [name for name in plates if "农行小区" in name or "桂花苑" in name]
    if "nonghang" in uri:
        assert not desk.locator(".told .soft", has_text="农行小区").count()


@pytest.mark.parametrize("width", [360, 375, 390, 430])
def test_day_month_and_how_soon_are_one_row_of_a_notice_and_its_hours_fill_the_next(
    width: int, browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.clock.set_fixed_time("2026-11-21T09:00:00")
    page.goto(f"{address}notices/停水/")
    band, day, soon, hours = (
        page.locator(it).first.bounding_box()
        for it in (".ld-band", ".ld-day", ".ld-when em", ".ld-when strong")
    )
    assert band and day and soon and hours
    assert (band["x"], band["width"]) == (0, width)
    assert day["y"] < soon["y"] and soon["y"] + soon["height"] < day["y"] + day["height"]
    assert hours["x"] + hours["width"] == pytest.approx(width - 18, abs=1)
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    assert page.locator(".ld-when strong").evaluate(size) >= width * 0.127
    page.close()


def test_in_large_type_buildings_and_units_are_keys_that_stand_flush_left(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{address}places/#big")
    plates = [box for it in page.locator(".houses .plate").all() if (box := it.bounding_box())]
    keys = [box for it in page.locator(".houses p a").all() if (box := it.bounding_box())]
    assert {round(box["x"]) for box in plates} == {16}
    assert min(box["height"] for box in [*plates, *keys]) >= 72
    page.goto(f"{address}places/nonghang/3/2/#big")
    door = page.locator(".door").bounding_box()
    assert door and door["height"] <= 120
    page.close()


@pytest.mark.parametrize("way", ["", "#big"])
@pytest.mark.parametrize("width", [1100, 1440, 1920])
def test_what_is_told_of_a_work_ends_where_the_foot_does(
    width: int, way: str, browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{address}galleries/书画天地/厚德载物/{way}")
    right = "e => e.getBoundingClientRect().right"
    told, foot = (page.locator(it).evaluate(right) for it in (".about dl", ".foot .call"))
    page.close()
    assert told <= foot + 1
    assert told > foot - (2 if width > 1300 else 60)


def lists(box: Sandbox, now: int, over: int) -> Path:
    for number in range(now + over):
        until = "2099-12-02" if number < now else "2026-10-02"
        box.write(
            f"docs/disclosures/{number}.md",
            f"---\nkind: disclosure\ntitle: 收支{number}\nfrom: 2026-09-18\nuntil: {until}\n"
            "section: 财务\n---\n\n# 收支\n\n各位居民：\n\n票据放在服务站。想看的随时来。\n",
        )
    return build_site(box.config, None, "2026-11-21", {})


REACH = """() => {
  const measure = document.querySelector("main").getBoundingClientRect();
  const boxes = [...document.querySelectorAll(".cards a")].filter(e => e.checkVisibility())
    .map(e => e.getBoundingClientRect());
  return [Math.min(...boxes.map(b => b.left)) - measure.left,
          measure.right - Math.max(...boxes.map(b => b.right))];
}"""


@pytest.mark.parametrize(("now", "over"), [(1, 0), (2, 0), (3, 0), (5, 0), (0, 1), (0, 4), (1, 1)])
def test_a_list_is_as_wide_as_the_page_however_few_it_has(
    now: int, over: int, browser: Browser, tmp_path: Path
) -> None:
    with visiting(browser, lists(small_site(tmp_path), now, over)) as visit:
        visit.page.set_viewport_size({"width": 1440, "height": 900})
        page = visit.open("disclosures/")
        left, right = page.evaluate(REACH)
        assert left < 20
        assert right < 20
        told = page.locator(".gist")
        assert told.count() == (now if now <= 3 else 0)
        for number in range(told.count()):
            assert told.nth(number).inner_text() == "票据放在服务站。想看的随时来。"
        ways = page.locator(".ways a").all_inner_texts()
        assert ways
        assert not [name for name in ways if name.startswith("公示")]


@pytest.mark.parametrize("many", [1, 2, 3, 4, 5, 6, 7])
def test_galleries_fill_the_page_that_leads_to_them_and_none_is_alone_in_its_row(
    many: int, browser: Browser, tmp_path: Path
) -> None:
    box = small_site(tmp_path)
    for number in range(many):
        box.write(
            f"galleries/{number}/gallery.yml",
            f"title: 墨香{number}\nat: nonghang/3/2\nconsent: yes\n"
            "works: [{title: 诗, alt: 诗, text: 一树梅花, consent: yes}]\n",
        )
    with visiting(browser, build_site(box.config, None, "2026-11-21", {})) as visit:
        visit.page.set_viewport_size({"width": 1440, "height": 900})
        for uri in ("", "places/"):
            page = visit.open(uri)
            boxes = [b for it in page.locator(".shows > li").all() if (b := it.bounding_box())]
            assert len(boxes) == many
            assert min(b["x"] for b in boxes) == pytest.approx(100, abs=1)
            if many in (1, 2, 3, 4, 5, 6):
                assert max(b["x"] + b["width"] for b in boxes if b["y"] == boxes[-1]["y"]) > 1330
            assert min(b["width"] for b in boxes) >= (600 if many in (1, 2, 4) else 390)


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("uri", [u for u in PLACES if u != "places/"])
def test_the_plate_of_a_place_is_no_slab_and_its_units_are_keys(
    uri: str, width: int, browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{address}{uri}")
    door = page.locator(".door").bounding_box()
    assert door and door["width"] <= 600
    keys = [box for it in page.locator(".units a").all() if (box := it.bounding_box())]
    assert len(keys) == (2 if uri.endswith("nonghang/3/") else 0)
    assert all(box["height"] >= 56 for box in keys)
    assert len({box["y"] for box in keys}) <= 1
    page.close()


@pytest.mark.parametrize("width", [360, 390, 768, 1440])
@pytest.mark.parametrize("uri", ["", "places/", "places/nonghang/3/"])
def test_days_left_are_one_large_line_and_no_row_is_higher_for_them(
    uri: str, width: int, browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.clock.set_fixed_time("2026-11-21T09:00:00")
    page.goto(f"{address}{uri}")
    rows = page.locator(".stays").all()
    assert rows
    for row in rows:
        left, told = row.locator(".ld-left"), row.locator(".told").bounding_box()
        box = left.bounding_box()
        assert box and told
        assert box["height"] <= 60
        assert box["height"] <= max(told["height"], 50)
        size = left.locator("b").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        assert 44 <= size <= 48
    page.close()


@pytest.mark.parametrize("way", ["", "#big"])
@pytest.mark.parametrize(
    ("uri", "told"),
    [("jobs/", "保洁员"), ("projects/", "结余"), ("surveys/", "书法展览"), ("disclosures/", "累计"),
     ("reports/", "")],
)  # fmt: skip
def test_what_is_alone_on_its_list_says_beside_it_what_it_comes_to(
    uri: str, told: str, way: str, browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{address}{uri}{way}")
    card, beside = (page.locator(it).bounding_box() for it in (".one .cards", ".one > .beside"))
    assert card and beside
    assert beside["x"] > card["x"] + card["width"] + 30
    assert beside["y"] == pytest.approx(card["y"], abs=2)
    assert beside["x"] + beside["width"] == pytest.approx(1340, abs=1)
    assert beside["height"] > 150
    assert told in page.locator(".one > .beside").inner_text()
    assert page.locator(".one > .beside img").count() == (0 if told else 1)
    ways, foot = (page.locator(it).bounding_box() for it in (".ways", ".foot"))
    if not way:
        assert ways and foot
        assert foot["y"] - ways["y"] - ways["height"] < 60
    page.close()


def test_of_several_on_a_list_none_has_another_beside_it(browser: Browser, tmp_path: Path) -> None:
    with visiting(browser, lists(small_site(tmp_path), 2, 1)) as visit:
        assert visit.open("disclosures/").locator(".one").count() == 0


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
@pytest.mark.parametrize("uri", ["", "notices/", "jobs/"])
def test_no_tile_is_left_alone_in_its_row_with_a_hole_beside_it(
    uri: str, width: int, browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{address}{uri}")
    tiles = [
        b for it in page.locator("nav.ways a, .jump.lists a").all() if (b := it.bounding_box())
    ]
    assert len(tiles) == 5
    for top in {tile["y"] for tile in tiles}:
        row = [tile for tile in tiles if tile["y"] == top]
        whole = max(t["x"] + t["width"] for t in row) - min(t["x"] for t in row)
        assert whole == pytest.approx(min(width - 36, 1240), abs=2)
    page.close()
