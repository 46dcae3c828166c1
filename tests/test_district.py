"""One page leads to every community of a district, and tells what is new on their sites."""

from __future__ import annotations

import gzip
import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from conftest import MKDOCS_YML, TODAY, Sandbox, files_of, load, pages_of, small_site
from loudao.manifest.district import read_feed
from loudao.model.address import is_link, place_on_the_web
from loudao.model.feed import MOST_ITEMS
from loudao.plugin.engine import build_site
from loudao.web.find.documents import list_documents
from loudao.web.web import Web
from test_html_conformance import THEIRS, faults

URI = "communities/"
LONG = "郑州航空港经济综合实验区锦绣江南花园第二社区"


def member(number: int, **more: str) -> dict[str, str]:
    return {
        "name": f"第{number}社区", "address": f"https://s{number}.cn/",
        "contact": f"居委会 0371-655502{number:02}", "where": f"{number}号院", **more,
    }  # fmt: skip


def district(box: Sandbox, *members: dict[str, str]) -> None:
    """Flow mappings: JSON is YAML."""
    lines = "".join(f"  - {json.dumps(one, ensure_ascii=False)}\n" for one in members)
    box.write(
        "galleries/district.yml", f"title: 金水街道\nintro: 都在这里。\ncommunities:\n{lines}"
    )


def notice(box: Sandbox, title: str, day: str) -> None:
    front = f"kind: notice\ntitle: {title}\nat: nonghang\nfrom: {day}\nuntil: 2027-01-31\n"
    box.write(f"docs/notices/{title}.md", f"---\n{front}---\n\n事\n")


def cards(page: str) -> list[str]:
    return re.findall(r'<li class="community[^>]*>.*?(?=<li class="community|</ol>)', page, re.S)


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html.replace("<wbr>", ""))).split())


def links(html: str) -> list[str]:
    return [unescape(to) for to in re.findall(r'href="([^"]+)"', html)]


def feed(home: str, *items: tuple[str, str, str]) -> str:
    told = [
        {"title": title, "url": url} | ({"date_published": f"{day}T00:00:00+08:00"} if day else {})
        for title, url, day in items
    ]
    return json.dumps({"home_page_url": home, "items": told}, ensure_ascii=False)


def built(box: Sandbox) -> str:
    result = box.build()
    assert [str(p) for p in result.problems if "只是个例子" not in p.what] == []
    return pages_of(result)[URI]


def test_a_site_without_others_is_as_it_was_to_the_byte(tmp_path: Path) -> None:
    sites = [small_site(tmp_path / name) for name in ("without", "alone", "empty")]
    district(sites[1], {"name": "花园社区", "address": "https://huayuan.example/"})
    sites[2].write("galleries/district.yml", "title: 金水街道\n")
    without, alone, empty = (box.build() for box in sites)
    assert URI not in pages_of(without)
    for other in (alone, empty):
        assert pages_of(other) == pages_of(without)
        assert files_of(other).keys() == files_of(without).keys()
        assert [p.what for p in other.problems if p.mark.path.endswith("district.yml")] == [
            "除了本社区一个社区也没有，没有做各社区的网页"
        ]


@pytest.mark.parametrize("count", [1, 2, 8, 40])
def test_the_own_community_stands_first_and_every_other_as_it_is_written(
    count: int, sandbox: Sandbox
) -> None:
    district(sandbox, *map(member, range(count)))
    page = built(sandbox)
    found = cards(page)
    assert len(found) == count + 1
    assert words(found[0]).startswith("花园社区 本社区")
    assert links(found[0])[0] == "../index.html"
    assert page.count("本社区") == 1
    for number, card in enumerate(found[1:]):
        assert words(card) == f"第{number}社区 {number}号院 居委会 0371-655502{number:02}"
        assert links(card) == [f"https://s{number}.cn/", f"tel:0371655502{number:02}"]
    # the names of many stand together first, each a way to its card
    assert re.findall(r'<a href="#(c\d+)">', page) == (
        [f"c{n}" for n in range(1, count + 2)] if count >= 8 else []
    )
    assert len(gzip.compress(page.encode())) < 8_000


