"""Where a page's policy looks at it: as words, as a template has it, and last of all."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from .policy import Policies


class PolicyHooks:
    """The hooks of a build that is not served."""

    _policies: Policies | None = None

    @event_priority(100)
    def see_template(self, html: str, *, template_name: str, config: MkDocsConfig) -> str:
        if not self._policies or not template_name.endswith(".html"):
            return html
        if template_name in config.extra_templates:  # MkDocs reads these by itself
            return self._policies.see_additions(template_name, html)
        return self._policies.see_rendered(template_name, html)

    @event_priority(-100)
    def finish_template(self, html: str, *, template_name: str, config: MkDocsConfig) -> str:
        if not self._policies or not template_name.endswith(".html"):
            return html
        return self._policies.finish(template_name, html)

    @event_priority(-100)
    def see_additions(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        return self._policies.see_additions(page.file.dest_uri, html) if self._policies else html

    @event_priority(100)
    def see_page(self, html: str, *, page: Page, config: MkDocsConfig) -> str:
        return self._policies.see_rendered(page.file.dest_uri, html) if self._policies else html

    @event_priority(-100)
    def finish_page(self, html: str, *, page: Page, config: MkDocsConfig) -> str:
        return self._policies.finish(page.file.dest_uri, html) if self._policies else html

    on_post_page = CombinedEvent(see_page, finish_page)
