"""An appointment that the desk makes: from a question, or while somebody is on the line or at the counter."""