def test_the_own_community_is_known_by_its_address_however_it_is_written(sandbox: Sandbox) -> None:
    own = {
        "name": "花园社区（本部）", "address": "http://HUAYUAN.example:80/index.html",
        "contact": "值班室 65550102", "where": "农行小区",
    }  # fmt: skip
    district(sandbox, member(1), own)
    first, other = cards(built(sandbox))
    assert words(first) == "花园社区（本部） 本社区 农行小区 现在没有挂什么 值班室 65550102"
    assert words(other).startswith("第1社区")


def test_what_the_file_leaves_out_of_the_own_community_is_as_in_places(sandbox: Sandbox) -> None:
    places = (sandbox.root / "galleries/places.yml").read_text("utf-8")
    sandbox.write("galleries/places.yml", f"{places}contact: 居委会 0371-65550100\n")
    district(sandbox, member(1), {"name": "花园社区", "address": "https://huayuan.example"})
    assert "居委会 0371-65550100" in words(cards(built(sandbox))[0])


def test_a_site_without_an_address_knows_itself_by_its_name(sandbox: Sandbox) -> None:
    sandbox.write("mkdocs.yml", MKDOCS_YML.replace("site_url: https://huayuan.example/\n", ""))
    district(sandbox, member(1), {"name": "花园社区", "address": "https://new.cn/"})
    first, other = cards(pages_of(sandbox.build())[URI])
    assert (words(first)[:8], words(other)[:4]) == ("花园社区 本社区", "第1社区")


def test_what_a_built_site_has_now_is_told_with_its_newest_titles(tmp_path: Path) -> None:
    """Two real sites beside each other: the feed is what the other's build wrote."""
    there, here = small_site(tmp_path / "桂花苑社区"), small_site(tmp_path / "花园")
    there.write("mkdocs.yml", MKDOCS_YML.replace("huayuan.example", "guihua.cn:8443/社区"))
    for title, day in (("义诊", "2026-11-18"), ("停水", "2026-11-20"), ("挂失", "2025-12-18"),
                       ("旧的", "2025-12-01"), ("联欢", "2026-12-28")):  # fmt: skip
        notice(there, title, day)
    build_site(there.config, None, TODAY.isoformat(), {})
    notice(here, "打扫", "2026-11-19")
    notice(here, "年夜饭", "2026-12-20")
    other = member(1, address="https://guihua.cn:8443/社区/", folder="../桂花苑社区")
    district(here, other, member(2, folder="..\\桂花苑社区\\", address=other["address"] + "x"))
    result = here.build()
    assert [p.what for p in result.problems if p.mark.path.endswith("district.yml")] == [
        "folder：“..\\桂花苑社区\\”是 https://guihua.cn:8443/社区/ 的网站，"
        "不是 https://guihua.cn:8443/社区/x，没有用它"
    ]
    page = pages_of(result)[URI]
    own, first, second = cards(page)
    assert words(own) == "花园社区 本社区 现在挂着 1 项 · 将要开始 1 项 11月19日 打扫"
    assert links(own)[1] == "../notices/%E6%89%93%E6%89%AB/index.html"
    assert words(first) == (
        "第1社区 1号院 现在挂着 4 项 · 将要开始 1 项 "
        "11月20日 停水 11月18日 义诊 2025年12月18日 挂失 居委会 0371-65550201"
    )
    assert links(first)[1].startswith("https://guihua.cn:8443/社区/notices/")
    assert words(second) == "第2社区 2号院 居委会 0371-65550202"
    assert str(tmp_path) not in page and "..\\" not in page and "../桂花苑" not in page


