"""`loudao new`: a manifest to start from."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from unicodedata import normalize

import click

from ..kinds import load_kinds
from ..kinds.kind import Kind, Kinds
from ..manifest.document import parse_mapping
from ..manifest.edit import append_works, photos_named
from ..manifest.text import decode, read_text
from ..model.fields import WorksFields
from ..model.place import Network
from ..model.scalars import slug
from ..model.site import Site
from ..photos.names import holds_photo, is_litter
from ..plan.sheets import PLACES, no_network, read_places
from ..store import write_bytes, write_text
from ..story.corners import Corner, corner_in, corners_of, free_names, list_photos
from ..story.examples import fit_example
from .options import config_option, open_site, stop

_GALLERY = "gallery.yml"
_DRAFT = "draft: yes # 样子里的内容都是虚构的；改成自己的，再拿掉这一行\n"


class _WithCorners(click.Command):
    """Its help ends with the corners that there are."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("现成的园地"):
            formatter.write_text("、".join(corner.name for corner in corners_of(load_kinds()[0])))


@click.command("new", cls=_WithCorners)
@click.argument("kind", metavar="类别或园地")
@click.argument("name", metavar="[名字]", default="")
@click.option("--at", default="", help="挂在哪里，例如 nonghang/3/2")
@config_option
def new_command(kind: str, name: str, at: str, config_file: Path) -> None:
    """新建一份清单，或者把新照片加进已有的画廊。

    gallery 画廊：文件夹里的照片都列进去，标题、作者空着等人填；别的类别（roster 值班表、
    notice 通知……）照例子写，是草稿，写好了拿掉 draft 那一行才上网上墙。

    现成的园地直接写它的名字，样式、前言都配好了，也是草稿；画廊的名字里有它也一样。
    """
    site = open_site(config_file)
    own_kinds = site.root / site.settings.kinds_dir
    kinds, _ = load_kinds(own_kinds)
    corners = corners_of(kinds, own_kinds)
    chosen, corner = _chosen(kind, kinds, corners)
    alone = bool(corner) and not name.strip()
    name = kind if alone else name
    if not name.strip() or name != Path(name).name:
        raise click.ClickException("要有名字，名字里不能有斜杠")
    corner = corner or corner_in(name, [c for c in corners if c.kind is chosen])
    if chosen.source == "page":
        _begin_page(site, chosen, name, at)
        return
    there = site.galleries / name
    folder = there if there.is_dir() else site.galleries / slug(name)
    if alone:
        _refuse_second(site, chosen, folder)
    has_works = issubclass(chosen.fields, WorksFields)
    path = folder / (_GALLERY if has_works else "print.yml")
    if path.exists() and has_works:
        _append(site, path, _photos(folder))
        return
    _refuse_existing(site, path)
    if corner:
        text = _corner(site, corner, name, at, _photos(folder))
    elif has_works:
        text = _gallery(name, at, _photos(folder))
    else:
        text = _example(site, chosen, name, at)
    write_text(path, _schema_line(site, path) + text)
    todo = "是草稿。改成自己的，拿掉 draft 那一行" if corner else "照着填，照片放在它旁边"
    click.echo(f"新建了 {site.shown(path)}{'，' if corner else '。'}{todo}，再运行 loudao check")


def _refuse_existing(site: Site, path: Path) -> None:
    if path.exists():
        raise click.ClickException(f"{site.shown(path)} 已经有了")


def _refuse_second(site: Site, kind: Kind, folder: Path) -> None:
    """Of a corner that is there already; where only its name was said nobody knows whether its
    photos or another one was meant."""
    path, name = folder / _GALLERY, folder.name
    if path.exists():
        free = next(free_names(name, site.galleries))
        raise click.ClickException(
            f"{site.shown(path)} 已经有了。要再办一个就换个名字：loudao new {free}；"
            f"把新照片加进已有的：loudao new {kind.name} {name}"
        )


def _begin_page(site: Site, kind: Kind, name: str, at: str) -> None:
    """A page of docs/, in the folder of its list where it has one."""
    home = kind.page.index.strip("/") if kind.page else ""
    path = site.docs / home / f"{slug(name)}.md"
    _refuse_existing(site, path)
    write_text(path, _example(site, kind, name, at))
    click.echo(f"新建了 {site.shown(path)}，是草稿。写好了拿掉 draft 那一行，再运行 loudao check")


