"""The start page as an extension of jupyter-server; only the server of ``cxcourse lab`` loads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import json5
from jupyter_server.base.handlers import FileFindHandler, JupyterHandler
from jupyter_server.serverapp import ServerApp
from jupyter_server.utils import url_path_join
from tornado import web

from cxcourse.content import course_root
from cxcourse.lab import page

_STATIC = [str(Path(__file__).with_name("static")), str(Path(__file__).parents[1] / "widgets" / "static")]
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


class StartPage(JupyterHandler):
    """``/cxcourse``: the modules, the progress and the one next step."""

    @property
    def content_security_policy(self) -> str:
        """Allow what comes from this server, and nothing else at all."""
        return _POLICY

    @web.authenticated
    def get(self) -> None:
        """Show the page as the answers on disk are now."""
        workspace = Path(self.settings["server_root_dir"]).expanduser()
        found = page.gather(workspace, course_root())
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.set_header("Cache-Control", "no-store")
        _ = self.xsrf_token  # reading it sets the cookie that the page's own requests need
        self.finish(page.render(found, self.base_url, theme_of(self.settings.get("cxcourse_settings_dir", ""))))


def theme_of(settings_dir: str) -> str:
    """Return the colours chosen in JupyterLab's settings: ``light``, ``dark``, or ``auto`` for no choice."""
    path = Path(settings_dir) / "@jupyterlab" / "apputils-extension" / "themes.jupyterlab-settings"
    try:
        chosen: Any = json5.loads(path.read_text(encoding="utf-8"))
        if chosen.get("adaptive-theme") is False and chosen.get("theme"):
            return "dark" if "dark" in str(chosen["theme"]).lower() else "light"
    except (OSError, ValueError, AttributeError):
        pass  # no choice yet, or a settings file that JupyterLab itself will complain about
    return "auto"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "cxcourse.lab.startpage"}]


def _load_jupyter_server_extension(app: ServerApp) -> None:
    base = app.web_app.settings["base_url"]
    handlers = [
        (url_path_join(base, r"/cxcourse/?"), StartPage),
        (
            url_path_join(base, r"/cxcourse/static/(.*)"),
            FileFindHandler,
            {"path": _STATIC, "no_cache_paths": ["/"]},
        ),
    ]
    app.web_app.add_handlers(".*$", handlers)
