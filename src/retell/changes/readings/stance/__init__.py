"""How far a statement goes, and which way: doubt, denial, condition, cause, permission, up or down."""
