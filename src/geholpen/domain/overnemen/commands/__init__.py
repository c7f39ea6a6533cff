"""DOOR. Take over from another register."""

from geholpen.domain.overnemen.commands.overnames import (
    close_overname,
    confirm_overname,
    finish_resource,
    start_overname,
)
from geholpen.domain.overnemen.commands.records import offer_again, place_records, refuse_record, store_records

__all__ = [
    "close_overname",
    "confirm_overname",
    "finish_resource",
    "offer_again",
    "place_records",
    "refuse_record",
    "start_overname",
    "store_records",
]
