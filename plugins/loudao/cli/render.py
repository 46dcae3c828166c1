"""`loudao render`: a plain folder for any engine."""

from __future__ import annotations

from pathlib import Path

import click

from ..console import parse_today
from ..model.site import Site
from ..story.build import build
from ..story.render import render_tree
from .options import (
    config_option,
    jobs_option,
    keep_going_option,
    open_site,
    open_workshop,
    report,
    today_option,
)  # fmt: skip


@click.command("render")
@click.argument("out", metavar="文件夹", type=click.Path(path_type=Path))
@config_option
@today_option
@keep_going_option
@jobs_option
def render_command(
    out: Path,
    config_file: Path,
    today: str | None,
    keep_going: bool | None,
    jobs: int | None,
) -> None:
    """把网站写成普通的 docs 文件夹 OUT，任何网站生成器都能接着用。"""
    site = open_site(config_file, keep_going=keep_going, jobs=jobs)
    if _covers(out.resolve(), site):
        raise click.ClickException(f"{out} 会盖掉原来的文件，换一个新文件夹")
    built = build(site, parse_today(today), open_workshop(site))
    if built.files:
        count = render_tree(built, out)
        click.echo(f"写好 {count} 个文件：{out}")
    report(built.problems)
    raise SystemExit(1 if built.has_errors else 0)


def _covers(out: Path, site: Site) -> bool:
    """Whether what is written below `out` could replace what staff wrote."""
    sources = (site.docs.resolve(), site.galleries.resolve())
    above = any(source.is_relative_to(out) for source in (site.root, *sources))
    return above or any(out.is_relative_to(source) for source in sources)
