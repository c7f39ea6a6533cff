"""The counter: who comes today, who waits, and whom I call."""
