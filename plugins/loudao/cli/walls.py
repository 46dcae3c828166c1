"""`loudao walls`: the volunteer's round."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from itertools import groupby
from pathlib import Path

import click

from ..console import parse_today
from ..model.problem import Problem
from ..model.site import Site
from ..plan.codes import address_problems
from ..plan.names import identities_called, titles_ever
from ..plan.plan import Plan, make_plan
from ..plan.select import ALL
from ..store import write_bytes
from ..story.evidence import keep_days
from ..story.round import make_round, record_down, record_up
from ..walls.changes import names_it, with_paper
from ..walls.record import Impression, Record
from ..walls.rounds import ACTION_NAMES, Task
from .options import config_option, open_site, open_workshop, stop, today_option

_MOST_NAMED = 6
"""Sheets to be hung that a line names; of more it says how to note them all."""


@click.command("walls")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="怎么列"
)
@click.option("--pdf", type=click.Path(path_type=Path), help="把巡查单写成 PDF，例如 巡查单.pdf")
@click.option("--down", multiple=True, metavar="名字", help="记下取下了哪一张，例如 notices/停水")
@click.option(
    "--up",
    multiple=True,
    metavar="名字",
    help="记下贴上了哪一张，例如 notices/停水；all 是印好的都贴上了",
)
@today_option
@config_option
def walls_command(
    style: str,
    pdf: Path | None,
    down: tuple[str, ...],
    up: tuple[str, ...],
    today: str | None,
    config_file: Path,
) -> None:
    """墙上该做的事：要贴的、要取下的、要换新版的，按宣传栏和楼道列出来。"""
    site = open_site(config_file)
    day = parse_today(today)
    if down or up:
        _note(site, down, up, day)
        return
    workshop = open_workshop(site)
    plan = make_plan(site, day, workshop)
    tasks, path = make_round(plan, workshop, with_pdf=pdf is not None)
    if pdf and path:
        write_bytes(pdf, path.read_bytes())
        click.echo(pdf, err=True)
    click.echo(_as_json(tasks) if style == "json" else _as_text(tasks, plan.record or Record()))
    stop([*plan.problems, *address_problems(site, severe=True)])


def _note(site: Site, down: Sequence[str], up: Sequence[str], day: date) -> None:
    """What came down first: what hangs now may hang in its place."""
    plan = make_plan(site, day, open_workshop(site))
    hanging = [i for i in (plan.record.impressions if plan.record else ()) if i.down is None]
    waiting = [i for i in hanging if i.waits]
    lowered = {name: _whole_name(name, plan, hanging) for name in down}
    raised = {name: _whole_name(name, plan, waiting) for name in up if name != ALL}
    everything = [i.name for i in waiting] if ALL in up else []
    unknown = []
    if down:
        noted = record_down(site, list(lowered.values()), day)
        unknown += _told("取下", lowered, noted, hanging)
        came_down = _called(lowered.values(), (i for i in hanging if i.hangs()))
        stop(keep_days(plan, "down", came_down, noted[0], day))
    if up:
        noted = record_up(site, [*raised.values(), *everything], day)
        unknown += _told("贴上", raised, noted, waiting)
        went_up = _called([*raised.values(), *everything], waiting)
        stop(keep_days(plan, "up", went_up, noted[0], day))
    if unknown:
        raise click.ClickException("；".join(unknown))


def _called(names: Iterable[str], papers: Iterable[Impression]) -> list[Impression]:
    wanted = list(names)
    return [i for i in papers if any(names_it(name, i.what, i.paper) for name in wanted)]


_UNKNOWN = {"取下": "没有印过或者已经取下了", "贴上": "没有印好等着贴的"}


def _told(
    done: str,
    called: Mapping[str, str],
    noted: tuple[list[str], list[Problem]],
    papers: Sequence[Impression],
) -> list[str]:
    """Says what was noted; and which names were nothing's of `papers`."""
    whats, problems = noted
    stop(problems)
    for what in whats:
        click.echo(f"记下了，{done}：{what}")
    own = [i for i in papers if i.what in whats]
    unknown = [name for name, meant in called.items() if not _called([meant], own)]
    return [f"{_UNKNOWN[done]}：{'、'.join(unknown)}"] if unknown else []


def _whole_name(words: str, plan: Plan, papers: Sequence[Impression]) -> str:
    """What of `papers` staff call so, as 春（展签） one paper of it; a name that is several things
    ends the command."""
    whole, label = _split(words)
    labels = {p.name: p.label for p in plan.kinds.papers.values()}
    own = [i for i in papers if label and label in (i.paper, labels.get(i.paper))]
    if own:
        what = _whole_name(whole, plan, own)
        return next((with_paper(what, i.paper) for i in own if names_it(what, i.what)), words)
    if any(names_it(words, paper.what) for paper in papers):
        return words
    titles = titles_ever(plan.codes) | {s.identity: s.fields.title for s in plan.sheets}
    known = {i.name: titles.get(i.name, "") for i in papers}
    found = identities_called(words, known, plan.community.network)
    if len(found) > 1:
        listed = "、".join(f"{name}（{known[name]}）" for name in found)
        raise click.ClickException(f"墙上叫“{words}”的有 {len(found)} 样：{listed}。写清楚是哪一样")
    return found[0] if found else words


def _split(words: str) -> tuple[str, str]:
    """A name, and what follows it in brackets."""
    match = re.fullmatch(r"(.+)[（(]([^（）()]+)[）)]", words)
    return (match[1], match[2]) if match else (words, "")


def _as_json(tasks: Sequence[Task]) -> str:
    return json.dumps([asdict(task) for task in tasks], ensure_ascii=False, indent=1)


def _as_text(tasks: Sequence[Task], record: Record) -> str:
    if not tasks:
        return "墙上都是对的，没有要做的事。"
    lines = []
    for wall, group in groupby(tasks, key=lambda task: task.wall):
        here = list(group)
        lines.append("　".join([wall, *([f"管护：{here[0].upkeep}"] if here[0].upkeep else [])]))
        for t in here:
            said = (ACTION_NAMES[t.action], f"{t.name} {t.size}", t.slots, t.why)
            lines.append("  " + "　".join(filter(None, said)))
    if taken := _options("--down", [t for t in tasks if t.action == "down"], record):
        lines.append(f"取下之后记一笔：loudao walls {taken}")
    if hung := _options("--up", [t for t in tasks if t.action == "hang" and t.waits], record):
        lines.append(f"贴上之后记一笔：loudao walls {hung}，或者拍张照片：loudao round 照片")
    return "\n".join(lines)


def _options(option: str, tasks: Sequence[Task], record: Record) -> str:
    """--down notices/停水 --down 春（展签）, where its poster stays"""
    done = {(task.what, task.paper) for task in tasks}
    waiting = {key: i for key, i in record.latest.items() if i.waits}
    meant = record.hung if option == "--down" else waiting
    left = {i.name for key, i in meant.items() if i.down is None and key not in done}
    names = dict[str, None]()
    for task in tasks:
        whole = task.what.partition("#")[0]
        paper = f"（{_split(task.name)[1]}）" if whole in left else ""
        names[task.what.partition(":")[2] + paper] = None
    if option == "--up" and len(names) > _MOST_NAMED:
        names = dict.fromkeys([ALL])
    return " ".join(f"{option} {name}" for name in names)