def _append(site: Site, path: Path, photos: list[str]) -> None:
    """Photos that no work of the manifest names, after the last one; what is there stays."""
    shown = site.shown(path)
    decoded, problems = decode(path.read_bytes(), shown)
    node, faults = parse_mapping(decoded.text, shown) if decoded else (None, [])
    if decoded is None or node is None:
        stop([*problems, *faults])
        return
    named = set(map(_plain, photos_named(node)))
    new = [photo for photo in photos if _plain(photo) not in named]
    if not new:
        click.echo(f"{shown} 已经有了，照片都在里面，没有要加的")
        return
    data = append_works(decoded, node, [_work(photo) for photo in new])
    if data is None:
        listed = "、".join(new)
        raise click.ClickException(f"{shown} 的 works 写在一行里，加不进去。自己加上：{listed}")
    write_bytes(path, data)
    click.echo(f"{shown} 里加了 {len(new)} 张照片。标题、作者填好，再运行 loudao check")


def _plain(name: str) -> str:
    return normalize("NFC", name)


def _chosen(word: str, kinds: Kinds, corners: Sequence[Corner]) -> tuple[Kind, Corner | None]:
    """The kind that `word` names, or the corner that it holds with its kind."""
    written = {k.name: k for k in kinds if k.source != "derived"}
    labels = {k.label: k for k in written.values()}
    chosen = written.get(word) or labels.get(word)
    if chosen:
        return chosen, None
    if corner := corner_in(word, corners):
        return corner.kind, corner
    possible = "、".join(f"{k.name} {k.label}" for k in written.values())
    ready = "、".join(corner.name for corner in corners)
    raise click.ClickException(f"没有“{word}”这个类别。可以写：{possible}；或者现成的园地：{ready}")


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


def _example(site: Site, kind: Kind, name: str, at: str) -> str:
    """What the kind itself shows as an example, called `name` and kept back: nothing else of it is
    this community's."""
    ending = "*.md" if kind.source == "page" else "*.yml"
    examples = sorted((kind.folder / "example").glob(ending))
    if not examples:
        return f"kind: {kind.name}\ntitle: {_quoted(name)}\n{_DRAFT}"
    text = fit_example(examples[0].read_text("utf-8"), name, at, _network(site))
    first, fence, rest = text.partition("---\n") if kind.source == "page" else ("", "", text)
    return f"{first}{fence}{_DRAFT}{rest}"


def _corner(site: Site, corner: Corner, name: str, at: str, photos: list[str]) -> str:
    """The corner, called `name`, hung where one said or at the first place that fits, and kept
    back: its words are nobody's yet."""
    text, problems = read_text(corner.path, site.shown(corner.path))
    if text is None:
        stop(problems)
        return ""
    return _DRAFT + fit_example(list_photos(text, photos), name, at, _network(site))


def _network(site: Site) -> Network:
    """Of what can be read; a places.yml with faults is told by a check."""
    path = site.galleries / PLACES
    read = read_text(path, PLACES)[0] if path.is_file() else None
    return read_places(read, PLACES, "")[0] if read else no_network("")


def _gallery(title: str, at: str, photos: list[str]) -> str:
    """With nothing in it that could reach paper as it is."""
    works = "".join(f"  - {_work(photo)}" for photo in photos)
    return (
        f"title: {_quoted(title)}\n"
        f"at: {at}{'' if at else ' # 挂在哪里，例如 农行小区/3号楼/2单元'}\n"
        "style: ink\n"
        "intro: # 前言，一两句话；不要就空着\n"
        "# consent: {by: 谁收的同意书, on: 2026-11-01} # 作者都同意公开，就去掉开头的“# ”\n"
        f"works:\n{works}"
    )


def _work(photo: str) -> str:
    """One item of `works`, from the second line on indented as in a gallery of ours."""
    return (
        f"photo: {_quoted(photo)}\n"
        "    title: # 作品的名字\n"
        "    artist: # 作者，不知道就空着\n"
        "    form: # 书法、国画、摄影……\n"
        "    floor: # 挂在几层\n"
        "    alt: # 画面上有什么，一句话，给看不见图的人\n"
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
