"""Nothing in fixture/ and fixture_code/ is a test: its notebook source runs in a learner's kernel only."""

collect_ignore = ["fixture", "fixture_code"]
