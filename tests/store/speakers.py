"""Speakers that are put into a notebook, and read or refused."""

from contextlib import closing

import pytest
from sqlalchemy import select

from kg.errors import KgError
from kg.store import database as databases
from kg.store.models import Speaker


def speaker(uid="ann", name="Ann"):
    return Speaker(uid=uid, kind="person", names={"en": name}, aliases=[])


def refusal(call, *details, **more):
    with pytest.raises(KgError) as refused:
        call(*details, **more)
    return str(refused.value)


def add_in(place, uid="ann"):
    with closing(databases.open(place)) as opened, opened.transaction("add") as session:
        session.add(speaker(uid))


def uids_in(place):
    opened = databases.open(place)
    with opened.read() as session:
        found = session.scalars(select(Speaker.uid).order_by(Speaker.id)).all()
    opened.close()
    return list(found)
