"""Places that a title may name: nations, regions and authorities for children in England."""

from toolkit.importing.figures.normal import normal

NATIONS = (
    *("england", "wales", "scotland", "northern ireland", "great britain", "united kingdom", "uk"),
)

REGIONS = (
    *("north east", "north west", "yorkshire and the humber", "yorkshire and humber"),
    *("east midlands", "west midlands", "east of england", "london", "south east", "south west"),
    *("inner london", "outer london"),
)
"""The regions by which official statistics are given."""

_AUTHORITIES = (
    "Barking and Dagenham|Barnet|Barnsley|Bath and North East Somerset|Bedford|Bexley|"
    "Birmingham|Blackburn with Darwen|Blackpool|Bolton|Bournemouth Christchurch and Poole|"
    "Bracknell Forest|Bradford|Brent|Brighton and Hove|Bristol|Bromley|Buckinghamshire|Bury|"
    "Calderdale|Cambridgeshire|Camden|Central Bedfordshire|Cheshire East|"
    "Cheshire West and Chester|City of London|Cornwall|Coventry|Croydon|Cumberland|Cumbria|"
    "Darlington|Derby|Derbyshire|Devon|Doncaster|Dorset|Dudley|Durham|Ealing|"
    "East Riding of Yorkshire|East Sussex|Enfield|Essex|Gateshead|Gloucestershire|"
    "Greater Manchester|Greenwich|Hackney|Halton|Hammersmith and Fulham|Hampshire|Haringey|"
    "Harrow|Hartlepool|Havering|Herefordshire|Hertfordshire|Hillingdon|Hounslow|Hull|"
    "Isle of Wight|Isles of Scilly|Islington|Kensington and Chelsea|Kent|Kingston upon Hull|"
    "Kingston upon Thames|Kirklees|Knowsley|Lambeth|Lancashire|Leeds|Leicester|"
    "Leicestershire|Lewisham|Lincolnshire|Liverpool|Luton|Manchester|Medway|Merseyside|"
    "Merton|Middlesbrough|Milton Keynes|Newcastle upon Tyne|Newham|Norfolk|"
    "North East Lincolnshire|North Lincolnshire|North Northamptonshire|North Somerset|"
    "North Tyneside|North Yorkshire|Northamptonshire|Northumberland|Nottingham|"
    "Nottinghamshire|Oldham|Oxfordshire|Peterborough|Plymouth|Portsmouth|Reading|Redbridge|"
    "Redcar and Cleveland|Richmond upon Thames|Rochdale|Rotherham|Rutland|Salford|Sandwell|"
    "Sefton|Sheffield|Shropshire|Slough|Solihull|Somerset|South Gloucestershire|"
    "South Tyneside|South Yorkshire|Southampton|Southend-on-Sea|Southwark|St. Helens|"
    "Staffordshire|Stockport|Stockton-on-Tees|Stoke-on-Trent|Suffolk|Sunderland|Surrey|"
    "Sutton|Swindon|Tameside|Telford and Wrekin|Thurrock|Torbay|Tower Hamlets|Trafford|"
    "Tyne and Wear|Wakefield|Walsall|Waltham Forest|Wandsworth|Warrington|Warwickshire|"
    "West Berkshire|West Northamptonshire|West Sussex|West Yorkshire|Westminster|"
    "Westmorland and Furness|Wigan|Wiltshire|Windsor and Maidenhead|Wirral|Wokingham|"
    "Wolverhampton|Worcestershire|York"
)
AUTHORITIES = tuple(_AUTHORITIES.split("|"))
"""Local authorities with children's services, and the largest counties beside them."""


def is_place(text: str) -> bool:
    """Whether a label is the name of such a place, which nobody needs to explain."""
    return normal(text) in _NAMES


_NAMES = frozenset((*NATIONS, *REGIONS, *map(normal, AUTHORITIES)))
