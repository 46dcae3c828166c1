"""How sheets look: one folder a style, and the faces that they are set in."""
