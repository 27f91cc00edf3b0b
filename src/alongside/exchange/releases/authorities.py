"""Which local authority a published row speaks of: its codes, its names, and what came before and
after it.

Each authority goes by one code everywhere, whichever code a release uses. Sources: the codes and
names of DfE's education, health and care plans releases of 2022 and 2025, the local authority
lookup of Ofsted's data users, and ONS code changes by the orders named in ``OTHER_CODES`` and
``SUCCESSORS``. Regions are those of the DfE releases, since lookups in circulation get some wrong.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

ENGLAND = "E92000001"
REGIONS: Mapping[str, str] = {
    "E12000001": "North East",
    "E12000002": "North West",
    "E12000003": "Yorkshire and The Humber",
    "E12000004": "East Midlands",
    "E12000005": "West Midlands",
    "E12000006": "East of England",
    "E12000007": "London",
    "E12000008": "South East",
    "E12000009": "South West",
    "E13000001": "Inner London",
    "E13000002": "Outer London",
}
"""Inner and Outer London are parts of London, and are published beside it."""

# DfE's three-digit code, ONS code, last figure of the region's code, name.
_AUTHORITIES = """
201 E09000001 7 City of London
202 E09000007 7 Camden
203 E09000011 7 Greenwich
204 E09000012 7 Hackney
205 E09000013 7 Hammersmith and Fulham
206 E09000019 7 Islington
207 E09000020 7 Kensington and Chelsea
208 E09000022 7 Lambeth
209 E09000023 7 Lewisham
210 E09000028 7 Southwark
211 E09000030 7 Tower Hamlets
212 E09000032 7 Wandsworth
213 E09000033 7 Westminster
301 E09000002 7 Barking and Dagenham
302 E09000003 7 Barnet
303 E09000004 7 Bexley
304 E09000005 7 Brent
305 E09000006 7 Bromley
306 E09000008 7 Croydon
307 E09000009 7 Ealing
308 E09000010 7 Enfield
309 E09000014 7 Haringey
310 E09000015 7 Harrow
311 E09000016 7 Havering
312 E09000017 7 Hillingdon
313 E09000018 7 Hounslow
314 E09000021 7 Kingston upon Thames
315 E09000024 7 Merton
316 E09000025 7 Newham
317 E09000026 7 Redbridge
318 E09000027 7 Richmond upon Thames
319 E09000029 7 Sutton
320 E09000031 7 Waltham Forest
330 E08000025 5 Birmingham
331 E08000026 5 Coventry
332 E08000027 5 Dudley
333 E08000028 5 Sandwell
334 E08000029 5 Solihull
335 E08000030 5 Walsall
336 E08000031 5 Wolverhampton
340 E08000011 2 Knowsley
341 E08000012 2 Liverpool
342 E08000013 2 St. Helens
343 E08000014 2 Sefton
344 E08000015 2 Wirral
350 E08000001 2 Bolton
351 E08000002 2 Bury
352 E08000003 2 Manchester
353 E08000004 2 Oldham
354 E08000005 2 Rochdale
355 E08000006 2 Salford
356 E08000007 2 Stockport
357 E08000008 2 Tameside
358 E08000009 2 Trafford
359 E08000010 2 Wigan
370 E08000016 3 Barnsley
371 E08000017 3 Doncaster
372 E08000018 3 Rotherham
373 E08000019 3 Sheffield
380 E08000032 3 Bradford
381 E08000033 3 Calderdale
382 E08000034 3 Kirklees
383 E08000035 3 Leeds
384 E08000036 3 Wakefield
390 E08000037 1 Gateshead
391 E08000021 1 Newcastle upon Tyne
392 E08000022 1 North Tyneside
393 E08000023 1 South Tyneside
394 E08000024 1 Sunderland
420 E06000053 9 Isles of Scilly
800 E06000022 9 Bath and North East Somerset
801 E06000023 9 Bristol, City of
802 E06000024 9 North Somerset
803 E06000025 9 South Gloucestershire
805 E06000001 1 Hartlepool
806 E06000002 1 Middlesbrough
807 E06000003 1 Redcar and Cleveland
808 E06000004 1 Stockton-on-Tees
810 E06000010 3 Kingston upon Hull, City of
811 E06000011 3 East Riding of Yorkshire
812 E06000012 3 North East Lincolnshire
813 E06000013 3 North Lincolnshire
815 E06000065 3 North Yorkshire
816 E06000014 3 York
821 E06000032 6 Luton
822 E06000055 6 Bedford
823 E06000056 6 Central Bedfordshire
825 E06000060 8 Buckinghamshire
826 E06000042 8 Milton Keynes
830 E10000007 4 Derbyshire
831 E06000015 4 Derby
835 E10000009 9 Dorset
836 E06000029 9 Poole
837 E06000028 9 Bournemouth
838 E06000059 9 Dorset
839 E06000058 9 Bournemouth, Christchurch and Poole
840 E06000047 1 County Durham
841 E06000005 1 Darlington
845 E10000011 8 East Sussex
846 E06000043 8 Brighton and Hove
850 E10000014 8 Hampshire
851 E06000044 8 Portsmouth
852 E06000045 8 Southampton
855 E10000018 4 Leicestershire
856 E06000016 4 Leicester
857 E06000017 4 Rutland
860 E10000028 5 Staffordshire
861 E06000021 5 Stoke-on-Trent
865 E06000054 9 Wiltshire
866 E06000030 9 Swindon
867 E06000036 8 Bracknell Forest
868 E06000040 8 Windsor and Maidenhead
869 E06000037 8 West Berkshire
870 E06000038 8 Reading
871 E06000039 8 Slough
872 E06000041 8 Wokingham
873 E10000003 6 Cambridgeshire
874 E06000031 6 Peterborough
876 E06000006 2 Halton
877 E06000007 2 Warrington
878 E10000008 9 Devon
879 E06000026 9 Plymouth
880 E06000027 9 Torbay
881 E10000012 6 Essex
882 E06000033 6 Southend-on-Sea
883 E06000034 6 Thurrock
884 E06000019 5 Herefordshire, County of
885 E10000034 5 Worcestershire
886 E10000016 8 Kent
887 E06000035 8 Medway
888 E10000017 2 Lancashire
889 E06000008 2 Blackburn with Darwen
890 E06000009 2 Blackpool
891 E10000024 4 Nottinghamshire
892 E06000018 4 Nottingham
893 E06000051 5 Shropshire
894 E06000020 5 Telford and Wrekin
895 E06000049 2 Cheshire East
896 E06000050 2 Cheshire West and Chester
908 E06000052 9 Cornwall
909 E10000006 2 Cumbria
916 E10000013 9 Gloucestershire
919 E10000015 6 Hertfordshire
921 E06000046 8 Isle of Wight
925 E10000019 4 Lincolnshire
926 E10000020 6 Norfolk
928 E10000021 4 Northamptonshire
929 E06000057 1 Northumberland
931 E10000025 8 Oxfordshire
933 E06000066 9 Somerset
935 E10000029 6 Suffolk
936 E10000030 8 Surrey
937 E10000031 5 Warwickshire
938 E10000032 8 West Sussex
940 E06000061 4 North Northamptonshire
941 E06000062 4 West Northamptonshire
942 E06000063 2 Cumberland
943 E06000064 2 Westmorland and Furness
"""

OTHER_CODES: Mapping[str, tuple[str, date, str]] = {
    "E10000002": ("E06000060", date(2020, 4, 1), "Buckinghamshire became one unitary council"),
    "E10000023": ("E06000065", date(2023, 4, 1), "North Yorkshire became one unitary council"),
    "E10000027": ("E06000066", date(2023, 4, 1), "Somerset became one unitary council"),
    "E08000020": ("E08000037", date(2013, 4, 1), "the boundary with Northumberland moved"),
    "E06000048": ("E06000057", date(2013, 4, 1), "the boundary with Gateshead moved"),
    "E08000038": ("E08000016", date(2025, 4, 1), "the boundary with Sheffield moved"),
    "E08000039": ("E08000019", date(2025, 4, 1), "the boundary with Barnsley moved"),
}
"""The same education authority under another ONS code: the code it goes by here, the day on which
the codes changed, and why.
"""

SUCCESSORS: Mapping[str, tuple[tuple[str, ...], date, str]] = {
    "E10000009": (
        ("E06000059", "E06000058"),
        date(2019, 4, 1),
        "Dorset became one unitary council; Christchurch went to Bournemouth and Poole",
    ),
    "E06000028": (("E06000058",), date(2019, 4, 1), "Bournemouth and Poole became one council"),
    "E06000029": (("E06000058",), date(2019, 4, 1), "Bournemouth and Poole became one council"),
    "E10000021": (
        ("E06000061", "E06000062"),
        date(2021, 4, 1),
        "Northamptonshire was split into North and West",
    ),
    "E10000006": (
        ("E06000063", "E06000064"),
        date(2023, 4, 1),
        "Cumbria was split into Cumberland and Westmorland and Furness",
    ),
}
"""Authorities that ended: who follows them, the day, and what happened. Their figures stay theirs."""

_ALSO_CALLED: Mapping[str, tuple[str, ...]] = {
    "E06000010": ("Kingston upon Hull", "Hull"),
    "E06000019": ("Herefordshire",),
    "E06000023": ("Bristol",),
    "E06000028": ("Bournemouth (Pre LG)",),
    "E06000029": ("Poole (Pre LG)",),
    "E06000047": ("Durham",),
    "E06000055": ("Bedford Borough",),
    "E06000058": ("BCP", "Bournemouth, Poole and Christchurch"),
    "E09000033": ("City of Westminster",),
    "E10000009": ("Dorset (Pre LG)",),
}
_REGION_NUMBERS: Mapping[str, str] = {
    "970": ENGLAND,
    "980": "E12000001",
    "981": "E12000002",
    "982": "E12000003",
    "983": "E12000004",
    "984": "E12000005",
    "985": "E12000006",
    "986": "E12000007",
    "987": "E13000001",
    "988": "E13000002",
    "989": "E12000008",
    "990": "E12000009",
}
"""How the local authority interactive tool numbers England and its regions."""


@dataclass(frozen=True, slots=True)
class Authority:
    """``code`` is the ONS code that it goes by here, ``dfe_code`` DfE's three digits."""

    code: str
    dfe_code: str
    name: str
    region_code: str
    ended_on: date | None = None
    successors: tuple[str, ...] = ()

    def existed_on(self, day: date) -> bool:
        """Whether it existed on that day. It follows others from the day on which they ended."""
        began = _BEGAN.get(self.code)
        return (began is None or began <= day) and (self.ended_on is None or day < self.ended_on)


