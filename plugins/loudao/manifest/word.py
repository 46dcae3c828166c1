"""Documents of Word and WPS (.docx) as Markdown. The only module that imports mammoth."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import mammoth
from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

from ..model.problem import Mark, Problem, warning

_MOST_BYTES = 50_000_000
_MOST_UNPACKED = 400_000_000
_LONGEST_TITLE = 40
_ON_THE_WEB = {f"image/{kind}": kind for kind in ("png", "gif", "webp")} | {"image/jpeg": "jpg"}
_STYLES = "\n".join(
    (
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='标题'] => h1:fresh",
        *(f"p[style-name='标题 {n}'] => h{n}:fresh" for n in range(1, 7)),
        "strike => del",
    )
)
_CLOSED = "。！？；：:;!?，,、"
"""How a sentence ends, and a title does not."""

_INLINE = re.compile(r"[\\`*_{}\[\]]")
_AT_START = re.compile(r"^(\s*)([#>+\-=!?:~]|\d+(?=[.)]\s))", re.MULTILINE)
"""What means something to the Markdown of pages: anywhere, and where a line begins."""

_CHINESE_NUMBERS = re.compile(rb'w:numFmt w:val="(?:chinese|japanese|ideograph|taiwanese)')


@dataclass(frozen=True)
class WordPage:
    """What a document says."""

    title: str
    """Its heading, or its first line where that looks like one; else empty."""
    text: str
    """The rest, in Markdown."""
    images: Mapping[str, bytes]
    """Its pictures, by the names that `text` calls them."""


def read_document(data: bytes, shown: str, stem: str) -> tuple[WordPage | None, list[Problem]]:
    """The words and pictures of a .docx; pictures are named `stem`-1.png and so on."""
    remedy = "在 Word 或 WPS 里打开，另存为 .docx；有密码的先去掉密码"
    damaged = Problem(Mark(shown), "不是 .docx 文档，或者坏了，打不开", remedy)
    try:
        too_large = len(data) > _MOST_BYTES or _unpacked(data) > _MOST_UNPACKED
    except (zipfile.BadZipFile, OSError, ValueError):
        return None, [damaged]
    if too_large:
        what = "文档太大（超过 50 MB）"
        return None, [Problem(Mark(shown), what, "把照片另外存出来，放进画廊的文件夹")]
    images: dict[str, bytes] = {}
    lost: list[str] = []
    try:
        done = mammoth.convert_to_html(
            io.BytesIO(data), style_map=_STYLES, convert_image=_taking(images, lost, stem)
        )
    except Exception:  # whatever a parser of somebody's file raises
        return None, [damaged]
    soup = BeautifulSoup(done.value, "html.parser")
    _spread_merged_cells(soup)
    _as_footnotes(soup)
    title = _take_title(soup)
    _demote(soup)
    renumbered = bool(_CHINESE_NUMBERS.search(_part(data, "word/numbering.xml")))
    problems = _changes(lost, renumbered and soup.find("ol") is not None, shown)
    return WordPage(title, _markdown(soup), images), list(problems)


def _changes(lost: Iterable[str], renumbered: bool, shown: str) -> Iterator[Problem]:
    """What the page has otherwise than the document."""
    for kind in lost:
        what = f"有一张图是 {kind}，网页不能显示，没有取出来"
        yield warning(Mark(shown), what, "在 Word 里把它另存为 PNG，放进 docs")
    if renumbered:
        what = "自动编号的“一、二、”变成了“1. 2.”"
        yield warning(Mark(shown), what, "打开新建的网页看一遍，要紧的编号直接写成字")


def _unpacked(data: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(entry.file_size for entry in archive.infolist())


def _part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name) if name in archive.namelist() else b""


def _taking(images: dict[str, bytes], lost: list[str], stem: str) -> Callable[[Any], Any]:
    """Puts each picture into `images`, or the kind of one that no page can show into `lost`."""

    def take(image: Any) -> dict[str, str]:
        ending = _ON_THE_WEB.get(image.content_type)
        if ending is None:
            lost.append(str(image.content_type).rpartition("/")[2])
            return {"src": ""}
        name = f"{stem}-{len(images) + 1}.{ending}"
        with image.open() as file:
            images[name] = file.read()
        return {"src": name}

    converter: Callable[[Any], Any] = mammoth.images.img_element(take)
    return converter


def _spread_merged_cells(soup: BeautifulSoup) -> None:
    """What spans several rows or columns stands in each: Markdown has no merged cells."""
    for table in soup.find_all("table"):
        grid: dict[tuple[int, int], str] = {}
        rows = table.find_all("tr")
        for y, row in enumerate(rows):
            x = 0
            for cell in row.find_all(["td", "th"], recursive=False):
                while (y, x) in grid:
                    x += 1
                inner = (
                    "<br>".join(p.decode_contents() for p in cell.find_all("p", recursive=False))
                    or cell.decode_contents()
                )
                for dy in range(_span(cell, "rowspan")):
                    for dx in range(_span(cell, "colspan")):
                        grid[y + dy, x + dx] = inner
                x += 1
        wide = max((x for _, x in grid), default=-1) + 1
        table.replace_with(BeautifulSoup(_table(grid, len(rows), wide), "html.parser"))


def _span(cell: Tag, name: str) -> int:
    return max(1, min(100, int(str(cell.get(name, "1")))))


def _table(grid: Mapping[tuple[int, int], str], tall: int, wide: int) -> str:
    rows = ("".join(f"<td>{grid.get((y, x), '')}</td>" for x in range(wide)) for y in range(tall))
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _as_footnotes(soup: BeautifulSoup) -> None:
    """mammoth's list of notes as Markdown writes them."""
    for note in soup.select("li[id^=footnote-], li[id^=endnote-]"):
        for back in note.select("a[href^='#footnote-ref'], a[href^='#endnote-ref']"):
            back.decompose()
        label = str(note["id"]).replace("-", "")
        note.name = "p"
        note.insert(0, _raw(soup, f"[^{label}]: "))
        for paragraph in note.find_all("p"):
            paragraph.unwrap()
        parent = note.parent
        if parent is not None and parent.name == "ol":
            parent.insert_before(note)
    for empty in soup.find_all("ol"):
        if not empty.find("li"):
            empty.decompose()
    for link in soup.select("sup > a[href^='#footnote-'], sup > a[href^='#endnote-']"):
        label = str(link["href"]).lstrip("#").replace("-", "")
        if link.parent is not None:
            link.parent.replace_with(_raw(soup, f"[^{label}]"))


