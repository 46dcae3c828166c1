"""`loudao init`: a site of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from ..model.address import is_address
from ..story.begin import NO_ADDRESS, Beginning, Courtyard, begin_site, parse_courtyard
from .options import stop

_EXAMPLE = "农行小区：3号楼 2单元 6层，5号楼 1单元"


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path), default=Path(), metavar="[文件夹]")
@click.option("--community", metavar="社区", help="社区的名字")
@click.option("--address", metavar="网址", help="网站的网址，https:// 开头；还没有就不写")
@click.option(
    "--courtyard", "courtyards", multiple=True, metavar="楼院",
    help=f"一个楼院和里面的楼，例如“{_EXAMPLE}”；几个就写几次",
)  # fmt: skip
@click.option("--yes", is_flag=True, help="不提问，没写的用例子")
def init_command(
    folder: Path, community: str | None, address: str | None, courtyards: tuple[str, ...], yes: bool
) -> None:
    """新建一个自己的网站：设置、首页、楼院、一个画廊、一张通知，照着改。"""
    community = community or ("我们社区" if yes else click.prompt("社区叫什么", value_proc=_filled))
    if address is None and not yes:
        address = click.prompt("网址，https:// 开头（还没有就直接按回车）", "", show_default=False)
    address = _address(address or NO_ADDRESS)
    asked = courtyards or yes
    lines = list(courtyards) if asked else _ask_courtyards()
    beginning = Beginning(community, address, tuple(map(_courtyard, lines)))
    written, problems = begin_site(folder, beginning)
    stop(problems)
    click.echo(f"写好了 {len(written)} 个文件，在 {folder.resolve()}")
    click.echo("双击 start.bat（苹果电脑 start.command，Linux start.sh）就能看到网站。")
    click.echo("照片放进 galleries/楼道画廊，照 gallery.yml 里的样子写；写完运行 loudao check。")
    click.echo("海报标题想用毛笔字和粗宋体，运行一次 loudao fonts get。")


def _filled(word: str) -> str:
    if not word.strip():
        raise click.BadParameter("写上名字")
    return word.strip()


def _address(word: str) -> str:
    address = word.strip() if "://" in word else f"https://{word.strip()}"
    if not is_address(address):
        raise click.BadParameter(f"“{word}”不是网址，写成 https://域名/ 这样")
    return address.rstrip("/") + "/"


def _ask_courtyards() -> list[str]:
    click.echo(f"楼院，一行一个，写完了再按一次回车。例如：{_EXAMPLE}")
    lines: list[str] = []
    while line := click.prompt(f"楼院 {len(lines) + 1}", "", show_default=False).strip():
        if parse_courtyard(line):
            lines.append(line)
        else:
            click.echo(f"看不懂，照这样写：{_EXAMPLE}")
    return lines


def _courtyard(line: str) -> Courtyard:
    courtyard = parse_courtyard(line)
    if courtyard is None:
        raise click.BadParameter(f"看不懂楼院“{line}”，照这样写：{_EXAMPLE}")
    return courtyard
