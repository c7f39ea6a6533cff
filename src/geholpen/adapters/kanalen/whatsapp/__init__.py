"""WhatsApp over the Cloud API of the WhatsApp Business Platform."""
