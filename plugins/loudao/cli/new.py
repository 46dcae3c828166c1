"""`loudao new`: a manifest to start from."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ..kinds import load_kinds
from ..kinds.kind import Kind, Kinds
from ..model.fields import WorksFields
from ..model.scalars import slug
from ..model.site import Site
from ..photos.names import holds_photo, is_litter
from ..store import write_text
from .options import config_option, open_site


@click.command("new")
@click.argument("kind", metavar="类别")
@click.argument("name", metavar="名字")
@click.option("--at", default="", help="挂在哪里，例如 nonghang/3/2")
@config_option
def new_command(kind: str, name: str, at: str, config_file: Path) -> None:
    """新建一份清单。

    gallery 画廊：文件夹里已有的照片都列进去；别的类别（roster 值班表……）照例子写。
    """
    site = open_site(config_file)
    kinds, _ = load_kinds(site.root / site.settings.kinds_dir)
    chosen = _chosen(kind, kinds)
    if not name.strip() or name != Path(name).name:
        raise click.ClickException("要有名字，名字里不能有斜杠")
    there = site.galleries / name
    folder = there if there.is_dir() else site.galleries / slug(name)
    has_works = issubclass(chosen.fields, WorksFields)
    path = folder / ("gallery.yml" if has_works else "print.yml")
    if path.exists():
        raise click.ClickException(f"{site.shown(path)} 已经有了")
    text = _gallery(name, at, _photos(folder)) if has_works else _example(chosen)
    write_text(path, _schema_line(site, path) + text)
    click.echo(f"新建了 {site.shown(path)}。照着填，照片放在它旁边，再运行 loudao check")


def _chosen(word: str, kinds: Kinds) -> Kind:
    written = {k.name: k for k in kinds if k.source == "manifest"}
    labels = {k.label: k for k in written.values()}
    chosen = written.get(word) or labels.get(word)
    if chosen is None:
        possible = "、".join(f"{k.name} {k.label}" for k in written.values())
        raise click.ClickException(f"没有“{word}”这个类别。可以写：{possible}")
    return chosen


def _photos(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if _is_photo(path))


def _is_photo(path: Path) -> bool:
    """By what is in it: a name may lie, and an empty file is none."""
    hidden = is_litter(path.name) or path.name.startswith(".")
    return not hidden and path.is_file() and holds_photo(path)


def _schema_line(site: Site, path: Path) -> str:
    name = f"{path.stem}.json"
    schema = os.path.relpath(site.galleries / ".schema" / name, path.parent)
    return f"# yaml-language-server: $schema={schema.replace(os.sep, '/')}\n"


def _example(kind: Kind) -> str:
    """What the kind itself shows as an example."""
    examples = sorted((kind.folder / "example").glob("*.yml"))
    return examples[0].read_text("utf-8") if examples else f"kind: {kind.name}\ntitle: 标题\n"


def _gallery(title: str, at: str, photos: list[str]) -> str:
    works = "".join(_work(photo) for photo in photos or ["照片.jpg"])
    return (
        f"title: {_quoted(title)}\n"
        f"at: {at or '楼院/楼/单元'}\n"
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
