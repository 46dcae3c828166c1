"""The codes of one run: what each thing's code is, and the address that it opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..model.target import Target
from .address import code_address
from .ledger import Ledger
from .likeness import Likeness


@dataclass(frozen=True)
class Codes:
    """Everything on the site has a code; those that are new may not be in the ledger yet.

    An identity with `://` in it is an address of elsewhere and stands for itself: links on
    paper are codes too.
    """

    base: str = ""
    """What printed codes begin with; empty where that is unknown, and nothing is printed."""
    ledger: Ledger = field(default_factory=Ledger)
    """With a code for everything."""
    targets: Mapping[str, Target] = field(default_factory=dict)
    new: frozenset[str] = frozenset()
    """Identities that the ledger on disk has no code for: nothing with one was handed out."""
    sound: bool = True
    """False where the ledger on disk is damaged."""
    moves: Mapping[str, str] = field(default_factory=dict)
    """What the ledger on disk calls otherwise → what it is called now."""
    lost: frozenset[str] = frozenset()
    """Bound codes that stand for nothing that is there."""
    likenesses: Mapping[str, Likeness] = field(default_factory=dict)
    """What each thing is known by."""
    withheld: frozenset[str] = frozenset()
    """Identities whose codes may not go on paper."""

    @cached_property
    def by_identity(self) -> dict[str, str]:
        return self.ledger.by_identity()

    def can_print(self, identity: str) -> bool:
        """Whether a code for `identity` may go on paper."""
        if "://" in identity:
            return True
        known = identity in self.by_identity and identity not in self.withheld
        return bool(self.base) and known

    def is_bound(self, identity: str) -> bool:
        """Whether the ledger on disk has a code for `identity`: it may hang somewhere."""
        return "://" in identity or identity not in self.new

    def characters(self, identity: str) -> str:
        """The code itself, `7K3F`; of an address of elsewhere the address."""
        return identity if "://" in identity else self.by_identity.get(identity, "")

    def address(self, identity: str) -> str:
        """What a phone opens: `HTTPS://HOST/Q/7K3F`."""
        return identity if "://" in identity else self._addresses.get(identity, "")

    @cached_property
    def _addresses(self) -> dict[str, str]:
        base = self.base
        return {name: code_address(base, code) for name, code in self.by_identity.items()}
