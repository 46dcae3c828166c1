"""Files that are there whole or not at all, and a store of what was made."""

from .entries import Stamp, Store, digest_of
from .files import (
    TEMPORARY,
    StoreFull,
    link_files,
    replacing,
    system_errors,
    write_bytes,
    write_text,
)
from .journal import Journal

__all__ = [
    "TEMPORARY",
    "Journal",
    "Stamp",
    "Store",
    "StoreFull",
    "digest_of",
    "link_files",
    "replacing",
    "system_errors",
    "write_bytes",
    "write_text",
]
