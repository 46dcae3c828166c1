"""A site: its folder, and what its mkdocs.yml sets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from .problem import Problem
from .settings import Settings


@dataclass(frozen=True)
class Site:
    """Folders are absolute."""

    root: Path
    name: str = ""
    address: str = ""
    """`site_url` as published, with a slash at the end; empty where none is given."""
    docs: Path = Path("docs")
    settings: Settings = Settings()
    excluded: str = ""
    """`exclude_docs`: patterns, as gitignore has them, of what the site leaves out."""
    drafts: str = ""
    """`draft_docs`: the same of pages that are seen while serving only."""

    directory_urls: bool = True
    """Whether the page of `notices/x.md` is `notices/x/index.html`, or else `notices/x.html`."""
    markdown: tuple[tuple[str, str], ...] = ()
    """Extensions of Markdown that the site adds, each with its options as JSON."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with its mkdocs.yml."""

    @property
    def galleries(self) -> Path:
        return self.root / self.settings.galleries_dir

    @property
    def cache(self) -> Path:
        return self.root / self.settings.cache_dir

    @property
    def evidence(self) -> Path:
        """What shows afterwards that sheets hung; no site publishes it."""
        return self.root / "evidence"

    @property
    def records_lock(self) -> Path:
        """Who holds it alone may change codes.yml and printed.yml."""
        return self.cache / "records.lock"

    @property
    def fonts(self) -> Path:
        return self.root / self.settings.fonts_dir

    @property
    def codes_address(self) -> str:
        """What printed codes start with, with a slash at the end; empty where unknown."""
        address = self.settings.code_address or self.address
        return address if not address or address.endswith("/") else address + "/"

    def whole(self, uri: str) -> str:
        """The whole address of a page or a file of the site; empty where the site has none."""
        return f"{self.address.rstrip('/')}/{quote(uri)}" if self.address else ""

    def shown(self, path: Path) -> str:
        """`path` as problems name it: relative to the site, with slashes."""
        return (
            path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)
        )
