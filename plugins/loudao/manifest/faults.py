"""What a YAML parser's complaint means to somebody who never heard of YAML."""

from __future__ import annotations

import re

import yaml

from ..model.problem import Mark, Problem

_FULLWIDTH_COLON = re.compile(r"^[\s-]*[A-Za-z_]+\s*(：)")
_TIGHT_COLON = re.compile(r"^[\s-]*[A-Za-z_]+(:)[^\s:/]")
_TIGHT_DASH = re.compile(r"^\s*(-)[^\s\-]")
_FULLWIDTH_DASH = re.compile(r"^\s*([－—–])\s*\w")
_FULLWIDTH_SPACE = re.compile(r"^[ -]*(\u3000)")
_TAB_INDENT = re.compile(r"^ *(\t)")

_MEANINGS = (
    ("cannot start any token", "这里的符号不能放在开头", "给整段文字加上英文引号"),
    (
        "mapping values are not allowed",
        "这一行的缩进或冒号不对",
        "和上一行的字段对齐；文字里有冒号时，整段加上英文引号",
    ),
    (
        "could not find expected ':'",
        "这里缺了冒号",
        "写成“字段: 内容”；内容有好几行时，先写 |，下面每行往里缩进",
    ),
    ("did not find expected key", "缩进没有对齐", "同一级的字段要从同一列开始"),
    (
        "did not find expected '-' indicator",
        "缩进没有对齐",
        "同一级的字段、列表的“- ”都要从同一列开始",
    ),
    ("did not find expected ',' or ']'", "方括号没有配对", "补上 ]，或者各项之间的英文逗号"),
    ("did not find expected ',' or '}'", "花括号没有配对", "补上 }，或者各项之间的英文逗号"),
    ("unexpected end of stream", "引号没有配对", "补上结尾的引号"),
    ("unknown escape character", "双引号里的反斜杠不对", "改用单引号"),
    ("control characters are not allowed", "有看不见的控制字符", "删掉这一行，重新打一遍"),
    ("block sequence entries are not allowed", "“-”放错了位置", "列表另起一行写"),
    ("expected alphabetic or numeric", "开头的符号有别的意思", "给整段文字加上英文引号"),
)  # fmt: skip


def explain(error: yaml.YAMLError, text: str, shown: str, offset: int) -> Problem:
    """The Chinese problem for a parser's `error`; `offset` is added to its line."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    context = getattr(error, "context_mark", None)
    # the line before too: a key that is none makes the next one strange
    first = max(1, min(line, context.line + 1 if context else line) - 1)
    found = _usual_slip(text.split("\n")[first - 1 : line + 1], first)
    if found:
        line, column, what, remedy = found
    else:
        what, remedy = _meaning(str(error))
    return Problem(Mark(shown, line + offset, column), what, remedy)


def _usual_slip(lines: list[str], first: int = 1) -> tuple[int, int, str, str] | None:
    """A slip that everybody makes, in lines of which the first has the number `first`."""
    for pattern, what, remedy in (
        (_TAB_INDENT, "行首用了 Tab 键", "缩进只能用空格，把 Tab 换成两个空格"),
        (_FULLWIDTH_SPACE, "行首有全角空格", "缩进只能用英文空格"),
        (_FULLWIDTH_DASH, "列表用了中文横线", "换成英文“-”，后面空一格"),
        (_TIGHT_DASH, "“-”后面少了空格", "写成“- ”，后面空一格"),
        (_FULLWIDTH_COLON, "用了中文冒号“：”", "换成英文冒号“:”，后面空一格"),
        (_TIGHT_COLON, "冒号后面少了空格", "在英文冒号后面空一格"),
    ):
        for number, line in enumerate(lines, first):
            if match := pattern.match(line):
                return number, match.start(1) + 1, what, remedy
    return None


def _meaning(complaint: str) -> tuple[str, str]:
    for sign, what, remedy in _MEANINGS:
        if sign in complaint:
            return what, remedy
    return "这里的格式看不懂", "对照 README 里的例子检查缩进、冒号和引号"


def fullwidth_colon(text: str, shown: str, offset: int) -> Problem | None:
    """The fault of a file that holds no mapping because its colons are full-width."""
    found = _usual_slip(text.split("\n"))
    if not found:
        return None
    line, column, what, remedy = found
    return Problem(Mark(shown, line + offset, column), what, remedy)
