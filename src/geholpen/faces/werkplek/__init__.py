"""The desk: one inbox, one conversation per question, and the customer beside it."""
