"""What people read is written for people, and what goes out is compact."""

from __future__ import annotations

import re
from pathlib import Path

import jinja2
import pytest

from conftest import ROOT, Sandbox, files_of, frames_of, pages_of
from loudao.styles.css import compact_css
from loudao.styles.faces import Faces
from loudao.styles.styles import load_styles
from loudao.web.environment import tokens_css
from loudao.web.indents import Indents

SOURCES = sorted(
    path
    for path in (ROOT / "plugins").rglob("*")
    if path.suffix in (".css", ".j2", ".typ", ".js") and "__pycache__" not in path.parts
)
STYLE_SHEETS = [path for path in SOURCES if path.suffix == ".css"]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT / "plugins/loudao").as_posix()


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_line_is_long(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert {number: len(line) for number, line in enumerate(lines, 1) if len(line) > 120} == {}
    assert len(lines) <= 250


@pytest.mark.parametrize("path", STYLE_SHEETS, ids=name_of)
def test_every_declaration_has_a_line(path: Path) -> None:
    css = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    crowded = [line for line in css.splitlines() if len(re.findall("[;{}]", line)) > 1]
    assert crowded == []


def colours(css: str, selector: str) -> list[str]:
    """The first block of colours after `selector`."""
    return re.findall(r"--ld-[^;}]+", css.partition(selector)[2].partition("}")[0])


def test_schemes_of_material_have_the_colours_of_our_own_pages() -> None:
    css = tokens_css()
    light, dark = colours(css, ":root{"), colours(css, "dark){:root{")
    assert len(light) == len(dark) == 11
    assert colours(css, "[data-md-color-scheme=default]{") == light
    assert colours(css, "[data-md-color-scheme=slate]{") == dark


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("/* why */\na {\n  color: red;\n}\n", "a{color:red}"),
        ("a :hover,\na > b { margin: 0 -1px }", "a :hover,a>b{margin:0 -1px}"),
        ("a { width: calc(1px + 2px) }", "a{width:calc(1px + 2px)}"),
        # a phone of before 2023 takes the first
        ("a { height: 9vh; height: 9dvh }", "a{height:9vh;height:9dvh}"),
        ("@media (min-width: 9em) { a { top: 0 } }", "@media (min-width:9em){a{top:0}}"),
        ("/* </style> */", ""),
        ("b { content: '</style>' }", r"b{content:'<\/style>'}"),
        ("b { content: '<<//style>' }", r"b{content:'<<\//style>'}"),
    ],
)
def test_style_sheet_keeps_its_rules_and_stays_in_its_element(written: str, sent: str) -> None:
    assert compact_css(written) == sent


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<ul>\n  <li>{{ 1 }}</li>\n\n</ul>\n", "<ul><li>1</li></ul>"),
        ("<p>\n  {{ 1 }}\n  {% if 1 %}\n    <b>x</b>\n  {% endif %}\n</p>", "<p>1<b>x</b></p>"),
        ("<p>one\n   two <b>x</b> <i>y</i></p>", "<p>one two <b>x</b> <i>y</i></p>"),
        ('<img\n  src="{{ 1 }}"\n  {%- if 1 %} alt=""{% endif -%}\n>', '<img src="1" alt="">'),
        ('<a\n  {% if 1 %}id="b"{% endif %}\n  href="">\n</a>', '<a id="b" href=""></a>'),
        ("<pre>\n  a\n   b</pre>\n<b>", "<pre>\n  a\n   b</pre><b>"),
        ("<script>\n// a\nb()\n</script>\n", "<script>\n// a\nb()\n</script>"),
        ("<p>　\n　x</p>", "<p>　 　x</p>"),
    ],
)
def test_line_breaks_of_a_template_are_for_people(written: str, read: str) -> None:
    assert jinja2.Environment(extensions=[Indents]).from_string(written).render() == read


def test_fault_in_a_template_is_found_by_its_line() -> None:
    with pytest.raises(jinja2.TemplateSyntaxError) as caught:
        jinja2.Environment(extensions=[Indents]).from_string("<p>\n\n  {% if %}\n</p>")
    assert caught.value.lineno == 3


def test_pages_carry_nothing_that_is_for_people(sandbox: Sandbox) -> None:
    sandbox.photo("galleries/春/山.jpg")
    sandbox.gallery(
        "春",
        "title: 春\nat: nonghang/3/2\nintro: 前言。\nworks:\n"
        "  - {title: 山, photo: 山.jpg, alt: 一座山, floor: 2}\n"
        "  - {title: 诗, text: 白日依山尽, note: 写了**三遍**。}\n",
    )
    sandbox.write(
        "docs/停水.md", "---\nkind: notice\ntitle: 停水\nboards: [east-gate]\n---\n停。\n"
    )
    built = sandbox.build()
    assert built.problems == ()
    codes = [str(text) for uri, text in files_of(built).items() if uri.startswith("Q/")]
    frames = [part for frame in frames_of(built).values() for part in frame]
    texts = [*pages_of(built).values(), *codes, *frames, tokens_css()]
    assert codes
    assert len(frames) == 2
    for text in texts:
        assert not re.search(r"\n\s|>\s+<|/\*|: |;}", re.sub(r"<title>.*?</title>", "", text))


def test_site_style_is_compact_and_cannot_leave_its_element(sandbox: Sandbox) -> None:
    plain = load_styles(Path(), Faces())[0].by_name["plain"].folder
    for path in (plain / "style.json", *plain.glob("*.typ")):
        sandbox.write(f"styles/ours/{path.name}", path.read_bytes())
    css = '/* ours */\nh1::after {\n  content: "</style><script>alert(1)</script>";\n}\n'
    sandbox.write("styles/ours/page.css", css)
    sandbox.gallery("春", "title: 春\nat: nonghang/3/2\nstyle: ours\nworks: []\n")
    html = pages_of(sandbox.build())["galleries/春/"]
    assert r'h1::after{content:"<\/style><script>alert(1)<\/script>"}</style>' in html
    assert html.count("</style>") == 1
