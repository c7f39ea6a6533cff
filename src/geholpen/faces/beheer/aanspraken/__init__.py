"""Claims to act for a customer that wait for a decision."""
