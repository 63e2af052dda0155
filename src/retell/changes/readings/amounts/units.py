"""Units of measure and money: their names, what they measure, and their size."""

from __future__ import annotations

from fractions import Fraction

from retell.values import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its name, what it measures, and its size in that measure's first unit (plus an offset)."""

    name: str
    measures: str
    size: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)

    def base(self, value: Fraction) -> Fraction:
        """`value` of this unit in the first unit of its measure."""
        return value * self.size + self.offset


_TABLE = """
metre length 1 : m metre metres meter meters
kilometre length 1000 : km kms kilometre kilometres kilometer kilometers
centimetre length 0.01 : cm cms centimetre centimetres centimeter centimeters
millimetre length 0.001 : mm millimetre millimetres millimeter millimeters
micrometre length 0.000001 : µm micron microns micrometre micrometres micrometer micrometers
nanometre length 0.000000001 : nm nanometre nanometres nanometer nanometers
mile length 1609.344 : mile miles mi
yard length 0.9144 : yard yards yd yds
foot length 0.3048 : foot feet ft
inch length 0.0254 : inch inches
nautical_mile length 1852 : nautical_mile nautical_miles
kilogram mass 1 : kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes
gram mass 0.001 : gram grams gramme grammes
milligram mass 0.000001 : mg mgs milligram milligrams milligramme milligrammes
microgram mass 0.000000001 : mcg µg microgram micrograms
tonne mass 1000 : tonne tonnes metric_ton metric_tons metric_tonnes
ton mass 907.18474 : ton tons short_tons
ounce mass 0.028349523125 : ounce ounces oz
stone mass 6.35029318 : stone
litre volume 1 : litre litres liter liters
centilitre volume 0.01 : cl centilitre centilitres centiliter centiliters
millilitre volume 0.001 : ml millilitre millilitres milliliter milliliters
gallon volume 3.785411784 : gallon gallons
pint volume 0.473176473 : pint pints
barrel volume 158.987294928 : barrel barrels bpd
hectare area 10000 : hectare hectares ha
acre area 4046.8564224 : acre acres
square_kilometre area 1000000 : square_kilometre square_kilometres square_kilometer square_kilometers sq_km
square_mile area 2589988.110336 : square_mile square_miles sq_mile sq_miles
square_metre area 1 : square_metre square_metres square_meter square_meters sq_m
square_foot area 0.09290304 : square_foot square_feet sq_ft
kilometre_per_hour speed 1 : kph kmh kmph
mile_per_hour speed 1.609344 : mph
knot speed 1.852 : knot knots
watt power 1 : watt watts
kilowatt power 1000 : kw kilowatt kilowatts
megawatt power 1000000 : mw megawatt megawatts
gigawatt power 1000000000 : gw gigawatt gigawatts
kilowatt_hour energy 1 : kwh kilowatt_hour kilowatt_hours
megawatt_hour energy 1000 : mwh megawatt_hour megawatt_hours
gigawatt_hour energy 1000000 : gwh gigawatt_hour gigawatt_hours
terawatt_hour energy 1000000000 : twh terawatt_hour terawatt_hours
volt tension 1 : volt volts
kilovolt tension 1000 : kv kilovolt kilovolts
sievert dose 1 : sievert sieverts
millisievert dose 0.001 : msv millisievert millisieverts
microsievert dose 0.000001 : µsv microsievert microsieverts
hertz frequency 1 : hz hertz
kilohertz frequency 1000 : khz kilohertz
megahertz frequency 1000000 : mhz megahertz
gigahertz frequency 1000000000 : ghz gigahertz
decibel loudness 1 : db decibel decibels
percent share 0.01 : percent % pct percents percentage
basis_point share_points 0.0001 : basis_point basis_points bps
percentage_point share_points 0.01 : percentage_point percentage_points percent_point percent_points pct_point
byte data 1 : byte bytes
kilobyte data 1000 : kb kilobyte kilobytes
megabyte data 1000000 : mb megabyte megabytes
gigabyte data 1000000000 : gb gigabyte gigabytes
terabyte data 1000000000000 : tb terabyte terabytes
carat carats 1 : carat carats
"""
_MONEY = """
USD : dollar dollars dlrs dlr usd us_dollars us_dollar
EUR : euro euros eur
GBP : sterling stg gbp quid pounds_sterling
JPY : yen jpy
CNY : yuan renminbi cny rmb
INR : rupee rupees inr
RUB : ruble rubles rouble roubles rub
CHF : chf swiss_franc swiss_francs
FRF : franc francs
DEM : marks deutschmark deutschmarks
SEK : krona kronor kronas
NOK : krone kroner
MXN : peso pesos
BRL : real reais
TRY : lira liras lire
ILS : shekel shekels
KRW : won
ZAR : rand
UAH : hryvnia hryvnias hryvnya
PLN : zloty zlotys
AUD : australian_dollars
CAD : canadian_dollars
HKD : hong_kong_dollars
pound : pound pounds lb lbs
"""
_CENTS = {
    "cent": "USD",
    "cents": "USD",
    "pence": "GBP",
    "eurocents": "EUR",
    "penny": "penny",
    "pennies": "penny",
}
SIGNS = {
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "₪": "ILS",
    "₺": "TRY",
}
_PREFIXED = {
    "us$": "USD",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "hk$": "HKD",
    "nz$": "NZD",
    "s$": "SGD",
    "r$": "BRL",
    "usd": "USD",
    "eur": "EUR",
    "gbp": "GBP",
    "rs": "INR",
    "inr": "INR",
    "chf": "CHF",
}


