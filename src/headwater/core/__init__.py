"""What every room may use: errors, rules, privacy classes, clock, zones, components. No models."""
