"""What happens to the tables: taken in, kept, reconciled, reported."""
