"""`loudao agenda`: what is to be done in the next days."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

import click

from ..console import parse_today
from ..feeds.calendars import calendar_of
from ..model.days import describe_day
from ..plan.codes import address_problems
from ..plan.plan import make_plan
from ..store import write_bytes
from ..story.agenda import draw_agenda, entries_of, make_agenda
from ..walls.agenda import DOINGS, Item, of_whom
from .options import config_option, open_site, open_workshop, stop, today_option


@click.command("agenda")
@click.option("--days", type=click.IntRange(1, 400), default=14, show_default=True, help="看几天")
@click.option("--who", metavar="名字", help="只看一个人、一户的，例如 赵师傅、201")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="怎么列"
)
@click.option("--pdf", type=click.Path(path_type=Path), help="写成 PDF，例如 待办.pdf")
@click.option(
    "--ics", type=click.Path(path_type=Path), help="写成手机日历，例如 out/201.ics；不会上网"
)
@today_option
@config_option
def agenda_command(
    days: int,
    who: str | None,
    style: str,
    pdf: Path | None,
    ics: Path | None,
    today: str | None,
    config_file: Path,
) -> None:
    """这些天要做的事：要印、要贴、要取下、要换新版、要续签的，还有日历上的，一天一天列出来。"""
    site = open_site(config_file)
    workshop = open_workshop(site)
    plan = make_plan(site, parse_today(today), workshop)
    items = make_agenda(plan, days)
    if who:
        items = of_whom(items, who)
    if pdf:
        write_bytes(pdf, draw_agenda(items, plan, days, workshop).read_bytes())
        click.echo(pdf, err=True)
    if ics:
        write_bytes(ics, calendar_of(entries_of(items, plan), plan, who or "待办").encode())
        click.echo(ics, err=True)
    click.echo(_as_json(items) if style == "json" else _as_text(items, plan.today, days))
    stop([*plan.problems, *address_problems(site, severe=True)])


def _as_json(items: Sequence[Item]) -> str:
    listed = [item._asdict() | {"day": item.day.isoformat()} for item in items]
    for item in listed:
        del item["whose"]
    return json.dumps(listed, ensure_ascii=False, indent=1)


def _as_text(items: Sequence[Item], today: date, days: int) -> str:
    if not items:
        return f"从今天起 {days} 天，没有要做的事。"
    lines = []
    for day, group in groupby(items, key=lambda item: item.day):
        lines.append(f"{describe_day(day)}{'　今天' if day == today else ''}")
        for item in group:
            said = filter(None, (f"  {DOINGS[item.doing]}", item.name, item.said))
            lines.append("　".join(said))
    return "\n".join(lines)
