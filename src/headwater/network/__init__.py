"""Communities, tables, agencies, seats, agreements: who belongs, in which role, when."""