def _raw(soup: BeautifulSoup, text: str) -> Tag:
    """Text that is Markdown already."""
    tag = soup.new_tag("raw")
    tag.string = text
    return tag


def _take_title(soup: BeautifulSoup) -> str:
    """The first heading or line of the document, taken out of it where it is a title."""
    first = next((t for t in soup.find_all(True, recursive=False) if t.get_text(strip=True)), None)
    if first is None or first.name not in ("h1", "h2", "p"):
        return ""
    text = " ".join(first.get_text(" ").split())
    plain = first.name == "p" and (len(text) > _LONGEST_TITLE or text.endswith(tuple(_CLOSED)))
    if plain or first.find("img"):
        return ""
    first.extract()
    return "".join(first.get_text().split("\n")).strip("　 ")


def _demote(soup: BeautifulSoup) -> None:
    """Headings below that of the page."""
    if soup.find("h1"):
        for heading in soup.find_all(re.compile(r"h[1-6]")):
            heading.name = f"h{min(6, int(heading.name[1]) + 1)}"


class _Markdown(MarkdownConverter):
    """Markdown as the pages of a site read it."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Words that mean themselves."""
        text = text.replace("&", "&amp;").replace("<", "&lt;")
        text = _INLINE.sub(r"\\\g<0>", text)
        text = _AT_START.sub(_escaped_start, text)
        return text.replace("|", "&#124;") if {"td", "th"} & parent_tags else text

    def convert_raw(self, node: Tag, text: str, parent_tags: set[str]) -> str:
        return node.get_text()

    def convert_del(self, node: Tag, text: str, parent_tags: set[str]) -> str:
        return f"<del>{text}</del>" if text.strip() else text

    convert_s = convert_del

    def convert_br(self, node: Tag, text: str, parent_tags: set[str]) -> str:
        return "<br>" if {"td", "th"} & set(parent_tags) else "  \n"

    def convert_img(self, node: Tag, text: str, parent_tags: set[str]) -> str:
        """In cells too, where markdownify leaves the words alone."""
        source, alt = str(node.get("src", "")), str(node.get("alt") or "").replace("\n", " ")
        return f"![{alt}](<{source}>)" if source else ""


def _escaped_start(found: re.Match[str]) -> str:
    space, sign = found.groups()
    if sign.isdigit():
        return f"{space}{sign}\\"
    return f"{space}\\{sign}" if sign in "#+-!>" else f"{space}&#{ord(sign)};"


def _markdown(soup: BeautifulSoup) -> str:
    text = _Markdown(
        heading_style="ATX", bullets="-", strong_em_symbol="*",
        sub_symbol="<sub>", sup_symbol="<sup>", table_infer_header=True,
    ).convert_soup(soup)  # fmt: skip
    # paragraphs of Word begin with two wide spaces
    lines = (re.sub(r"^[\u3000\u00a0]+", "", line) for line in str(text).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
