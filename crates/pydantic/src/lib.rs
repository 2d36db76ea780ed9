//! Pydantic's behaviour: validators, errors, serializers, JSON Schema.
