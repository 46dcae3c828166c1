"""One Markdown for page and paper: what a reader sees on the page is what hangs on the wall."""

from __future__ import annotations

import random
import re
import unicodedata
from pathlib import Path

import html5lib
import pytest
from pypdf import PdfReader

from conftest import Rounds, Sandbox, print_sheets
from loudao.plugin.engine import build_site
from loudao.richtext import Dialect, read_page, render_blocks, render_html
from loudao.story.printing import PrintOptions

FRONT = "---\nkind: notice\ntitle: 通知\nboards: [east-gate]\nfrom: 2026-11-20\n---\n\n"
CONFIG = """\
site_name: 花园社区
site_url: https://jf.cn/
theme: {name: material, language: zh, font: false}
plugins: [search, loudao]
markdown_extensions: [attr_list]
"""

PIECES = {
    "comment": "停水。<!-- 内部：某人举报 -->\n\n<!--\n多行\n\n还有\n-->\n\n照常。",
    "comment in a line": "请<!-- 不要印 -->储水。",
    "line break": "上午<br>下午<br/>晚上<br />夜里",
    "line break in a cell": "| 时间 | 地点 |\n|---|---|\n| 8:00<br>14:00 | 一楼 |",
    "admonition": '!!! warning "注意"\n    电动车不要进楼。\n\n    - 一楼\n    - 二楼\n',
    "admonition without a title": '!!! note ""\n    没有标题。\n',
    "button": "[报名](https://jf.cn/bm){ .md-button }",
    "attributes of a heading": "## 时间 { #time }\n\n八点。",
    "footnote": "水费[^1]照旧。\n\n[^1]: 每吨三元。",
    "task list": "- [x] 关总阀\n- [ ] 通知住户",
    "small headings": "##### 五级\n\n正文。\n\n###### 六级\n\n- 项",
    "wrapped lines": "请各位居民提前储\n水备用，**家中\n有老人**的\n告诉楼长。",
    "wrapped lines of letters": "Please keep\nsome water.",
    "loose list": "1. 第一步\n\n    细说。\n\n2. 第二步",
    "nested list": "- 甲\n    - 乙\n        - 丙\n- 丁",
    "quote": "> 引文\n>\n> 第二段",
    "table of HTML": "<table><tr><td colspan=2>合并</td></tr><tr><td>甲</td><td>乙</td></tr></table>",
    "code": "    第一行\n    第二行\n\n写 `命令` 这样。",
    "fenced code": "```\n楼下\n楼上\n```",
    "marks": "H<sub>2</sub>O，<del>旧</del>，<u>下划线</u>，<mark>重点</mark>。",
    "definition": "<dl><dt>地点</dt><dd>一楼</dd></dl>",
    "details": "<details><summary>更多</summary><p>里面的话。</p></details>",
    "what runs": "前<script>alert(1)</script><style>p{}</style>后<iframe src='https://x.cn'></iframe>。",
    "signs": "1 < 2 && 3 > 2，价格 5*3*2，下划_线_的。",
    "invisible": "提前\u200b储\u00a0水\u202e。",
    "links": "看<https://jf.cn/a>，[地点](https://jf.cn/b \"标题\")。",
    "image in a cell": "| 群码 | 说明 |\n|---|---|\n| ![群码](p.png) | 扫码进群 |",
    "rule": "上面\n\n---\n\n下面",
}  # fmt: skip


def squeezed(text: str) -> str:
    """Words as a reader sees them, without what only lays them out."""
    return re.sub(r"[\s·✓□\u200b]+", "", unicodedata.normalize("NFKC", text))


def words_on_page(html: str) -> str:
    """The words of the page's own part, as a browser shows them."""
    root = html5lib.parse(html, namespaceHTMLElements=False)
    article = next(e for e in root.iter("div") if e.get("class") == "words")
    found: list[str] = []

    def walk(element: object) -> None:
        tag, classes = element.tag, element.get("class", "")  # type: ignore[attr-defined]
        unseen = tag in ("script", "style") or not isinstance(tag, str)
        own = any(name in classes for name in ("ld-", "headerlink", "footnote-backref"))
        if unseen or own or tag == "h1":
            return
        found.append(element.text or "")  # type: ignore[attr-defined]
        for child in element:  # type: ignore[attr-defined]
            walk(child)
            found.append(child.tail or "")

    walk(article)
    return squeezed("".join(found))


