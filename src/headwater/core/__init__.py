"""What every room may use: errors, rules, privacy classes, references, clock, zones, components. No models."""
