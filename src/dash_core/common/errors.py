"""The errors a person sees: each message is one sentence saying what, where and what to do."""

__all__ = [
    "AnswerError",
    "ClassError",
    "ClassFrozenError",
    "ClassUnreachableError",
    "DossierError",
    "ExportError",
    "LessonError",
    "LimitError",
    "ModelError",
    "NamesError",
    "NoteError",
    "PictureError",
    "ReadError",
    "SettingError",
    "StudyError",
    "StudyUnreachableError",
    "TopicFileError",
    "UnknownDocumentError",
]


class DossierError(Exception):
    """Base of every error whose message is written for the person at the screen."""


class ClassError(DossierError):
    """A class is not there, or does not take what is asked of it."""


class ClassFrozenError(ClassError):
    """The teacher has paused the answers."""


class ClassUnreachableError(ClassError):
    """The database of classes does not answer: it may, a moment later."""


class AnswerError(DossierError):
    """An answer of a student cannot be kept as it is."""


class ExportError(DossierError):
    """What is asked for does not go into the kind of file that is asked for."""


class LessonError(DossierError):
    """A lesson makes no sense, or does not fit the listing."""


class LimitError(DossierError):
    """Something takes more time or memory than the host allows."""


class ModelError(DossierError):
    """There is no such model of sentences, or it cannot be used."""


class NamesError(DossierError):
    """A decision about names cannot be understood, or contradicts another."""


class NoteError(DossierError):
    """A note, a tag or a passage cannot be kept as it is."""


class PictureError(DossierError):
    """A chart cannot be drawn outside a page."""


class ReadError(DossierError):
    """The listing could not be read at all."""


class SettingError(DossierError):
    """A setting of the host makes no sense."""


class StudyError(DossierError):
    """A study could not be opened or saved."""


class StudyUnreachableError(StudyError):
    """Where a study lies cannot be reached: it may, a moment later."""


class TopicFileError(DossierError):
    """The file of named topics could not be read or makes no sense."""


class UnknownDocumentError(DossierError):
    """No document has the id that was asked for."""
