"""A new site, whole, from a few facts about the community."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from ..kinds import load_kinds
from ..kinds.kind import Kinds
from ..manifest.schema import render_schemas
from ..model.fields import WorksFields
from ..model.problem import Mark, Problem
from ..store import write_bytes

STARTER = Path(__file__).parent.parent / "starter"
"""The files of a new site; `$community`, `$address` and `$place` in them are filled in."""

NO_ADDRESS = "https://shequ.example/"
"""Where none is known yet: it prints samples only."""

_RUNNABLE = (".sh", ".command")
_RENAMED = {"gitignore": ".gitignore"}
_BUILDING = re.compile(
    r"(?!\d+\s*个?(?:单元|层)$)(?P<name>[^\s()（）]+?)"
    r"(?:\s+(?P<units>\d+)\s*个?单元)?(?:\s*(?P<floors>\d+)\s*层)?"
)


@dataclass(frozen=True)
class Building:
    name: str
    units: int = 0
    floors: int = 0


@dataclass(frozen=True)
class Courtyard:
    name: str
    buildings: tuple[Building, ...] = ()


@dataclass(frozen=True)
class Beginning:
    """What a new site is begun with."""

    community: str
    address: str = NO_ADDRESS
    courtyards: tuple[Courtyard, ...] = ()


def parse_courtyard(line: str) -> Courtyard | None:
    """`农行小区：3号楼 2单元 6层，5号楼`: a courtyard and its buildings, with how many units each
    has and how many floors; None where that cannot be understood."""
    name, _, rest = line.strip().replace(":", "：").partition("：")
    parts = [part.strip() for part in re.split(r"[，,、；;]", rest) if part.strip()]
    matches = [_BUILDING.fullmatch(part) for part in parts]
    if not name.strip() or None in matches:
        return None
    buildings = [
        Building(match["name"], int(match["units"] or 0), int(match["floors"] or 0))
        for match in matches
        if match
    ]
    return Courtyard(name.strip(), tuple(buildings))


def begin_site(folder: Path, beginning: Beginning) -> tuple[list[Path], list[Problem]]:
    """Writes the files of a new site into `folder`, none over another; those it wrote.

    Where there is a site already, nothing is written. Raises StoreFull.
    """
    if (folder / "mkdocs.yml").exists():
        what = f"{folder} 里已经有一个网站了"
        return [], [Problem(Mark("mkdocs.yml"), what, "换一个空文件夹")]
    kinds, _ = load_kinds(folder / "kinds")
    files = {**dict(_starter(beginning)), "galleries/places.yml": _places(beginning).encode()}
    schemas = schema_files(kinds)
    files |= {f"galleries/.schema/{name}": text.encode() for name, text in schemas.items()}
    written = []
    for name, data in files.items():
        path = folder / name
        if not path.exists():
            write_bytes(path, data)
            if path.suffix in _RUNNABLE:
                path.chmod(0o755)
            written.append(path)
    return written, []


def schema_files(kinds: Kinds) -> Mapping[str, str]:
    """The JSON Schemas that editors use, by the name of their file."""
    written = {kind.name: kind.fields for kind in kinds if kind.source == "manifest"}
    galleries = {name: f for name, f in written.items() if issubclass(f, WorksFields)}
    lists = {name: f for name, f in written.items() if name not in galleries}
    pages = {kind.name: kind.fields for kind in kinds if kind.source == "page"}
    return render_schemas(galleries, lists, pages)


def _starter(beginning: Beginning) -> Iterator[tuple[str, bytes]]:
    known = {
        "community": beginning.community,
        "address": beginning.address,
        "place": _first_place(beginning.courtyards),
    }
    for path in sorted(STARTER.rglob("*")):
        if path.is_file():
            name = path.relative_to(STARTER).as_posix()
            data = path.read_bytes()
            # a batch file has dollars and percents of its own
            filled = data if path.suffix == ".bat" else _filled(data, known, path.suffix)
            yield _RENAMED.get(name, name), filled


def _filled(data: bytes, known: Mapping[str, str], suffix: str) -> bytes:
    words = {name: _quoted(word) for name, word in known.items()} if suffix == ".yml" else known
    return Template(data.decode()).substitute(words).encode()


def _first_place(courtyards: Sequence[Courtyard]) -> str:
    """Where the first gallery hangs: the first unit, or as near to one as is known."""
    if not courtyards:
        return "y1"
    building = next(iter(courtyards[0].buildings), None)
    if building is None:
        return "y1"
    place = f"y1/{_ids(courtyards[0].buildings)[0]}"
    return f"{place}/1" if building.units else place


def _ids(buildings: Sequence[Building]) -> list[str]:
    """The numbers in their names, 12a of 12A号楼, letters for names without one: as long as all
    are told apart."""
    ids = [
        "".join(re.findall(r"\d+(?:[A-Za-z](?![A-Za-z]))?", building.name)).lower() or f"b{number}"
        for number, building in enumerate(buildings, 1)
    ]
    told_apart = len(set(ids)) == len(ids)
    return ids if told_apart else [f"b{number}" for number in range(1, len(buildings) + 1)]


def _places(beginning: Beginning) -> str:
    lines = [
        "# yaml-language-server: $schema=.schema/places.json",
        "# 楼院、楼、单元和宣传栏。id 会出现在网址里，用字母或数字；name 印在纸上。",
        f"community: {_quoted(beginning.community)}",
        "# contact: 居委会 电话        # 印在海报下面，去掉开头的“# ”改成自己的",
        "",
        "courtyards:",
    ]
    courtyards = beginning.courtyards or (Courtyard(beginning.community),)
    for number, courtyard in enumerate(courtyards, 1):
        lines += [f"  - id: y{number}", f"    name: {_quoted(courtyard.name)}"]
        if courtyard.buildings:
            lines.append("    buildings:")
        for own, building in zip(_ids(courtyard.buildings), courtyard.buildings, strict=True):
            lines += [f"      - id: {own}", f"        name: {_quoted(building.name)}"]
            if building.units:
                lines.append("        units:")
            floors = f", floors: {building.floors}" if building.floors else ""
            lines += [
                f"          - {{id: {unit}, name: {unit}单元{floors}}}"
                for unit in range(1, building.units + 1)
            ]
    return "\n".join([*lines, "", *_BOARDS]) + "\n"


_BOARDS = (
    "# 宣传栏：去掉开头的“# ”，改成自己的。size 宽x高，slots 几格，slot 一格贴多大的纸",
    "# boards:",
    "#   - {id: gate, name: 大门宣传栏, at: y1, size: 2400x1200mm, slots: 6, slot: A2}",
)


def _quoted(text: str) -> str:
    """`text` as YAML reads it back, plain where it can be."""
    return (
        text
        if re.fullmatch(r"[^\W\d_][\w/]*|https?://[\w./:-]+|[\w/]+", text)
        else json.dumps(text, ensure_ascii=False)
    )
