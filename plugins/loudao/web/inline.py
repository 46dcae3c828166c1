"""The scripts that stand in pages of ours themselves: a policy knows each by its hash."""

from __future__ import annotations

EARLY = (
    "{const is=document.documentElement.classList;"
    '"speechSynthesis"in self&&is.add("says");'
    '/[?&]q=./.test(location.search)&&is.add("asked");'
    'try{(location.hash=="#big"||localStorage["loudao-large"])&&is.add("big")}catch{}}'
)
"""Before anything is drawn: large type where it is remembered, and whether a voice can read.
A file that comes after the page would have it laid out twice, before the eyes of who reads it."""

FORWARD = (
    'const[to,at]=document.getElementById("on").href.split("#");'
    'location.replace(to+location.search+(at?"#"+at:""))'
)
"""Goes on to what hangs there, with the version of the paper that was scanned: it stands before the
anchor. The same on every page, so that a policy knows it."""


def scripts_in(html: str) -> tuple[str, ...]:
    """Those of ours that `html` has."""
    return tuple(script for script in (EARLY, FORWARD) if f"<script>{script}</script>" in html)