def _units() -> dict[str, Unit]:
    found: dict[str, Unit] = {}
    for line in _TABLE.strip().splitlines():
        head, _, names = line.partition(" : ")
        name, measures, size = head.split()
        unit = Unit(name.replace("_", " "), measures, Fraction(size))
        found |= {each.replace("_", " "): unit for each in names.split()}
    for line in _MONEY.strip().splitlines():
        code, _, names = line.partition(" : ")
        found |= {each.replace("_", " "): money(code) for each in names.split()}
    found |= {word: Unit(code, "money " + code, Fraction(1, 100)) for word, code in _CENTS.items()}
    for word in ("celsius", "centigrade"):
        found |= {word: Unit("°C", "warmth"), f"degrees {word}": Unit("°C", "warmth")}
    warm = Unit("°F", "warmth", Fraction(5, 9), Fraction(-160, 9))
    found |= {"fahrenheit": warm, "degrees fahrenheit": warm}
    found |= {"° c": Unit("°C", "warmth"), "° f": warm}
    found |= {"degrees": Unit("degree", "degrees"), "°": Unit("degree", "degrees")}
    for hour in ("per hour", "an hour", "/ h", "/ hr"):
        found |= {f"{km} {hour}": found["kph"] for km in ("kilometres", "kilometers", "km", "kilometre")}
        found |= {f"{mile} {hour}": found["mph"] for mile in ("miles", "mile")}
    for word in ("per cent", "per - cent"):
        found[word] = found["percent"]
    return found


def money(code: str) -> Unit:
    """The unit of a currency by its code."""
    return Unit(code, "money " + code)


UNITS: dict[str, Unit] = _units()
"""Every unit by its names, of one to three tokens, in lower case."""
PREFIXES: dict[str, Unit] = {word: money(code) for word, code in (SIGNS | _PREFIXED).items()}
"""Currencies by what is written before the figure."""
LONGEST = max(len(name.split()) for name in UNITS)


def agree(one: Unit | None, other: Unit | None) -> bool:
    """Whether two units measure the same thing; "pounds" are money and mass at once."""
    if one is None or other is None:
        return one is other
    names = {one.name, other.name}
    if one.measures == other.measures or ("penny" in names and names <= {"penny", "USD", "GBP"}):
        return True
    return "pound" in names and bool(names & {"GBP", "kilogram", "gram", "ounce", "stone", "tonne", "ton"})


def is_money(unit: Unit | None) -> bool:
    """Whether the unit is a currency."""
    return unit is not None and unit.measures.startswith("money")


def amounts(value: Fraction, unit: Unit | None) -> tuple[Fraction, ...]:
    """`value` in the first unit of its measure: twice for "pounds", which may be money or mass."""
    if unit is None:
        return (value,)
    if unit.name == "pound":
        return value, value * Fraction("0.45359237")
    return (unit.base(value),)
