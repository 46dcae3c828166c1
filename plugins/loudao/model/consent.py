"""Whether the author of a work, or a person on a list, agreed to be shown."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from .base import Frozen
from .scalars import Called, Day, Words, YesNo, named, parse_yes_no

Scope = Literal["wall", "web", "print", "newsletters"]
SCOPES: dict[Scope, str] = {"wall": "墙上", "web": "网站", "print": "印刷", "newsletters": "简报"}
"""What hangs, the site, what is handed out, newsletters."""

_read_scope = named({str(scope): label for scope, label in SCOPES.items()})


def _read_scopes(value: Any) -> Any:
    """One word is a list of one; one letter is as good as several."""
    if isinstance(value, str):
        return _read_scopes([value])
    if not isinstance(value, list):
        return value
    read = map(_read_scope, value)
    return [f"{word}s" if f"{word}s" in SCOPES else word for word in read]


class Consent(Frozen):
    """What was signed; `consent: yes` is one with nothing more to say."""

    given: YesNo = Field(default=True, title="同意", description="yes 或 no")
    by: Words = Field(default="", title="谁签的", description="例如 本人；一家画廊写谁收的同意书")
    on: Day | None = Field(default=None, title="哪天签的", description="例如 2026-11-01")
    until: Day | None = Field(default=None, title="到哪天", description="过了这天就不再展出")
    reason: Words = Field(
        default="", title="为什么", description="不同意的、撤下的，写一句为什么；不会公开"
    )
    for_: Annotated[
        tuple[Scope, ...],
        BeforeValidator(_read_scopes),
        Called({str(s): n for s, n in SCOPES.items()}),
    ] = Field(
        default=(),
        alias="for",
        title="用在哪里",
        description="墙上、网站、印刷、简报；不写就是都可以",
    )
    guardian: Words = Field(
        default="",
        title="监护人",
        description="不满十四岁的，谁替他签的",
    )

    def holds(self, today: date) -> bool:
        return self.given and (self.until is None or today <= self.until)

    def covers(self, scope: Scope) -> bool:
        return self.given and (not self.for_ or scope in self.for_)


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
                        field.alias or name: {
                            "title": field.title,
                            "type": ["string", "array"] if field.alias else "string",
                        }
                        for name, field in Consent.model_fields.items()
                    },
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
