"""Which sentences, and which passages, say the same thing."""
