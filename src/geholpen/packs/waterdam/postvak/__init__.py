"""The mail program of the people of Waterdam: a customer's mailbox, read over IMAP and written over SMTP. Demo only."""
