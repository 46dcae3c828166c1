"""The kit that kinds compose their papers with: words, works, pieces, sizes; no disk, no pixels."""
