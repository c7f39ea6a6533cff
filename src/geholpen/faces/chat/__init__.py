"""Where visitors chat: the interface of the window, and the same on a plain page."""
