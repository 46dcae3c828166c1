"""Nodes into models: the one place where text becomes dates, numbers and lists."""

from __future__ import annotations

import types
from collections import abc
from collections.abc import Iterator
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from ..model.problem import Loc, Mark, Marks, Problem
from ..model.scalars import Called
from .guess import guess, nearest
from .nodes import Mapping, Node, Scalar, Sequence, find

M = TypeVar("M", bound=BaseModel)
Labels = abc.Mapping[str, str]
"""The Chinese names of words, by the words."""


class Points(abc.Mapping[Loc, tuple[int, int]]):
    """Line and column of every value of a tree, found when somebody asks.

    A manifest without faults is seldom asked; to remember all would take more than the tree.
    """

    def __init__(self, root: Node) -> None:
        self._root = root

    def __getitem__(self, loc: Loc) -> tuple[int, int]:
        node = find(self._root, loc)
        if node is None:
            raise KeyError(loc)
        return node.line, node.column

    def __iter__(self) -> Iterator[Loc]:
        return _locs(self._root, ())

    def __len__(self) -> int:
        return sum(1 for _ in self)


def validate(model: type[M], node: Mapping, shown: str) -> tuple[M | None, Marks, list[Problem]]:
    """`node` as a `model` with the marks of its values, or None with every fault in it."""
    marks = Marks(shown, Points(node))
    try:
        return model.model_validate(_plain(node)), marks, []
    except ValidationError as error:
        details = _without_echoes(error.errors(), model)
        return None, marks, [_problem(detail, model, node, marks) for detail in details]


def _without_echoes(details: list[ErrorDetails], model: type[BaseModel]) -> list[ErrorDetails]:
    """Without a missing `title` that stands there as `titel`: one slip is one problem."""
    meant = set()
    for detail in details:
        if detail["type"] == "extra_forbidden":
            *above, name = detail["loc"]
            near = nearest(str(name), _field_names(_owner(model, detail["loc"])[0]))
            meant.add((*above, near))
    return [d for d in details if d["type"] != "missing" or d["loc"] not in meant]


def _plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {
        key.text: _plain(value)
        for key, value in node.entries
        if not (isinstance(value, Scalar) and value.empty)
    }


def _locs(node: Node, loc: Loc) -> Iterator[Loc]:
    yield loc
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield from _locs(value, (*loc, key.text))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from _locs(item, (*loc, index))


def _problem(detail: ErrorDetails, model: type[BaseModel], root: Mapping, marks: Marks) -> Problem:
    mark, what, remedy = _fault(detail, model, root, marks)
    loc = detail["loc"]
    if loc[-1:] == ("[key]",):  # pydantic's sign for a fault of the key itself
        loc = loc[:-1]
    return Problem(mark, what, remedy, loc=loc)


def _fault(
    detail: ErrorDetails, model: type[BaseModel], root: Mapping, marks: Marks
) -> tuple[Mark, str, str]:
    loc = detail["loc"]
    kind, context = detail["type"], detail.get("ctx", {})
    name = str(loc[-1]) if loc else ""
    owner, field_title, field_hint = _owner(model, loc)
    if kind == "extra_forbidden":
        known = _field_names(owner)
        hint = guess(name, known)
        remedy = "" if hint else f"这里可以写：{'、'.join(known)}"
        return _key_mark(root, loc, marks), f"未知字段 {name}{hint}", remedy
    if kind == "missing":
        what = f"缺少必填的 {name}（{field_title}）"
        return _key_mark(root, loc, marks), what, f"补上一行 {name}:，{field_hint}"
    where = f"{_field_of(loc)}：" if loc else ""
    if kind == "loudao":
        what, remedy = str(context["what"]), str(context["remedy"])
    else:
        labels = _labels_of(_field_at(model, loc))
        what, remedy = _type_fault(kind, context, detail["input"], labels)
    return marks.at(*loc), where + what, remedy


def _type_fault(kind: str, context: dict[str, Any], value: Any, labels: Labels) -> tuple[str, str]:
    shape = _shape(value)
    if kind == "literal_error":
        options = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        known = [*options, *(labels[word] for word in options if word in labels)]
        written = (f"{word} {labels[word]}" if word in labels else word for word in options)
        return f"没有{shape}这一项{guess(str(value), known)}", f"可以写：{'、'.join(written)}"
    if kind == "string_type":
        return f"要写一段文字，这里却是{shape}", "写在同一行，或者用 | 起头写多行"
    if kind in ("tuple_type", "list_type"):
        return f"要写成列表，这里却是{shape}", "每一项另起一行，前面加“- ”"
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return f"要写成一组“字段: 内容”，这里却是{shape}", "每个字段另起一行，往里缩进两格"
    if kind == "string_too_short":
        return "空着", "写上内容"
    if kind == "greater_than_equal":
        return f"{shape}太小", f"最小是 {context['ge']}"
    if kind == "less_than_equal":
        return f"{shape}太大", f"最大是 {context['le']}"
    return f"{shape}不对", "对照 README 里的例子"


def _shape(value: Any) -> str:
    if isinstance(value, dict):
        return "一组字段"
    return "一个列表" if isinstance(value, list) else f"“{value}”"


def _field_of(loc: Loc) -> str:
    """The nearest key's name: `works.3.year` → year; an item of `boards` → boards."""
    return next((str(part) for part in reversed(loc) if isinstance(part, str)), "")


def _key_mark(root: Mapping, loc: Loc, marks: Marks) -> Mark:
    """Where the key itself stands; of a missing key, where its owner stands."""
    owner = find(root, loc[:-1])
    if isinstance(owner, Mapping):
        for key, _ in owner.entries:
            if key.text == loc[-1]:
                return Mark(marks.path, key.line, key.column)
    return marks.at(*loc[:-1])


def _labels_of(field: FieldInfo | None) -> Labels:
    """What the words that may stand in a field are called, where its type says so."""
    if field is None:
        return {}
    parts = [*field.metadata, *_metadata_in(field.annotation)]
    return next((part.labels for part in parts if isinstance(part, Called)), {})


def _metadata_in(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for part in get_args(annotation):
        yield from _metadata_in(part)


def _field_at(model: type[BaseModel], loc: Loc) -> FieldInfo | None:
    """The field that the last key of `loc` names."""
    keys = [part for part in loc if isinstance(part, str)]
    owner = _owner(model, loc)[0]
    fields = owner.model_fields.items()
    return next((f for key, f in fields if keys and keys[-1] in (key, f.alias)), None)


def _owner(model: type[BaseModel], loc: Loc) -> tuple[type[BaseModel], str, str]:
    """The model that the last key of `loc` belongs to; title and description of that field."""
    title = hint = ""
    for index, part in enumerate(loc):
        if not isinstance(part, str):
            continue
        field = next((f for key, f in model.model_fields.items() if part in (key, f.alias)), None)
        if field is None:
            return model, "", ""
        title, hint = field.title or part, field.description or ""
        inner = _model_in(field.annotation)
        if index + 1 < len(loc) and inner:
            model = inner
    return model, title, hint


def _field_names(model: type[BaseModel]) -> list[str]:
    """The fields of a model as staff write them."""
    return [field.alias or key for key, field in model.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, list, Union, types.UnionType, Annotated):
        return next(filter(None, map(_model_in, get_args(annotation))), None)
    return None
