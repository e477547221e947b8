"""Floor 4: what happens when things stop: scenario in, outage out."""
