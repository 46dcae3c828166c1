"""What MkDocs says while it builds, in Chinese."""

from __future__ import annotations

import logging
import re

_SAID: tuple[tuple[str, str], ...] = (
    (r"Cleaning site directory", "准备写网页"),
    (r"Building documentation to directory: (.*)\.([^/\\]+)-loudao[/\\]new", r"写网页 \1\2"),
    (r"Building documentation(?: to directory: (.+)|\.\.\.)", r"写网页 \1"),
    (r"Documentation built in ([\d.]+) seconds", r"写好了，用了 \1 秒"),
    (r"Config value '(\w+)': Required configuration not provided\.", r"mkdocs.yml 里没有 \1"),
    (
        r"Config value 'theme': Unrecognised theme name: '(.+?)'\..*",
        r"mkdocs.yml：没有“\1”这个主题。写 theme: {name: material, language: zh, font: false}",
    ),
    (
        r"Config value 'plugins': The \"(.+?)\" plugin is not installed",
        r"mkdocs.yml：没有装插件 \1。从 plugins 里去掉它，或者先装上",
    ),
    (
        r"Config value '(\w+)': The path '(.+)' isn't an existing directory\.",
        r"mkdocs.yml：\1 写的文件夹 \2 不存在。新建它",
    ),
    (r"Config value '(.+?)': (.+)", r"mkdocs.yml：\1 写得不对（\2）"),
    (r"Unrecognised configuration name: (.+)", r"mkdocs.yml：不认识 \1，去掉它或者核对拼写"),
    (
        r"Doc file '(.+?)' contains a link '(.+?)', but the target (?:'.+?' )?is not found among"
        r" documentation files\..*",
        r"docs/\1：链接“\2”打不开，没有这个网页。核对路径",
    ),
    (
        r"Doc file '(.+?)' contains a link '(.+?)', but the doc '(.+?)' does not contain an anchor"
        r" '(.+?)'\..*",
        r"docs/\1：链接“\2”那一页里没有“\4”这个位置",
    ),
    (
        r"Doc file '(.+?)' contains a link '(.+?)', but there is no such anchor on this page\..*",
        r"docs/\1：链接“\2”在这一页里没有这个位置",
    ),
    (
        r"Doc file '(.+?)' contains an absolute link '(.+?)', it was left as is\..*",
        r"docs/\1：链接“\2”从斜杠开始，网站放在文件夹里就打不开。照这个网页的位置写",
    ),
    (
        r"Doc file '(.+?)' contains an unrecognized relative link '(.+?)', it was left as is\..*",
        r"docs/\1：链接“\2”不知道通到哪里。写成 别的网页.md 这样",
    ),
    (
        r"Doc file '(.+?)' contains a link to '(.+?)' which is excluded from the built site\.",
        r"docs/\1：链接的 \2 没有放到网上（mkdocs.yml 里排除了）",
    ),
    (
        r"The following pages exist in the docs directory, but are not included in the \"nav\""
        r" configuration:\n(?s:(.+))",
        r"这些网页不在 mkdocs.yml 的 nav 里，栏目上看不到：\n\1",
    ),
    (
        r"A reference to '(.+?)' is included in the 'nav' configuration, which is not found.*",
        r"mkdocs.yml：nav 里的“\1”没有这个网页",
    ),
    (
        r"A reference to '(.+?)' is included in the 'nav' configuration, but this file is .*",
        r"mkdocs.yml：nav 里的“\1”没有放到网上，排除了",
    ),
    (
        r"An absolute path to '(.+?)' is included in the 'nav' configuration, which presumably.*",
        r"mkdocs.yml：nav 里的“\1”从斜杠开始，网站放在文件夹里就打不开",
    ),
    (
        r"Excluding '(.+?)' from the site because it conflicts with '(.+?)'\.",
        r"docs/\1 和 \2 会成为同一页，只用了 \2",
    ),
    (
        r"MkDocs encountered an error parsing the configuration file: (?s:(.+))",
        r"mkdocs.yml 读不懂：\1",
    ),
    (r"Config file '(.+)' does not exist\.", r"没有 \1。在网站的文件夹里运行，或者用 -f 指明"),
    (r"Serving on (\S+)", r"打开 \1 看网站；改了文件会自动重做，按 Ctrl+C 停下"),
    (r"Watching paths for changes: (.+)", r"盯着这些文件：\1"),
    (r"Detected file changes", "文件改了，重做"),
    (r"Reloading browsers", "刷新浏览器"),
    (r"Shutting down\.\.\.", "停下了"),
)
_CLOCK = re.compile(r"\[[\d:]+\] ")
_PATTERNS = tuple((re.compile(said), meant) for said, meant in _SAID)


def in_chinese(message: str) -> str:
    """`message` as staff understand it; what nobody foresaw stays as it is."""
    words = _CLOCK.sub("", message)
    for pattern, meant in _PATTERNS:
        if match := pattern.fullmatch(words):
            return match.expand(meant).strip()
    return message


class ChineseFormatter(logging.Formatter):
    """Log lines of MkDocs in Chinese."""

    def format(self, record: logging.LogRecord) -> str:
        return in_chinese(super().format(record))
