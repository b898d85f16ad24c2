"""The maker: draws scanned applications of fictional companies, with the truth of every page."""
