"""The command line: it reads the clock and the environment, delegates, and reports."""
