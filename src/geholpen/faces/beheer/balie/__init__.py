"""Where and for what people can come: places with their hours, kinds of appointments."""
