"""Lists of others that rules look things up in: size classes, industry divisions, regions."""

from __future__ import annotations

from models.catalogue.spec import DecimalText, Key, Spec


class SizeLimit(Spec):
    """The lower limits (included) of a class; money in 元, staff in people; None: not used."""

    employees: DecimalText | None = None
    operating_revenue: DecimalText | None = None
    total_assets: DecimalText | None = None


class SizeIndustry(Spec):
    """The limits of one industry; `divisions` are GB/T 4754-2017 codes (two to four digits).

    An enterprise is in a class when it reaches every limit of that class that is given; it is large
    when it reaches every limit of `large`.
    """

    name_zh: str
    divisions: tuple[str, ...]
    large: SizeLimit
    medium: SizeLimit
    small: SizeLimit


class SizeClasses(Spec):
    """The size standard; the first industry whose codes match decides, the longest code first."""

    source: str
    industries: tuple[SizeIndustry, ...]


class Division(Spec):
    """One two-digit division of GB/T 4754-2017."""

    code: str
    name_zh: str
    section: str


class Divisions(Spec):
    """All divisions."""

    source: str
    divisions: tuple[Division, ...]


class Region(Spec):
    """A province-level region: its code, names, and the authority that may recommend its enterprises."""

    code: str
    name_zh: str
    short_zh: str
    authorities: tuple[str, ...]


class City(Spec):
    """A city or corps that recommends on its own (计划单列市, 新疆生产建设兵团)."""

    codes: tuple[str, ...]
    name_zh: str
    authorities: tuple[str, ...]


class Regions(Spec):
    """All regions by the first two digits of GB/T 2260, and the cities with their own authority."""

    source: str
    regions: tuple[Region, ...]
    cities: tuple[City, ...]

    def region(self, code: str) -> Region | None:
        """The region of an administrative code (first two digits count)."""
        return next((region for region in self.regions if code.startswith(region.code)), None)

    def city(self, code: str) -> City | None:
        """The city or corps with its own authority to which an administrative code belongs."""
        return next((city for city in self.cities if code.startswith(city.codes)), None)

    def by_name(self, text: str) -> Region | None:
        """The region whose full or short name opens the text."""
        for region in self.regions:
            if text.startswith((region.name_zh, region.short_zh)):
                return region
        return None


class ListSpec(Spec):
    """A list of names that conditions refer to and the sources do not print; the user loads it.

    `source` says where it is published.
    """

    key: Key
    title_zh: str
    source: str


class Lists(Spec):
    """The file of lists."""

    lists: tuple[ListSpec, ...]
