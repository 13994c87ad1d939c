from pathlib import Path

from cxcourse.grading import nbgrader_defaults

nbgrader_defaults(get_config(), course_id="cxcourse", root=Path(__file__).parent)  # noqa: F821
