"""What can be typed or set is documented, and what is documented exists."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from pydantic import BaseModel

from conftest import ROOT
from loudao.cli import main
from loudao.kinds import load_kinds
from loudao.model.settings import Settings
from loudao.model.work import Work
from loudao.plugin.config import LoudaoConfig
from loudao.styles.faces import Faces
from loudao.styles.styles import load_styles

README = (ROOT / "README.md").read_text("utf-8")


def commands(group: click.Group, path: str = "loudao") -> list[tuple[str, click.Command]]:
    found: list[tuple[str, click.Command]] = []
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        if isinstance(command, click.Group):
            found += commands(command, f"{path} {name}")
        if not isinstance(command, click.Group) or command.invoke_without_command:
            found.append((f"{path} {name}", command))
    return found


@pytest.mark.parametrize(
    ("name", "command"), commands(main), ids=lambda v: v if isinstance(v, str) else ""
)
def test_command_and_its_options_are_in_the_readme(name: str, command: click.Command) -> None:
    rows = [row for row in README.splitlines() if row.startswith("| ") and f"`{name}" in row]
    assert rows, name
    for parameter in command.params:
        for option in parameter.opts if isinstance(parameter, click.Option) else ():
            place = README if option in ("-f", "--config-file", "--help") else "\n".join(rows)
            assert f"`{option}" in place, (name, option)
    assert command.help
    assert re.search("[一-鿿]", command.help)


def test_documented_commands_exist() -> None:
    names = {name for name, _ in commands(main)}
    for row in re.findall(
        r"^\| `(loudao [a-z]+(?: (?:move|retire|bundle|verify))?)", README, re.MULTILINE
    ):
        assert row in names, row


def test_settings_are_in_the_readme_and_in_the_plugin() -> None:
    fields = set(Settings.model_fields)
    assert {name for name, _ in LoudaoConfig()._schema} == fields
    for name in fields:
        assert f"| `{name}` |" in README, name
    for name, option in LoudaoConfig()._schema:
        default = Settings.model_fields[name].get_default(call_default_factory=True)
        assert option.default == (list(default) if isinstance(default, tuple) else default), name


def test_fields_are_in_the_readme() -> None:
    fields = load_kinds()[0]["gallery"].fields.model_fields
    for name, field in {**fields, **Work.model_fields}.items():
        assert f"`{field.alias or name}`" in README, name


def test_styles_and_kinds_are_in_the_readme() -> None:
    for name in [*load_styles(Path(), Faces())[0].by_name, "gallery", "notice"]:
        assert name in README
    assert "kind: notice" in README


def test_manifests_of_the_readme_are_sound() -> None:
    """The examples can be copied as they stand."""
    import textwrap

    from loudao.manifest.document import parse_mapping, split_page
    from loudao.manifest.validate import validate
    from loudao.model.place import PlacesFields

    blocks = [textwrap.dedent(b) for b in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)]
    kinds = load_kinds()[0]
    models: list[type[BaseModel]] = [PlacesFields, kinds["gallery"].fields]
    for block, model in zip(blocks[:2], models, strict=True):
        node, problems = parse_mapping(block, "README.md")
        assert problems == []
        assert node is not None
        assert validate(model, node, "README.md")[2] == []
    [page] = re.findall(r"```markdown\n(.*?)```", README, re.DOTALL)
    front = split_page(page, "README.md")[0].front
    assert front is not None
    assert validate(kinds["notice"].fields, front, "README.md")[2] == []


def test_repository_keeps_to_itself() -> None:
    """No path of a machine, no registry's host, no lock file in what is published."""
    import subprocess

    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout
    for name in listed.splitlines():
        path = ROOT / name.strip('"')
        assert path.name not in ("uv.lock", "package-lock.json")
        if path.suffix in (".py", ".md", ".toml", ".yml", ".typ", ".j2", ".css", ""):
            text = path.read_text("utf-8", "replace") if path.is_file() else ""
            for sign in (
                "pypi" + ".org",
                "python" + "hosted",
                "registry." + "npmjs",
                "/ro" + "ot/",
                "/wo" + "rk/",
            ):
                assert sign not in text, (name, sign)
