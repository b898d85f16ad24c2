"""Who somebody is and what they may do; everything that is not allowed here is refused."""
