"""What happened and cannot be made again: printing, posting, reply, follow-up."""
