"""Who may act for me, and how I end that."""
