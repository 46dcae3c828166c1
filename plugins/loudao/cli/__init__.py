"""The `loudao` command."""

from __future__ import annotations

import io
import sys
from importlib import import_module

import click

from ..store import StoreFull

_COMMANDS = {
    "serve": ("build", "serve_command"),
    "build": ("build", "build_command"),
    "check": ("check", "check_command"),
    "print": ("press", "print_command"),
    "proof": ("press", "proof_command"),
    "walls": ("walls", "walls_command"),
    "new": ("new", "new_command"),
    "codes": ("codes", "codes_group"),
    "clean": ("clean", "clean_command"),
    "render": ("render", "render_command"),
    "schema": ("check", "schema_command"),
}
"""The module and the name of each, loaded when it is asked for: all together take 0.6 s, which
workers that start from this command would spend too."""


class _Porch(click.Group):
    """Where faults of the machine end as a line, not as a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name]
        command = getattr(import_module(f".{module}", __package__), name)
        assert isinstance(command, click.Command)
        return command

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
