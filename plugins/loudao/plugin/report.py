"""What the hooks say: problems in the log, and why a build ends."""

from __future__ import annotations

from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from ..console import summary
from ..model.problem import Problem
from ..story.build import Built
from ..web.code import CODES_URI

log = get_plugin_logger("loudao")


def wait() -> None:
    log.info("另一个 loudao 正在做这个网站，等它做完")


def refuse_less(built: Built, folder: Path) -> None:
    """A site without its home page, or without the page of a code, takes nobody's place."""
    pages = [file.uri for file in built.files if file.uri.startswith(f"{CODES_URI}/")]
    lacking = [uri for uri in ("index.html", *pages) if not (folder / uri).is_file()]
    if lacking:
        more = f"等 {len(lacking)} 页" if len(lacking) > 1 else ""
        raise PluginError(f"做出来的网站缺 {lacking[0]}{more}，没有换上；原来的网站还在")


def report(built: Built) -> None:
    for problem in built.problems:
        (log.error if problem.is_error else log.warning)(str(problem))
    log.info(
        "新做图片 %d 个、PDF %d 个；%s",
        built.made.pictures_written,
        built.made.prints_written,
        summary(built.problems),
    )


def last_words(problems: tuple[Problem, ...]) -> str:
    return f"{summary(problems)}，改好再来一次（要先看看其余的，加上 --keep-going）"
