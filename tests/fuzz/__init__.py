"""Real updates, broken in every way, fed through the real bot: `make fuzz`."""
