"""Who is called upon: states and bodies by all their names."""
