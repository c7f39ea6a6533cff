"""The room of a video call, as another product would have it. Demo only."""
