"""Files that are there whole or not at all, and a store of what was made."""

from .entries import Stamp, Store, digest_of
from .files import (
    TEMPORARY,
    StoreFull,
    link_files,
    replacing,
    system_errors,
    write_bytes,
    write_lasting,
    write_text,
)
from .journal import Journal
from .locks import locked
from .scaffold import Scaffold, open_scaffold

__all__ = [
    "TEMPORARY",
    "Journal",
    "Scaffold",
    "Stamp",
    "Store",
    "StoreFull",
    "digest_of",
    "link_files",
    "locked",
    "open_scaffold",
    "replacing",
    "system_errors",
    "write_bytes",
    "write_lasting",
    "write_text",
]
