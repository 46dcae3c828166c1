"""JSON Schemas of what staff write, so that their editor completes in Chinese."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from ..model.batch import BatchFields
from ..model.kind import Kinds
from ..model.place import PlacesFields

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def render_schemas(kinds: Kinds) -> dict[str, str]:
    """File name → text: `places.json`, `gallery.json`, `page.json` and `print.json`."""
    by_source = {
        source: [kinds[name].fields for name in kinds.names(source)]
        for source in ("manifest", "page")
    }
    return {
        "places.json": _dump(_schema([PlacesFields], "places.yml：楼院和宣传栏")),
        "gallery.json": _dump(_schema(by_source["manifest"], "gallery.yml：画廊和图片展")),
        "print.json": _dump(_schema([BatchFields], "print.yml：按名单印的东西")),
        "page.json": _dump(_schema(by_source["page"], "docs 里带 kind 的网页")),
    }


def _schema(models: Sequence[type[BaseModel]], title: str) -> dict[str, Any]:
    refs, definitions = models_json_schema(
        [(model, "validation") for model in models], by_alias=True
    )
    options = [refs[(model, "validation")] for model in models]
    return {"$schema": _DIALECT, "title": title, "anyOf": options, **definitions}


def _dump(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
