"""The nodes of a document."""


class Node:
    """A value with its tag and its place."""

    def __init__(self, tag, value, start_mark=None, end_mark=None):
        self.tag = tag
        self.value = value
        self.start_mark = start_mark
        self.end_mark = end_mark

    def __repr__(self):
        return f"{self.__class__.__name__}(tag={self.tag!r}, value={self.value!r})"


class ScalarNode(Node):
    """A text."""

    id = "scalar"

    def __init__(self, tag, value, start_mark=None, end_mark=None, style=None):
        super().__init__(tag, value, start_mark, end_mark)
        self.style = style


class CollectionNode(Node):
    """A value that holds others."""

    def __init__(self, tag, value, start_mark=None, end_mark=None, flow_style=None):
        super().__init__(tag, value, start_mark, end_mark)
        self.flow_style = flow_style


class SequenceNode(CollectionNode):
    """Nodes in a row."""

    id = "sequence"


class MappingNode(CollectionNode):
    """Pairs of nodes."""

    id = "mapping"
