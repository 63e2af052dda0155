"""What stands beside what in a link, what stands alone, and who does what to whom."""
