"""The `loudao` command."""

from __future__ import annotations

import gettext
import io
import os
import sys
from importlib import import_module
from pathlib import Path

import click

from ..store import StoreFull

_COMMANDS = {
    "init": ("init", "init_command"),
    "serve": ("build", "serve_command"),
    "build": ("build", "build_command"),
    "check": ("check", "check_command"),
    "print": ("press", "print_command"),
    "proof": ("press", "proof_command"),
    "publish": ("publish", "publish_command"),
    "walls": ("walls", "walls_command"),
    "boards": ("boards", "boards_command"),
    "round": ("round", "round_command"),
    "agenda": ("agenda", "agenda_command"),
    "new": ("new", "new_command"),
    "import": ("intake", "import_command"),
    "export": ("export", "export_command"),
    "codes": ("codes", "codes_group"),
    "fonts": ("fonts", "fonts_group"),
    "takedown": ("takedown", "takedown_command"),
    "clean": ("clean", "clean_command"),
    "render": ("render", "render_command"),
    "schema": ("schema", "schema_command"),
}
"""The module and the name of each, loaded when it is asked for: all together take 0.6 s, which
workers that start from this command would spend too."""


gettext.bindtextdomain("messages", str(Path(__file__).parent / "locale"))
os.environ["LANGUAGE"] = "zh_CN"  # else click asks the system, and Windows does not say

_PLACEHOLDERS: dict[type, str] = {
    click.Path: "路径", click.IntRange: "数字", click.FloatRange: "数字",
}  # fmt: skip


def _speak_chinese(command: click.Command) -> None:
    """The words of a usage line that click has no messages for."""
    command.options_metavar = "[选项]"
    if isinstance(command, click.Group):
        command.subcommand_metavar = "命令 …"
        for below in command.commands.values():
            _speak_chinese(below)
    for param in command.params:
        if isinstance(param, click.Option) and not param.metavar and not param.is_flag:
            word = _PLACEHOLDERS.get(type(param.type))
            param.metavar = "文字" if param.type is click.STRING else word


def _load(name: str) -> click.Command | None:
    if name not in _COMMANDS:
        from .evidence import evidence_group

        return evidence_group(name)
    module, function = _COMMANDS[name]
    command = getattr(import_module(f".{module}", __package__), function)
    assert isinstance(command, click.Command)
    return command


class _Porch(click.Group):
    """Where faults of the machine end as a line, not as a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        from .evidence import kinds_with_evidence  # kinds are loaded for nobody else

        return [*_COMMANDS, *(kind.name for kind in kinds_with_evidence())]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        command = _load(cmd_name)
        if command:
            _speak_chinese(command)
        return command

    def invoke(self, context: click.Context) -> object:
        _name_files_in_utf8()
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                # a Windows console may not know every character of a message
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(context)
        except StoreFull as full:
            raise click.ClickException(str(full.problem)) from full


def _name_files_in_utf8() -> None:
    """Begins again where the system says that names of files are ASCII (`LC_ALL=C` with
    PYTHONUTF8=0): nothing of ours, nor of MkDocs, could open a file of a Chinese name."""
    told = os.environ.get("PYTHONUTF8") == "1"
    if sys.getfilesystemencoding() != "utf-8" and not told:
        environment = {**os.environ, "PYTHONUTF8": "1"}
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], environment)


@click.group(cls=_Porch, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="loudao")
def main() -> None:
    """楼道：社区宣传栏和楼道画廊，一份清单出网站、海报和短码。"""


_speak_chinese(main)
