"""Plain text → blocks, sentences, words, heading and quotations."""
