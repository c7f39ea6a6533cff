"""Brings the processing log to another system in the OpenTelemetry Protocol (OTLP/HTTP, JSON)."""
