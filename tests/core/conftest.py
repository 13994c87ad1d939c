"""Settings of the property tests of the core."""

from hypothesis import settings

# The first call of a metric may load scipy or statsmodels, and a busy machine is slow: neither is a fault
settings.register_profile("core", deadline=None)
settings.load_profile("core")
