"""The return slip 回执 at the foot of a letter: what is asked, and by when it is wanted back."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from ...compose.answers import answer_to
from ...model.base import Frozen
from ...model.days import day_near
from ...model.scalars import Day, Title, Titles, parse_yes_no

_ASKED = ("姓名", "门牌", "意见")


class Slip(Frozen):
    """`slip: yes` is one with nothing more to say."""

    title: Title = Field(default="回执", title="标题", description="回执、登记表、报名表……")
    fields: Titles = Field(default=_ASKED, title="要填的", description="[姓名, 门牌, 意见]")
    by: Day | None = Field(default=None, title="哪天前交回", description="例如 2026-12-05")

    def told(self, today: date) -> dict[str, Any]:
        """What it says; a day of another year than this says its year."""
        return {
            "title": self.title,
            "asked": [(name, answer_to(name)) for name in self.fields],
            "by": day_near(self.by, today) if self.by else "",
        }


def _read(value: Any) -> Any:
    """`yes` for all that most staff write; a list is what is asked."""
    if isinstance(value, list):
        return {"fields": value}
    if isinstance(value, str):
        return {} if parse_yes_no(value) else None
    return value


Slips = Annotated[
    Slip | None,
    BeforeValidator(_read),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": [True, False, "yes", "no", "是", "否"]},
                {"type": "array", "items": {"type": "string"}},
                {
                    "type": "object",
                    "properties": {
                        name: {
                            "title": field.title,
                            "description": field.description,
                            "type": ["string", "array"] if name == "fields" else "string",
                        }
                        for name, field in Slip.model_fields.items()
                    },
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
