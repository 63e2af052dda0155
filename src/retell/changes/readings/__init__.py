"""What the kinds of change read from the same sentences: figures, times, names, speech, answering words."""
