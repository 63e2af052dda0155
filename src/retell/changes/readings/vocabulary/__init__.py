"""What one word says that another does not."""
