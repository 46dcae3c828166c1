"""What the search costs: making its index, and what a phone loads for a query.

uv run --group dev scripts/bench_find.py
"""

from __future__ import annotations

import gzip
import random
import time
from collections.abc import Iterator

from loudao.web.find.documents import Document
from loudao.web.find.fold import fold
from loudao.web.find.index import Index, build_index, shard_of

TITLES = "梅兰竹菊山水花鸟春夏秋冬松柏荷塘月色江南雨雪晨曦夕阳牡丹墨韵书香清风明月高远静思岁寒三友"
NOTES = "这幅作品是我在老年大学学习时画的用了三个月的时间老师说线条有力颜色清雅挂在楼道里给邻居看"
NAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗建国秀英桂兰志强淑珍玉梅德明文华永红"
FORMS = ("书法", "国画", "摄影", "剪纸")
QUERIES = (
    "兰",
    "兰竹",
    "兰竹菊",
    "江南雨雪",
    "lan",
    "lanzhu",
    "lz",
    "王建国",
    "书法",
    "3号楼2单元",
)


def make_documents(number: int) -> list[Document]:
    dice = random.Random(7)

    def words(of: str, most: int) -> str:
        return "".join(dice.choices(of, k=dice.randint(2, most)))

    found = []
    for n in range(number):
        artist, form = words(NAMES, 3), dice.choice(FORMS)
        where = f"花园小区 {n // 60 + 1}号楼 {n % 4 + 1}单元 {n % 6 + 1}层"
        gallery = f"第{n // 20}期"
        key = f"{dice.getrandbits(80):020x}"
        found.append(
            Document(
                words(TITLES, 8),
                f"galleries/{gallery}/{key[:6]}/",
                f"作品 · {artist} · {form} · 2026 · {gallery}",
                (form, "2026", gallery, where, words(NOTES, 30)),
                (artist,),
                f"media/{key}-256.webp",
            )
        )
    return found


def loaded_by(query: str, index: Index, documents: list[Document]) -> Iterator[str]:
    """The scripts of a query of characters that stand together, and of its first ten results."""
    word = fold(query)
    latin = word.isascii() and not word.isdigit()
    pairs = [word[n : n + 2] for n in {*range(0, len(word) - 1, 2), len(word) - 2}]
    grams = pairs if len(word) > 1 else [word]
    if latin:
        grams = [grams[0], f"={grams[0]}", " lan" if word == "lan" else "lan zhu"]
    names = {f"{shard_of(gram, index.shards)}" for gram in grams}
    hits = [n for n, d in enumerate(documents) if word in fold(d.title)] or [
        n for n, d in enumerate(documents) if word in fold("\n".join((*d.said, *d.words)))
    ]
    names |= {f"d{n // index.chunk}" for n in (hits or range(0, len(documents), 97))[:10]}
    return (index.scripts[name] for name in names)


def main() -> None:
    for number in (100, 1000, 5000):
        documents = make_documents(number)
        build_index(documents[:50])  # dictionaries are read once
        start = time.process_time()
        index = build_index(documents)
        each = (time.process_time() - start) / number * 1000
        whole = sum(len(script.encode()) for script in index.scripts.values()) / 1000
        print(
            f"{number} documents: {each:.3f} ms of CPU each, {index.shards} shards, "
            f"{len(index.scripts)} files, {whole:.0f} kB"
        )
        for query in QUERIES:
            scripts = [script.encode() for script in loaded_by(query, index, documents)]
            raw = sum(map(len, scripts)) / 1000
            sent = sum(len(gzip.compress(script)) for script in scripts) / 1000
            print(f"  {query:　<8}{len(scripts):3} files {raw:6.1f} kB, gzip {sent:5.1f} kB")


if __name__ == "__main__":
    main()
