"""Measured promises: one module each, with the floor it is compared with in the same run. Run with `bin/bench`."""
