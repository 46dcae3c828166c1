"""JSON Schemas of what staff write, so that their editor completes in Chinese."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from ..model.district import DistrictFields
from ..model.place import PlacesFields

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


Models = Mapping[str, type[BaseModel]]
"""The fields of kinds by their names."""


def render_schemas(galleries: Models, lists: Models, pages: Models) -> dict[str, str]:
    """File name → text: one for places, the district, galleries, printed lists and pages."""
    return {
        "places.json": _dump(_schema({"": PlacesFields}, "places.yml：楼院和宣传栏")),
        "district.json": _dump(_schema({"": DistrictFields}, "district.yml：街道的各个社区")),
        "gallery.json": _dump(_schema(galleries, "gallery.yml：画廊和图片展")),
        "print.json": _dump(_schema(lists, "print.yml：按名单印的东西", former="sheet")),
        "page.json": _dump(_schema(pages, "docs 里带 kind 的网页")),
    }


def _schema(models: Models, title: str, former: str = "") -> dict[str, Any]:
    """Any of the models, told apart by `kind`, which may be written as `former` too."""
    distinct = list(dict.fromkeys(models.values()))
    refs, definitions = models_json_schema(
        [(model, "validation") for model in distinct], by_alias=True
    )
    for model in distinct:
        properties = definitions["$defs"][model.__name__]["properties"]
        names = [name for name, fields in models.items() if fields is model]
        if "kind" in properties:
            properties["kind"]["enum"] = names
        if former:
            properties[former] = {"enum": names, "title": "类别", "description": "kind 的旧写法"}
    options = [refs[(model, "validation")] for model in distinct]
    return {"$schema": _DIALECT, "title": title, "anyOf": options, **definitions}


def _dump(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
