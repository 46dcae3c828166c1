"""Short codes that stand on walls and must lead somewhere for ever."""
