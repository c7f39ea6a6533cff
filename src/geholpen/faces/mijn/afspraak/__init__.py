"""Making, moving and cancelling an appointment."""
