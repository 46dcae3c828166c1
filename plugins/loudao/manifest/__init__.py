"""Text that staff wrote, read into models with every fault and its position."""
