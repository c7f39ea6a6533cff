"""The public register: what we use people's data for, without logging in."""
