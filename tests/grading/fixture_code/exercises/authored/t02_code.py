# ---
# cxcourse: {module: t02, exercise: t02_code}
# ---

# %% [markdown]
# # Two functions and two figures
#
# A small exercise for the tests: code tasks, and plain Python so that kernels start fast.

# %%
from cxcourse import submit, submit_calls


# %% answer="mean"
def mean(values):
    """The mean of the values that are there."""
    ### BEGIN SOLUTION
    there = [v for v in values if v is not None]
    if any(v < 0 for v in there):
        raise ValueError("below zero")
    return sum(there) / len(there) if there else None
    ### END SOLUTION

# %% task="t02-a1"
submit_calls("t02-a1", mean)

# %% answer="larger"
def larger(a, b):
    """The larger of two numbers."""
    ### BEGIN SOLUTION
    return max(a, b)
    ### END SOLUTION

# %% task="t02-a2"
submit_calls("t02-a2", larger)

# %%
report = {}

# %% answer="figures"
### BEGIN SOLUTION
report = {"days": 365, "season": "winter"}
### END SOLUTION

# %% task="t02-a3"
submit("t02-a3", report)

# %% [markdown]
# Thank you.
