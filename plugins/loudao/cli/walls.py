"""`loudao walls`: the volunteer's round."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from itertools import groupby
from pathlib import Path

import click

from ..console import parse_today
from ..model.site import Site
from ..plan.codes import address_problems
from ..plan.names import identities_called, titles_of
from ..plan.plan import Plan, make_plan
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
        _take_down(site, down, day)
        return
    workshop = open_workshop(site)
    plan = make_plan(site, day, workshop)
    tasks, path = make_round(plan, workshop, with_pdf=pdf is not None)
    if pdf and path:
        write_bytes(pdf, path.read_bytes())
        click.echo(pdf, err=True)
    click.echo(_as_json(tasks) if style == "json" else _as_text(tasks))
    stop([*plan.problems, *address_problems(site, severe=True)])


def _take_down(site: Site, names: Sequence[str], day: date) -> None:
    plan = make_plan(site, day, open_workshop(site))
    called = {name: _whole_name(name, plan) for name in names}
    taken, problems = record_down(site, list(called.values()), day)
    stop(problems)
    for name in taken:
        click.echo(f"记下了，取下：{name}")
    unknown = [
        name for name, meant in called.items() if not any(names_it(meant, what) for what in taken)
    ]
    if unknown:
        raise click.ClickException(f"没有印过或者已经取下了：{'、'.join(unknown)}")


def _whole_name(words: str, plan: Plan) -> str:
    """What hangs by the name that staff gave it; a name that is several things ends the command."""
    hanging = [i for i in (plan.record.impressions if plan.record else ()) if i.down is None]
    if any(names_it(words, impression.what) for impression in hanging):
        return words
    titles = titles_of(plan.codes) | {s.identity: s.fields.title for s in plan.sheets}
    known = {i.name: titles.get(i.name, "") for i in hanging}
    found = identities_called(words, known, plan.community.network)
    if len(found) > 1:
        listed = "、".join(f"{name}（{known[name]}）" for name in found)
        raise click.ClickException(f"墙上叫“{words}”的有 {len(found)} 样：{listed}。写清楚是哪一样")
    return found[0] if found else words


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
