"""YAML text as positioned nodes whose scalars are still text.

YAML 1.1 turns room 0301 into 193, 12:30 into 750 and `no` into false, and keeps the last
of two equal keys without a word. So nothing is resolved here: events become nodes, and
equal keys, anchors, aliases and tags are faults.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from ..model.problem import Mark, Problem
from .faults import explain

_MAX_DEPTH = 30
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    text: str
    line: int
    column: int
    plain: bool = True

    @property
    def empty(self) -> bool:
        """`key:` with nothing after it, or `~`."""
        return self.plain and self.text in ("", "~", "null")


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mapping:
    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int

    def get(self, key: str) -> Node | None:
        return next((value for name, value in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping


def parse_nodes(
    text: str, shown: str, first_line: int = 1, allow_tags: bool = False
) -> tuple[Node | None, list[Problem]]:
    """The tree of one YAML document, and the faults of its form.

    `first_line` is the line of the file on which `text` starts (front matter).
    `allow_tags` ignores tags such as `!ENV` instead of refusing them (mkdocs.yml).
    """
    reader = _Reader(shown, first_line - 1, allow_tags)
    try:
        return reader.read(yaml.parse(text, Loader=_Loader)), reader.problems
    except yaml.YAMLError as error:
        return None, [*reader.problems, explain(error, text, shown, first_line - 1)]


def _from_environment(items: tuple[Node, ...]) -> Node:
    """MkDocs' `!ENV [NAME, OTHER, default]`: the first variable that is set, else the last."""
    for item in items[:-1]:
        if isinstance(item, Scalar) and item.text in os.environ:
            return Scalar(os.environ[item.text], item.line, item.column)
    return items[-1] if items else Scalar("", 1, 1)


class _TooDeep(Exception):
    pass


class _Reader:
    """Builds nodes from YAML events, collecting problems on the way."""

    def __init__(self, shown: str, offset: int, allow_tags: bool) -> None:
        self.shown = shown
        self.offset = offset
        self.allow_tags = allow_tags
        self.problems: list[Problem] = []

    def read(self, events: Iterator[yaml.Event]) -> Node | None:
        root: Node | None = None
        try:
            for event in events:
                if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                    self._add(event, "一个文件里只能有一份清单", "删掉多余的 --- 这一行")
                    return root
                if isinstance(event, yaml.NodeEvent):
                    root = self._node(event, events, 0)
        except _TooDeep:
            return None
        return root

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        line, column = self._position(event)
        if depth > _MAX_DEPTH:
            self._add(event, f"层次太深（超过 {_MAX_DEPTH} 层）", "检查缩进和括号")
            raise _TooDeep
        anchor = getattr(event, "anchor", None)
        if isinstance(event, yaml.AliasEvent):
            remedy = "把内容原样再写一遍；星号开头的文字加引号"
            self._add(event, f"不支持别名 *{anchor}", remedy)
            return Scalar("", line, column)
        if anchor:
            self._add(event, f"不支持锚点 &{anchor}", "删掉它；& 开头的文字加引号")
        tag = getattr(event, "tag", None)
        if tag and tag != "!" and not self.allow_tags:
            self._add(
                event,
                f"不支持标签 {tag.replace('tag:yaml.org,2002:', '!!')}",
                "删掉它；感叹号开头的文字加引号",
            )
        if isinstance(event, yaml.ScalarEvent):
            if tag == "!ENV":
                return Scalar(os.environ.get(event.value, ""), line, column)
            return Scalar(event.value, line, column, event.style in (None, ""))
        if isinstance(event, yaml.SequenceStartEvent):
            items = tuple(self._until(yaml.SequenceEndEvent, events, depth))
            return _from_environment(items) if tag == "!ENV" else Sequence(items, line, column)
        return self._mapping(events, depth, line, column)

    def _until(
        self, end: type[yaml.Event], events: Iterator[yaml.Event], depth: int
    ) -> Iterator[Node]:
        for event in events:
            if isinstance(event, end):
                return
            yield self._node(event, events, depth + 1)

    def _mapping(self, events: Iterator[yaml.Event], depth: int, line: int, column: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        flat = self._until(yaml.MappingEndEvent, events, depth)
        for key in flat:
            value = next(flat)
            if not isinstance(key, Scalar):
                self._add_at(key, "键必须是一个词", "检查括号、问号和缩进")
            elif key.text in entries:
                first = entries[key.text][0]
                self._add_at(
                    key, f"重复的字段 {key.text}，第 {first.line} 行已经写过", "两处合成一处"
                )
            else:
                entries[key.text] = (key, value)
        return Mapping(tuple(entries.values()), line, column)

    def _position(self, event: yaml.Event) -> tuple[int, int]:
        mark = event.start_mark
        assert mark is not None, "libyaml marks every event"
        return mark.line + 1 + self.offset, mark.column + 1

    def _add(self, event: yaml.Event, what: str, remedy: str) -> None:
        self.problems.append(Problem(Mark(self.shown, *self._position(event)), what, remedy))

    def _add_at(self, node: Node, what: str, remedy: str) -> None:
        self.problems.append(Problem(Mark(self.shown, node.line, node.column), what, remedy))
