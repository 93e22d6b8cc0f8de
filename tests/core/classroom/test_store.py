"""Classes in SQLite and in PostgreSQL: joined, answered, led and deleted."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from dash_core import Study
from dash_core.classroom.store import ClassStore
from dash_core.classroom.store import answers as answers_module
from dash_core.classroom.store import classes as classes_module
from dash_core.classroom.store.tables import HEAD, METADATA
from dash_core.cli import main
from dash_core.common.errors import (
    ClassError,
    ClassFrozenError,
    ClassUnreachableError,
    SettingError,
)
from dash_core.readers import SourceFile

LESSON = {"title": "A lesson", "exercises": [{"kind": "sort"}]}


@pytest.fixture(scope="module")
def study():
    return Study.of([SourceFile("letters.txt", b"1 May 1950\nA letter.\n\n2 May 1950\nA note.\n")])


@pytest.fixture
def room(store, study):
    classroom, _secret = store.create(study, LESSON, "Letters")
    store.lead(classroom, exercise=0)
    return store.get(classroom.id)


def test_a_class_is_found_by_its_code_and_opened_by_its_secret(store, study):
    made, secret = store.create(study, LESSON, "Letters")
    typed = f" {made.code[:4].lower()}-{made.code[4:]} "
    assert store.find(typed) == made == store.of_teacher(made.code, secret)
    assert store.study(made).key == study.key
    assert made.lesson == LESSON
    assert made.exercise == -1
    with pytest.raises(ClassError, match="not the link of the teacher"):
        store.of_teacher(made.code, secret[:-1])
    with pytest.raises(ClassError, match="no class with this code"):
        store.find("BBBB-BBBB")


def test_wrong_codes_are_limited_for_all_servers_together(monkeypatch, open_store, study):
    one, other = open_store(), open_store()
    made, _secret = one.create(study, LESSON, "Letters")
    monkeypatch.setattr(classes_module, "MAX_WRONG", 4)
    for store in (one, other) * 2:
        with pytest.raises(ClassError, match="no class"):
            store.find("BBBB-BBBB")
    for store in (one, other):  # nobody learns whether a code is right
        with pytest.raises(ClassError, match="Too many wrong codes"):
            store.find(made.code)


def test_students_join_and_come_back(store, room):
    student, secret = store.join(room, "  Ana ")
    room = store.get(room.id)
    assert (student.number, student.nickname) == (1, "Ana")
    assert store.seat(room.code, secret) == (room, student)
    with pytest.raises(ClassError, match="has this nickname already"):
        store.join(room, "ÁNA")
    assert store.join(room, "Ana 2")[0].number == 2
    store.take_name_away(student)
    assert [one.nickname for one in store.students(room)] == ["Student 1", "Ana 2"]
    again = store.new_secret(student)
    assert store.seat(room.code, again)[1].number == 1
    with pytest.raises(ClassError, match="taken away"):
        store.seat(room.code, secret)


def test_the_pages_of_a_class_ask_again_when_a_student_is_somebody_else(store, room):
    student, _secret = store.join(room, "Ana")
    seen = [room.version]
    for change in (store.take_name_away, store.new_secret, store.remove):
        change(student)
        seen.append(store.get(room.id).version)
    assert seen == sorted(set(seen))


def test_a_class_and_a_server_are_full_at_some_time(monkeypatch, store, study, room):
    monkeypatch.setenv("DOSSIER_MAX_STUDENTS", "2")
    for name in ("a", "b"):
        store.join(room, name)
    with pytest.raises(ClassError, match="full"):
        store.join(room, "c")
    assert len(store.students(room)) == 2
    monkeypatch.setenv("DOSSIER_MAX_CLASSES", "1")
    with pytest.raises(ClassError, match="as many classes"):
        store.create(study, LESSON, "One more")


def test_an_older_revision_never_takes_the_place_of_a_newer_one(store, room):
    student, _secret = store.join(room, "Ana")

    def kept():
        return store.answers_of(student, 0)["q"].value

    assert store.save_answer(student, 0, "q", "oil", 5)
    assert store.save_answer(student, 0, "q", "oil", 5)  # a repetition
    assert not store.save_answer(student, 0, "q", "troops", 4)
    assert not store.save_answer(student, 0, "q", "troops", 5)
    assert kept() == "oil"
    assert store.save_answer(student, 0, "q", None, 6)
    assert kept() is None
    assert store.answers(room, 0) == {}
    assert not store.save_answer(student, 0, "q", "oil", 5)
    assert store.save_answer(student, 0, "q", ["ä", {"why": "“\u0000”"}], 7)
    assert store.answers(room, 0) == {"1": {"q": ["ä", {"why": "“\u0000”"}]}}


def test_what_is_not_taken_says_why(monkeypatch, store, room):
    student, _secret = store.join(room, "Ana")
    with pytest.raises(ClassError, match="not begun"):
        store.save_answer(student, 1, "q", 1, 1)
    with pytest.raises(ClassError, match="too long"):
        store.save_answer(student, 0, "q", "x" * 20_001, 1)
    store.lead(room, is_frozen=True)
    with pytest.raises(ClassFrozenError, match="paused"):
        store.save_answer(student, 0, "q", 1, 1)
    store.lead(room, is_frozen=False, exercise=1)
    assert store.save_answer(student, 0, "q", 1, 1)  # late, not lost
    monkeypatch.setattr(answers_module, "MAX_ANSWERS", 1)
    with pytest.raises(ClassError, match="as many answers"):
        store.save_answer(student, 0, "r", 1, 1)
    store.remove(student)
    with pytest.raises(ClassError, match="taken away"):
        store.save_answer(student, 0, "q", 1, 2)
    assert store.join(room, "Ana")[0].number == 2  # a number is given once
    store.delete(room)
    with pytest.raises(ClassError, match="over"):
        store.save_answer(student, 0, "q", 1, 2)


def test_every_change_of_what_is_on_has_a_version(store, room):
    store.lead(room, is_revealed=True, shows_names=True)
    now = store.get(room.id)
    assert now.version == room.version + 1
    assert (now.is_revealed, now.shows_names, now.is_frozen) == (True, True, False)
    assert now.begun == room.begun  # as long as the exercise is the same
    assert now.minutes_on(now.begun + timedelta(minutes=3, seconds=59)) == 3
    store.lead(room, exercise=1)
    assert store.get(room.id).begun > room.begun


def test_classes_kept_by_an_earlier_dossier_go_on(open_store, study):
    """As the tables were before the last migration."""
    store = open_store()
    room, secret = store.create(study, LESSON, "Letters")
    with store.database.writing() as connection:
        connection.execute(text("ALTER TABLE classroom_class DROP COLUMN begun"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    newer = open_store()
    assert newer.of_teacher(room.code, secret).begun is None
    newer.lead(room, exercise=0)
    assert newer.get(room.id).begun


def test_two_servers_on_one_database_lose_and_double_nothing(open_store, study):
    """Students answer through two servers at once, each answer three times, in any order."""
    servers = [open_store(), open_store()]
    room, _secret = servers[0].create(study, LESSON, "Letters")
    servers[1].lead(room, exercise=0)

    def sit(n):
        rng, server = Random(n), servers[n % 2]
        student, _secret = server.join(room, f"student {n}")
        calls = [(f"q{i}", revision) for i in range(4) for revision in (1, 2, 2)]
        rng.shuffle(calls)
        for question, revision in calls:
            rng.choice(servers).save_answer(student, 0, question, [n, revision], revision)
        return student.id, n

    with ThreadPoolExecutor(8) as pool:
        seats = dict(pool.map(sit, range(16)))
    assert len(seats) == 16
    expected = {id_: {f"q{i}": [n, 2] for i in range(4)} for id_, n in seats.items()}
    for server in servers:
        assert server.answers(room, 0) == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 9), st.text(max_size=3))))
def test_the_highest_revision_is_kept_in_any_order(store, room, calls):
    student, _secret = store.join(
        room, f"s{store.get(room.id).version}-{len(store.students(room))}"
    )
    kept = {}
    for question, revision, value in calls:
        if revision > kept.get(question, (0,))[0]:
            kept[question] = (revision, value)
        store.save_answer(student, 0, question, value, revision)
    found = store.answers_of(student, 0)
    assert {q: (a.revision, a.value) for q, a in found.items()} == kept


def test_classes_expire(monkeypatch, store, study, room):
    now = classes_module.now()
    student, _secret = store.join(room, "Ana")
    store.save_answer(student, 0, "q", 1, 1)
    assert store.expire() == 0
    monkeypatch.setattr(classes_module, "now", lambda: now + timedelta(days=31))
    assert store.expire() == 1
    monkeypatch.undo()
    with pytest.raises(ClassError, match="over"):
        store.get(room.id)
    with pytest.raises(ClassError, match="over"):
        store.study(room)
    assert store.answers(room, 0) == {}


def test_a_timer_of_the_host_deletes_what_is_over(capsys, monkeypatch, study):
    store = ClassStore()
    store.create(study, LESSON, "Letters")
    store.database.close()
    assert main(["expire"]) == 0
    now = classes_module.now()
    monkeypatch.setattr(classes_module, "now", lambda: now + timedelta(days=31))
    assert main(["expire"]) == 0
    assert capsys.readouterr().out == "0 classes deleted\n1 class deleted\n"


def test_nothing_of_a_nickname_is_left(open_store, request, study, tmp_path):
    """After much coming and going, in the files of SQLite and what PostgreSQL writes down."""
    store, rng = open_store(), Random(1)
    room, _secret = store.create(study, LESSON, "Letters")
    other, _secret = store.create(study, LESSON, "Another class")
    for classroom in (room, other):
        store.lead(classroom, exercise=0)
    seats = []
    for n in range(60):
        here = room if n % 3 else other
        word = "Zaunkoenig" if here is room else "Rotkehl"
        student, _secret = store.join(here, f"{word} {n}")
        for revision in range(rng.randrange(4)):
            store.save_answer(
                student, 0, f"q{revision}", f"{word} says {'x' * n * 9}", revision + 1
            )
        seats += [student] if here is room else []
    store.take_name_away(seats[0])
    store.remove(seats[1])
    store.delete(room)
    assert len(store.students(other)) == 20
    if store.database.is_sqlite:
        written = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert any(b"Rotkehl" in path.read_bytes() for path in written)
    else:
        with store.database.reading() as connection:
            for table in METADATA.tables.values():
                assert "Zaunkoenig" not in str(connection.execute(table.select()).all())
        written = [request.getfixturevalue("postgresql").log]
    assert not [path for path in written if b"Zaunkoenig" in path.read_bytes()]


def test_the_migrations_make_the_tables(store):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with store.database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_the_last_migration_is_the_head():
    config = Config()
    config.set_main_option("script_location", "dash_core.classroom.store:migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_a_database_of_a_newer_dossier_is_left_alone(open_store):
    with open_store().database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(ClassError, match="newer version of Dossier"):
        open_store()


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense", "postgresql+nothing://x/y"])
def test_a_database_that_makes_no_sense(url):
    with pytest.raises(SettingError, match="postgresql://"):
        ClassStore(url)


def test_a_database_that_does_not_answer(tmp_path):
    with pytest.raises(ClassUnreachableError, match="Wait a moment"):
        ClassStore("postgresql://nobody@127.0.0.1:1/none")
    (tmp_path / "file").touch()
    with pytest.raises(ClassUnreachableError, match="cannot be kept"):
        ClassStore(folder=tmp_path / "file" / "below")
