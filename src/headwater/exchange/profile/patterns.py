"""How networks write down dates, lists, ways to reach them, funders, peers. Pure patterns."""

from __future__ import annotations

import re

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
DATE = re.compile(rf"\b(?:({'|'.join(MONTHS)})\s+)?((?:19|20)\d\d)\b", re.IGNORECASE)
ITEM = re.compile(r"^\s*(?:\d+[.)]|[•*–-])\s+(.*)$")
LIST_BREAK = re.compile(r",\s*(?:and\s+)?|\s+and\s+|;\s*")
# A sentence that begins with “See” and ends with “here”: a link that plain text cannot hold.
POINTS_ELSEWHERE = re.compile(r"(?:^|(?<=[.!?:;])\s+)\(?see\s+[^.]*?\bhere\b\)?\.?", re.IGNORECASE)
BARS = re.compile(r"\s*[│|¦]\s*")
PHONE = re.compile(
    r"(?:\+?1[\s.-]?)?\(?\b\d{3}\)?[\s.-]?\d{3}[\s.-]?\d{4}\b(?:,?\s*(?:ext|poste|x)\.?\s*\d+)?",
    re.IGNORECASE,
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Words that only announce a number or an address.
ANNOUNCED = re.compile(
    r"\b(?:t[eé]l[eé]?|t[eé]l[eé]phone|phone|cell|mobile|office|bureau|fax|e-?mail|courriel)\b",
    re.IGNORECASE,
)
FUNDED = re.compile(
    r"\bfunded by (?:the )?(.+?)(?:,\s+(?:[\w’'-]+\s+){1,5}includes\b|[.;]|$)", re.IGNORECASE
)
PEERS_OPERATING = re.compile(
    r"\boperating in (?:communities such as |including )?(.+?)(?:\s+and are being\b|[.;]|$)",
    re.IGNORECASE,
)
PEERS_DEVELOPING = re.compile(
    r"\bbeing developed in (?:other communities )?(?:including |such as )?(.+?)(?:[.;]|$)",
    re.IGNORECASE,
)
LAUNCHED = re.compile(r"\b(?:launched|began|started|founded) in ([^,.;]+)", re.IGNORECASE)
LINEAGE = re.compile(
    r"\b(?:originated in|(?:been )?(?:successfully )?replicated (?:across|in)) "
    r"([A-Z][\w’' -]*?)(?=\s+and\b|[,.;]|$)"
)
VALUES = re.compile(r"\bvalues of (.+?)(?:\s+guide\b|[.;]|$)", re.IGNORECASE)
SECTOR_LIST = re.compile(r"\bincludes\s+(.+?)(?:[.;](?=\s|$)|$)", re.IGNORECASE)
SECTOR_END = re.compile(r"\s+sectors?(?: organi[sz]ations)?\.?\s*$", re.IGNORECASE)
