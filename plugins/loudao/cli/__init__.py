"""The `loudao` command."""

from __future__ import annotations

import io
import sys

import click

from ..store import StoreFull
from .build import build_command, serve_command
from .check import check_command, schema_command
from .codes import codes_group
from .new import new_group
from .output import print_command, render_command


class _Porch(click.Group):
    """Where faults of the machine end as a line, not as a traceback."""

    def invoke(self, context: click.Context) -> object:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                # a Windows console may not know every character of a message
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(context)
        except StoreFull as full:
            raise click.ClickException(str(full.problem)) from full


@click.group(cls=_Porch, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="loudao")
def main() -> None:
    """楼道：社区宣传栏和楼道画廊，一份清单出网站、海报和短码。"""


for command in (
    build_command, serve_command, check_command, schema_command,
    print_command, render_command, new_group, codes_group,
):  # fmt: skip
    main.add_command(command)
