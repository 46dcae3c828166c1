"""MkDocs' hooks."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from ..console import Progress, parse_today, summary
from ..model.invisible import visible
from ..model.site import Site
from ..photos.plan import Picture
from ..pool import Runner, Workshop
from ..richtext import HOUSE_OPTIONS, bounded, clean, clean_page, house_extensions
from ..store import Scaffold, Store, StoreFull, link_files, open_scaffold
from ..story.build import Built, build
from ..walls.hang import state
from ..web.environment import TOKENS_URI
from ..web.find.pages import LOST_URI, lost_page
from ..web.missing import without_warning
from ..web.outlet import render_frames
from ..web.rows import Frame, add_rows
from ..web.web import Web
from ..web.words import render_words
from .config import LoudaoConfig
from .files import decode_pages, leave_out, static_file, swap_photos
from .markup import dress_photos
from .metadata import escape_meta, escape_nav, escape_site, escape_title
from .page import ReadyPage, make_file
from .policy import Policies
from .policy_hooks import PolicyHooks
from .report import last_words, log, refuse_less, report, wait
from .site import site_of
from .sitemap import without_over
from .words_page import WORDS_TEMPLATE, name_sections, other_pages, words_of


class LoudaoPlugin(PolicyHooks, BasePlugin[LoudaoConfig]):  # type: ignore[no-untyped-call]
    """Galleries, codes and prints into a MkDocs site."""

    def __init__(self) -> None:
        super().__init__()
        self._command, self._dirty = "build", False
        self._scaffold: Scaffold | None = None
        self._policies: Policies | None = None
        self._built: Built | None = None
        self._photos: dict[str, Picture] = {}
        self._frames: Mapping[str, Frame] = {}
        self._web: Web | None = None
        self._others: list[tuple[str, str]] = []

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self._command, self._dirty = command, dirty

    def on_shutdown(self) -> None:
        self._take_down()

    def on_build_error(self, *, error: Exception) -> None:
        """The site of last time stays as it is."""
        self._take_down()

    @event_priority(-100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """After the others: Material's `offline` would have each page fetch a script abroad, for
        a search that works from a disk."""
        scripts = config.extra.get("polyfills", [])
        config.extra["polyfills"] = [url for url in scripts if "://" not in str(url)]
        if config.theme.get("highlightjs"):
            config.theme["highlightjs"] = False  # the same: MkDocs' own themes colour code with it
        config.theme.dirs.append(str(Path(__file__).parent / "theme"))
        logging.getLogger("jieba").setLevel(logging.WARNING)  # it tells of its dictionary each time
        if TOKENS_URI not in config.extra_css:
            config.extra_css.append(TOKENS_URI)
        config.markdown_extensions += house_extensions(config.markdown_extensions)
        config.mdx_configs = {**HOUSE_OPTIONS, **config.mdx_configs}
        if self._command != "serve" and not self._dirty:
            self._put_up(config)
        return config

    def _put_up(self, config: MkDocsConfig) -> None:
        """MkDocs empties the folder that it builds into: it is given one beside the site."""
        self._take_down()
        spare = Path(config.config_file_path).parent / self.config.cache_dir / "site"
        try:
            self._scaffold = open_scaffold(Path(config.site_dir), spare, wait)
        except StoreFull as full:
            raise PluginError(str(full.problem)) from full
        config.site_dir = str(self._scaffold.new)
        self._policies = Policies(config, self.config.raw_html)

    def _take_down(self) -> None:
        if self._scaffold:
            self._scaffold.close()
        self._scaffold = self._policies = None

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Everything is made here, before MkDocs empties the site of last time."""
        site = self._site(config)
        workshop = Workshop(Store(site.cache), Runner(site.settings.jobs), Progress())
        try:
            built = build(site, parse_today(None), workshop)
        except StoreFull as full:
            raise PluginError(str(full.problem)) from full
        self._built = built
        report(built)
        if (built.has_errors and not built.files) or built.plan.tree.refused_in_docs:
            raise PluginError(last_words(built.problems))
        self._web = Web(built.plan, built.made)
        self._frames = render_frames(built.plan, built.made)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        built = self._made()
        decode_pages(files, built.plan)
        leave_out(files, built.plan)
        self._photos = swap_photos(files, built)
        if self._policies:
            self._policies.note_words(files, config)
        edit_base = os.path.relpath(config.docs_dir, Path(config.config_file_path).parent)
        for file in built.files:
            if file.uri in built.made.media:
                continue  # linked in the end: MkDocs would copy each
            if file.title:
                if files.get_file_from_path(f"{file.page_uri}index.md"):
                    log.warning(
                        "docs/%sindex.md 让位给自动做的网页；要留着就换个名字", file.page_uri
                    )
                files.append(make_file(file, config, edit_base, self.config.pages == "theme"))
            else:
                content = file.content
                if self._policies and isinstance(content, str) and file.uri.endswith(".html"):
                    content = self._policies.finish(file.uri, content)
                files.append(static_file(file.uri, content, config))
        return files

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        escape_meta(page)
        if self.config.pages == "ours" and not isinstance(page, ReadyPage):
            page.meta.setdefault("template", WORDS_TEMPLATE)
            page.meta["glightbox"] = False  # its script is one of Material's pages
            page.meta["search"] = {"exclude": True}  # and so is its index
        sheet = self._made().plan.community.pages.get(page.file.src_uri)
        if sheet:
            page.meta["title"] = escape(sheet.fields.title)
            if state(sheet, self._made().plan.today) == "over":
                page.meta["search"] = {"exclude": True}
        words = add_rows(markdown, self._frames.get(page.file.src_uri))
        return bounded(visible(without_warning(words)))

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        escape_nav(nav)
        if self._built:
            name_sections(nav, self._built.plan)
            self._others = other_pages(nav, self._built.plan)
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Last before a theme sees the names of the site."""
        escape_site(config)
        env.globals["loudao_page"] = self._whole_page
        if self._policies:
            self._policies.watch(env)
        return env

    def _whole_page(self, page: Page, config: MkDocsConfig) -> str:
        """A page of docs/ in our frame, when all have added what they add."""
        assert self._web
        return render_words(self._web, words_of(page, config), self._others)

    def _shorten_map(self, html: str, *, template_name: str, config: MkDocsConfig) -> str:
        if template_name == LOST_URI:  # the theme's own is in its frame, not in ours
            return lost_page(self._made().files) or html
        if template_name != "sitemap.xml":
            return html
        return without_over(html, self._made().plan, config.site_url or "")

    on_post_template = CombinedEvent(
        PolicyHooks.see_template, _shorten_map, PolicyHooks.finish_template
    )

    @event_priority(100)
    def _clean_page(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Before the others: what they add to staff's words is theirs."""
        if isinstance(page, ReadyPage):
            return html  # a few words, escaped where they were put
        escape_title(page)
        if page.file.src_uri in self._frames:
            html = clean(html)
        elif not self.config.raw_html:
            html = clean_page(html)
        return self._policies.see_words(page.file.dest_uri, html) if self._policies else html

    def _dress_page(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        frame, docs = self._frames.get(page.file.src_uri), Path(config.docs_dir)
        html = dress_photos(html, self._photos, page.url, docs, self.config.pages == "ours")
        if frame is None:
            return html
        if "<h1" in frame.before:  # a page has one, and the frame says it
            html = re.sub(r"<h1\b.*?</h1>", "", html, count=1, flags=re.DOTALL)
        return frame.before + html + frame.after

    on_page_content = CombinedEvent(_clean_page, _dress_page, PolicyHooks.see_additions)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """After the others: what they add is exchanged too."""
        built = self._made()
        try:
            if self._scaffold and self._policies:
                self._policies.finish_folder(self._scaffold.new)
            link_files(built.made.media, Path(config.site_dir))
            if self._scaffold:
                refuse_less(built, self._scaffold.new)
                self._scaffold.exchange()
                config.site_dir = str(self._scaffold.site)
        except StoreFull as full:
            raise PluginError(str(full.problem)) from full
        finally:
            self._take_down()
        if built.has_errors and self._command != "serve":
            raise PluginError(f"{summary(built.problems)}；其余的已经做好")

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        site = self._site(config)
        for folder in (site.galleries, site.fonts):
            if folder.is_dir():
                server.watch(str(folder))
        return server

    def _site(self, config: MkDocsConfig) -> Site:
        return site_of(config, self.config, self._command == "serve")

    def _made(self) -> Built:
        assert self._built, "on_pre_build comes first"
        return self._built
