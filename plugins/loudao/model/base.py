"""The base of every model that staff's words are read into."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """Immutable; a key that is not a field is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")
