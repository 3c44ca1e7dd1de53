"""All families that are measured, of every stage."""

from tests.growth.families import FAMILIES
from tests.growth.file_families import FILE_FAMILIES
from tests.growth.json_families import JSON_FAMILIES
from tests.growth.library_families import LIBRARY_FAMILIES

EVERY_FAMILY = (*FAMILIES, *FILE_FAMILIES, *JSON_FAMILIES, *LIBRARY_FAMILIES)
