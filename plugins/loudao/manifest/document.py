"""One file of staff's: a YAML manifest, or a Markdown page with front matter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ..model.invisible import visible
from ..model.problem import Mark, Problem
from .faults import fullwidth_colon
from .nodes import Mapping
from .reader import parse_nodes
from .text import read_text

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)(?:^(?:---|\.\.\.)[ \t]*$\n?)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class PageText:
    """A Markdown page taken apart; `front` is None where it has no front matter."""

    front: Mapping | None
    body: str
    body_line: int


def read_manifest(
    path: Path, shown: str, allow_tags: bool = False
) -> tuple[Mapping | None, list[Problem]]:
    """The mapping that a YAML file holds, and its faults."""
    text, problems = read_text(path, shown)
    if text is None:
        return None, problems
    mapping, more = parse_mapping(text, shown, allow_tags=allow_tags)
    return mapping, [*problems, *more]


def parse_mapping(
    text: str, shown: str, first_line: int = 1, allow_tags: bool = False, first_offset: int = 0
) -> tuple[Mapping | None, list[Problem]]:
    """The mapping that `text` holds; anything else is a problem. See parse_nodes."""
    node, problems = parse_nodes(text, shown, first_line, allow_tags, first_offset)
    if isinstance(node, Mapping) or problems:
        return (node if isinstance(node, Mapping) else None), problems
    if node is None or not text.strip():
        return None, [Problem(Mark(shown, first_line), "文件是空的", "照 README 里的例子写")]
    slip = fullwidth_colon(text, shown, first_line - 1)
    return None, [
        slip
        or Problem(
            Mark(shown, node.line, node.column), "这里要写“字段: 内容”", "照 README 里的例子写"
        )
    ]


def split_page(text: str, shown: str) -> tuple[PageText, list[Problem]]:
    """A page's front matter as nodes, and its Markdown body with the line it starts on.

    The nodes' spans count in the whole page.
    """
    match = _FRONT.match(text)
    if not match:
        return PageText(None, text, 1), []
    body_line = text.count("\n", 0, match.end()) + 1
    if not match[1].strip():
        return PageText(None, text[match.end() :], body_line), []
    front, problems = parse_mapping(match[1], shown, first_line=2, first_offset=match.start(1))
    return PageText(front, text[match.end() :], body_line), problems


_FENCE = re.compile(r"[-\u2010-\u2015\u2212\u4e00－—–_=]{2,}")
"""What people type, and Word makes, for three hyphens."""

_FIELD = re.compile(
    r"[ \t\u3000]*(kind|title|boards|from|until|at|poster|类别|标题)[ \t]*[:：]", re.IGNORECASE
)
_NEAR = 5
"""Lines from the top in which settings are looked for; below them a rule is a rule."""


def front_slip(text: str, shown: str) -> Problem | None:
    """Why the settings at the top of a page are taken for its words; None where there are none."""
    lines = text.split("\n")
    seen = [visible(line).strip(" \t\u3000") for line in lines]
    first = next((n for n, line in enumerate(seen[:_NEAR]) if line), 0)
    fenced = bool(_FENCE.fullmatch(seen[first]))
    after = next((n for n in range(first + fenced, len(seen)) if seen[n]), first)
    field = _FIELD.match(seen[after])
    # title: at the top of a page is an old way to say it, which engines know
    if not field or not (fenced or field[1].lower() in ("kind", "boards", "类别")):
        return None
    mark = Mark(shown, first + 1, len(lines[first]) - len(lines[first].lstrip()) + 1)
    start = "开头的设置没有读，整页的字里会看到它："
    if not fenced:
        return Problem(mark, f"{start}它前面少了一行 ---", "第一行写三个减号 ---，设置后面也是")
    if seen[first] != "---":
        return Problem(mark, f"{start}“{seen[first]}”不是 ---", "换成三个英文减号 ---")
    if first or lines[first] != seen[first]:
        return Problem(
            mark, f"{start}--- 前面有空行、空格或者看不见的字符", "--- 顶着第一行的最左边"
        )
    end = next((n for n, line in enumerate(seen[1:], 1) if _FENCE.fullmatch(line)), None)
    if end is None:
        return Problem(mark, f"{start}设置后面没有第二行 ---", "设置写完，另起一行写 ---")
    mark = Mark(shown, end + 1)
    return Problem(mark, f"{start}结尾的“{lines[end]}”不是 ---", "换成三个英文减号 ---，顶着最左边")
