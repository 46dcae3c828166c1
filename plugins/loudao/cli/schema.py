"""`loudao schema`: the fields of every manifest, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from ..kinds import load_kinds
from ..store import write_text
from ..story.begin import schema_files
from .options import config_option, open_site, report


@click.command("schema")
@config_option
@click.option(
    "--out", type=click.Path(path_type=Path), help="写到哪个文件夹；不写就是画廊文件夹的 .schema"
)
def schema_command(config_file: Path, out: Path | None) -> None:
    """写出 JSON Schema，编辑器（例如 VS Code 的 YAML 扩展）用它提示和补全。"""
    site = open_site(config_file)
    folder = out or site.galleries / ".schema"
    kinds, problems = load_kinds(site.root / site.settings.kinds_dir)
    report(problems)
    for name, text in schema_files(kinds).items():
        write_text(folder / name, text)
        click.echo(folder / name)
