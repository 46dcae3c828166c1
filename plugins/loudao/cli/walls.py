"""`loudao walls`: the volunteer's round."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

import click

from ..console import parse_today
from ..plan.codes import address_problems
from ..plan.plan import make_plan
from ..store import write_bytes
from ..story.round import make_round, record_down
from ..walls.record import names_it
from ..walls.rounds import ACTION_NAMES, Task
from .options import config_option, open_site, open_workshop, stop, today_option


@click.command("walls")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="怎么列"
)
@click.option("--pdf", type=click.Path(path_type=Path), help="把巡查单写成 PDF，例如 巡查单.pdf")
@click.option("--down", multiple=True, metavar="名字", help="记下取下了哪一张，例如 notices/停水")
@today_option
@config_option
def walls_command(
    style: str, pdf: Path | None, down: tuple[str, ...], today: str | None, config_file: Path
) -> None:
    """墙上该做的事：要贴的、要取下的、要换新版的，按宣传栏和楼道列出来。"""
    site = open_site(config_file)
    day = parse_today(today)
    if down:
        taken, problems = record_down(site, down, day)
        stop(problems)
        for name in taken:
            click.echo(f"记下了，取下：{name}")
        unknown = [name for name in down if not any(names_it(name, what) for what in taken)]
        if unknown:
            raise click.ClickException(f"没有印过或者已经取下了：{'、'.join(unknown)}")
        return
    workshop = open_workshop(site)
    plan = make_plan(site, day, workshop)
    tasks, path = make_round(plan, workshop, with_pdf=pdf is not None)
    if pdf and path:
        write_bytes(pdf, path.read_bytes())
        click.echo(pdf, err=True)
    click.echo(_as_json(tasks) if style == "json" else _as_text(tasks))
    stop([*plan.problems, *address_problems(site, severe=True)])


def _as_json(tasks: Sequence[Task]) -> str:
    return json.dumps([asdict(task) for task in tasks], ensure_ascii=False, indent=1)


def _as_text(tasks: Sequence[Task]) -> str:
    if not tasks:
        return "墙上都是对的，没有要做的事。"
    lines = []
    for wall, group in groupby(tasks, key=lambda task: task.wall):
        lines.append(wall)
        lines += [f"  {ACTION_NAMES[t.action]}　{t.name} {t.size}　{t.why}" for t in group]
    taken = dict.fromkeys(t.what.partition(":")[2] for t in tasks if t.action == "down")
    if taken:
        lines.append(f"取下之后记一笔：loudao walls {' '.join(f'--down {name}' for name in taken)}")
    return "\n".join(lines)
