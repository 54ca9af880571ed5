"""Object lists by the thousand: ``1 "0100" 20 "130"`` spread over the code parts.

What a list means depends on its dimensions alone, and of those there are few combinations: each is judged
by the exact reader's rule.
"""

import polars as pl

from hjulet.domain.ledger import CODE_PARTS
from hjulet.readers.sie4.content import ITEM
from hjulet.readers.sie4.fields import pair_up

_WORD = r'(?:"[^ \t"{}\\]*"|[^ \t"{}\\]+)'
_LIST = rf"^[ \t]*(?:{_WORD}(?:[ \t]+{_WORD})*[ \t]*)?$"
_PLACES = {column: f"at_{column}" for column in CODE_PARTS.values()}

_SHAPES = pl.Schema(
    [
        ("dimensions", pl.String),
        ("count", pl.UInt32),  # words in the list
        ("understood", pl.Boolean),
        *((place, pl.Int64) for place in _PLACES.values()),  # where its code stands among the words
        ("has_others", pl.Boolean),
    ]
)


def read_lists(lists: pl.Series) -> pl.DataFrame:
    """Read what stands between braces, one row for each: the columns of CODE_PARTS, ``others``, ``items``.

    ``items`` are the words, for the content hash; ``understood`` is false where they are not single words,
    with a dimension and a code in turn.
    """
    words = _split(lists.unique().drop_nulls())
    read = words.join(_judge(words), on=["dimensions", "count"], how="left", maintain_order="left")
    read = read.with_columns(*(_code_at(column) for column in CODE_PARTS.values()), others=_others(read))
    kept = read.select("list", *CODE_PARTS.values(), "others", "items", "understood")
    return lists.to_frame("list").join(kept, on="list", how="left", maintain_order="left").drop("list")


def _split(lists: pl.Series) -> pl.DataFrame:
    """Split lists into words, and take out the dimensions: every other word. Odd lists have none."""
    stripped = lists.str.strip_chars(" \t")
    items = stripped.str.replace_all('"', "", literal=True)
    if items.str.contains("\t|  ").any():
        items = items.str.replace_all("[ \t]+", " ")
    items = items.str.replace_all(" ", ITEM, literal=True)
    words = pl.when("empty").then([]).otherwise(pl.col("items").str.split(ITEM))
    split = pl.DataFrame({"list": lists, "items": items, "empty": stripped == ""})
    split = split.with_columns(words=pl.when(stripped.str.contains(_LIST)).then(words))
    split = split.with_columns(count=pl.col("words").list.len())
    most = split.select(pl.col("count").max().fill_null(0)).item()
    places = (pl.col("words").list.get(at, null_on_oob=True).fill_null("") for at in range(0, most, 2))
    return split.with_columns(dimensions=pl.concat_str(pl.lit(""), *places, separator=ITEM))


def _judge(distinct: pl.DataFrame) -> pl.DataFrame:
    """Judge each combination of dimensions, and find where in the list the codes stand."""
    met = distinct.select("dimensions", "count").drop_nulls().unique()
    return pl.DataFrame([_shape(*row) for row in met.iter_rows()], schema=_SHAPES, orient="row")


def _shape(joined: str, count: int) -> tuple[object, ...]:
    dimensions = joined.split(ITEM)[1 : (count + 3) // 2]
    with_codes = tuple(word for dimension in dimensions for word in (dimension, "code"))
    understood = count == len(with_codes) and pair_up(with_codes) is not None
    places = (
        2 * dimensions.index(dimension) + 1 if understood and dimension in dimensions else None
        for dimension in CODE_PARTS
    )
    return (joined, count, understood, *places, bool(set(dimensions) - CODE_PARTS.keys()))


def _code_at(column: str) -> pl.Expr:
    return pl.col("words").list.get(pl.col(_PLACES[column]), null_on_oob=True).fill_null("").alias(column)


def _others(read: pl.DataFrame) -> pl.Series:
    """Gather the objects of dimensions that are no code parts; few lists have any."""
    if not read["has_others"].any():
        return pl.Series([""] * read.height, dtype=pl.String)
    return pl.Series(map(_other_words, read["words"].to_list()), dtype=pl.String)


def _other_words(words: list[str] | None) -> str:
    pairs = pair_up(tuple(words or ())) or ()
    return ITEM.join(text for pair in pairs if pair[0] not in CODE_PARTS for text in pair)
