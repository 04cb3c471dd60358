"""Say what a gathering is: records and their rules, pure and standard library only."""
