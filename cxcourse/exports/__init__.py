"""Ways out of the course and back in: what learners and teachers made, in the formats of other tools."""
