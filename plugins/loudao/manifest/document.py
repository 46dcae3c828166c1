"""One file of staff's: a YAML manifest, or a Markdown page with front matter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

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
