"""One value of a manifest changed in its text, everything else left as staff wrote it."""

from __future__ import annotations

import re

from .nodes import Mapping, Scalar, Sequence
from .text import Text

_UNSEEN = "\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
"""Line ends, and what YAML takes for damage."""
_ONE_LINE = re.compile(f"[^{_UNSEEN}]*")
_LINES = re.compile(f"(?:[^{_UNSEEN}]|\n)*")
_NOT_PLAIN = re.compile(
    r"^[#&*!|>'\"%@`:]|^\.\.\.|^-(?!\w)"  # at the start it means something else
    r"|[\t,?\[\]{}]|:(?= |$)|(?<=\s)#"  # here it ends the text, between brackets at least
)
_TO_ESCAPE = re.compile(rf'["\\{_UNSEEN}]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n"}
_BLOCK = re.compile(r"([|>])([1-9]?)[+-]?([1-9]?)([ \t]*(?:#[^\n]*)?)\n(.*)", re.DOTALL)


def replace_value(text: str, node: Scalar, new: str) -> str:
    """`text` with the value `node`, found in it, become `new`.

    Text outside the node's span stays as it is. A value keeps its style (plain, quoted,
    block) where `new` can be written so, and is put between double quotes where not.
    A value that nobody wrote goes after its colon or dash; a key without a colon gets one,
    save after YAML's `?`, which no manifest of ours has. ValueError where `new` holds half
    a surrogate pair.
    """
    return text[: node.start] + written_value(text, node, new) + text[node.end :]


def written_value(text: str, node: Scalar, new: str) -> str:
    """What `replace_value` puts in the place of the node's span."""
    if any("\ud800" <= character <= "\udfff" for character in new):
        raise ValueError("half a surrogate pair is no text")
    old = text[node.start : node.end]
    if node.style in ("|", ">"):
        return _block(old, node.text, new)
    if old:
        return _flow(node.style, new)
    return between(text, node.start) + _flow("", new)


def on_one_line(new: str) -> str:
    """`new` as a value or a key, quoted where it must be; it may stand between brackets."""
    return _flow("", new)


def between(text: str, start: int) -> str:
    """What goes before a value where nobody wrote one: a space after a colon or a dash, else the
    colon too."""
    follows = re.search(r":\Z|(?:\A|\s)-\Z", text[max(start - 2, 0) : start])
    return " " if follows else ": "


def _flow(style: str, new: str) -> str:
    """`new` on one line, quoted as `style` says or as it must be."""
    if style == "'" and _ONE_LINE.fullmatch(new):
        return "'" + new.replace("'", "''") + "'"
    if not style and _plain(new):
        return new
    return '"' + _TO_ESCAPE.sub(_escape, new) + '"'


def _plain(new: str) -> bool:
    """Whether `new` needs no quotes, wherever it stands."""
    if new != new.strip() or Scalar(new, 1, 1).empty:
        return False
    return bool(_ONE_LINE.fullmatch(new)) and not _NOT_PLAIN.search(new)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return _ESCAPES.get(match[0]) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")


def _block(old: str, old_text: str, new: str) -> str:
    """`new` as a block like `old`, or between quotes where it cannot be one."""
    trailing = _trailing(old)
    parts = _BLOCK.match(old)
    if not parts:
        return _flow('"', new) + trailing
    style, before, after, comment, body = parts.groups()
    width = before or after
    indent = _indent(body, old_text)
    content = new.rstrip("\n")
    spaced = content.lstrip("\n").startswith((" ", "\t"))
    if not (content and indent and _LINES.fullmatch(new)) or (spaced and not width):
        return _flow('"', new) + comment + trailing
    if style == ">":
        style, content = _folded(content)
    ends = len(new) - len(new.rstrip("\n"))
    header = style + width + ("-", "", "+")[min(ends, 2)] + comment
    lines = [indent + line if line else "" for line in content.split("\n")]
    if ends > 1:
        trailing = "\n" * ends
    elif _keeps(parts[0], indent, trailing):
        trailing = "\n"
    return "\n".join([header, *lines]) + (trailing or "\n")


def _folded(content: str) -> tuple[str, str]:
    """`content` with its line ends doubled as folding wants; `|` where folding would harm."""
    if re.search(r"^[ \t]|[ \t]$", content, re.MULTILINE):
        return "|", content
    return ">", re.sub(r"(?<=[^\n])\n+(?=[^\n])", r"\g<0>\n", content)


def _indent(body: str, old_text: str) -> str:
    """The spaces before each line of a block; none where it has no line to tell."""
    written, meant = (
        next((line for line in text.split("\n") if line.strip(" ")), "")
        for text in (body, old_text)
    )
    return " " * (_spaces(written) - _spaces(meant))


def _spaces(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _trailing(old: str) -> str:
    """The end of a block's last line, and the blank lines after it."""
    return old[len(old.rstrip(" \n")) :].lstrip(" ")


def _keeps(old: str, indent: str, trailing: str) -> bool:
    """Whether the blank lines after a block are part of its text."""
    header = old.partition("\n")[0].partition("#")[0]
    return "+" in header or any(len(line) > len(indent) for line in trailing.split("\n"))


def photos_named(root: Mapping) -> list[str]:
    """The photos that the works of a manifest name, faults elsewhere or not."""
    works = root.get(_WORKS)
    items = works.items if isinstance(works, Sequence) else ()
    found = (item.get("photo") for item in items if isinstance(item, Mapping))
    return [photo.text for photo in found if isinstance(photo, Scalar)]


def append_works(text: Text, root: Mapping, works: list[str]) -> bytes | None:
    """The file with `works` after its last one, every other byte as it was; None where its list
    is written on one line.

    Each of `works` is the text of an item after its dash, its further lines indented by four.
    """
    known, head = root.get(_WORKS), ""
    whole = text.text
    if isinstance(known, Sequence) and known.items:
        if whole[known.start] == "[":
            return None
        at, indent = known.end, known.column - 1
    elif known is None:
        at, indent, head = len(whole), 2, f"{_WORKS}:\n"
    elif (isinstance(known, Scalar) and known.empty) or isinstance(known, Sequence):
        if whole[known.start : known.end].strip() == "[]":
            return None
        at, indent = known.end, 2
    else:
        return None
    if at and whole[at - 1] != "\n":  # a block of several lines ends where the next begins
        at = whole.find("\n", at) + 1 or len(whole)
    before = "" if not at or whole[at - 1] == "\n" else "\n"
    return text.replace(at, at, before + head + "".join(_item(work, indent) for work in works))


def _item(work: str, indent: int) -> str:
    first, *others = work.rstrip("\n").split("\n")
    inside = "".join(f"{' ' * (indent + 2)}{line.strip()}\n" for line in others)
    return f"{' ' * indent}- {first}\n{inside}"


_WORKS = "works"
