"""`loudao new`: a manifest to start from."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ..manifest.photo_files import names_beside
from ..model.scalars import slug
from ..photos.gather import PHOTO_SUFFIXES
from ..store import write_text
from .options import config_option, open_site


@click.group("new")
def new_group() -> None:
    """新建画廊。"""


@new_group.command("gallery")
@click.argument("name")
@click.option("--at", default="", help="挂在哪里，例如 nonghang/3/2")
@config_option
def gallery_command(name: str, at: str, config_file: Path) -> None:
    """在画廊文件夹里新建 NAME，文件夹里已有的照片都列进去。"""
    site = open_site(config_file)
    if not name.strip() or name != Path(name).name:
        raise click.ClickException("画廊要有名字，名字里不能有斜杠")
    there = site.galleries / name
    folder = there if there.is_dir() else site.galleries / slug(name)
    path = folder / "gallery.yml"
    if path.exists():
        raise click.ClickException(f"{site.shown(path)} 已经有了")
    photos = [n for n in names_beside(path) if n.lower().endswith(PHOTO_SUFFIXES)]
    schema = os.path.relpath(site.galleries / ".schema" / "gallery.json", folder)
    write_text(path, _render(name, at or "楼院/楼/单元", photos, schema.replace(os.sep, "/")))
    click.echo(f"新建了 {site.shown(path)}。把照片放在它旁边，照着填，再运行 loudao check")


def _render(title: str, at: str, photos: list[str], schema: str) -> str:
    works = "".join(_work(photo) for photo in photos or ["照片.jpg"])
    return (
        f"# yaml-language-server: $schema={schema}\n"
        f"title: {_quoted(title)}\n"
        f"at: {at}\n"
        "style: ink\n"
        "intro: |\n"
        "  写两句介绍。\n"
        f"works:\n{works}"
    )


def _work(photo: str) -> str:
    stem = Path(photo).stem
    return (
        f"  - photo: {_quoted(photo)}\n"
        f"    title: {_quoted(stem)}\n"
        "    artist: 作者\n"
        "    form: 书法\n"
        "    floor: 1\n"
        "    alt: 一句话说画面上有什么\n"
        "    # consent: yes  作者同意公开，就去掉这行开头的 #\n"
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
