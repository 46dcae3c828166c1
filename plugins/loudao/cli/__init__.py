"""The `loudao` command."""

from __future__ import annotations

import click

from .build import build_command, serve_command
from .check import check_command, schema_command
from .codes import codes_group
from .new import new_group
from .output import print_command, render_command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="loudao")
def main() -> None:
    """楼道：社区宣传栏和楼道画廊，一份清单出网站、海报和短码。"""


for command in (
    build_command, serve_command, check_command, schema_command,
    print_command, render_command, new_group, codes_group,
):  # fmt: skip
    main.add_command(command)
