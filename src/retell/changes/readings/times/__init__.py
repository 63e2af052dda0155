"""When and for how long: dates, clock times, durations, and what is done or ahead."""
