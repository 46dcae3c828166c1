"""Pages for phones: finished HTML that needs no theme and no script."""
