"""`loudao build` and `loudao serve`: the website through MkDocs."""

from __future__ import annotations

from pathlib import Path

import click

from .options import config_option, jobs_option, keep_going_option, today_option


@click.command("build")
@config_option
@click.option("-d", "--site-dir", type=click.Path(path_type=Path), help="网站写到哪个文件夹")
@today_option
@keep_going_option
@jobs_option
def build_command(
    config_file: Path,
    site_dir: Path | None,
    today: str | None,
    keep_going: bool | None,
    jobs: int | None,
) -> None:
    """做出整个网站，写到 site/。"""
    from ..plugin.engine import EngineError, build_site

    options = {"keep_going": keep_going, "jobs": jobs}
    try:
        folder = build_site(config_file, site_dir, today, options)
    except EngineError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"网站做好了：{folder}")


@click.command("serve")
@config_option
@click.option("-a", "--dev-addr", metavar="IP:端口", help="在哪个地址看，默认 127.0.0.1:8000")
@click.option("--open", "opened", is_flag=True, help="做好了就在浏览器里打开")
@today_option
def serve_command(config_file: Path, dev_addr: str | None, opened: bool, today: str | None) -> None:
    """做出网站并在本机打开，改了文件自动重做。"""
    from ..plugin.engine import EngineError, serve_site

    try:
        serve_site(config_file, dev_addr, today, opened)
    except EngineError as error:
        raise click.ClickException(str(error)) from error
