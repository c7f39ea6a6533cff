"""Text messages, over a provider of the Twilio form or over Notify."""
