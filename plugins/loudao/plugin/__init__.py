"""The porch towards MkDocs: each hook gathers, calls one function, returns."""

from .hooks import LoudaoPlugin

__all__ = ["LoudaoPlugin"]
