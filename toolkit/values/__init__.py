"""What words, dates, numbers and colours mean: the ground floor, pure."""
