"""Calligraphy and ink painting on xuan paper."""
