"""Running a stage only where its inputs are not those of before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, cast

from dash_core.study.study import Study
from dash_core.text.vectors.sentence_model import Model

__all__ = ["Previous", "Runner", "Stage", "WhenDone"]

_T = TypeVar("_T")


@dataclass(frozen=True, eq=False)
class Stage:
    """What a stage of `build` gave, and what it was made from."""

    inputs: tuple[Any, ...]
    result: Any


WhenDone = Callable[[Mapping[str, Stage]], None]
"""Told of the stages that are done."""


class Previous(Protocol):
    """What was fitted before."""

    @property
    def model(self) -> Model | None:
        """Its sentence model."""

    @property
    def stages(self) -> Mapping[str, Stage]:
        """What it was made by."""


class Runner:
    """Runs stages, or takes them from before; `done` has all of them by name.

    Parameters
    ----------
    study
        The study, without its notes.
    model
        A sentence model, if any.
    previous
        A core from which stages with the same inputs are taken.
    when_done
        Called with all that are done after each stage that was run.
    """

    def __init__(
        self,
        study: Study,
        model: Model | None,
        previous: Previous | None,
        when_done: WhenDone | None = None,
    ) -> None:
        self.study, self.model = study, model
        is_usable = previous is not None and previous.model is model
        self.before = previous.stages if previous is not None and is_usable else {}
        self.done: dict[str, Stage] = {}
        self._when_done = when_done

    def run(self, name: str, compute: Callable[[], _T], *inputs: Any) -> _T:
        """The result of a stage: that of before where the inputs are the same."""
        stage = self.before.get(name)
        if stage is None or stage.inputs != inputs:
            stage = Stage(inputs, compute())
            self.done[name] = stage
            if self._when_done:
                self._when_done(self.done)
        self.done[name] = stage
        return cast("_T", stage.result)

    def derive(self, name: str, compute: Callable[[], _T], *inputs: Any) -> _T:
        """The result of a short stage: the object of before also where it comes out equal, so that
        what is made from it need not be made again."""

        def again() -> _T:
            result, before = compute(), self.before.get(name)
            return result if before is None or before.result != result else before.result

        return self.run(name, again, *inputs)
