"""The former postal counties, which Royal Mail asks to leave out of an address."""

# Only names that are no post town: Bedford, Durham, Lancaster, Hereford and the like are towns.
_NAMES = """
    avon, bedfordshire, beds, berkshire, berks, buckinghamshire, bucks, cambridgeshire, cambs,
    cheshire, cleveland, clwyd, co durham, county durham, cornwall, cumbria, derbyshire, devon,
    dorset, dyfed, east riding, east riding of yorkshire, east sussex, east yorkshire, e yorks,
    e sussex, essex, gloucestershire, glos, greater london, greater manchester, gtr manchester,
    gwent, gwynedd, hampshire, hants, herefordshire, hertfordshire, herts, humberside, isle of
    wight, kent, lancashire, lancs, leicestershire, leics, lincolnshire, lincs, merseyside, mid
    glamorgan, middlesex, middx, norfolk, north yorkshire, n yorkshire, n yorks,
    northamptonshire, northants, northumberland, nottinghamshire, notts, oxfordshire, oxon,
    powys, shropshire, somerset, south glamorgan, south yorkshire, s yorkshire, s yorks,
    staffordshire, staffs, suffolk, surrey, tyne and wear, warwickshire, warks, west glamorgan,
    west midlands, w midlands, west sussex, w sussex, west yorkshire, w yorkshire, w yorks,
    wiltshire, wilts, worcestershire, worcs, yorkshire, yorks, aberdeenshire, ayrshire,
    berwickshire, county antrim, co antrim, county armagh, co armagh, county down, co down,
    county fermanagh, co fermanagh, county londonderry, co londonderry, county tyrone, co
    tyrone, dumfriesshire, dunbartonshire, east lothian, inverness-shire, kincardineshire,
    lanarkshire, midlothian, morayshire, perthshire, renfrewshire, ross-shire, roxburghshire,
    stirlingshire, sutherland, west lothian, wigtownshire, anglesey, isle of anglesey, ynys mon,
    ynys môn, angus, argyll, argyllshire, argyll and bute, banffshire, brecknockshire,
    breconshire, caernarfonshire, caithness, carmarthenshire, ceredigion, clackmannanshire,
    cumberland, denbighshire, fife, flintshire, glamorgan, huntingdonshire, kinross-shire,
    kirkcudbrightshire, merionethshire, monmouthshire, montgomeryshire, nairnshire,
    peeblesshire, pembrokeshire, radnorshire, rutland, scottish borders, selkirkshire, vale of
    glamorgan, westmorland
"""
_COUNTIES = frozenset(" ".join(name.split()) for name in _NAMES.split(","))


def is_former_postal_county(line: str) -> bool:
    """Whether an address line is a county, full or as commonly shortened."""
    return line.casefold().replace(".", "").replace("&", "and").strip() in _COUNTIES
