"""The ground floor: what a community is, in frozen values without I/O."""
