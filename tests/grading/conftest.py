"""Nothing in fixture/ is a test: its notebook source runs in a learner's kernel only."""

collect_ignore = ["fixture"]
