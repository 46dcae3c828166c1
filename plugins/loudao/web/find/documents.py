"""What can be found: places, boards, sheets, their works, pages; nothing that pages do not show."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple

from ...codes.identity import board_uri, place_uri
from ...manifest.config import text_at
from ...manifest.document import split_page
from ...model.numerals import in_words
from ...model.place import Place
from ...model.sheet import Sheet, without_comments
from ...model.work import Work
from ...plan.district import DISTRICT_URI
from ...walls.hang import state, walking_order
from ..missing import without_warning
from ..sheet import hanging_days
from ..web import Web

_MARKUP = re.compile(r"<[^>\n]*>|\]\([^)\n]*\)|^[ \t]*```.*$|\{[:.#][^}\n]*\}", re.MULTILINE)
"""What of Markdown is no word; signs fall away when words are folded."""
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*\n")
_NUMBER = re.compile(r"\d{1,4}")


class Document(NamedTuple):
    """One result: a page, and the words by which it is found."""

    title: str
    uri: str
    line: str
    """What it is and where, in a line."""
    words: tuple[str, ...] = ()
    """Beside the title; no match reaches from one into the next."""
    said: tuple[str, ...] = ()
    """Those that are found by their pinyin too, as the title is."""
    picture: str = ""
    """The uri of a small one."""
    over: bool = False


def list_documents(web: Web) -> list[Document]:
    """In the order of results that match alike; what is over comes last."""
    found = [
        *_places(web),
        *_boards(web),
        *_district(web),
        *_sheets(web),
        *_works(web),
        *_pages(web),
    ]
    return sorted(found, key=lambda document: document.over)


def _line(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _places(web: Web) -> Iterator[Document]:
    """Floors are parts of the page of their unit."""
    for place in web.community.network.places.values():
        if place.kind != "floor":
            yield Document(
                place.full_name,
                place_uri(web.community, place.id),
                _line("地点", "" if place.kind == "community" else web.community.name),
                _also_called(place),
            )


def _also_called(place: Place) -> tuple[str, ...]:
    """3号楼2单元 is 三号楼二单元 too."""
    spelled = _NUMBER.sub(lambda number: in_words(int(number[0])), place.full_name)
    return ("地点",) if spelled == place.full_name else ("地点", spelled)


def _boards(web: Web) -> Iterator[Document]:
    for board in web.community.network.boards.values():
        where = web.community.names(board.at, ())
        yield Document(board.name, board_uri(board.id), _line("宣传栏", where), ("宣传栏", where))


def _district(web: Web) -> Iterator[Document]:
    """Each community around is found by its name, and by where it is."""
    district = web.community.district
    if district:
        names = tuple(member.name for member in district.members)
        words = (*(member.where for member in district.members), *_paragraphs(district.intro))
        line = _line("各社区", f"{len(names)} 个社区")
        yield Document(f"{district.title}各社区", DISTRICT_URI, line, words, names)


def _sheets(web: Web) -> Iterator[Document]:
    for sheet in web.community.sheets:
        if sheet.has_page:
            label, where = web.plan.kinds[sheet.kind].label, web.community.where(sheet)
            over = state(sheet, web.plan.today) == "over"
            line = _line(label, "已结束" if over else "", where, hanging_days(web, sheet))
            intro = getattr(sheet.fields, "intro", "")
            words = (label, where, *_paragraphs(intro), *_paragraphs(sheet.body.text))
            yield Document(sheet.fields.title, sheet.uri, line, words, over=over)


def _works(web: Web) -> Iterator[Document]:
    for sheet in web.community.sheets:
        if sheet.uri and not sheet.body.uri:
            over = state(sheet, web.plan.today) == "over"
            for work in walking_order(sheet.fields.all_works):
                yield _work(web, sheet, work, over)


def _work(web: Web, sheet: Sheet, work: Work, over: bool) -> Document:
    where = web.community.where(sheet)
    floor = f"{work.floor}层" if work.floor else ""
    facts = (*work.made_as, str(work.year or ""), sheet.fields.title, f"{where} {floor}")
    picture = web.plan.pictures.works.get(sheet.work_identity(work))
    return Document(
        work.title,
        sheet.work_uri(work),
        _line("作品", "已结束" if over else "", work.caption, sheet.fields.title),
        (*facts, *work.lines, *_paragraphs(work.note)),
        (work.artist,) if work.artist else (),
        picture.overview[0].uri if picture else "",
        over,
    )


def _pages(web: Web) -> Iterator[Document]:
    """Pages of docs/ that are no sheets."""
    tree = web.plan.tree
    sheets = web.plan.community.pages
    for uri in tree.pages:
        text = tree.texts[f"{tree.docs}/{uri}"].text
        if uri not in sheets and text is not None:
            yield _page(uri, text, web.plan.site.directory_urls)


def _page(uri: str, text: str, in_folders: bool) -> Document:
    page, _ = split_page(text, uri)
    own = text_at(page.front, "title") if page.front else ""
    body = without_warning(page.body)
    heading = _HEADING.search(body)
    stem = posixpath.splitext(uri)[0]
    title = own or (heading and _plain(heading[1])) or posixpath.basename(stem)
    return Document(title, _page_uri(stem, in_folders), "网页", tuple(_paragraphs(body)))


def _page_uri(stem: str, in_folders: bool) -> str:
    folder, name = posixpath.split(stem)
    if name in ("index", "README"):
        return f"{folder}/" if folder else ""
    return f"{stem}/" if in_folders else f"{stem}.html"


def _paragraphs(markdown: str) -> Iterator[str]:
    """Its words; a line that ends within a paragraph ends no word."""
    if markdown:
        yield from filter(None, map(str.strip, _BLANK.split(_plain(markdown))))


def _plain(markdown: str) -> str:
    return _MARKUP.sub("", without_comments(markdown)).replace("[", "")
