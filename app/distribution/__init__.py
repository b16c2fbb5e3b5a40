"""A store that is spread over several machines by organisation, on PostgreSQL with Citus."""
