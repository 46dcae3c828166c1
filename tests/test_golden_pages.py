"""The form in which pages are compared: blind to how HTML is written, not to what it says."""

from __future__ import annotations

import pytest

from golden_pages import describe_page

PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<title>春</title>
<link rel="stylesheet" href="a.css">
<style>p { color: red }</style>
</head>
<body>
<ul>
  <li><a href="../%E6%98%A5/">春 <b>天</b></a></li>
  <li>夏</li>
</ul>
<p>
  一 <b>二</b>
  三
</p>
<picture><img src="media/0123-480.jpg" alt="一扇 门" hidden></picture>
<span class="words">一句
两句</span>
</body>
</html>
"""
SMALL = (
    "<!doctype html><html lang=zh-CN><title>春</title>"
    "<ul><li><a href=../春/>春 <b>天</b></a><li>夏</ul><p>一 <b>二</b> 三</p>"
    '<picture><img hidden alt="一扇 门" src=media/4567-480.jpg></picture>'
    '<span class="words">一句\n两句</span>'
)


def test_smaller_page_is_the_same() -> None:
    assert describe_page(SMALL) == describe_page(PAGE)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("夏", "秋"),
        ("一 <b>", "一<b>"),
        ("一句\n两句", "一句 两句"),
        ("<li>夏", "夏"),
        ("-480.jpg", "-240.jpg"),
        ("../春/", "../../春/"),
        (" hidden", ""),
        ("<title>春", "<title>春 - 花园"),
    ],
)
def test_page_that_says_otherwise_is_another(before: str, after: str) -> None:
    assert before in SMALL
    assert describe_page(SMALL.replace(before, after, 1)) != describe_page(SMALL)


def test_page_in_the_frame_of_material_is_its_title_and_its_article() -> None:
    html = "<title>春</title><nav>菜单</nav><article class='md-typeset'><p>正文</article><footer>脚"
    assert describe_page(html) == '<title> 春\n<article class="md-typeset">\n <p> 正文\n'
