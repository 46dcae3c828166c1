"""YAML text as positioned nodes whose scalars are still text.

YAML 1.1 turns room 0301 into 193, 12:30 into 750 and `no` into false, and keeps the last
of two equal keys without a word. So nothing is resolved here: events become nodes, and
equal keys, anchors, aliases and tags are faults.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any

import yaml

from ..model.invisible import visible
from ..model.problem import Mark, Problem, any_error
from .faults import explain
from .invisible import see
from .nodes import Mapping, Node, Scalar, Sequence

_MAX_DEPTH = 30
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ScalarEvent = yaml.ScalarEvent
_COLON = re.compile(r"(?:\s|#[^\n]*+)*+:")


def parse_nodes(
    text: str, shown: str, first_line: int = 1, allow_tags: bool = False, first_offset: int = 0
) -> tuple[Node | None, list[Problem]]:
    """The tree of one YAML document, and the faults of its form.

    `first_line` is the line of the file on which `text` starts, `first_offset` where in the
    file's text that is (front matter).
    `allow_tags` ignores tags such as `!ENV` instead of refusing them (mkdocs.yml).
    """
    bare = text.lstrip("\ufeff")  # libyaml drops a BOM and does not count it
    offset = first_offset + len(text) - len(bare)
    bare, unseen = see(bare, shown, first_line)
    reader = _Reader(bare, shown, first_line, offset, allow_tags)
    reader.problems += unseen
    if any_error(unseen):
        return None, unseen
    try:
        return reader.read(iter(_Loader(bare).get_event, None)), reader.problems
    except yaml.YAMLError as error:
        return None, [*reader.problems, explain(error, text, shown, first_line - 1)]
    except UnicodeEncodeError as error:
        line = first_line + bare.count("\n", 0, error.start)
        what = "有看不见的控制字符"
        return None, [Problem(Mark(shown, line), what, "删掉这一行，重新打一遍")]


class _TooDeep(Exception):
    pass


class _Reader:
    """Builds nodes from YAML events, collecting problems on the way."""

    def __init__(
        self, text: str, shown: str, first_line: int, offset: int, allow_tags: bool
    ) -> None:
        self.text = text
        self.shown = shown
        self.first_line = first_line
        self.offset = offset
        self.allow_tags = allow_tags
        self.problems: list[Problem] = []
        self.events: Iterator[Any] = iter(())

    def read(self, events: Iterator[Any]) -> Node | None:
        self.events = events
        root: Node | None = None
        try:
            for event in self.events:
                if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                    self._add(event, "一个文件里只能有一份清单", "删掉多余的 --- 这一行")
                    return root
                if isinstance(event, yaml.NodeEvent):
                    root = self._node(event, 0)
        except _TooDeep:
            return None
        return root

    def _node(self, event: Any, depth: int) -> Node:
        if depth > _MAX_DEPTH:
            self._add(event, f"层次太深（超过 {_MAX_DEPTH} 层）", "检查缩进和括号")
            raise _TooDeep
        kind = type(event)
        if kind is _ScalarEvent and event.tag is event.anchor is None:  # nine in ten
            return self._scalar(event, event.value, event.style or "")
        if kind is yaml.AliasEvent:
            remedy = "把内容原样再写一遍；星号开头的文字加引号"
            self._add(event, f"不支持别名 *{event.anchor}", remedy)
            return self._scalar(event, "", "")
        if event.anchor or event.tag:
            self._refuse(event)
        if kind is _ScalarEvent:
            if event.tag == "!ENV":
                return self._scalar(event, os.environ.get(event.value, ""), "")
            return self._scalar(event, event.value, event.style or "")
        if kind is yaml.SequenceStartEvent:
            return self._sequence(event, depth)
        return self._mapping(event, depth)

    def _refuse(self, event: Any) -> None:
        """Says what names and types of YAML's own stand before a node."""
        if event.anchor:
            remedy = "删掉它；& 开头的文字加引号"
            self._add(event, f"不支持锚点 &{event.anchor}", remedy)
        if event.tag and event.tag != "!" and not self.allow_tags:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._add(event, f"不支持标签 {tag}", "删掉它；感叹号开头的文字加引号")

    def _scalar(self, event: Any, text: str, style: str) -> Scalar:
        mark, offset = event.start_mark, self.offset
        return Scalar(
            text, mark.line + self.first_line, mark.column + 1,
            mark.index + offset, event.end_mark.index + offset, style,
        )  # fmt: skip

    def _sequence(self, opening: Any, depth: int) -> Node:
        items = []
        for event in self.events:
            if type(event) is yaml.SequenceEndEvent:
                break
            items.append(self._node(event, depth + 1))
        if opening.tag == "!ENV":
            return _from_environment(tuple(items))
        return Sequence(tuple(items), *self._span(opening, event, items))

    def _mapping(self, opening: Any, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        value: Node | None = None
        for event in self.events:
            if type(event) is yaml.MappingEndEvent:
                break
            key = self._node(event, depth + 1)
            value = self._node(next(self.events), depth + 1)
            if not isinstance(key, Scalar):
                self._add_at(key, "键必须是一个词", "检查括号、问号和缩进")
                continue
            if (seen := visible(key.text)) != key.text:
                key = key._replace(text=seen)
            if value.start == value.end:
                value = self._after_colon(key, value)
            if key.text in entries:
                line = entries[key.text][0].line
                what = f"重复的字段 {key.text}，第 {line} 行已经写过"
                self._add_at(key, what, "两处合成一处")
            else:
                entries[key.text] = (key, value)
        span = self._span(opening, event, [value] if value else [])
        return Mapping(tuple(entries.values()), *span)

    def _span(self, opening: Any, closing: Any, inner: list[Node]) -> tuple[int, int, int, int]:
        """Line, column, start and end of a collection whose last value is `inner`'s last."""
        mark = opening.start_mark
        start = mark.index + self.offset
        end = closing.end_mark.index + self.offset
        if not opening.flow_style:  # libyaml ends it where the next thing starts
            end = inner[-1].end if inner else start
        return mark.line + self.first_line, mark.column + 1, start, end

    def _after_colon(self, key: Scalar, value: Node) -> Node:
        """`value`, which nobody wrote, right after the colon or its key; libyaml has it
        before what comes next."""
        after_key = key.end - self.offset
        colon = _COLON.match(self.text, after_key)
        point = (colon.end() if colon else after_key) + self.offset
        return value._replace(start=point, end=point)

    def _add(self, event: Any, what: str, remedy: str) -> None:
        mark = event.start_mark
        place = Mark(self.shown, mark.line + self.first_line, mark.column + 1)
        self.problems.append(Problem(place, what, remedy))

    def _add_at(self, node: Node, what: str, remedy: str) -> None:
        self.problems.append(Problem(Mark(self.shown, node.line, node.column), what, remedy))


def _from_environment(items: tuple[Node, ...]) -> Node:
    """MkDocs' `!ENV [NAME, OTHER, default]`: the first variable that is set, else the last."""
    for item in items[:-1]:
        if isinstance(item, Scalar) and item.text in os.environ:
            return item._replace(text=os.environ[item.text], style="")
    return items[-1] if items else Scalar("", 1, 1)
