"""Makes the OpenAPI document from the routes: one pass collects the types, one call makes their schemas, one pass writes."""

from fastapi._fields import is_subclass, model_fields, models_of
from fastapi.datastructures import DefaultPlaceholder
from fastapi.encoders import jsonable_encoder
from fastapi.openapi._order import document as finished
from fastapi.openapi.constants import METHODS_WITH_BODY, REF_PREFIX, REF_TEMPLATE
from fastapi.utils import deep_dict_update, generate_operation_id_for_path, is_body_allowed_for_status_code
from pydantic import TypeAdapter
from starlette.responses import JSONResponse

validation_error_definition = {
    "title": "ValidationError",
    "type": "object",
    "properties": {
        "loc": {"title": "Location", "type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "integer"}]}},
        "msg": {"title": "Message", "type": "string"},
        "type": {"title": "Error Type", "type": "string"},
        "input": {"title": "Input"},
        "ctx": {"title": "Context", "type": "object"},
    },
    "required": ["loc", "msg", "type"],
}
validation_error_response_definition = {
    "title": "HTTPValidationError",
    "type": "object",
    "properties": {"detail": {"title": "Detail", "type": "array", "items": {"$ref": REF_PREFIX + "ValidationError"}}},
}
status_code_ranges = {
    "1XX": "Information",
    "2XX": "Success",
    "3XX": "Redirection",
    "4XX": "Client Error",
    "5XX": "Server Error",
    "DEFAULT": "Default Response",
}
SSE_EVENT = {
    "type": "object",
    "properties": {
        "data": {"type": "string"},
        "event": {"type": "string"},
        "id": {"type": "string"},
        "retry": {"type": "integer", "minimum": 0},
    },
}


def _flat(dependant):
    """Parameters and security of a dependant, those of its dependencies first; a repeated dependency counts once."""
    found = {"path": [], "query": [], "header": [], "cookie": [], "security": []}
    _collect_flat(dependant, found, [])
    return found


def _collect_flat(dependant, found, visited):
    visited.append(dependant.cache_key)
    for place in ("path", "query", "header", "cookie"):
        found[place].extend(getattr(dependant, place + "_params"))
    for sub in dependant.dependencies:
        if sub.security_scheme is not None:
            found["security"].append(sub)
        if sub.cache_key in visited:
            continue
        _collect_flat(sub, found, visited)


def _expanded(fields):
    """The fields, parameter models replaced by their own: field, whether required, whether underscores become dashes."""
    for field in fields:
        convert = getattr(field.field_info, "convert_underscores", True)
        if field.model is None:
            yield field, field.required, convert
        else:
            if not getattr(field.field_info, "include_in_schema", True):
                continue
            for inner in model_fields(field.model):
                yield inner, inner.required and field.required, convert


def _adapter_of(field):
    """The field's validator; a parameter model's fields get theirs only here, because requests don't need it."""
    if field.adapter is False:
        from fastapi._fields import _adapter

        field.adapter = _adapter(field.annotation, field.field_info)
    return field.adapter


class _Schemas:
    """Collects fields, and then knows the schema of each."""

    def __init__(self, separate):
        self.separate = separate
        self.entries = {}
        self.made = {}
        self.definitions = {}

    def add(self, field):
        self.entries[id(field)] = field

    def mode(self, field):
        if not self.separate and field.mode == "serialization" and not _has_computed(field):
            return "validation"
        return field.mode

    def make(self):
        inputs = []
        for key, field in self.entries.items():
            inputs.append((key, self.mode(field), _adapter_of(field)))
        if inputs:
            made, extra = TypeAdapter.json_schemas(inputs, ref_template=REF_TEMPLATE)
            self.made = {key: schema for (key, _), schema in made.items()}
            self.definitions = extra.get("$defs") or {}
        with_content(list(self.made.values()))
        for definition in self.definitions.values():
            with_content(definition)
            description = definition.get("description")
            if isinstance(description, str):
                definition["description"] = description.split("\f")[0]

    def of(self, field):
        schema = dict(self.made[id(field)])
        if "$ref" not in schema:
            title = field.field_info.title
            schema["title"] = title or field.label()
        return schema


def _has_computed(field):
    """Whether a model in there, however deep, computes fields: those exist only in what is sent out."""
    waiting, seen = list(_models_within(field.annotation)), []
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.append(model)
        if model.model_computed_fields:
            return True
        for info in model.model_fields.values():
            waiting += _models_within(info.annotation)
    return False


def _models_within(annotation):
    from typing import get_args

    found = models_of(annotation)
    for arg in get_args(annotation):
        if not isinstance(arg, (str, int)):
            found = [*found, *_models_within(arg)]
    return found


def _routes_of(routes):
    """The routes that belong into the document."""
    from fastapi._include import flattened

    for route in flattened(routes):
        if getattr(route, "include_in_schema", None) and hasattr(route, "response_fields"):
            yield route


def _callback_routes(route):
    return list(_routes_of(route.callbacks or []))


def _collect(routes, schemas):
    for route in _routes_of(routes):
        if _is_combined_form(route):
            for field in route.body_params:
                schemas.add(field)
        elif route.body_field is not None:
            schemas.add(route.body_field)
        if route.response_field is not None:
            schemas.add(route.response_field)
        if route.stream_item_field is not None:
            schemas.add(route.stream_item_field)
        for field in route.response_fields.values():
            schemas.add(field)
        flat = _flat(route.dependant)
        for place in ("path", "query", "header", "cookie"):
            for field, _, _ in _expanded(flat[place]):
                schemas.add(field)
        _collect(_callback_routes(route), schemas)


def _security(dependencies):
    definitions, operation = {}, {}
    for dependency in dependencies:
        scheme = dependency.security_scheme
        model = scheme.model
        if hasattr(model, "model_dump"):
            model = jsonable_encoder(model, by_alias=True, exclude_none=True)
        definitions[scheme.scheme_name] = model
        scopes = operation.setdefault(scheme.scheme_name, [])
        for scope in dependency.oauth_scopes:
            if scope not in scopes:
                scopes.append(scope)
    return definitions, [{name: scopes} for name, scopes in operation.items()]


def _parameters(flat, schemas):
    found = []
    for place in ("path", "query", "header", "cookie"):
        for field, required, convert in _expanded(flat[place]):
            info = field.field_info
            if not getattr(info, "include_in_schema", True):
                continue
            name = field.validation_alias
            if place == "header" and name == field.name and convert and getattr(info, "convert_underscores", True):
                name = name.replace("_", "-")
            parameter = {"name": name, "in": place, "required": required, "schema": schemas.of(field)}
            if info.description:
                parameter["description"] = info.description
            examples = getattr(info, "openapi_examples", None)
            example = getattr(info, "example", None)
            if examples:
                parameter["examples"] = jsonable_encoder(examples)
            elif example is not None and not isinstance(example, DefaultPlaceholder):
                parameter["example"] = jsonable_encoder(example)
            if getattr(info, "deprecated", None):
                parameter["deprecated"] = True
            found.append(parameter)
    return found


def _is_combined_form(route):
    """Whether the form is made of models together with something else, or of one that may be missing."""
    fields = route.body_params
    if not any(_is_form_model(field) for field in fields):
        return False
    return len(fields) > 1 or not fields[0].required


def _is_form_model(field):
    return field.form and not field.field_info.embed and bool(models_of(field.annotation))


def _combined_form(route, schemas):
    """The schema of such a form: all of its models, and the other fields as properties."""
    whole, properties, required = [], {}, []
    for field in route.body_params:
        schema = schemas.of(field)
        if not _is_form_model(field):
            properties[field.alias] = schema
            if field.required:
                required.append(field.alias)
        elif field.required:
            whole.append(schema)
        else:
            names = {inner.validation_alias for model in models_of(field.annotation) for inner in model_fields(model)}
            absent = {"not": {"anyOf": [{"required": [name]} for name in sorted(names)]}}
            schema.pop("default", None)
            if "anyOf" in schema:
                schema["anyOf"] = [item for item in schema["anyOf"] if item != {"type": "null"}]
                schema["title"] = field.field_info.title or field.alias.title().replace("_", " ")
            whole.append({"anyOf": [absent, schema]})
    name = "Body_" + route.unique_id
    definition = {"allOf": whole}
    if properties:
        definition["properties"] = properties
    definition["type"] = "object"
    if required:
        definition["required"] = required
    definition["title"] = name
    schemas.definitions[name] = definition
    return {"$ref": REF_PREFIX + name}


def _request_body(route, schemas):
    field = route.body_field
    if field is None:
        return None
    info = field.field_info
    schema = _combined_form(route, schemas) if _is_combined_form(route) else schemas.of(field)
    content = {"schema": schema}
    examples = getattr(info, "openapi_examples", None)
    example = getattr(info, "example", None)
    if examples:
        content["examples"] = jsonable_encoder(examples)
    elif example is not None and not isinstance(example, DefaultPlaceholder):
        content["example"] = jsonable_encoder(example)
    body = {"required": True} if field.required else {}
    body["content"] = {getattr(info, "media_type", "application/json"): content}
    return body


def generate_operation_summary(*, route, method):
    return route.summary or route.name.replace("_", " ").title()


def _metadata(route, method, operation_ids):
    operation = {}
    if route.tags:
        # An Enum is written as its value.
        operation["tags"] = [getattr(tag, "value", tag) for tag in route.tags]
    operation["summary"] = generate_operation_summary(route=route, method=method)
    if route.description:
        operation["description"] = route.description
    operation_id = route.operation_id or route.unique_id
    if operation_id in operation_ids:
        import warnings

        name = getattr(route.endpoint, "__name__", "<unnamed_endpoint>")
        message = f"Duplicate Operation ID {operation_id} for function {name}"
        module = getattr(getattr(route.endpoint, "__globals__", None), "get", lambda key: None)("__file__")
        if module:
            message += f" at {module}"
        warnings.warn(message, stacklevel=1)
    operation_ids.add(operation_id)
    operation["operationId"] = operation_id
    if route.deprecated:
        operation["deprecated"] = True
    return operation


def _success(route, schemas):
    """Status and content of the answer that the path operation gives when all goes well."""
    if route.status_code is not None:
        status = str(route.status_code)
    else:
        # The response class's own default, which is 200 for all but redirects.
        import inspect

        parameter = inspect.signature(_class_of(route).__init__).parameters.get("status_code")
        default = parameter.default if parameter is not None else 200
        status = str(default) if isinstance(default, int) else "200"
    answer = {"description": route.response_description}
    if route.stream_kind == "json":
        item = _item_schema(route, schemas)
        answer["content"] = {"application/jsonl": {"itemSchema": item}}
        return status, answer
    if route.stream_kind == "sse":
        event = {"type": "object", "properties": {name: dict(value) for name, value in SSE_EVENT["properties"].items()}}
        if route.stream_item_field is not None:
            event["properties"]["data"] = {
                "type": "string",
                "contentMediaType": "application/json",
                "contentSchema": _item_schema(route, schemas),
            }
            event["required"] = ["data"]
        answer["content"] = {"text/event-stream": {"itemSchema": event}}
        return status, answer
    media_type = _class_of(route).media_type
    if media_type and is_body_allowed_for_status_code(route.status_code):
        schema = {"type": "string"}
        if is_subclass(_class_of(route), JSONResponse):
            schema = schemas.of(route.response_field) if route.response_field is not None else {}
        answer["content"] = {media_type: {"schema": schema}}
    return status, answer


def _item_schema(route, schemas):
    return schemas.of(route.stream_item_field) if route.stream_item_field is not None else {}


def _class_of(route):
    value = route.response_class
    return value.value if isinstance(value, DefaultPlaceholder) else value


def _path_item(route, operation_ids, schemas):
    path_item = {}
    security_schemes = {}
    definitions = {}
    assert route.methods is not None, "Methods must be a list"
    for method in route.methods:
        operation = _metadata(route, method, operation_ids)
        flat = _flat(route.dependant)
        if flat["security"]:
            schemes, security = _security(flat["security"])
            if security:
                operation["security"] = security
            security_schemes.update(schemes)
        merged = {}
        for parameter in _parameters(flat, schemas):
            key = (parameter["in"], parameter["name"])
            # The same parameter of two dependencies is one; the required one says more.
            if key not in merged or parameter["required"]:
                merged[key] = parameter
        parameters = list(merged.values())
        if parameters:
            operation["parameters"] = parameters
        if method in METHODS_WITH_BODY:
            body = _request_body(route, schemas)
            if body:
                operation["requestBody"] = body
        if route.callbacks:
            callbacks = {}
            for callback in _callback_routes(route):
                item, schemes, defs = _path_item(callback, operation_ids, schemas)
                callbacks[callback.name] = {callback.path: item}
            operation["callbacks"] = callbacks
        status, answer = _success(route, schemas)
        responses = operation.setdefault("responses", {})
        responses[status] = answer
        _additional_responses(route, operation, schemas)
        if (flat["path"] or flat["query"] or flat["header"] or flat["cookie"] or route.body_field is not None) and not any(
            code in responses for code in ("422", "4XX", "default")
        ):
            responses["422"] = {
                "description": "Validation Error",
                "content": {"application/json": {"schema": {"$ref": REF_PREFIX + "HTTPValidationError"}}},
            }
            if "ValidationError" not in definitions:
                definitions["ValidationError"] = validation_error_definition
                definitions["HTTPValidationError"] = validation_error_response_definition
        if route.openapi_extra:
            deep_dict_update(operation, route.openapi_extra)
        path_item[method.lower()] = operation
    return path_item, security_schemes, definitions


def _additional_responses(route, operation, schemas):
    if not route.responses:
        return
    from starlette.exceptions import status_phrase

    responses = operation.setdefault("responses", {})
    media_type = _class_of(route).media_type or "application/json"
    for code, additional in route.responses.items():
        if str(code).upper() not in status_code_ranges:
            int(code)  # which refuses what is neither a code nor a range
        process = {key: value for key, value in additional.items() if key != "model"}
        text = str(code).upper()
        if text == "DEFAULT":
            text = "default"
        answer = responses.setdefault(text, dict(process))
        field = route.response_fields.get(code)
        if field is not None:
            content = answer.setdefault("content", {}).setdefault(media_type, {})
            deep_dict_update(content.setdefault("schema", {}), schemas.of(field))
        description = process.get("description") or answer.get("description") or status_code_ranges.get(str(code).upper())
        if not description and text != "default":
            try:
                description = status_phrase(int(code))
            except ValueError:
                description = None
        deep_dict_update(answer, process)
        answer["description"] = description or "Additional Response"


def generate_operation_id(*, route, method):
    return route.operation_id or generate_operation_id_for_path(name=route.name, path=route.path_format, method=method)


def get_openapi(
    *,
    title,
    version,
    openapi_version="3.1.0",
    summary=None,
    description=None,
    routes,
    webhooks=None,
    tags=None,
    servers=None,
    terms_of_service=None,
    contact=None,
    license_info=None,
    separate_input_output_schemas=True,
    external_docs=None,
):
    info = {"title": title, "version": version}
    if summary:
        info["summary"] = summary
    if description:
        info["description"] = description
    if terms_of_service:
        info["termsOfService"] = terms_of_service
    if contact:
        info["contact"] = contact
    if license_info:
        info["license"] = license_info
    document = {"openapi": openapi_version, "info": info}
    if servers:
        document["servers"] = servers
    schemas = _Schemas(separate_input_output_schemas)
    _collect(routes or [], schemas)
    _collect(webhooks or [], schemas)
    schemas.make()
    components = {}
    paths, webhook_paths = {}, {}
    more_definitions = {}
    operation_ids = set()
    for source, target, by_format in ((routes or [], paths, True), (webhooks or [], webhook_paths, False)):
        for route in _routes_of(source):
            item, security_schemes, more = _path_item(route, operation_ids, schemas)
            if item:
                target.setdefault(route.path_format, {}).update(item)
            if security_schemes:
                components.setdefault("securitySchemes", {}).update(security_schemes)
            more_definitions.update(more)
    definitions = {**schemas.definitions, **more_definitions}
    if definitions:
        components["schemas"] = {name: definitions[name] for name in sorted(definitions)}
    if components:
        document["components"] = components
    document["paths"] = paths
    if webhook_paths:
        document["webhooks"] = webhook_paths
    if tags:
        document["tags"] = tags
    if external_docs:
        document["externalDocs"] = external_docs
    return finished(jsonable_encoder(document, by_alias=True))


def with_content(schema):
    """Bytes in a string are described by their media type, and by their encoding when they have one."""
    if isinstance(schema, dict):
        kind = schema.get("format")
        if schema.get("type") == "string" and kind in ("binary", "base64url", "base64"):
            del schema["format"]
            schema["contentMediaType"] = "application/octet-stream"
            if kind != "binary":
                schema["contentEncoding"] = "base64"
        for value in schema.values():
            with_content(value)
    elif isinstance(schema, list):
        for value in schema:
            with_content(value)
