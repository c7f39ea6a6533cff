"""Fields that several resources take in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework import serializers


class Verwijzing(serializers.Serializer):
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
        return super().to_internal_value(data)["uuid"]
