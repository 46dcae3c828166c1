"""The site as MkDocs' settings and those of the plugin have it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from ..console import format_problems
from ..manifest.site import load_site
from ..model.settings import Settings
from ..model.site import Site
from .config import LoudaoConfig


def site_of(config: MkDocsConfig, own: LoudaoConfig, serving: bool) -> Site:
    config_file = Path(config.config_file_path)
    written, problems = load_site(config_file)
    if written is None:
        raise PluginError(format_problems(problems))
    settings = Settings.model_validate(dict(own))
    if serving:
        settings = settings.model_copy(update={"keep_going": True})
    # while serving, MkDocs puts 127.0.0.1 in site_url: no printed code may lead there
    address = written.address or ("" if serving else config.site_url or "")
    return replace(
        written,
        root=config_file.parent,
        name=config.site_name,
        address=address,
        docs=Path(config.docs_dir),
        settings=settings,
        directory_urls=config.use_directory_urls,
    )
