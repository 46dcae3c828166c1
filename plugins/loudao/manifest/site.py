"""What mkdocs.yml says, read without MkDocs: `loudao check` and `print` need no engine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ..model.problem import Mark, Problem
from ..model.settings import Settings
from .document import read_manifest
from .nodes import Mapping, Node, Scalar, Sequence
from .validate import validate


@dataclass(frozen=True)
class Site:
    """A site's folder and what its mkdocs.yml sets; folders are absolute."""

    root: Path
    name: str = ""
    address: str = ""
    """`site_url` as published, with a slash at the end; empty where none is given."""
    docs: Path = Path("docs")
    settings: Settings = Settings()
    pages: frozenset[str] | None = None
    """The pages of docs/ that the engine publishes; None where nobody knows."""
    records: bool = True
    """Whether new codes go into the ledger; a site that is only looked at leaves no mark."""

    @property
    def galleries(self) -> Path:
        return self.root / self.settings.galleries_dir

    @property
    def cache(self) -> Path:
        return self.root / self.settings.cache_dir

    @property
    def codes_address(self) -> str:
        """What printed codes start with, with a slash at the end; empty where unknown."""
        address = self.settings.code_address or self.address
        return address if not address or address.endswith("/") else address + "/"

    def shown(self, path: Path) -> str:
        """`path` as problems name it: relative to the site, with slashes."""
        return (
            path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)
        )


def load_site(config_file: Path) -> tuple[Site | None, list[Problem]]:
    """The site whose mkdocs.yml is `config_file`."""
    root = config_file.resolve().parent
    node, problems = read_manifest(config_file, config_file.name, allow_tags=True)
    if node is None:
        return None, problems
    settings: Settings | None = Settings()
    options = _options(node.get("plugins"))
    if options is not None:
        settings, _, faults = validate(Settings, options, config_file.name)
        problems += faults
    if settings is None:
        return None, problems
    address = _text(node, "site_url")
    for name, given in (("site_url", address), ("code_address", settings.code_address)):
        if given and not _is_address(given):
            what = f"{name} “{given}”不是网址"
            problems.append(Problem(Mark(config_file.name), what, "写成 https://域名/ 这样"))
            return None, problems
    docs = root / (_text(node, "docs_dir") or "docs")
    return Site(root, _text(node, "site_name"), address, docs, settings), problems


def _is_address(text: str) -> bool:
    """Whether codes can start with it: a scheme, a host that has a name, no query."""
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").encode("idna")
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and not (parts.query or parts.fragment)


def _text(node: Mapping, key: str) -> str:
    value = node.get(key)
    return value.text if isinstance(value, Scalar) and not value.empty else ""


def _options(plugins: Node | None) -> Mapping | None:
    """The mapping below `loudao` in either form of MkDocs' list of plugins."""
    entries = plugins.items if isinstance(plugins, Sequence) else (plugins,)
    for entry in entries:
        if isinstance(entry, Mapping):
            options = entry.get("loudao")
            if isinstance(options, Mapping):
                return options
    return None