@pytest.mark.parametrize(
    ("items", "told"),
    [
        (0, "现在没有挂什么"),
        (3, "现在挂着 3 项"),
        (MOST_ITEMS, f"现在挂着 至少 {MOST_ITEMS} 项"),
    ],
)
def test_a_full_feed_tells_of_no_more_than_it_holds(
    items: int, told: str, sandbox: Sandbox
) -> None:
    shown = [(f"题{n}", f"https://s1.cn/{n}/", "") for n in range(items)]
    sandbox.write("邻/site/feed.json", feed("https://s1.cn/", *shown))
    district(sandbox, member(1, folder="邻"))
    card = words(cards(built(sandbox))[1])
    assert told in card
    assert card.count("题") == min(items, 3)


def test_what_a_feed_says_is_words_and_leads_to_the_web_alone(sandbox: Sandbox) -> None:
    hostile = [
        ("<script>alert(1)</script>", "https://s1.cn/a/?x=1&y=2", "2026-11-20"),
        ("跑", "javascript:alert(1)", "2026-11-20"),
        ("盘", "file:///etc/passwd", ""),
        ("从前", "https://s1.cn/b/", "0001-01-01"),
    ]
    sandbox.write("邻/site/feed.json", feed("https://s1.cn/", *hostile))
    district(sandbox, member(1, folder="邻"))
    card = cards(built(sandbox))[1]
    assert "<script" not in card
    assert links(card)[1:3] == ["https://s1.cn/a/?x=1&y=2", "https://s1.cn/b/"]
    assert "跑" not in card and "盘" not in card


