"""Qmatic Orchestra over its public calendar interface."""
