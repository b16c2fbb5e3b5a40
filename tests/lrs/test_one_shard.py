"""Whatever is asked of a record store for one organisation goes to one shard, as the cluster itself says."""

import re
from collections import defaultdict

import pytest

from lrs import LRS
from lrs.store.layout import DISTRIBUTED
from tests.lrs.test_schema_rules import everything
from tests.support.tasks import Counter

pytestmark = pytest.mark.citus


@pytest.mark.parametrize("database_url", ["citus"], indirect=True)
def test_what_is_asked_for_an_organisation_goes_to_one_shard(lrs: LRS, database_url: str) -> None:
    counter = Counter(database_url)
    with counter.noting() as sent:
        everything(lrs, "some trust")
        everything(lrs, "some trust")  # the first time an organisation is given its number
    tasks = defaultdict[int, set[str]](set)
    for each in sent:
        tasks[counter.tasks(each)].add(each.sql)
    counter.close()
    asked = " ".join(tasks[1])
    missing = [each.name for each in DISTRIBUTED if not re.search(rf"\b{each.name}\b", asked)]
    assert set(missing) <= {"lrs_forward", "lrs_forward_refusal"}, missing
    several = {sql for count, of_it in tasks.items() if count > 1 for sql in of_it}
    assert not several, "\n".join(sorted(several))
