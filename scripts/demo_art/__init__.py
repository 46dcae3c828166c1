"""Paints the pictures of the demo community; `scripts/make_demo_art.py` runs it."""
