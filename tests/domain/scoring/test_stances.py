from kg.domain.scoring import IMPLIED, Spread, brier, hit_shares, implied
from kg.domain.vocabulary import Stance


def test_every_stance_but_asking_implies_a_probability():
    assert set(IMPLIED) == set(Stance) - {Stance.ASKS}
    assert implied(Stance.ASKS) is None


def test_the_table_is_careful():
    assert {stance: implied(stance) for stance in Stance if stance is not Stance.ASKS} == {
        Stance.ASSERTS: Spread(0.55, 0.8, 0.95),
        Stance.AGREES: Spread(0.55, 0.8, 0.95),
        Stance.PARTLY: Spread(0.2, 0.5, 0.8),
        Stance.DISAGREES: Spread(0.05, 0.2, 0.45),
    }


def test_disagreeing_mirrors_agreeing():
    yes, no, partly = (IMPLIED[each] for each in (Stance.AGREES, Stance.DISAGREES, Stance.PARTLY))
    for one, other in ((yes, no), (partly, partly)):
        mirrored = (1 - one.high, 1 - one.middle, 1 - one.low)
        assert [round(end, 9) for end in mirrored] == [other.low, other.middle, other.high]


def test_partly_takes_no_side():
    middle = IMPLIED[Stance.PARTLY].middle
    for came in (0, 1):
        assert brier([(middle, came)]) == 0.25
        assert hit_shares([(middle, came)]).tolist() == [0.5]


def test_another_table_can_be_read():
    table = {Stance.ASSERTS: Spread.of(0.6)}
    assert implied(Stance.ASSERTS, table) == Spread(0.6, 0.6, 0.6)
    assert implied(Stance.AGREES, table) is None
