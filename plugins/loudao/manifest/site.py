"""What mkdocs.yml says, read without MkDocs: `loudao check` and `print` need no engine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..model.address import is_address
from ..model.problem import Mark, Problem
from ..model.settings import Settings
from ..model.site import Site
from .config import config_problems, has_directory_urls, markdown_extensions, text_at
from .document import read_manifest
from .nodes import Mapping, Node, Sequence
from .validate import validate

_MOST_PARENTS = 5


def load_site(config_file: Path) -> tuple[Site | None, list[Problem]]:
    """The site whose mkdocs.yml is `config_file`; what it leaves out may stand in the file that
    it names with INHERIT."""
    root = config_file.resolve().parent
    node, problems = _read(config_file)
    if node is None:
        return None, problems
    settings: Settings | None = Settings()
    options = _options(node.get("plugins"))
    if options is not None:
        settings, _, faults = validate(Settings, options, config_file.name)
        problems += faults
    if settings is None:
        return None, problems
    address = text_at(node, "site_url")
    for name, given in (("site_url", address), ("code_address", settings.code_address)):
        if given and not is_address(given):
            what = f"{name} “{given}”不是网址"
            problems.append(Problem(Mark(config_file.name), what, "写成 https://域名/ 这样"))
            return None, problems
    docs = root / (text_at(node, "docs_dir") or "docs")
    problems = [*map(_severe, problems), *config_problems(node, config_file.name, docs)]
    site = Site(
        root,
        text_at(node, "site_name"),
        address,
        docs,
        settings,
        text_at(node, "exclude_docs"),
        text_at(node, "draft_docs"),
        has_directory_urls(node),
        markdown_extensions(node),
        tuple(problems),
    )
    return site, problems


def _severe(problem: Problem) -> Problem:
    """Another encoding than UTF-8 is a warning in a manifest; MkDocs cannot read it."""
    return replace(problem, severity="error")


def _read(config_file: Path, depth: int = 0) -> tuple[Mapping | None, list[Problem]]:
    """The mapping of a mkdocs.yml, with what it inherits."""
    node, problems = read_manifest(config_file, config_file.name, allow_tags=True)
    parent = text_at(node, "INHERIT")
    if node is None or not parent or depth > _MOST_PARENTS:
        return node, problems
    above, found = _read(config_file.parent / parent, depth + 1)
    own = {key.text for key, _ in node.entries}
    more = [entry for entry in (above.entries if above else ()) if entry[0].text not in own]
    return node._replace(entries=(*node.entries, *more)), [*problems, *found]


def _options(plugins: Node | None) -> Mapping | None:
    """The mapping below `loudao` in either form of MkDocs' list of plugins."""
    entries = plugins.items if isinstance(plugins, Sequence) else (plugins,)
    for entry in entries:
        if isinstance(entry, Mapping):
            options = entry.get("loudao")
            if isinstance(options, Mapping):
                return options
    return None
