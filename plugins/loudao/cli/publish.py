"""`loudao publish`: the site built and brought to where residents find it."""

from __future__ import annotations

from pathlib import Path

import click

from ..console import parse_today
from ..hosting.inventory import Changes
from ..hosting.secrets import SECRET, remember_secret
from ..hosting.storage import Refused
from ..model.site import Site
from ..story.publishing import Published, PublishOptions, find_destination, publish
from .options import config_option, jobs_option, open_site, open_workshop, stop, today_option

_SHOWN = 20
"""Files that a dry run lists."""


@click.command("publish")
@click.argument("name", required=False, metavar="[名字]")
@click.option("--dry-run", is_flag=True, help="只说要传什么，什么也不传，也不登记短码")
@click.option("--all", "everything", is_flag=True, help="没变的也重新传一遍")
@click.option("--replace", "replacing", is_flag=True, help="那里放着别的网站，也换成这一个")
@click.option("--login", is_flag=True, help="问一次密码，存进这台电脑的钥匙串")
@today_option
@config_option
@jobs_option
def publish_command(
    name: str | None,
    dry_run: bool,
    everything: bool,
    replacing: bool,
    login: bool,
    today: str | None,
    config_file: Path,
    jobs: int | None,
) -> None:
    """做出网站，传到 mkdocs.yml 里 publish: 写的地方，再打开每个印过的短码看看。

    只传变了的，断了再运行一次接着传；网站上没有了的留一天再删。
    """
    from ..plugin.engine import EngineError, build_site

    site = open_site(config_file, jobs=jobs)
    if login:
        _login(site, name)
        return
    options = PublishOptions(dry_run, everything, replacing)

    def build() -> Path:
        try:
            return build_site(config_file, None, today, {"jobs": jobs})
        except EngineError as error:
            raise click.ClickException(str(error)) from error

    done = publish(site, name, parse_today(today), open_workshop(site), build, options)
    _tell(done, dry_run)
    stop(done.problems)


def _login(site: Site, name: str | None) -> None:
    try:
        destination = find_destination(site, name)
    except Refused as refused:
        stop([refused.problem])
        return
    secret = click.prompt(f"{destination.label} 的密码", hide_input=True)
    if not remember_secret(destination, secret):
        raise click.ClickException(f"这台电脑没有钥匙串，运行之前设环境变量 {SECRET}")
    click.echo("存好了，以后不再问")


def _tell(done: Published, dry_run: bool) -> None:
    changes = done.changes
    if changes is None:
        return
    sizes = f"{done.size / 1e6:.1f} MB"
    count = len(changes.written)
    click.echo(
        f"{done.label}：{'要传' if dry_run else '传了'} {count} 个文件（{sizes}），"
        f"其中新的 {changes.new} 个；{changes.unchanged} 个没有变"
    )
    if changes.expired:
        click.echo(f"{'要删' if dry_run else '删了'} {len(changes.expired)} 个")
    if changes.gone:
        click.echo(f"{len(changes.gone)} 个网站上没有了，留一天，下次发布再删")
    if done.bound:
        click.echo(f"网站上的海报有 {done.bound} 个新短码，{'要' if dry_run else '已经'}登记")
    if dry_run:
        _list(changes)
    elif done.visited:
        click.echo(f"印过的短码有 {done.visited} 个，都打开看过了")


def _list(changes: Changes) -> None:
    for uri in changes.written[:_SHOWN]:
        click.echo(f"  {uri}")
    if len(changes.written) > _SHOWN:
        click.echo(f"  ……还有 {len(changes.written) - _SHOWN} 个")
