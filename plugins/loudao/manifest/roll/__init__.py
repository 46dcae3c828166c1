"""Lists of a manifest as tables, and tables back into the manifest."""
