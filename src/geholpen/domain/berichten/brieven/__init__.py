"""What is only so with letters: scans that wait for a person, and rounds that go to the printer."""
