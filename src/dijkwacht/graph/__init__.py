"""Floor 3: the register as arrays of nodes and requirements."""
