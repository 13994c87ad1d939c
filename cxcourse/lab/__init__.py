"""The learner's door: a workspace that is kept up to date, a start page, and a JupyterLab without author's tools."""
