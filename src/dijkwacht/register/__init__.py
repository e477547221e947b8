"""Floor 2: the nouns, a register as columns, its checks, its plan, and its folder of tables."""
