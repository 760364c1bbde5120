"""Places for addresses, by a geocoder of the office's choice; without one nothing leaves."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from geopy.exc import GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import get_geocoder_for_service

Geocode = Callable[[str], list[float] | None]

# What the public Nominatim's usage policy asks for.
DELAY_SECONDS = 1.0
WAIT_SECONDS = 10
NAMES = {"google": "googlev3"}  # as geopy calls what others call google


class GeocoderAway(Exception):
    """The provider did not answer, or refused: nothing is known of the address."""


def geocoder_of(
    provider: str, url: str | None = None, key: str | None = None, delay: float = DELAY_SECONDS
) -> Geocode:
    """``geocode(address) -> [longitude, latitude]`` or None, no faster than the delay.

    ``url`` is an office's own server of that kind, ``key`` what the provider gave the office.
    Raises GeocoderAway.
    """
    options: dict[str, Any] = {"user_agent": "an-tru", "timeout": WAIT_SECONDS}
    if key:
        options["api_key"] = key
    if url:
        address = urlsplit(url)
        options |= {"scheme": address.scheme, "domain": address.netloc + address.path}
    ask = RateLimiter(
        get_geocoder_for_service(NAMES.get(provider, provider))(**options).geocode,
        min_delay_seconds=delay,
        max_retries=0,
        swallow_exceptions=False,
    )

    def geocode(address: str) -> list[float] | None:
        try:
            found = ask(address)
        except GeopyError as error:
            raise GeocoderAway(str(error)) from None
        return [found.longitude, found.latitude] if found else None

    return geocode
