"""What was taken in, for good; and what of it counts now."""
