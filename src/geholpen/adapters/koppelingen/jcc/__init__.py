"""JCC-Afspraken over its REST interface ("warp")."""
