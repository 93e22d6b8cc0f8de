"""What a title or a text says of people: parties, where they stand, who wrote to whom."""

from dataclasses import dataclass, field

__all__ = ["Correspondence", "Party", "PersonMention"]


@dataclass(frozen=True, slots=True)
class Party:
    """A correspondent as printed: a person (given names and surname) or a body or office.

    `role` is the office or honorific printed with a name ("Ambassador", "Secretary of War"); it
    is no part of the name, and the same name in another role is the same party.
    """

    printed: str
    surname: str = ""
    given: str = ""
    alias: str = ""
    role: str = field(default="", compare=False)

    @property
    def is_person(self) -> bool:
        """Whether it is a person and no body or office."""
        return bool(self.surname)


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person at `start:end` of a text."""

    party: Party
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Correspondence:
    """What a title says of its parties, and where in the title its subject starts.

    `same_sender` and `same_recipient`: the title says "same" (or "do"), so that side is the one
    of the entry printed before. Where a message went through somebody ("From the Ambassador: Crosby
    to McAdoo"), all of them are parties.
    """

    creators: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place: str = ""
    subject_start: int = 0
    same_sender: bool = False
    same_recipient: bool = False