@settings(deadline=None)
@given(data=st.binary(max_size=200) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["items", "title", "url", "home_page_url", "date_published"]), inner),
    max_leaves=12,
).map(lambda told: json.dumps(told).encode()))  # fmt: skip
def test_a_damaged_feed_is_none_and_no_crash(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = tmp_path_factory.getbasetemp() / "damaged"
    (site / "site").mkdir(parents=True, exist_ok=True)
    (site / "site/feed.json").write_bytes(data)
    told = read_feed(site)
    assert told is None or all(item.day is None or item.title for item in told.items)


HOSTS = st.sampled_from(["jf.cn", "花园.中国", "192.168.1.5", "a-b.example.com"])
PATHS = st.lists(st.sampled_from(["社区", "01号院", "x", "y.z"]), max_size=2)


@settings(deadline=None)
@given(HOSTS, st.sampled_from(["", ":8080"]), PATHS)
def test_an_address_is_one_place_however_it_is_spelled(
    host: str, port: str, path: list[str]
) -> None:
    from urllib.parse import quote

    way = "/".join(path)
    plain = f"https://{host}{port}/{way}"
    ascii_host = host.encode("idna").decode()
    spelled = [
        plain, f"{plain.rstrip('/')}/", f"http://{host.upper()}{port}/{way}",
        f"https://{ascii_host}{port}/{quote(way)}", f"{plain.rstrip('/')}/index.html",
        *([] if port else [f"https://{host}:443/{way}", f"http://{host}:80/{way}"]),
    ]  # fmt: skip
    assert all(map(is_link, spelled))
    assert len({place_on_the_web(one) for one in spelled}) == 1
    assert place_on_the_web(f"https://{host}:8081/{way}") != place_on_the_web(plain)


@pytest.mark.parametrize("name", ["district.yaml", "District.YML"])
def test_the_file_is_read_under_the_names_that_people_give_it(name: str, sandbox: Sandbox) -> None:
    district(sandbox, member(1))
    (sandbox.root / "galleries/district.yml").rename(sandbox.root / "galleries" / name)
    assert len(cards(built(sandbox))) == 2


def test_numbers_to_call_are_public_and_others_are_told_where_they_stand(sandbox: Sandbox) -> None:
    district(sandbox, member(1, contact="王主任 13812345678", where="3号院，找 13912345678"))
    sandbox.write("docs/about.md", "# 关于\n\n邻居社区的电话是 13812345678。\n")
    told = [str(p) for p in load(sandbox.site()).problems if "不能公开" in p.what]
    assert [line.partition(" ")[0] for line in told] == ["galleries/district.yml:4:97:"]
    path = sandbox.root / "galleries/district.yml"
    line = path.read_text("utf-8").splitlines()[3]
    assert line[96:].startswith("13912345678")
    # the way out that it names
    remedy = re.search(r"就写 (public: .*)$", told[0])
    assert remedy
    more = remedy[1].replace("为什么可以公开", "本人同意")
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    assert [p.what for p in load(sandbox.site()).problems] == []


def test_each_community_is_found_by_its_name_and_by_where_it_is(sandbox: Sandbox) -> None:
    district(sandbox, member(1, name="桂花苑社区", where="桂花苑、银行家属院"))
    result = sandbox.build()
    [found] = [d for d in list_documents(Web(result.plan, result.made)) if d.uri == URI]
    assert (found.title, found.line) == ("金水街道各社区", "各社区 · 2 个社区")
    assert found.said == ("花园社区", "桂花苑社区")
    assert "桂花苑、银行家属院" in found.words


def odd_site(folder: Path) -> Path:
    box = small_site(folder)
    notice(box, "停水", "2026-11-20")
    items = [
        ("<急>" + "很长的题目" * 12, "https://s2.cn/a/", "2026-11-20"),
        ("无日", "https://s2.cn/", ""),
    ]
    box.write("邻/site/feed.json", feed("https://s2.cn", *items))
    district(
        box,
        member(1, name=LONG, address="http://花园.中国:8080/社区/", where=LONG * 3),
        member(2, folder="邻", contact="社区服务中心值班室 0371-65550101转8012"),
        member(3, name="A" * 60, contact='微信 "花园" & 找<楼长>'),
        *map(member, range(4, 12)),
    )
    return build_site(box.config, None, TODAY.isoformat(), {})


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return odd_site(tmp_path_factory.mktemp("odd"))


def test_the_bar_of_the_theme_the_home_page_the_places_and_the_map_lead_there(odd: Path) -> None:
    for page, to in (
        ("index.html", f"./{URI}index.html"),
        ("places/index.html", f"../{URI}index.html"),
    ):
        assert f'href="{to}"' in (odd / page).read_text("utf-8")
    assert f"<loc>https://huayuan.example/{URI}</loc>" in (odd / "sitemap.xml").read_text("utf-8")


def test_pages_of_the_theme_have_it_in_their_bar(sandbox: Sandbox) -> None:
    sandbox.show_pages_of_the_theme()
    sandbox.write("docs/about.md", "# 关于\n")
    district(sandbox, member(1))
    folder = build_site(sandbox.config, None, TODAY.isoformat(), {})
    about = (folder / "about/index.html").read_text("utf-8")
    assert re.search(rf'href="\.\./{URI}"[^>]*>\s*(?:<span[^>]*>\s*)?各社区', about)


@pytest.mark.slow
def test_the_page_conforms(odd: Path) -> None:
    found = faults([odd / URI / "index.html", odd / "index.html", odd / "places/index.html"])
    assert [fault for fault in found if not fault[1].startswith(THEIRS)] == []


@pytest.mark.parametrize("options", [
    {"viewport": {"width": 390, "height": 844}},
    {"viewport": {"width": 320, "height": 600}, "color_scheme": "dark"},
    {"viewport": {"width": 1440, "height": 900}},
])  # fmt: skip
@pytest.mark.parametrize("large", [False, True])
def test_every_link_is_as_large_as_a_thumb_and_nothing_sticks_out(
    options: dict[str, Any], large: bool, odd: Path, browser: Browser
) -> None:
    context = browser.new_context(**options)
    page = context.new_page()
    page.goto((odd / URI / "index.html").as_uri())
    if large:
        page.evaluate("document.documentElement.classList.add('big')")
    small = page.evaluate(
        "[...document.querySelectorAll('main a')].map(a => a.getBoundingClientRect())"
        ".filter(box => box.height < 44 || box.width < 44 || box.left < 0"
        " || box.right > innerWidth).length"
    )
    assert small == 0
    out = page.evaluate(
        "[...document.querySelectorAll('main *')].filter("
        "it => it.scrollWidth > it.clientWidth + 1 && it.clientWidth).map(it => it.outerHTML)"
    )
    assert out == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
