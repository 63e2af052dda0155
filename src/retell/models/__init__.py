"""What was learned or compiled for Retell: the only place that opens such files."""
