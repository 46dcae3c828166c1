"""Pages that want to do harm, loaded in a real Chromium: nothing of theirs runs, nothing is asked."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog

from conftest import Rounds, Sandbox, load
from loudao.plugin.engine import build_site
from loudao.richtext import FIELDS, PAGES, convert, render_blocks

CONFIG = """\
site_name: {name}
site_description: {name}
site_author: {name}
site_url: https://huayuan.example/
theme: {{name: material, language: zh, font: false}}
plugins: [search, loudao]
markdown_extensions: [admonition, attr_list, md_in_html, tables, pymdownx.superfences, {{pymdownx.tabbed: {{alternate_style: true}}}}]
nav:
  - 首页: index.md
  - {name}:
{pages}
"""

RUN = "parent.document.title='RAN';window.RAN=1"
PAYLOADS = (
    "<script>RUN</script>",
    "<img src=x onerror=\"RUN\">",
    "<svg onload=\"RUN\"></svg>",
    "<svg><script>RUN</script></svg>",
    "<svg><a xlink:href=\"javascript:RUN\"><text>x</text></a></svg>",
    "<details open ontoggle=\"RUN\"><summary>x</summary></details>",
    "<body onload=\"RUN\">",
    "<iframe srcdoc=\"<script>parent.RAN=1</script>\"></iframe>",
    "<iframe src=\"javascript:parent.RAN=1\"></iframe>",
    "<object data=\"data:text/html,<script>parent.RAN=1</script>\"></object>",
    "<embed src=\"javascript:RUN\">",
    "<a href=\"javascript:RUN\" class=bait>点</a>",
    "[点](javascript:RUN)",
    "[点](JaVaScRiPt&colon;RUN)",
    "<input autofocus onfocus=\"RUN\">",
    "<style>@import url('https://evil.example/a.css');</style>",
    "<div style=\"background:url(https://evil.example/b.png)\">x</div>",
    "<link rel=stylesheet href=\"https://evil.example/c.css\">",
    "<meta http-equiv=refresh content=\"0;url=https://evil.example/\">",
    "<base href=\"https://evil.example/\">",
    "<form action=\"https://evil.example/\"><button autofocus>x</button></form>",
    "![x](https://evil.example/d.png)",
    "<picture><source srcset=\"https://evil.example/e.webp\"><img src=\"//evil.example/f.png\"></picture>",
    "<video poster=\"https://evil.example/g.png\" autoplay><source src=\"https://evil.example/h.mp4\"></video>",
    "<audio autoplay src=\"https://evil.example/i.mp3\"></audio>",
    "<math><mtext><table><mglyph><style><img src=x onerror=\"RUN\">",
    "<noscript><p title=\"</noscript><img src=x onerror=RUN>\"></noscript>",
    "`<script>RUN</script>`{ onclick=RUN onmouseover=RUN }",
    "# <img src=x onerror=\"RUN\"> 标题",
    "# &lt;img src=x onerror=RUN&gt; 标题",
    "</title><script>RUN</script>",
    "</article></main><script>RUN</script>",
    "<!--><script>RUN</script>-->",
    "<div markdown>\n<script>RUN</script>\n</div>",
    "!!! note \"<img src=x onerror='RUN'>\"\n    x",
    "=== \"<img src=x onerror='RUN'>\"\n    x",
    "| <img src=x onerror=\"RUN\"> |\n|---|\n| <script>RUN</script> |",
    "<template><script>RUN</script></template>",
    "<a href=\"data:text/html,<script>opener.RAN=1</script>\">x</a>",
    "<xmp><script>RUN</script></xmp>",
)  # fmt: skip


def hostile_site(box: Sandbox) -> Path:
    evil = "'</title><script>RUN</script><img src=x onerror=\"RUN\">'".replace(
        "RUN", "window.RAN=1"
    )
    names = [f"p{number}" for number in range(len(PAYLOADS))]
    pages = "".join(f"      - {name}.md\n" for name in names[:5])
    box.write("mkdocs.yml", CONFIG.format(name=evil, pages=pages))
    for name, payload in zip(names, PAYLOADS, strict=True):
        text = payload.replace("RUN", RUN)
        front = f"---\ntitle: {evil}\ndescription: {evil}\ntags: [{evil}]\n---\n"
        box.write(f"docs/{name}.md", f"正文开始。\n\n{text}\n\n正文结束。\n")
        box.write(f"docs/meta-{name}.md", front + text + "\n")
        notice = f"---\nkind: notice\ntitle: {evil}\nid: {name}\nboards: [east-gate]\n---\n{text}\n"
        box.write(f"docs/notices/{name}.md", notice)
    box.write("docs/<img src=x onerror=RAN=1>.md", "没有标题。\n")
    box.gallery(
        "画",
        f"title: {evil}\nat: nonghang/3/2\nintro: {evil}\nworks:\n"
        + "".join(
            f"  - {{id: w{n}, title: {evil}, artist: {evil}, note: {evil}, text: {evil}}}\n"
            for n in range(3)
        ),
    )
    return build_site(box.config, None, "2026-11-21", {"keep_going": True})


@pytest.fixture
def served(sandbox: Sandbox) -> Iterator[tuple[Path, str]]:
    try:
        folder = hostile_site(sandbox)
    except Exception:  # errors of the check end with what could be built
        folder = sandbox.root / "site"
    handler = partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield folder, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.mark.slow
@pytest.mark.browser
def test_no_page_of_a_hostile_site_runs_or_asks_anything(
    served: tuple[Path, str], browser: Browser
) -> None:
    folder, address = served
    found = sorted(folder.rglob("*.html"))
    assert len(found) > 3 * len(PAYLOADS)
    page = browser.new_page()
    asked: list[str] = []
    dialogs: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    refused: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            refused.append(message.text)

    page.on("console", hear)

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    harmed = []
    for path in found:
        uri = path.relative_to(folder).as_posix()
        if uri.startswith("Q/"):
            continue  # they forward
        page.goto(f"{address}/{uri.replace('<', '%3C').replace('>', '%3E')}", wait_until="load")
        page.wait_for_timeout(20)
        for bait in page.query_selector_all("a.bait"):
            bait.click(timeout=500, no_wait_after=True)
        if page.evaluate("window.RAN === 1 || document.title === 'RAN'"):
            harmed.append(uri)
    page.close()
    assert harmed == []
    assert refused == [], "nothing was left for a policy to refuse"
    assert dialogs == []
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


def test_what_is_taken_out_of_a_plain_page_is_told(sandbox: Sandbox) -> None:
    sandbox.write(
        "docs/a.md",
        "# 甲\n\n一\n\n<iframe src='x'></iframe>\n\n<b onclick='x'>粗</b>\n\n![图](https://x.cn/a.png)\n",
    )
    keep = "要原样放到网上，在 mkdocs.yml 的 loudao: 下面写 raw_html: yes；不要就删掉"
    why = "没有放到网上：网页里不许有会运行的、会到外面取东西的"
    assert [str(problem) for problem in load(sandbox.site()).problems] == [
        f"docs/a.md:5:1: 提醒：<iframe> {why}。{keep}",
        f"docs/a.md:7:4: 提醒：onclick {why}。{keep}",
        f"docs/a.md:9:6: 提醒：https://x.cn/a.png {why}。{keep}",
    ]


def test_a_site_may_keep_its_html_as_it_is(sandbox: Sandbox) -> None:
    sandbox.write("docs/a.md", "# 甲\n\n<iframe src='x.html'></iframe>\n")
    text = sandbox.config.read_text("utf-8")
    sandbox.config.write_text(text.replace("loudao]", "{loudao: {raw_html: true}}]"), "utf-8")
    assert load(sandbox.site()).problems == ()
    folder = build_site(sandbox.config, None, "2026-11-21", {})
    assert "<iframe" in (folder / "a/index.html").read_text("utf-8")


WEIGHTS = {
    "brackets": "[", "brackets apart": "[ ", "images": "![", "links": "[x](", "ticks": "`",
    "stars": "*a", "strong": "**a *b ", "underscores": "_a", "tags": "<a ", "comments": "<!-- ",
    "items in items": "- ", "quotes": "> ", "digits": "9", "pipes": "|", "notes": "[^",
    "boxes": "!!! note\n", "divs": "<div>\n\n", "addresses": "http://a ", "fences": "```\n",
    "slashes": "\\", "indents": "    - x\n        ", "attributes": "{: .a }", "words": "停水",
}  # fmt: skip


@pytest.mark.parametrize("name", WEIGHTS)
def test_words_take_time_as_they_are_long(name: str, rounds: Rounds) -> None:
    """Four times as long takes four to eight times as long, never the sixteen of a square.

    Seconds of the processor, the least of three: the machine may be busy, the words are not.
    """

    def seconds(count: int) -> float:
        text = WEIGHTS[name] * count
        started = time.process_time()
        convert(text, PAGES)
        convert(text, FIELDS)
        render_blocks(text)
        return time.process_time() - started

    for count in (1_000, 500, 2_000)[: rounds(1, 3)]:
        once = max(min(seconds(count) for _ in range(3)), 0.01)
        assert min(seconds(4 * count) for _ in range(3)) < 11 * once


@pytest.mark.parametrize(
    "text", ["9" * 5000 + ". x", "- " * 2000 + "x", "[" * 10_000, "<div>\n\n" * 2000]
)
def test_pages_and_fields_of_endless_marks_end(text: str, sandbox: Sandbox) -> None:
    sandbox.write("docs/n.md", f"---\nkind: notice\ntitle: 甲\nboards: [east-gate]\n---\n{text}\n")
    sandbox.write("docs/p.md", text)
    indented = text.replace("\n", "\n  ")
    sandbox.gallery(
        "春",
        f"title: 春\nat: nonghang/3/2\nintro: |\n  {indented}\nworks:\n  - {{title: a, text: b}}\n",
    )
    assert not load(sandbox.site()).has_errors
    assert (build_site(sandbox.config, None, "2026-11-21", {}) / "n/index.html").is_file()
