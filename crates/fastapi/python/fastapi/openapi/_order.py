"""The order in which the OpenAPI document names things: FastAPI's is that of the fields of the models that it makes of the document."""

# For each kind of object its keys in their order, each with the kind of its value, or of the members of its value where that is a list.
# A star is a mapping to such objects. What has no kind stays as it is: free values, and the parameters of operations.
_KINDS = {
    "document": "openapi info:info jsonSchemaDialect servers:server paths:*item webhooks:*path components:components security tags:tag "
    "externalDocs:docs",
    "info": "title summary description termsOfService contact:contact license:license version",
    "contact": "name url:url email",
    "license": "name identifier url:url",
    "docs": "description url:url",
    "tag": "name description externalDocs:docs",
    "server": "url description variables:*variable",
    "variable": "enum default description",
    "path": "$ref summary description get:operation put:operation post:operation delete:operation options:operation head:operation "
    "patch:operation trace:operation servers:server parameters",
    "operation": "tags summary description externalDocs:docs operationId parameters requestBody:body responses:*response "
    "callbacks:**path deprecated security servers:server",
    "body": "description content:*media required",
    "response": "description headers:*header content:*media links:*link",
    "media": "schema:schema example examples:*example encoding:*encoding",
    "example": "summary description value externalValue",
    "encoding": "contentType headers:*header style explode allowReserved",
    "header": "description required deprecated style explode allowReserved schema:schema example examples:*example content:*media",
    "link": "operationRef operationId parameters requestBody description server:server",
    "components": "schemas:*schema responses:*response parameters examples:*example requestBodies:*body headers:*header "
    "securitySchemes links:*link callbacks:**path pathItems:*path",
    "schema": "$schema $vocabulary $id $anchor $dynamicAnchor $ref $dynamicRef $defs:*schema $comment allOf:schema anyOf:schema "
    "oneOf:schema not:schema if:schema then:schema else:schema dependentSchemas:*schema prefixItems:schema items:schema "
    "contains:schema properties:*schema patternProperties:*schema additionalProperties:schema propertyNames:schema "
    "unevaluatedItems:schema unevaluatedProperties:schema type enum const multipleOf:number maximum:number exclusiveMaximum:number "
    "minimum:number exclusiveMinimum:number maxLength minLength pattern maxItems minItems uniqueItems maxContains minContains "
    "maxProperties minProperties required dependentRequired format contentEncoding contentMediaType contentSchema:schema title "
    "description default deprecated readOnly writeOnly examples discriminator:discriminator xml:xml externalDocs:docs example",
    "discriminator": "propertyName mapping",
    "xml": "name namespace prefix attribute wrapped",
}
_made = {}
# Schemas that FastAPI's models may refuse.
_suspects = []


def fields_of(kind):
    """A kind's keys with their place and the kind of their values, None for what has no kind of its own."""
    found = _made.get(kind)
    if found is None and kind in _KINDS:
        found = _made[kind] = {}
        for place, field in enumerate(_KINDS[kind].split()):
            name, _, inner = field.partition(":")
            found[name] = (place, inner)
    return found


_LAST = (1000, "")


def document(data):
    """The finished document, or what is wrong with a schema in it."""
    made = finished(data, "document")
    if _suspects:
        _suspects.clear()
        from fastapi.openapi._refusal import refuse

        refuse((data.get("components") or {}).get("schemas") or {})
    return made


def finished(data, kind):
    """A part of it without nulls, in its order, with limits as floating-point numbers and URLs as they are normally written."""
    if isinstance(data, dict):
        if kind == "item":
            # With a parameter the models don't fit a path as closely as no model at all, and it stays as it was written.
            has_parameters = any([isinstance(value, dict) and value.get("parameters") for value in data.values()])
            kind = "" if has_parameters else "path"
        if kind == "schema" and type(data.get("examples", _suspects)) is not list:
            _suspects.append(data)
        fields = fields_of(kind)
        if fields is None:
            inner = kind[1:]
            return {key: finished(value, inner) for key, value in data.items() if value is not None}
        result = {}
        for key in sorted(data, key=lambda key: fields.get(key, _LAST)[0]):
            value = data[key]
            if value is not None:
                result[key] = finished(value, fields.get(key, _LAST)[1])
        return result
    if isinstance(data, list):
        return [finished(value, kind) for value in data]
    if kind == "number" and type(data) is int:
        # The specification calls it a number, not an integer.
        return float(data)
    if kind == "url":
        from pydantic import AnyUrl

        return str(AnyUrl(data))
    return data
