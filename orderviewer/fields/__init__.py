"""What the fields of an order mean, found by rule, because nobody has documented them."""
