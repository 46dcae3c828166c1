"""`loudao round`: photos of boards and landings, and the walls are ticked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import click

from ..console import parse_today
from ..model.problem import Problem
from ..plan.codes import address_problems
from ..plan.plan import Plan, make_plan
from ..plan.sheets import RECORD
from ..pool import Workshop
from ..story.seeing import PhotoRound, record_round, see_photos, walls_called
from ..walls.ticks import TICK_NAMES, Ticked
from .options import config_option, open_site, open_workshop, stop, today_option

_NO_WALL = "看不出是哪面墙，可以用 --at 写清楚"


@click.command("round")
@click.argument("photos", metavar="照片…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--at", metavar="哪面墙", help="照片拍的是哪里，例如 东门宣传栏；不写就从码上看")
@click.option("--dry-run", is_flag=True, help="看看，不记")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="怎么列"
)
@today_option
@config_option
def round_command(
    photos: tuple[Path, ...],
    at: str | None,
    dry_run: bool,
    style: str,
    today: str | None,
    config_file: Path,
) -> None:
    """拍一张，墙就记得：照片上的短码都读出来，哪张在、哪张旧了、哪张没看到，按墙列出来，记下今天看到。"""
    site = open_site(config_file)
    workshop = open_workshop(site)
    plan = make_plan(site, parse_today(today), workshop)
    problems = [*plan.problems, *address_problems(site, severe=True)]
    found = see_photos(plan, photos, workshop, _wall(plan, at) if at else "")
    if found is None:
        stop(problems)
        raise click.ClickException("不知道墙上该有什么，没有看照片")
    _tell_photos(found)
    ticks = found.seen.ticks
    if style == "json":
        click.echo(json.dumps([tick._asdict() for tick in ticks], ensure_ascii=False, indent=1))
    elif ticks:
        click.echo(_as_text(ticks))
    if found.codes and not dry_run:
        problems += _record(plan, found, workshop, today is not None, quiet=style == "json")
    elif ticks and style == "text":
        click.echo("只是看看，没有记")
    stop(problems)
    if found.failures:
        raise SystemExit(1)


def _wall(plan: Plan, words: str) -> str:
    walls = walls_called(plan, words)
    if len(walls) == 1:
        return walls[0]
    if walls:
        raise click.ClickException(f"叫“{words}”的地方有 {len(walls)} 处：{'、'.join(walls)}")
    raise click.ClickException(f"没有叫“{words}”的宣传栏或者地方")


def _tell_photos(found: PhotoRound) -> None:
    for photo, why in found.failures.items():
        click.echo(f"{photo}：{why}", err=True)
    for photo, count in found.codes.items():
        if not count:
            click.echo(f"{photo}：没有找到短码，走近一点再拍", err=True)


def _as_text(ticks: Sequence[Ticked]) -> str:
    several = len({photo for tick in ticks for photo in tick.photos}) > 1
    lines = []
    for wall, group in groupby(ticks, key=lambda tick: tick.wall):
        lines.append(wall or _NO_WALL)
        lines += [_line(tick, several) for tick in group]
    return "\n".join(lines)


def _line(tick: Ticked, several: bool) -> str:
    where = "、".join(Path(photo).name for photo in tick.photos) if several else ""
    named = " ".join(filter(None, (tick.name, tick.size)))
    to_find = where if tick.tick not in ("current", "missing") else ""
    return "　".join(filter(None, (f"  {TICK_NAMES[tick.tick]}", named, tick.why, to_find)))


def _record(
    plan: Plan, found: PhotoRound, workshop: Workshop, stated: bool, quiet: bool
) -> list[Problem]:
    known, problems = record_round(plan, found, workshop, stated)
    if quiet or (problems and not known):
        return problems
    if known:
        click.echo(f"记下了：{len({sight.key for sight in known})} 样今天在墙上")
    keys = {sight.key for sight in found.seen.sights}
    strange = [key for key in keys if key not in {sight.key for sight in known}]
    names = sorted({what.partition(":")[2] for what, _ in strange})
    if names:
        click.echo(f"没有记下：{'、'.join(names)}，{RECORD} 里没有印过这一版，或者已经取下了")
    return problems
