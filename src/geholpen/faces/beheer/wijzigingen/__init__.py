"""What the pages of settings share: proposals that wait, the history, and a yes or no."""
