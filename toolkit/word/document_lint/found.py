"""What checks of a document share: the kind of their results, and places that are no element."""

from collections.abc import Iterator

from toolkit.values.findings import Finding

Found = Iterator[Finding]

DOCUMENT_PROPERTIES = "document properties"
WHOLE_DOCUMENT = "whole document"
