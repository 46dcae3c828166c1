"""The index in scripts: which characters stand beside which, where, and what the results look like.

A query reads the shards of its pairs of characters, and of ten results what they look like. Of
works with 100 characters each (`scripts/bench_find.py`), the scripts that a phone loads:

| works | files | 兰竹 | 江南雨雪 | lanzhu | 王建国 | 3号楼2单元 |
|---|---|---|---|---|---|---|
| 100 | 6 | 25 kB, 9 gzip | 36 kB, 14 | 36 kB, 14 | 37 kB, 14 | 36 kB, 14 |
| 1,000 | 190 | 16 kB, 8 gzip | 18 kB, 10 | 26 kB, 12 | 20 kB, 11 | 16 kB, 8 |
| 5,000 | 882 | 21 kB, 8 gzip | 19 kB, 11 | 24 kB, 14 | 21 kB, 11 | 29 kB, 11 |
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from .documents import Document
from .fold import fold, simplified_forms
from .postings import PLACE_BITS, encode_documents, encode_places
from .sounds import read_aloud

_SHARD = 4_000
"""Characters of postings that a shard holds, about."""
_LARGE_SHARD = 4 * _SHARD
"""Of a small site, which shall have few files."""
_MOST_SHARDS = 256
_FEW = 128
"""So many documents come in one piece."""
_CHUNK = 8
"""So many in each piece where there are more: results lie far apart."""


class _Grams:
    """Of the titles, or of the other words: where each pair stands, and who has a character."""

    def __init__(self) -> None:
        self.places: dict[str, list[int]] = defaultdict(list)
        self.documents: dict[str, list[int]] = defaultdict(list)

    def add(self, number: int, words: Sequence[str], said: int) -> None:
        """Folded `words` of a document; pinyin of the first `said` of them."""
        start, places = number << PLACE_BITS, self.places
        for index, word in enumerate(words):
            for at, (one, next_) in enumerate(pairwise(word), start):
                places[one + next_].append(at)
            if index < said:
                self._add_sounds(read_aloud(word), start)
            start += len(word) + 1
        for character in set("".join(words)):
            self.documents[character].append(number)

    def _add_sounds(self, syllables: Sequence[str], start: int) -> None:
        """Syllables ` lan`, pairs of them `lan ting`, pairs of initials `=lt`."""
        for at, syllable in enumerate(syllables, start):
            self.places[f" {syllable}"].append(at)
        for at, (one, next_) in enumerate(pairwise(syllables), start):
            self.places[f"{one} {next_}"].append(at)
            self.places[f"={one[0]}{next_[0]}"].append(at)

    def encoded(self) -> Iterator[tuple[str, str]]:
        for gram, places in self.places.items():
            yield gram, encode_places(places)
        for character, documents in self.documents.items():
            yield character, encode_documents(documents)


class Index(NamedTuple):
    """Scripts by the end of their name, and what the page has to know to read them."""

    scripts: Mapping[str, str]
    shards: int
    chunk: int
    over: int
    """The number of the first document that is over."""
    version: str
    """Of all scripts: those of another day do not belong together."""


def build_index(documents: Sequence[Document]) -> Index:
    """Documents are in the order of results that match alike."""
    texts = _postings(documents)
    shards = _count_shards(sum(map(len, texts.values())))
    chunk = _FEW if len(documents) <= _FEW else _CHUNK
    scripts = dict(_shard_scripts(texts, shards))
    scripts |= _document_scripts(documents, chunk)
    scripts["forms"] = _forms_script({gram for gram in texts if len(gram) == 1})
    digest = hashlib.sha256("\n".join(scripts.values()).encode()).hexdigest()[:10]
    over = sum(not document.over for document in documents)
    return Index(scripts, shards, chunk, over, digest)


def _postings(documents: Sequence[Document]) -> dict[str, str]:
    """By gram, those of titles and, behind a space, those of other words."""
    titles, words = _Grams(), _Grams()
    for number, document in enumerate(documents):
        titles.add(number, (fold(document.title),), 1)
        said, others = map(fold, document.said), map(fold, document.words)
        words.add(number, (*said, *filter(None, others)), len(document.said))
    texts = dict(titles.encoded())
    for gram, text in words.encoded():
        texts[gram] = f"{texts.get(gram, '')} {text}"
    return dict(sorted(texts.items()))


def _count_shards(size: int) -> int:
    most = 4 if size <= 4 * _LARGE_SHARD else _MOST_SHARDS
    shards = 1
    while shards < most and size > shards * _SHARD:
        shards *= 2
    return shards


def shard_of(gram: str, shards: int) -> int:
    number = 0
    for character in gram:
        number = (number * 31 + ord(character)) % 65_521
    return number % shards


def _shard_scripts(texts: Mapping[str, str], shards: int) -> Iterator[tuple[str, str]]:
    held: list[dict[str, str]] = [{} for _ in range(shards)]
    for gram, text in texts.items():
        held[shard_of(gram, shards)][gram] = text
    for number, shard in enumerate(held):
        yield f"{number}", f"loudaoShard({number},{_json(shard)})\n"


def _document_scripts(documents: Sequence[Document], chunk: int) -> Iterator[tuple[str, str]]:
    for number in range(0, len(documents), chunk):
        shown = [[d.title, d.uri, d.line, d.picture] for d in documents[number : number + chunk]]
        name = number // chunk
        yield f"d{name}", f"loudaoDocuments({name},{_json(shown)})\n"


def _forms_script(characters: set[str]) -> str:
    """Traditional characters of which the site has the simplified form."""
    forms = {old: new for old, new in simplified_forms().items() if new in characters}
    return f"loudaoForms({_json(''.join(forms))},{_json(''.join(forms.values()))})\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