_BEGAN: Mapping[str, date] = {
    code: day for successors, day, _ in SUCCESSORS.values() for code in successors
}


@cache
def authorities() -> Mapping[str, Authority]:
    """Every education authority in England since 2010, by the ONS code that it goes by here."""
    found: dict[str, Authority] = {}
    for line in _AUTHORITIES.strip().splitlines():
        dfe_code, code, region, name = line.split(" ", 3)
        successors, ended_on, _ = SUCCESSORS.get(code, ((), None, ""))
        found[code] = Authority(code, dfe_code, name, f"E1200000{region}", ended_on, successors)
    return found


def authority_of(code: str) -> Authority | None:
    """The authority of an ONS code (old or new) or of DfE's three digits.

    >>> authority_of("E10000023") == authority_of("815") == authority_of("E06000065")
    True
    """
    known = authorities()
    code = OTHER_CODES[code][0] if code in OTHER_CODES else code
    return known.get(code) or _by_dfe_code().get(code)


def region_of(code: str, name: str = "") -> str:
    """The region's ONS code, from that code, the tool's number or the name; "" when unknown.

    >>> region_of("982"), region_of("", "Yorkshire and the Humber")
    ('E12000003', 'E12000003')
    """
    if code in REGIONS or code == ENGLAND:
        return code
    return _REGION_NUMBERS.get(code) or _regions_by_name().get(plain_name(name), "")


