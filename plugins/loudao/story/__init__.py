"""The recipes: one straight function for each thing that a person asks for."""
