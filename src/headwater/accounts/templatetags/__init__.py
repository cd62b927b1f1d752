"""What pages of accounts say in plain words."""
