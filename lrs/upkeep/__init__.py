"""What those do who look after a store: erase a person or an organisation, purge what is old."""