def named(name: str) -> tuple[Authority, ...]:
    """Every authority that is called so, whatever the spelling; two were called Dorset."""
    return _by_name().get(plain_name(name), ())


def plain_name(name: str) -> str:
    """A name without what differs between publications.

    >>> plain_name("Kingston Upon Hull, City of") == plain_name("Kingston upon Hull")
    True
    """
    plain = re.sub(r"\s*\(pre lg\)|, (city|county) of$|[.']", "", name.casefold())
    plain = re.sub(r"[\d,\-]+$|[,\-]", " ", plain.replace("&", "and"))
    return " ".join(plain.split())


@cache
def _by_dfe_code() -> Mapping[str, Authority]:
    return {authority.dfe_code: authority for authority in authorities().values()}


@cache
def _by_name() -> Mapping[str, tuple[Authority, ...]]:
    found: dict[str, list[Authority]] = {}
    for authority in authorities().values():
        names = {authority.name, *_ALSO_CALLED.get(authority.code, ())}
        for plain in {plain_name(name) for name in names}:
            found.setdefault(plain, []).append(authority)
    return {name: tuple(same) for name, same in found.items()}


@cache
def _regions_by_name() -> Mapping[str, str]:
    by_name = {plain_name(name): code for code, name in REGIONS.items()}
    inner = {"london (inner)": "E13000001", "london (outer)": "E13000002"}
    return by_name | inner | {"england": ENGLAND}
