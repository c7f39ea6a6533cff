"""Calling the municipality as somebody in Waterdam, through the exchange of the demo. Demo only."""
