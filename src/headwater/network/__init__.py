"""Communities, tables, agencies, seats, agreements: who belongs, in which role, from when to when."""
