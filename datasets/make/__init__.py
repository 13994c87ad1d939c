"""How the tables of the course are made: one module a subject, one seed for all."""
