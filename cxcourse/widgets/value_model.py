"""The value delivery model as a loop to walk: input → activity → output, and the module that trains it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from cxcourse.content import load_course, load_value_model
from cxcourse.core.written import brief
from cxcourse.errors import AnswerError
from cxcourse.widgets.base import CourseWidget


class ValueModel(CourseWidget, stem="value_model"):
    """The six elements of the CX value delivery model.

    Examples
    --------
    ``ValueModel()`` alone shows the widget. The same as text:

    >>> model = ValueModel()                       # doctest: +SKIP
    >>> print(model.select("insight"))             # doctest: +SKIP
    """

    def __init__(self) -> None:
        self._model = load_value_model()
        self._elements = {element.id: element for element in self._model.elements}
        self._titles = {module.id: module.title for module in load_course().modules}
        self._selected, self._seen_elements = "", []
        super().__init__(f"{self._model.module}-value-model", "value-model")

    def select(self, element: str) -> str:
        """Look at one element; returns its text.

        Raises
        ------
        AnswerError
            There is no such element; the message lists them.
        """
        self.handle({"kind": "select", "element": element})
        if self._message:
            raise AnswerError(self._message)
        return self._element_text(element)

    def happened(self, event: dict[str, Any]) -> None:
        element = event.get("element")
        if not self._known(element):
            raise AnswerError(f"there is no element {brief(element)}; the elements are {', '.join(self._elements)}.")
        self._selected = element
        if element not in self._seen_elements:
            self._seen_elements = [*self._seen_elements, element]

    def _known(self, element: Any) -> bool:
        return isinstance(element, str) and element in self._elements

    def kept(self) -> dict[str, Any]:
        return {"selected": self._selected, "seen": self._seen_elements}

    def restore(self, data: dict[str, Any]) -> None:
        seen = data.get("seen") if isinstance(data.get("seen"), list) else []
        self._seen_elements = list(dict.fromkeys(e for e in seen if self._known(e)))
        self._selected = data["selected"] if self._known(data.get("selected")) else ""

    def drawn(self) -> dict[str, Any]:
        return {
            "title": self._model.title,
            "module": self._model.module,
            "selected": self._selected,
            "seen": self._seen_elements,
            "elements": [
                {k: v for k, v in asdict(e).items() if k != "facts"} | {"trained_title": self._trained(e.trained_in)}
                for e in self._model.elements
            ],
        }

    def _trained(self, module: str) -> str:
        title = self._titles.get(module, "")
        number = f"Module {int(module[1:])}"
        return title if title.startswith(number) else f"{number}: {title}"

    def _element_text(self, element: str) -> str:
        e = self._elements[element]
        return (
            f"{e.name} [{element}]: {e.question}\nInput: {e.input}\nActivity: {e.activity}\nOutput: {e.output}\n"
            f"At Lumen Mobile: {e.example}\nTrained in: {self._trained(e.trained_in)}"
        )

    def as_text(self) -> str:
        return "\n\n".join([self._model.title, *map(self._element_text, self._elements)])
