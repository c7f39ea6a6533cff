"""Where the code on a letter leads: log in, or go on in WhatsApp."""
