"""Which articles of a sweep are linked, in SQL that DuckDB and Spark read alike.

Tables: `articles` (place, external_id, published, n_pairs) and `held` (place, feature) of the corpus; `known` (number,
external_id) and `kept` (number, feature) of a library; `links` (suspect, reference, shared); `verdicts` (suspect, reference,
label, probability, covers).

Two articles are linked that share word pairs which few articles hold; a pair that many hold says nothing and would make the join
grow with the square of them. As a corpus grows, ever more pairs come near any such bound, so of those that are neither rare nor
common each article brings a hundred: time grows as the corpus does.
"""

from typing import Final

FEWEST_SHARED: Final = 4  # word pairs that link two articles
FEW_HOLDERS: Final = 12  # articles: a word pair that so many hold, or fewer, always counts
MOST_HOLDERS: Final = 50  # articles: a word pair that more hold links nobody
BROUGHT: Final = 100  # word pairs between the two bounds of each article count, rarer ones first

# Not the rarest to the last article: of a text with thirty versions these would be the pairs that its spun copy lacks, which one
# article less holds. A feature is a hash, so that all who hold nearly the same choose nearly the same.
_COUNTED: Final = f"""
weighed as (select place, feature, n from held join holders using (feature)),
ordered as (
    select place, feature,
        row_number() over (partition by place order by case when n > {2 * FEW_HOLDERS} then 1 else 0 end, feature) as nth
    from weighed where n > {FEW_HOLDERS}),
counted as (
    select place, feature from weighed where n <= {FEW_HOLDERS}
    union all
    select place, feature from ordered where nth <= {BROUGHT})
"""
_IN_CORPUS: Final = f"""
with holders as (select feature, count(*) as n from held group by feature having count(*) between 2 and {MOST_HOLDERS}),
    {_COUNTED},
    shared as (
        select one.place as earlier, other.place as later, count(*) as n
        from counted one join counted other on one.feature = other.feature and one.place < other.place
        group by one.place, other.place having count(*) >= {FEWEST_SHARED})
select case when a.published > b.published then earlier else later end as suspect,
    cast(case when a.published > b.published then later else earlier end as bigint) as reference, cast(n as integer) as shared
from shared join articles a on a.place = earlier join articles b on b.place = later
"""
_WITH_LIBRARY: Final = f"""
with holders as (select feature, count(*) as n from kept group by feature having count(*) <= {MOST_HOLDERS}), {_COUNTED}
select counted.place as suspect, kept.number as reference, cast(count(*) as integer) as shared
from counted join kept on counted.feature = kept.feature
group by counted.place, kept.number having count(*) >= {FEWEST_SHARED}
"""


def links_of(*, is_of_itself: bool) -> str:
    """The links of a corpus with itself, or with a library."""
    return _IN_CORPUS if is_of_itself else _WITH_LIBRARY


def best_of(most: int) -> str:
    """The `most` links of each suspect that share most, those of a suspect together."""
    return f"""
        select suspect, reference, shared from (
            select *, row_number() over (partition by suspect order by shared desc, reference) as nth from links) numbered
        where nth <= {int(most)} order by suspect, shared desc, reference
    """


def pairs_of(*, is_of_itself: bool) -> str:
    """What a sweep hands over, a row a link, with `place` and `number` to order by; references may be of the corpus itself.

    Trap: the engines' `round` differ where a half is to be rounded.
    """
    names, key = ("articles", "place") if is_of_itself else ("known", "number")
    return f"""
        select a.external_id as suspect, r.external_id as reference, shared,
            floor(cast(shared as double) * 10000 / a.n_pairs + 0.5) / 10000 as share, label, probability, covers,
            a.place as place, links.reference as number
        from links join articles a on a.place = links.suspect join {names} r on r.{key} = links.reference
        left join verdicts v on v.suspect = links.suspect and v.reference = links.reference
    """
