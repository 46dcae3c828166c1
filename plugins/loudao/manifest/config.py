"""What is wrong with a mkdocs.yml, in the words of who has to mend it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..model.problem import Mark, Problem, warning
from .nodes import Mapping, Node, Scalar, Sequence

PLUGIN = "loudao"
_OFFLINE = {"offline", "material/offline"}
_HOME = ("index.md", "README.md")


def config_problems(root: Mapping, name: str, docs: Path) -> Iterator[Problem]:
    """Faults that would stop the site, or that residents would meet; `name` is the file's."""
    if text_at(root, "site_name") == "":
        yield Problem(Mark(name), "没有 site_name", "写上 site_name: 社区的名字")
    yield from _plugin_problems(root, name)
    yield from _theme_problems(root.get("theme"), name)
    if not docs.is_dir():
        what = f"没有 {docs.name} 文件夹"
        yield Problem(Mark(name), what, f"新建 {docs.name} 文件夹，里面放一个 index.md，就是首页")
    elif not any((docs / home).is_file() for home in _HOME):
        what = f"没有首页 {docs.name}/index.md，打开网址是空的"
        yield warning(Mark(name), what, "新建它，第一行写 # 社区的名字")


def _plugin_problems(root: Mapping, name: str) -> Iterator[Problem]:
    plugins = root.get("plugins")
    if PLUGIN not in _plugins(root):
        mark = Mark(name, plugins.line, plugins.column) if plugins else Mark(name)
        yield Problem(mark, f"plugins 里没有 {PLUGIN}", f"在 plugins: 下面加一行 - {PLUGIN}")


def _plugins(root: Mapping) -> set[str]:
    plugins = root.get("plugins")
    entries = plugins.items if isinstance(plugins, Sequence) else (plugins,)
    return {word for entry in entries for word in _names(entry)}


def _names(entry: Node | None) -> Iterator[str]:
    if isinstance(entry, Scalar):
        yield entry.text
    elif isinstance(entry, Mapping):
        yield from (key.text for key, _ in entry.entries)


def _theme_problems(theme: Node | None, name: str) -> Iterator[Problem]:
    """Home, notices and articles wear the theme: in Chinese, without a request abroad."""
    remedy = "写成 theme: {name: material, language: zh, font: false}"
    mark = Mark(name, theme.line, theme.column) if theme else Mark(name)
    chosen = theme.text if isinstance(theme, Scalar) else text_at(theme, "name")
    if chosen != "material":
        what = f"主题是 {chosen}，不是 material" if chosen else "没写主题 theme"
        yield warning(mark, f"{what}：首页和通知是英文界面", remedy)
        return
    if text_at(theme, "language") != "zh":
        yield warning(mark, "theme 里没写 language: zh，按钮和搜索是英文", remedy)
    if text_at(theme, "font") != "false":
        yield warning(mark, "theme 里没写 font: false，手机会到国外去取字体", remedy)


def has_directory_urls(root: Mapping) -> bool:
    """Whether the engine gives each page a folder; Material's `offline` turns that off."""
    return text_at(root, "use_directory_urls") != "false" and not _OFFLINE & _plugins(root)


def text_at(node: Node | None, key: str) -> str:
    """The text below `key`; empty where there is none."""
    value = node.get(key) if isinstance(node, Mapping) else None
    return value.text if isinstance(value, Scalar) and not value.empty else ""


def markdown_extensions(root: Mapping) -> tuple[tuple[str, str], ...]:
    """The site's extensions of Markdown, each with its options as JSON.

    An option with a tag, which names code, is left out: it is for the engine.
    """
    node = root.get("markdown_extensions")
    entries = node.items if isinstance(node, Sequence) else (node,)
    found: dict[str, str] = {}
    for entry in entries:
        if isinstance(entry, Scalar) and not entry.empty:
            found[entry.text] = "{}"
        elif isinstance(entry, Mapping):
            for key, value in entry.entries:
                options = _plain(value) if isinstance(value, Mapping) else {}
                found[key.text] = json.dumps(options, ensure_ascii=False, sort_keys=True)
    return tuple(found.items())


_WORDS = {"true": True, "false": False}


def _plain(node: Node) -> Any:
    """Options as Python has them."""
    if isinstance(node, Mapping):
        return {key.text: _plain(value) for key, value in node.entries if not _is_code(value)}
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items if not _is_code(item)]
    if node.style:
        return node.text
    number = re.fullmatch(r"-?\d+", node.text)
    return int(node.text) if number else _WORDS.get(node.text.lower(), node.text)


def _is_code(node: Node) -> bool:
    """`!!python/name:…` comes without a value."""
    return isinstance(node, Scalar) and node.empty
