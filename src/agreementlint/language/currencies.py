"""Which currency a sign, a code or a word of a text stands for."""

from __future__ import annotations

from agreementlint.latepattern import LatePattern

# In any letters, as signs and words are.
_WORDS = {
    name: code
    for code, names in (
        ("USD", "$ usd dollar dollars bucks"), ("EUR", "€ eur euro euros"), ("GBP", "£ gbp pound pounds quid guineas"),
        ("CHF", "chf francs sfr"), ("AUD", "aud"), ("CAD", "cad"), ("NZD", "nzd"), ("INR", "₹ inr rupee rupees rs"),
        ("SEK", "sek kronor"), ("NOK", "nok"), ("DKK", "dkk"), ("kr", "kr kroner"), ("PLN", "pln zloty złoty zł"),
        ("ZAR", "zar rand r"), ("AED", "aed dirhams dirham dhs"), ("JPY", "¥ jpy yen 円"), ("SGD", "sgd"), ("HKD", "hkd"),
        ("CZK", "czk crowns kč"), ("BRL", "brl reais"), ("KES", "kes ksh kshs shillings"), ("NGN", "₦ ngn naira"),
        ("GHS", "ghs ₵ cedi cedis"), ("MYR", "myr ringgit"), ("PHP", "₱ php pesos"), ("THB", "฿ thb baht"), ("MXN", "mxn"),
        ("HUF", "huf forint forints"), ("ILS", "₪ ils nis shekel shekels"), ("TRY", "₺ lira liras"),
        ("CNY", "cny rmb yuan"), ("KRW", "₩ krw"), ("SAR", "sar riyals"), ("UGX", "ugx ush"), ("TZS", "tzs tsh"),
        ("VND", "₫ vnd"), ("UAH", "₴ uah hryvnia hryvnias"), ("RUB", "₽ rub rubles roubles"), ("RON", "lei"), ("BDT", "taka"),
        ("IDR", "rupiah"), ("ETB", "birr"), ("XOF", "fcfa"), ("BWP", "pula"), ("ISK", "isk"), ("LKR", "lkr"), ("PKR", "pkr"),
    )
    for name in names.split()
}  # fmt: skip
# Only in these very letters, since in others they are words or names.
_AS_WRITTEN = {"RM": "MYR", "Rp": "IDR", "Ft": "HUF", "TL": "TRY", "Tk": "BDT", "KD": "KWD", "MK": "MWK"}
_AS_WRITTEN |= {"Sh": "Sh", "Shs": "Sh", "Leu": "RON"}
_AS_WRITTEN |= {
    code: code
    for code in "AZN BAM BBD BDT BGN BHD BIF BND BTN BWP BYN COP CRC DOP DZD EGP ETB FJD GEL GMD GTQ HNL HRK IDR IQD JMD JOD "
    "KHR KWD KYD KZT LBP LYD MAD MDL MGA MKD MMK MNT MOP MUR MVR MWK MZN NAD NIO NPR OMR PAB PEN PGK PYG QAR RON RSD RWF "
    "SCR SZL TND TTD TWD UYU UZS VUV XAF XCD XOF ZMW".split()
}
# A single letter is money only right before thousands: "N50,000", and not "part N 5".
_LETTERS = {"N": "NGN", "P": "PHP", "K": "ZMW"}
# The normal forms of all of these: a token with another one need not be asked about.
NORMALS = frozenset({*_WORDS, *(name.lower() for name in (*_AS_WRITTEN, *_LETTERS))})
_THOUSANDS = LatePattern(r"\d{1,3}(?:,\d{3})+(?!\d)")
# What stands right before the sign of the dollar says whose it is.
_DOLLARS = {
    "A": "AUD", "AU": "AUD", "NZ": "NZD", "C": "CAD", "CA": "CAD", "CAN": "CAD", "CDN": "CAD", "S": "SGD", "SG": "SGD",
    "HK": "HKD", "NT": "TWD", "R": "BRL", "MX": "MXN", "MEX": "MXN", "J": "JMD", "JA": "JMD", "TT": "TTD", "EC": "XCD",
    "BDS": "BBD", "N": "NAD", "FJ": "FJD", "Z": "ZWL", "G": "GYD", "B": "BND", "BZ": "BZD",
}  # fmt: skip
_BEFORE_SIGN = LatePattern(r"(?<![^\W\d_])[A-Za-z]{1,3}\Z")


def currency_of(text: str, start: int, end: int, normal: str) -> str | None:
    """The currency that the token between two places stands for: an ISO code, or a sign that several countries share."""
    code = _WORDS.get(normal)
    if code is None:
        written = text[start:end]
        code = _AS_WRITTEN.get(written)
        if code is None and written in _LETTERS and _THOUSANDS.match(text, end):
            return _LETTERS[written]
        return code
    if normal == "$":
        country = _BEFORE_SIGN.search(text, max(0, start - 4), start)
        if country is not None:
            return _DOLLARS.get(country.group().upper(), code)
    return code
