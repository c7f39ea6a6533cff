"""What the BRP says about the customer of a question."""
