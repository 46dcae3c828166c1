"""MkDocs run as a whole, for `loudao build` and `loudao serve`."""

from __future__ import annotations

import errno
import gc
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError, ConfigurationError

from ..console import format_problems, parse_today
from ..manifest.site import load_site
from ..store import StoreFull
from ..web.environment import TOKENS_URI
from .words import ChineseFormatter, in_chinese


class EngineError(Exception):
    """MkDocs ended without a site; the message has been shown or is worth showing."""


def _log_to_terminal() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(ChineseFormatter("%(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.INFO)
    if not logger.handlers:
        logger.addHandler(handler)


def build_site(
    config_file: Path, site_dir: Path | None, today: str | None, options: Mapping[str, Any]
) -> Path:
    """Builds the site and returns its folder. Raises EngineError and StoreFull."""
    _log_to_terminal()
    _refuse_faults(config_file)
    try:
        config = load_config(str(config_file), **({"site_dir": str(site_dir)} if site_dir else {}))
        _refuse_to_clean(Path(config.site_dir), Path(config.docs_dir))
        _set_options(config, options)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            with _on_day(today), _rare_collections():
                mkdocs_build.build(config)
        finally:
            config.plugins.on_shutdown()
    except (Abort, BuildError, ConfigurationError) as error:
        raise EngineError(_last_words(error)) from error
    except OSError as error:
        raise _refused(error, config_file.parent) from error
    return Path(config.site_dir)


def serve_site(
    config_file: Path, address: str | None, today: str | None, opened: bool = False
) -> None:
    """Serves the site until interrupted, building again when a file changes."""
    _log_to_terminal()
    _refuse_faults(config_file)
    try:
        with _on_day(today):
            mkdocs_serve.serve(
                config_file=str(config_file),
                dev_addr=address,
                livereload=True,
                open_in_browser=opened,
            )
    except (Abort, BuildError, ConfigurationError) as error:
        raise EngineError(_last_words(error)) from error
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise _refused(error, config_file.parent) from error
        raise EngineError(
            "这个地址已经有人在用（是不是开着另一个 loudao serve？），用 -a 换一个"
        ) from error


def _refused(error: OSError, folder: Path) -> Exception:
    """What the system refuses while MkDocs copies and writes: a full disk, a file that was there
    when it looked. A codec's complaint is returned as it is."""
    if error.errno is None:
        return error
    named = error.filename2 or error.filename
    return StoreFull(Path(os.fsdecode(named)).parent if named else folder, error)


def _refuse_faults(config_file: Path) -> None:
    """What is wrong with mkdocs.yml is told by line and remedy, before MkDocs tells its own way."""
    if not config_file.is_file():
        raise EngineError(f"没有 {config_file}。在网站的文件夹里运行，或者用 -f 指明")
    _, problems = load_site(config_file)
    if faults := [problem for problem in problems if problem.is_error]:
        raise EngineError(format_problems(faults))


def _refuse_to_clean(site_dir: Path, docs_dir: Path) -> None:
    """What is in the folder of the site goes: only a site of before may go, whole or not."""
    if not site_dir.is_dir() or not any(site_dir.iterdir()):
        return
    ours = any((site_dir / name).is_file() for name in ("sitemap.xml", TOKENS_URI))
    if docs_dir.is_relative_to(site_dir) or not ours:
        raise EngineError(f"{site_dir} 里有别的东西，做网站会清空它。换一个新文件夹")


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Fewer runs of the garbage collector, which walks every page of the site each time.

    10,000 pages: 10.3 s of CPU in user space instead of 12.2. What a
    build leaves behind ends with its process.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _last_words(error: Exception) -> str:
    """MkDocs has logged the reason of an Abort already."""
    if isinstance(error, Abort):
        return "没有做完。上面列出的错误改好，再来一次"
    return in_chinese(str(error))


@contextmanager
def _on_day(today: str | None) -> Iterator[None]:
    """One day for the plugin and for MkDocs, whose sitemap names the day of the build."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    if today:
        midnight = datetime.combine(parse_today(today), time(), UTC)
        os.environ["SOURCE_DATE_EPOCH"] = str(int(midnight.timestamp()))
    try:
        yield
    finally:
        os.environ.pop("SOURCE_DATE_EPOCH", None)
        if before is not None:
            os.environ["SOURCE_DATE_EPOCH"] = before


def _set_options(config: Any, options: Mapping[str, Any]) -> None:
    plugin = config.plugins.get("loudao")
    assert plugin, "a site without the plugin was refused"
    plugin.config.update({name: value for name, value in options.items() if value is not None})
