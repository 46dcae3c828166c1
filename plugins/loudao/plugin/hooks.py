"""MkDocs' hooks."""

from __future__ import annotations

import logging
import os
from html import escape
from pathlib import Path

import nh3
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, get_files
from mkdocs.structure.pages import Page

from ..build import Built, build
from ..console import Progress, format_problems, parse_today, summary
from ..manifest.site import Site, load_site
from ..manifest.text import read_text
from ..model.problem import Problem
from ..model.settings import Settings
from ..photos.gather import is_page_photo
from ..photos.plan import Picture
from ..store import StoreFull, link_files
from ..web.environment import TOKENS_URI
from .config import LoudaoConfig
from .markup import CLEAN_ATTRIBUTES, CLEAN_TAGS, dress_photos
from .page import make_file

log = get_plugin_logger("loudao")


class LoudaoPlugin(BasePlugin[LoudaoConfig]):  # type: ignore[no-untyped-call]
    """Galleries, codes and prints into a MkDocs site."""

    def __init__(self) -> None:
        super().__init__()
        self._command = "build"
        self._built = Built()
        self._photos: dict[str, Picture] = {}

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self._command = command

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        config.theme.dirs.append(str(Path(__file__).parent / "theme"))
        logging.getLogger("jieba").setLevel(logging.WARNING)  # it tells of its dictionary each time
        if not config.use_directory_urls:
            log.warning("短码的网址都是文件夹，use_directory_urls 改为 true")
            config.use_directory_urls = True
        if TOKENS_URI not in config.extra_css:
            config.extra_css.append(TOKENS_URI)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Everything is made here, before MkDocs empties the site of last time."""
        try:
            self._built = build(self._site(config), parse_today(None), Progress())
        except StoreFull as full:
            raise PluginError(str(full.problem)) from full
        self._report()
        if self._built.has_errors and not self._built.pages:
            raise PluginError(_last_words(self._built.problems))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        _decode_pages(files)
        self._photos = _swap_photos(files, self._built, config.docs_dir)
        edit_base = os.path.relpath(config.docs_dir, Path(config.config_file_path).parent)
        for page in self._built.pages:
            if files.get_file_from_path(f"{page.uri}index.md"):
                log.warning("docs/%sindex.md 让位给自动做的网页；要留着就换个名字", page.uri)
            files.append(make_file(page, config, edit_base))
        for uri, content in self._built.files.items():
            files.append(_static(uri, content, config))
        return files

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        frame = self._built.frames.get(page.file.src_uri)
        if frame:
            page.meta["title"] = escape(frame.title)
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        html = dress_photos(html, self._photos, page.url)
        frame = self._built.frames.get(page.file.src_uri)
        if frame is None:
            return html
        safe = nh3.clean(html, tags=CLEAN_TAGS, attributes=CLEAN_ATTRIBUTES)
        return frame.before + safe + frame.after

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        try:
            link_files(self._built.media, Path(config.site_dir))
        except StoreFull as full:
            raise PluginError(str(full.problem)) from full
        if self._built.has_errors and self._command != "serve":
            raise PluginError(f"{summary(self._built.problems)}；其余的已经做好")

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        site = self._site(config)
        for folder in (site.galleries, site.root / site.settings.fonts_dir):
            if folder.is_dir():
                server.watch(str(folder))
        return server

    def _site(self, config: MkDocsConfig) -> Site:
        config_file = Path(config.config_file_path)
        written, problems = load_site(config_file)
        if written is None:
            raise PluginError(format_problems(problems))
        settings = Settings.model_validate(dict(self.config))
        serving = self._command == "serve"
        if serving:
            settings = settings.model_copy(update={"keep_going": True})
        # while serving, MkDocs puts 127.0.0.1 in site_url: no printed code may lead there
        address = written.address or ("" if serving else config.site_url or "")
        pages = frozenset(f.src_uri for f in get_files(config).documentation_pages())
        return Site(
            config_file.parent,
            config.site_name,
            address,
            Path(config.docs_dir),
            settings,
            pages,
            records=not serving,
        )

    def _report(self) -> None:
        for problem in self._built.problems:
            (log.error if problem.is_error else log.warning)(str(problem))
        log.info(
            "新做图片 %d 个、PDF %d 个；%s",
            self._built.pictures_written,
            self._built.prints_written,
            summary(self._built.problems),
        )


def _last_words(problems: tuple[Problem, ...]) -> str:
    return f"{summary(problems)}，改好再来一次（要先看看其余的，加上 --keep-going）"


def _decode_pages(files: Files) -> None:
    """Pages that are not UTF-8 as text: MkDocs itself would stop at them."""
    for file in files.documentation_pages():
        if file.abs_src_path is None:
            continue
        text, problems = read_text(Path(file.abs_src_path), file.src_uri)
        if text is None:
            files.remove(file)
        elif problems:
            file.content_string = text


def _swap_photos(files: Files, built: Built, docs_dir: str) -> dict[str, Picture]:
    """Puts a derivative in the place of every original in docs/; pictures by their path.

    An original that gave no picture is left out: what a phone wrote into it is nobody's.
    """
    placed = {}
    for file in list(files):
        if file.src_dir != docs_dir or file.abs_src_path is None:
            continue
        picture = built.page_photos.get(file.src_uri)
        # one that came while the others were made is a photo too
        if picture is None and not is_page_photo(file.src_uri, Path(file.abs_src_path)):
            continue
        files.remove(file)
        if picture:
            file.abs_src_path = str(built.media[picture.largest.uri])
            files.append(file)
            placed[file.src_uri] = picture
    return placed


def _static(uri: str, content: Path | str, config: MkDocsConfig) -> File:
    if isinstance(content, str):
        return File.generated(config, uri, content=content)
    return File.generated(config, uri, abs_src_path=str(content))
