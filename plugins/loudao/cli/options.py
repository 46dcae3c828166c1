"""Options that several commands share, and how they end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from ..console import Progress, format_problems, parse_today, summary
from ..manifest.site import load_site
from ..model.problem import Problem, any_error
from ..model.scalars import named, read_paper_size
from ..model.site import Site
from ..pool import Runner, Workshop
from ..store import Store

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

config_option: Decorator = click.option(
    "-f", "--config-file", type=click.Path(path_type=Path), default=Path("mkdocs.yml"),
    show_default=True, help="网站的配置文件",
)  # fmt: skip


class Named(click.Choice[str]):
    """One of some words, in any case and width, or by its Chinese name."""

    def __init__(self, labels: Mapping[str, str] | Iterable[str]) -> None:
        names = labels if isinstance(labels, Mapping) else {name: name for name in labels}
        super().__init__(list(names))
        self._read = named({name: str(label) for name, label in names.items()})

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return super().convert(self._read(read_paper_size(value)), param, ctx)


def check_day(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """For an option that is a day; what is none ends the command."""
    try:
        parse_today(value)
    except ValueError:
        raise click.BadParameter("写成 2026-11-21 这样") from None
    return value


today_option: Decorator = click.option(
    "--today",
    metavar="日期",
    callback=check_day,
    help="当作是哪一天，例如 2026-11-21；不写就是今天",
)
keep_going_option: Decorator = click.option(
    "--keep-going", is_flag=True, default=None, help="有错也把其余的做完（结尾仍然报错）"
)
frozen_option: Decorator = click.option(
    "--frozen", is_flag=True, default=None, help="不登记新的短码：有没登记的就不印"
)
jobs_option: Decorator = click.option(
    "-j", "--jobs", type=click.IntRange(0, 64), help="同时处理几张照片；0 表示有几个核用几个"
)


def open_site(config_file: Path, **settings: Any) -> Site:
    """The site with settings that the command line overrides; ends the command on errors."""
    if not config_file.is_file():
        raise click.ClickException(f"没有 {config_file}。在网站的文件夹里运行，或者用 -f 指明")
    site, problems = load_site(config_file)
    if site is None:
        stop(problems)
    assert site is not None
    given = {name: value for name, value in settings.items() if value is not None}
    return replace(site, settings=site.settings.model_copy(update=given))


def open_workshop(site: Site) -> Workshop:
    """The store, the processes and the progress line of one command."""
    return Workshop(Store(site.cache), Runner(site.settings.jobs), Progress())


def report(problems: tuple[Problem, ...] | list[Problem]) -> None:
    """Problems and their count on standard error."""
    if problems:
        click.echo(format_problems(problems), err=True)
        click.echo(summary(problems), err=True)


def stop(problems: tuple[Problem, ...] | list[Problem]) -> None:
    """Reports, and ends with 1 when one is an error."""
    report(problems)
    if any_error(problems):
        raise SystemExit(1)
