"""Scenes as if photographed."""
