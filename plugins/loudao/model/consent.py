"""Whether the author of a work, or a person on a list, agreed to be shown."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from .base import Frozen
from .scalars import Day, Words, YesNo, parse_yes_no


class Consent(Frozen):
    """What was signed; `consent: yes` is one with nothing more to say."""

    given: YesNo = Field(default=True, title="同意", description="yes 或 no")
    by: Words = Field(default="", title="谁签的", description="例如 本人；一家画廊写谁收的同意书")
    on: Day | None = Field(default=None, title="哪天签的", description="例如 2026-11-01")
    until: Day | None = Field(default=None, title="到哪天", description="过了这天就不再展出")
    guardian: Words = Field(
        default="",
        title="监护人",
        description="不满十四岁的，谁替他签的",
    )

    def holds(self, today: date) -> bool:
        return self.given and (self.until is None or today <= self.until)


def _read(value: Any) -> Any:
    """`yes` and `no` for all that most staff write."""
    return {"given": parse_yes_no(value)} if isinstance(value, str) else value


Agreed = Annotated[
    Consent,
    BeforeValidator(_read),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": [True, False, "yes", "no", "是", "否"]},
                {
                    "type": "object",
                    "properties": {
                        name: {"title": field.title, "type": "string"}
                        for name, field in Consent.model_fields.items()
                    },
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
