"""What was reported: the returns of each edition."""
