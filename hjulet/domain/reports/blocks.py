"""Short ways to write the blocks of the templates that come with the product."""

from hjulet.domain.reports.template import BlockType, TemplateBlock


def heading(id: str, title: str, title_en: str, level: int = 2) -> TemplateBlock:
    """Make a heading."""
    return TemplateBlock(type=BlockType.HEADING, id=id, title=title, title_en=title_en, level=level)


def text(id: str, instruction: str, *, standing: str = "", required: bool = False) -> TemplateBlock:
    """Make a place for a text."""
    return TemplateBlock(
        type=BlockType.TEXT, id=id, instruction=instruction, standing=standing, required=required
    )


def table(source: str) -> TemplateBlock:
    """Make a place for a table of the catalogue, by its name there."""
    return TemplateBlock(type=BlockType.TABLE, id=source, source=source)


def chart(source: str) -> TemplateBlock:
    """Make a place for a chart of the catalogue."""
    return TemplateBlock(type=BlockType.CHART, id=f"{source}-chart", source=source)


def chapters(source: str, instruction: str) -> TemplateBlock:
    """Make a place for chapters of the catalogue, by their name there."""
    return TemplateBlock(type=BlockType.CHAPTERS, id=source, source=source, instruction=instruction)


def comments(id: str, of_table: str, instruction: str, *, over: str = "") -> TemplateBlock:
    """Make a place for comments on a table's rows; ``over`` asks for them where one deviates so much."""
    return TemplateBlock(type=BlockType.COMMENTS, id=id, source=of_table, instruction=instruction, over=over)
