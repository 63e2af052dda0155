"""Who said what, in which words and with what verb."""