def words_in(blocks: list[dict[str, object]]) -> str:
    """The words of blocks in their order; of footnotes the numbers, which lists show by themselves."""
    found: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, dict):
            kind = value.get("kind")
            for key, part in value.items():
                if kind == "note" and key == "runs":
                    part = part[1:]
                if key in ("title", "runs", "items", "rows", "blocks"):
                    walk(part)
        elif isinstance(value, list):
            if len(value) == 2 and all(isinstance(part, str) for part in value):
                found.append(value[0])
            else:
                for part in value:
                    walk(part)

    walk(blocks)
    return squeezed("".join(found))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every piece as a page of a site that MkDocs built."""
    from conftest import PLACES_YML

    box = Sandbox(tmp_path_factory.mktemp("words"))
    box.write("mkdocs.yml", CONFIG)
    box.write("galleries/places.yml", PLACES_YML)
    box.write("docs/index.md", "# 首页\n")
    box.photo("docs/p.png", (64, 64))
    for number, text in enumerate(PIECES.values()):
        box.write(f"docs/n{number}.md", FRONT.replace("通知", f"通知{number}") + text + "\n")
    folder = build_site(box.config, None, "2026-11-21", {})
    return {
        name: (folder / f"n{number}/index.html").read_text("utf-8")
        for number, name in enumerate(PIECES)
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", PIECES)
def test_page_and_paper_say_the_same(name: str, pages: dict[str, str]) -> None:
    paper = words_in(read_page(PIECES[name], Dialect((("attr_list", "{}"),))).blocks)
    assert paper == words_on_page(pages[name])
    assert "内部" not in paper
    assert "alert" not in paper


@pytest.mark.slow
def test_any_pieces_in_any_order_say_the_same(
    tmp_path: Path, rounds: Rounds, sandbox: Sandbox
) -> None:
    dice = random.Random(11)
    sandbox.write("mkdocs.yml", CONFIG)
    sandbox.photo("docs/p.png", (64, 64))
    texts = []
    for number in range(rounds(12, 200)):
        chosen = dice.sample(sorted(PIECES), k=dice.randint(2, 6))
        # two footnotes of one name are one
        text = "\n\n".join(PIECES[n].replace("[^1]", f"[^{n[:2]}{number}]") for n in chosen)
        texts.append(text)
        sandbox.write(f"docs/m{number}.md", FRONT.replace("通知", f"通知{number}") + text + "\n")
    folder = build_site(sandbox.config, None, "2026-11-21", {})
    for number, text in enumerate(texts):
        page = words_on_page((folder / f"m{number}/index.html").read_text("utf-8"))
        paper = words_in(read_page(text, Dialect((("attr_list", "{}"),))).blocks)
        assert sorted(paper) == sorted(page), text  # footnotes go to the end on both


@pytest.mark.slow
def test_every_piece_is_set_and_its_words_are_in_the_pdf(sandbox: Sandbox) -> None:
    sandbox.write("mkdocs.yml", CONFIG)
    sandbox.photo("docs/p.png", (600, 600))
    for number, text in enumerate(PIECES.values()):
        sandbox.write(f"docs/n{number}.md", FRONT.replace("通知", f"通知{number}") + text + "\n")
    result = print_sheets(sandbox.site(), options=PrintOptions(("notice",)))
    assert [p for p in result.problems if p.is_error] == []
    printed = {order.printed.print.title: order.printed.pdf for order in result.orders}
    for number, text in enumerate(PIECES.values()):
        words = words_in(read_page(text, Dialect((("attr_list", "{}"),))).blocks)
        pdf = squeezed("".join(p.extract_text() for p in PdfReader(printed[f"通知{number}"]).pages))
        missing = [c for c in words if c not in pdf]
        assert missing == [], (text, missing)


def test_blocks_of_what_stands_out() -> None:
    words = read_page('!!! warning "注意"\n    楼下。\n\n##### 小\n\n水[^1]。\n\n[^1]: 注。')
    assert words.blocks == [
        {
            "kind": "box",
            "title": [["注意", ""]],
            "blocks": [{"kind": "para", "runs": [["楼下。", ""]]}],
        },
        {"kind": "minor", "runs": [["小", ""]]},
        {"kind": "para", "runs": [["水", ""], ["1", "sup"], ["。", ""]]},
        {"kind": "note", "runs": [["1 ", ""], ["注。", ""]]},
    ]


def test_what_neither_page_nor_paper_shows_is_told_at_its_line(sandbox: Sandbox) -> None:
    sandbox.write(
        "docs/通知.md",
        FRONT + "看：\n\n<video src='a.mp4'></video>\n\n![图](没有.jpg)\n\n"
        "![外](https://x.cn/a.png)\n\n[地点](/places/)\n",
    )
    said = [str(p) for p in sandbox.plan().problems if p.mark.path == "docs/通知.md"]
    assert said == [
        "docs/通知.md:10:1: 提醒：<video> 网页上不显示，纸上也印不出来。换成文字、图片或者链接",
        "docs/通知.md:12:6: 提醒：正文里的图片“没有.jpg”找不到，纸上没有它。"
        "照片放在 docs 里，路径照这个网页的位置写",
        "docs/通知.md:14:6: 提醒：图片“https://x.cn/a.png”在别的网站上：手机要到外面去取，纸上没有它。"
        "存下来，放进 docs，写文件名",
        "docs/通知.md:16:6: 提醒：链接“/places/”从斜杠开始，网站放在文件夹里就打不开。写成 places/index.md",
    ]


def test_comments_and_line_breaks_of_fields() -> None:
    text = "前言<!-- 不给看\n还有 -->，<br>下一行，`<!-- 码 -->`，<b>粗</b>。"
    assert render_html(text) == (
        "<p>前言，<br>\n下一行，<code>&lt;!-- 码 --&gt;</code>，&lt;b&gt;粗&lt;/b&gt;。</p>"
    )
    assert words_in(render_blocks(text)) == squeezed("前言，下一行，<!-- 码 -->，<b>粗</b>。")


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("储\n水", "储水"), ("储。\n水", "储。水"), ("keep\nit", "keep it"), ("水 \n 表", "水表"),
        ("电\nA座", "电 A座"), ("**储**\n水", "储水"), ("“一”\n二", "“一”二"), ("一  \n二", "一\n二"),
    ],
)  # fmt: skip
def test_a_line_that_ends_between_two_chinese_characters_leaves_no_gap(
    text: str, joined: str
) -> None:
    [block] = read_page(text).blocks
    assert "".join(run[0] for run in block["runs"]) == joined
