"""Staff's Markdown: what they meant comes through, what could run does not."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from loudao.richtext import render_blocks, render_html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[点我](javascript:alert(1))",
        "![图](javascript:alert(1))",
        '[x](" onmouseover="alert(1))',
        "<a href='javascript:alert(1)'>x</a>",
        "<svg/onload=alert(1)>",
        "<iframe src=//x></iframe>",
        "`<script>`",
        "```\n</pre><script>alert(1)</script>\n```",
        "<div>\n<script>\nalert(1)\n</script>\n</div>",
    ],
)
def test_nothing_that_runs_comes_through(text: str) -> None:
    for tag, attributes in _elements(render_html(text)):
        assert tag in {"p", "a", "br", "code", "pre"}
        assert set(attributes) <= {"href", "title", "rel"}
        assert not (attributes.get("href") or "").strip().lower().startswith("javascript")


def _elements(html: str) -> list[tuple[str, dict[str, str | None]]]:
    """The tags that a browser would see, each with its attributes."""
    found: list[tuple[str, dict[str, str | None]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, dict(attrs)))

    reader = Reader()
    reader.feed(html)
    return found


def test_raw_html_is_shown_as_the_text_it_is() -> None:
    assert render_html("价 <b>便宜</b>") == "<p>价 &lt;b&gt;便宜&lt;/b&gt;</p>"


def test_line_breaks_are_kept_as_typed() -> None:
    assert render_html("白日依山尽\n黄河入海流") == "<p>白日依山尽<br>\n黄河入海流</p>"


def test_headings_start_below_the_page_title() -> None:
    assert render_html("# 一\n\n## 二") == "<h2>一</h2>\n<h2>二</h2>"


def test_blocks_for_the_press() -> None:
    text = (
        "前言**要紧**。\n\n- 甲\n    - 乙\n- 丙\n\n| 时 | 地 |\n|---|---|\n| 8:00 | 东门 |\n\n> 引"
    )
    assert render_blocks(text) == [
        {"kind": "para", "runs": [["前言", ""], ["要紧", "strong"], ["。", ""]]},
        {
            "kind": "list",
            "ordered": False,
            "start": 1,
            "items": [[["甲", ""], ["\n", ""], ["· ", ""], ["乙", ""]], [["丙", ""]]],
        },
        {
            "kind": "table",
            "rows": [
                [[["时", "strong"]], [["地", "strong"]]],
                [[["8:00", ""]], [["东门", ""]]],
            ],
        },
        {"kind": "quote", "runs": [["引", ""]]},
    ]


def test_lists_keep_their_numbers_and_code_its_lines() -> None:
    blocks = render_blocks("3. 一\n    - 甲\n4. 二\n\n后\n\n    第一行\n    第二行\n\n## \n")
    assert blocks[0]["start"] == 3
    assert [item[0] for item in blocks[0]["items"]] == [["一", ""], ["二", ""]]
    assert blocks[1]["runs"] == [["后", ""]]
    assert [run[0] for run in blocks[2]["runs"]] == ["第一行", "\n", "第二行"]
    assert len(blocks) == 3
