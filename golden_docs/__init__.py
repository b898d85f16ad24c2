"""Golden packages, single documents with truth, and the maker that draws them."""
