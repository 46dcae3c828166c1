"""A page's words: pictures that are not there, links that lead out of the site, and what neither
page nor paper can show."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from ...compose.images import photo_uri
from ...manifest.document import split_page
from ...model.community import Community
from ...model.problem import Mark, Problem, mark_in, warning
from ...model.sheet import Sheet
from ...richtext import Dialect, convert, dropped_from_page, read_page
from ..tree import Tree

_MARKED = re.compile(r"<|!\[|@\[|^[ \t]*[/:]{3}", re.MULTILINE)
"""What a page has that holds a picture or HTML; most hold neither, and are not parsed for it: it
is an eighth of a check."""
_ABSOLUTE = re.compile(r"\]\(<?(/(?!/)[^)\s>]*)")


def check_page_words(sheet: Sheet, tree: Tree, dialect: Dialect) -> Iterator[Problem]:
    """What is missing from the sheet of a page, at its line."""
    if not (sheet.body.uri and _MARKED.search(sheet.body.text)):
        return
    words = read_page(sheet.body.text, dialect)
    for source in words.images:
        if photo_uri(source, sheet.body.uri) not in tree.page_photos:
            yield _no_image(source, _mark_of(sheet, source or "file:"))
    for tag in sorted(words.left_out):
        mark = _mark_of(sheet, f"<{tag}")
        what = f"<{tag}> 网页上不显示，纸上也印不出来"
        yield warning(mark, what, "换成文字、图片或者链接")


def _no_image(source: str, mark: Mark) -> Problem:
    if not source:
        what = "图片的地址不能用（写成 file: 的只在自己电脑上有），网页和纸上都没有它"
        return warning(mark, what, "把图片放进 docs，写文件名")
    if "://" in source or source.startswith("//"):
        what = f"图片“{source}”在别的网站上：手机要到外面去取，纸上没有它"
        return warning(mark, what, "存下来，放进 docs，写文件名")
    what = f"正文里的图片“{unquote(source)}”找不到，纸上没有它"
    return warning(mark, what, "照片放在 docs 里，路径照这个网页的位置写")


def _mark_of(sheet: Sheet, words: str) -> Mark:
    """Where `words` stand in a page; the start of its words where they are written otherwise."""
    text = sheet.body.text
    at = max(text.find(words), text.find(unquote(words)))
    if at < 0:
        return Mark(sheet.marks.path, sheet.body.line)
    return mark_in(sheet.marks.path, text, at, sheet.body.line)


_SUSPECT = re.compile(r"<[a-z!/]|!\[[^\]\n]*\]\(\s*<?(?:[a-z]+:|//)|\bon[a-z]+\s*=", re.IGNORECASE)
_KEEP = "要原样放到网上，在 mkdocs.yml 的 loudao: 下面写 raw_html: yes；不要就删掉"


def check_plain_pages(community: Community, tree: Tree, dialect: Dialect) -> Iterator[Problem]:
    """What is taken out of pages that are no sheets: what runs, and what asks abroad."""
    for uri in tree.pages:
        name = f"{tree.docs}/{uri}"
        text = tree.texts[name].text
        if uri in community.pages or not text or not _SUSPECT.search(text):
            continue
        page, _ = split_page(text, name)
        for dropped in sorted(dropped_from_page(convert(page.body, dialect))):
            at = text.lower().find(dropped.rstrip(">").lower())
            mark = mark_in(name, text, max(0, at))
            what = f"{dropped} 没有放到网上：网页里不许有会运行的、会到外面取东西的"
            yield warning(mark, what, _KEEP)


def check_links(tree: Tree) -> Iterator[Problem]:
    """Links of pages that start with a slash: they lead to the top of the host, where a site in a
    folder is not."""
    for uri in tree.documents:
        read = tree.texts.get(f"{tree.docs}/{uri}")
        if not (uri.endswith(".md") and read and read.text):
            continue
        for number, line in enumerate(read.text.split("\n"), 1):
            for found in _ABSOLUTE.finditer(line):
                mark = Mark(f"{tree.docs}/{uri}", number, found.start(1) + 1)
                what = f"链接“{found[1]}”从斜杠开始，网站放在文件夹里就打不开"
                yield warning(mark, what, f"写成 {_relative(found[1], uri, tree)}")


def _relative(link: str, uri: str, tree: Tree) -> str:
    """`link` as the page `uri` should write it: the way to a source, which engines follow."""
    parts = urlsplit(link)
    path = unquote(parts.path).lstrip("/")
    if not path or path.endswith("/"):
        page = path.rstrip("/") + ".md"
        path = page if page in tree.documents else f"{path}index.md"
    way = posixpath.relpath(path, posixpath.dirname(uri) or ".")
    return way + (f"#{parts.fragment}" if parts.fragment else "")
