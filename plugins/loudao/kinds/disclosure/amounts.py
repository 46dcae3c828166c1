"""Sums of money: as they are typed, and as they are shown."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_AMOUNT = re.compile(r"([-+]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")
_NOTHING = {"", "-", "—", "——", "–", "/", "无", "零"}
"""What stands in a cell that holds no amount."""


def read_amount(text: str) -> Decimal | None:
    """12,600.00 元 as a number; what stands for nothing is 0; None for what is no number."""
    plain = unicodedata.normalize("NFKC", text).strip().replace("−", "-")
    if plain in _NOTHING:
        return Decimal(0)
    negative = re.fullmatch(r"\((.+)\)", plain)
    plain = re.sub(r"^([-+]?)\s*[¥￥]\s*", r"\1", negative[1] if negative else plain)
    found = _AMOUNT.fullmatch(re.sub(r"\s*(元|块)$", "", plain))
    if not found or len(found[0]) > 18:
        return None
    number = Decimal(f"{found[1]}{found[2].replace(',', '')}{found[3] or ''}")
    return -number if negative else number


def show_amount(number: Decimal, places: int = 2) -> str:
    """33,836.50"""
    return f"{number:,.{places}f}"


def places_of(text: str) -> int:
    """How many digits stand after the point."""
    found = re.search(r"\.(\d+)", text)
    return len(found[1]) if found else 0
