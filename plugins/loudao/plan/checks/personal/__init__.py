"""Personal data that would be published without anybody having meant it."""

from .check import Found, check_personal, found_in
from .finding import Finding, Sort
from .report import privacy_report
from .search import find_personal, masked

__all__ = [
    "Finding",
    "Found",
    "Sort",
    "check_personal",
    "find_personal",
    "found_in",
    "masked",
    "privacy_report",
]
