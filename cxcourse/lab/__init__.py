"""The learner's door: a workspace kept up to date, a start page, a JupyterLab without author's tools."""
