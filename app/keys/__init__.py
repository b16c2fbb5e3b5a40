"""A change of keys while people work: which texts are sealed, and how each gets the newest key."""
