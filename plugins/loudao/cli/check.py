"""`loudao check`: what staff wrote, looked over."""

from __future__ import annotations

from pathlib import Path

import click

from ..console import format_problems, parse_today, summary
from ..model.problem import any_error, sort_problems
from ..plan.checks.personal import found_in, privacy_report
from ..plan.codes import changed_address_problems, trial_address_problems
from ..plan.plan import make_plan
from .options import config_option, open_site, open_workshop, today_option


@click.command("check")
@config_option
@click.option(
    "--format", "style", type=click.Choice(["text", "json", "github"]), default="text",
    show_default=True, help="给人看、给程序看、给 GitHub 看",
)  # fmt: skip
@today_option
@click.option("--privacy", is_flag=True, help="列出所有个人信息，给人签字（评估记录保存三年）")
def check_command(config_file: Path, style: str, today: str | None, privacy: bool) -> None:
    """检查所有清单和照片，不做东西；有错误时以 1 结束。"""
    site = open_site(config_file)
    plan = make_plan(site, parse_today(today), open_workshop(site))
    if privacy:
        everything = list(found_in(plan.community, plan.tree, site.settings.public))
        for line in privacy_report(plan.community.name, everything, plan.today):
            click.echo(line)
        return
    found = [*changed_address_problems(plan.codes, site), *trial_address_problems(site)]
    problems = sort_problems([*plan.problems, *found])
    if problems or style == "json":
        click.echo(format_problems(problems, style))
    if style == "text":
        click.echo(summary(problems), err=True)
    raise SystemExit(1 if any_error(problems) else 0)
