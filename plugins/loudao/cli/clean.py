"""`loudao clean`: room on the disk."""

from __future__ import annotations

from pathlib import Path

import click

from ..console import parse_today
from ..plan.plan import make_plan
from ..story.clean import Cleaned, clean_all, clean_unused
from .options import config_option, open_site, open_workshop, stop


@click.command("clean")
@click.option("--unused", is_flag=True, help="只删现在用不着的，还用得着的留下")
@config_option
def clean_command(unused: bool, config_file: Path) -> None:
    """删掉缓存里做好的图片和 PDF；照片、清单、短码台账都不动。"""
    site = open_site(config_file)
    workshop = open_workshop(site)
    if not unused:
        click.echo(_told(clean_all(workshop.store)))
        return
    plan = make_plan(site, parse_today(None), workshop)
    if plan.has_errors:
        stop(plan.problems)
    click.echo(_told(clean_unused(plan, workshop.store)))


def _told(cleaned: Cleaned) -> str:
    dropped = f"删了 {cleaned.dropped} 个文件，{_megabytes(cleaned.dropped_bytes)}"
    return f"{dropped}；留下 {cleaned.kept} 个，{_megabytes(cleaned.kept_bytes)}"


def _megabytes(count: int) -> str:
    return f"{count / 1e6:.1f} MB"
