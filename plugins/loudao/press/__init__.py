"""Everything that hangs on a wall, set by Typst into print-ready PDFs."""
