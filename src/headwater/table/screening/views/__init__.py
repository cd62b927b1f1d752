"""The pages of filter one: screenings, what comes before anything, the agency's protocol."""
