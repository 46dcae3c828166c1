"""`loudao fonts`: the faces that sheets may be set in, and more of them."""

from __future__ import annotations

from pathlib import Path

import click

from ..plan.plan import FACES
from ..story.fonts import WANTED, CannotGet, get_fonts, uses_of
from ..styles.faces import load_faces
from ..styles.styles import load_styles
from .options import config_option, open_site, open_workshop, report


@click.group("fonts", invoke_without_command=True)
@config_option
@click.pass_context
def fonts_group(context: click.Context, config_file: Path) -> None:
    """列出海报能用的字体和用在哪里；fonts get 取来更好看的标题字。"""
    context.obj = config_file
    if context.invoked_subcommand:
        return
    site = open_site(config_file)
    faces = load_faces(site.fonts, open_workshop(site).store.root / FACES)
    styles, problems = load_styles(site.root / site.settings.styles_dir, faces)
    report(problems)
    for family, use in uses_of(styles):
        click.echo(f"{family}：{use}")
    if not faces.has_song:
        click.echo("标题还可以用粗宋体和毛笔字：运行 loudao fonts get（约 36 MB，放进字体文件夹）")


@fonts_group.command("get")
@click.pass_obj
def get_command(config_file: Path) -> None:
    """从 npm 取来粗宋体和毛笔字（开放许可），放进字体文件夹；以后的海报就用它们。"""
    site = open_site(config_file)
    for wanted in WANTED:
        click.echo(f"取 {wanted.what_for}")
    try:
        for path in get_fonts(site.fonts):
            click.echo(f"  {path.relative_to(site.root)}")
    except CannotGet as error:
        raise click.ClickException(str(error)) from error
    click.echo("好了。再印海报就用上了；海报的版不变，不用重贴。")
