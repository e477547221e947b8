"""Floor 1: words without domain. Imports nothing of ours and nothing of others."""
