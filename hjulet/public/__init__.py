"""The citizens' site: reads published editions only."""
