"""Parts that several pages of the desk share."""
