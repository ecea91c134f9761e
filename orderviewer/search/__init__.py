"""What the user looks for: words, terms, and the texts in which they are found."""
