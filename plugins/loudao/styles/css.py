"""CSS as it goes out: as people wrote it, without what only people need."""

from __future__ import annotations

import rcssmin


def compact_css(text: str) -> str:
    """`text` without comments and spare space; every rule stays, in its place.

    rcssmin, since it knows space and nothing else: lightningcss and minify-html drop what old
    phones fall back to (`height:9vh;height:9dvh`) and write media queries that they cannot read.

    A page carries it in itself: nothing in it ends the `<style>` element, and to CSS `<\\/` is
    what `</` was.
    """
    return str(rcssmin.cssmin(text)).replace("</", "<\\/")
