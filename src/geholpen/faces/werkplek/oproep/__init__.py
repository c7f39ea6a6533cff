"""The telephone on the screen: who is on the line, and calling somebody."""
