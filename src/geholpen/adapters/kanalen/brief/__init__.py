"""Letters: scans that come in by the batch, and letters that go out to a print provider."""
