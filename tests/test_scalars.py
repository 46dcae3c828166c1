"""How the text of a scalar becomes a value; YAML itself is never asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from conftest import Sandbox, load
from loudao.model.scalars import Day, Size, Whole, YesNo, slug


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (YesNo, "no", False),
        (YesNo, "Yes", True),
        (YesNo, "否", False),
        (Day, "2026-11-01", date(2026, 11, 1)),
        (Day, "2026年1月2日", date(2026, 1, 2)),
        (Day, "2026/1/2", date(2026, 1, 2)),
        (Day, "２０２６－０１－０２", date(2026, 1, 2)),
        (Whole, "0010", 10),
        (Whole, "３", 3),
        (Whole, "2层", 2),
        (Size, "68x136cm", (680.0, 1360.0)),
        (Size, "2400×1200mm", (2400.0, 1200.0)),
        (Size, "1.2*2.4米", (1200.0, 2400.0)),
        (Size, "30 x 40", (300.0, 400.0)),
    ],
)
def test_text_is_read_as_its_type(kind: Any, text: str, value: object) -> None:
    assert TypeAdapter(kind).validate_python(text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [(YesNo, "y"), (Day, "11-01"), (Day, "2026-13-01"), (Whole, "1.5"), (Size, "0x10cm")],
)
def test_other_text_is_refused(kind: Any, text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(text)


def test_room_numbers_and_times_stay_text(sandbox: Sandbox) -> None:
    sandbox.write(
        "galleries/places.yml",
        "community: 12:30\ncourtyards:\n"
        "  - {id: 0301, name: no, buildings: [{id: 1e3, name: ~x}]}\n",
    )
    network = load(sandbox.site()).community.network
    assert list(network.places) == ["", "0301", "0301/1e3"]
    assert [place.name for place in network.places.values()] == ["12:30", "no", "~x"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("书法作品 第一幅（临《兰亭序》）", "书法作品-第一幅（临《兰亭序》）"),
        ("../../etc/passwd", "etc-passwd"),
        ("<img src=x onerror=alert(1)>", "img-src=x-onerror=alert-1"),
        ("rtl-\u202egpj.exe", "rtl-gpj.exe"),
        ("zero\u200bwidth", "zerowidth"),
        ("cafe\u0301", "caf\u00e9"),
        ("...", "x"),
    ],
)
def test_names_become_parts_of_addresses(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_long_names_are_cut_and_stay_different() -> None:
    first, second = slug("长" * 84 + "甲"), slug("长" * 84 + "乙")
    assert len(first) == len(second) == 80
    assert first != second
