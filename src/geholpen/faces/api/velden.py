"""Fields that several resources take in."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from rest_framework import serializers
from rest_framework.fields import SkipField, empty


class Groep(serializers.Serializer[Any]):
    """A body, or a group in one: the checks and faults of its base, without a walk past members that were not given.

    Members keep their own name (no `source`).
    """

    @cached_property
    def _leden(self) -> tuple[tuple[str, Any, Any, bool], ...]:
        """Name, field, its own check of this group, and whether it counts when it is not given."""
        return tuple(
            (naam, field, getattr(self, f"validate_{naam}", None), field.required or field.default is not empty)
            for naam, field in self.fields.items()
            if not field.read_only
        )

    def to_internal_value(self, data: Any) -> Any:
        """Whatever is not plainly good is looked at again by the base, which says what is wrong."""
        try:
            return self._given(data) if isinstance(data, dict) else super().to_internal_value(data)
        except (serializers.ValidationError, ValidationError, SkipField):
            return super().to_internal_value(data)

    def _given(self, data: dict[str, Any]) -> dict[str, Any]:
        found = {}
        for naam, field, check, counts in self._leden:
            if naam in data:
                value = field.run_validation(data[naam])
                found[naam] = check(value) if check else value
            elif counts:
                raise SkipField
        return found

    def run_validators(self, value: Any) -> None:
        """Those of the group itself; there seldom are any."""
        if self.validators:
            super().run_validators(value)


class Verwijzing(Groep):
    """{"uuid": …} of another resource; gives the UUID. Whatever else stands in it is ignored."""

    uuid = serializers.UUIDField()

    @classmethod
    def many_init(cls, *args: Any, **kwargs: Any) -> serializers.ListSerializer[Any]:
        """A list that may be null still has no parts that are."""
        return serializers.ListSerializer(child=cls(*args), **kwargs)

    def to_internal_value(self, data: Any) -> UUID:
        """Also in a PATCH a reference names its uuid."""
        if isinstance(data, dict) and "uuid" not in data:
            field = self.fields["uuid"]
            raise serializers.ValidationError({"uuid": [field.error_messages["required"]]}, "required")
        found: UUID = super().to_internal_value(data)["uuid"]
        return found
