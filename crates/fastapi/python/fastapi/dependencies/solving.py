"""Fills in what a function needs from a request: its dependencies first, then its parameters, then the body."""

from typing import get_args, get_origin

import _playground
from _threads import WORKER, call_in

from fastapi import params
from fastapi._fields import (
    bare,
    is_bytes,
    is_bytes_sequence,
    is_union,
    is_upload,
    is_upload_sequence,
    missing_error,
    model_fields,
    models_of,
)
from starlette.background import BackgroundTasks as StarletteBackgroundTasks
from starlette.datastructures import FormData, Headers, ImmutableMultiDict, UploadFile
from starlette.responses import Response


# Nothing was sent; None is what JSON's null becomes, and is validated.
ABSENT = object()


class GeneratorStack:
    """The generators of dependencies with `yield`, which are finished in reverse order."""

    __slots__ = ("entries",)

    def __init__(self):
        self.entries = []

    async def enter(self, dependant, call, values, depth):
        semaphore = None
        if dependant.concurrency is not None:
            semaphore = dependant.concurrency.semaphore()
            await semaphore.acquire()
        try:
            generator = call(**values)
            if dependant.kind == "generator":
                value = await call_in(WORKER, next, (generator, ABSENT))
                if value is ABSENT:
                    raise RuntimeError("generator didn't yield")
            else:
                value = await generator.__anext__()
        except BaseException:
            if semaphore is not None:
                semaphore.release()
            raise
        self.entries.append((generator, dependant, call, depth, semaphore))
        return value

    async def close(self, error=None):
        """Finish all; gives the exception that is left, None when there is none or one was swallowed."""
        entries = self.entries
        while entries:
            generator, dependant, call, depth, semaphore = entries.pop()
            error = await _finish(generator, dependant.kind == "generator", error)
            if semaphore is not None:
                semaphore.release()
            if _playground.tracing():
                _playground.trace("dependency_exit", call, name=name_of(call), depth=depth)
        return error


async def _finish(generator, plain, error):
    try:
        if error is None:
            if plain:
                if await call_in(WORKER, next, (generator, ABSENT)) is ABSENT:
                    return None
            else:
                await generator.__anext__()
            return RuntimeError("generator didn't stop")
        if plain:
            if await call_in(WORKER, _throw, (generator, error)):
                return None
        else:
            await generator.athrow(error)
        return RuntimeError("generator didn't stop after throw()")
    except (StopIteration, StopAsyncIteration):
        return None
    except Exception as raised:
        return raised


def _throw(generator, error):
    """Whether the generator ends when an exception is raised in it."""
    try:
        generator.throw(error)
    except StopIteration:
        return True
    return False


class Solved:
    __slots__ = ("values", "errors", "background_tasks", "response", "cache")

    def __init__(self, values, errors, background_tasks, response, cache):
        self.values = values
        self.errors = errors
        self.background_tasks = background_tasks
        self.response = response
        self.cache = cache


class Solving:
    """One request's work: what it was given, and what has been found so far."""

    __slots__ = ("request", "body", "overrides", "embed", "cache", "background_tasks", "response", "request_stack", "function_stack")

    def __init__(self, request, body, overrides, embed, request_stack, function_stack):
        self.request = request
        self.body = body
        self.overrides = overrides
        self.embed = embed
        self.cache = {}
        self.background_tasks = None
        self.response = None
        self.request_stack = request_stack
        self.function_stack = function_stack

    async def solve(self, dependant, depth=0):
        """The values that the dependant's function is called with, and the errors."""
        values = {}
        errors = []
        for sub in dependant.dependencies:
            use = sub
            if self.overrides and sub.call in self.overrides:
                from fastapi.dependencies.utils import get_dependant

                use = get_dependant(
                    path=sub.path,
                    call=self.overrides[sub.call],
                    name=sub.name,
                    own_oauth_scopes=sub.own_oauth_scopes,
                    parent_oauth_scopes=sub.parent_oauth_scopes,
                    use_cache=sub.use_cache,
                    scope=sub.scope,
                    concurrency=sub.concurrency,
                )
            tracing = _playground.tracing()
            if tracing:
                if sub.use_cache and sub.cache_key in self.cache:
                    _playground.trace("dependency_reused", use.call, name=name_of(use.call), depth=depth)
                else:
                    _playground.trace("dependency_enter", use.call, name=name_of(use.call), depth=depth)
            sub_values, sub_errors = await self.solve(use, depth + 1)
            if sub_errors:
                errors += sub_errors
                continue
            if sub.use_cache and sub.cache_key in self.cache:
                solved = self.cache[sub.cache_key]
            else:
                call = use.call
                kind = use.kind
                if use.concurrency is not None and not use.is_generator:
                    async with use.concurrency.semaphore():
                        if kind == "coroutine":
                            solved = await call(**sub_values)
                        else:
                            solved = await call_in(WORKER, call, (), sub_values)
                elif kind == "function":
                    solved = await call_in(WORKER, call, (), sub_values)
                elif kind == "coroutine":
                    solved = await call(**sub_values)
                else:
                    stack = self.function_stack if sub.scope == "function" else self.request_stack
                    solved = await stack.enter(use, call, sub_values, depth)
                if tracing and not use.is_generator:
                    _playground.trace("dependency_exit", call, name=name_of(call), depth=depth)
            if sub.name is not None:
                values[sub.name] = solved
            if sub.cache_key not in self.cache:
                self.cache[sub.cache_key] = solved
        request = self.request
        if dependant.path_params:
            extract(dependant.path_params, request.path_params, "path", values, errors)
        if dependant.query_params:
            extract(dependant.query_params, request.query_params, "query", values, errors)
        if dependant.header_params:
            extract(dependant.header_params, request.headers, "header", values, errors)
        if dependant.cookie_params:
            extract(dependant.cookie_params, request.cookies, "cookie", values, errors)
        if dependant.body_params:
            await extract_body(dependant.body_params, self.body, self.embed, values, errors)
        name = dependant.http_connection_param_name
        if name:
            values[name] = request
        name = dependant.request_param_name
        if name:
            values[name] = request
        name = dependant.websocket_param_name
        if name:
            values[name] = request
        name = dependant.background_tasks_param_name
        if name:
            if self.background_tasks is None:
                from fastapi.background import BackgroundTasks

                self.background_tasks = BackgroundTasks()
            values[name] = self.background_tasks
        name = dependant.response_param_name
        if name:
            values[name] = self.make_response()
        name = dependant.security_scopes_param_name
        if name:
            from fastapi.security.oauth2 import SecurityScopes

            values[name] = SecurityScopes(scopes=dependant.oauth_scopes)
        return values, errors

    def make_response(self):
        """The response that dependencies and the path operation share to set headers and a status."""
        if self.response is None:
            response = Response()
            del response.headers["content-length"]
            response.status_code = None
            self.response = response
        return self.response


def name_of(call):
    return getattr(call, "__name__", type(call).__name__)


async def solve_dependencies(
    *, request, dependant, body=ABSENT, dependency_overrides_provider=None, embed_body_fields=False, request_stack=None, function_stack=None
):
    overrides = getattr(dependency_overrides_provider, "dependency_overrides", None)
    if request_stack is None:
        request_stack = GeneratorStack()
    solving = Solving(request, body, overrides, embed_body_fields, request_stack, function_stack or request_stack)
    values, errors = await solving.solve(dependant)
    return Solved(values, errors, solving.background_tasks, solving.response, solving.cache)


def value_of(field, received, alias=None):
    """What was sent for a field; its default, or None when it is required, when nothing was."""
    alias = alias or field.validation_alias
    if field.sequence and not field.is_json and isinstance(received, (ImmutableMultiDict, Headers)):
        value = received.getlist(alias)
        if not value:
            return None if field.required else field.get_default()
        return value
    value = received.get(alias, None)
    if value is None or (field.form and isinstance(value, str) and value == ""):
        return None if field.required else field.get_default()
    return value


def check(field, value, loc, values, errors):
    """Validate one value into `values`, or add to `errors`."""
    if value is ABSENT:
        if field.required:
            errors.append(missing_error(loc))
            outcome = "missing"
        else:
            use_default(field, loc, values, errors)
            outcome = "default"
    else:
        result, failed = field.validate(value, loc)
        if failed:
            errors += failed
            outcome = "invalid"
        else:
            values[field.name] = result
            outcome = "ok"
    if _playground.tracing():
        trace_parameter(field, loc, value, values, outcome, errors)


def trace_parameter(field, loc, value, values, outcome, errors):
    """What became of a parameter, and what is wrong with it."""
    _playground.trace(
        "parameter",
        field.owner,
        name=str(loc[1]) if len(loc) > 1 else field.name,
        place=str(loc[0]),
        raw=None if value is ABSENT else repr(value),
        value=repr(values.get(field.name)) if outcome in ("ok", "default") else None,
        outcome=outcome,
    )
    if outcome in ("ok", "default"):
        return
    for error in errors:
        if tuple(error["loc"][: len(loc)]) == loc:
            _playground.trace(
                "validation_error",
                field.owner,
                loc=list(error["loc"]),
                message=error["msg"],
                type=error["type"],
                input=repr(error.get("input")),
            )


def use_default(field, loc, values, errors):
    """The default, as it is, or validated when the declaration asks for that."""
    default = field.get_default()
    if field.field_info.validate_default:
        default, failed = field.validate(default, loc)
        if failed:
            errors += failed
            return
    values[field.name] = default


def extract(fields, received, place, values, errors):
    for field in fields:
        if field.model is not None:
            extract_model(field, received, place, values, errors)
            continue
        alias = field.validation_alias
        if field.sequence:
            value = value_of(field, received)
        else:
            value = received.get(alias, None)
        if value is None or (field.sequence and not value):
            if not field.required:
                use_default(field, (place, alias), values, errors)
                if _playground.tracing():
                    trace_parameter(field, (place, alias), ABSENT, values, "default", errors)
                continue
            value = ABSENT
        check(field, value, (place, alias), values, errors)


def extract_model(field, received, place, values, errors):
    """A parameter model: its fields are the parameters."""
    sent = {}
    seen = set()
    names = {}
    is_header = place == "header"
    convert_default = getattr(field.field_info, "convert_underscores", True)
    for inner in model_fields(field.model):
        name = alias = inner.validation_alias
        if is_header and alias == inner.name and getattr(inner.field_info, "convert_underscores", convert_default):
            name = names[alias] = alias.replace("_", "-")
        if inner.sequence and hasattr(received, "getlist"):
            value = received.getlist(name) or None
        else:
            value = received.get(name, None)
        if value is not None:
            sent[alias] = value
            seen.add(name)
    extra = field.model.model_config.get("extra")
    optional = bare(field.annotation) is not field.model
    for key in received.keys():
        if key not in seen and key not in sent and key not in names:
            if hasattr(received, "getlist"):
                several = received.getlist(key)
                sent[key] = several[0] if len(several) == 1 else several
            else:
                sent[key] = received.get(key)
    if optional and not (sent if extra in ("allow", "forbid") else seen):
        # Nothing of it was sent, so the whole of it is missing.
        check(field, ABSENT, (place,), values, errors)
        return
    found = []
    check(field, sent, (place,), values, found)
    for error in found:
        loc = error["loc"]
        # A header is called what it is called on the wire.
        if names and len(loc) > 1 and loc[1] in names:
            error["loc"] = (loc[0], names[loc[1]], *loc[2:])
    errors += found


async def extract_body(fields, body, embed, values, errors):
    single = len(fields) == 1 and not embed
    is_form_data = isinstance(body, FormData)
    if is_form_data or body is ABSENT:
        plain = []
        for field in fields:
            models = models_of(field.annotation) if field.form else ()
            if not models or field.field_info.embed:
                plain.append(field)
            elif is_form_data:
                await extract_form_model(field, models, body, values, errors)
            else:
                check(field, ABSENT, ("body",), values, errors)
        fields = plain
        if not fields:
            return
    if is_form_data:
        body = await extract_form(fields, body)
    if single:
        check(fields[0], body, ("body",), values, errors)
        return
    for field in fields:
        alias = field.validation_alias
        value = ABSENT
        if body is not ABSENT:
            get = getattr(body, "get", None)
            if get is None:
                errors.append(missing_error(("body", alias)))
                continue
            value = get(alias, ABSENT)
        check(field, value, ("body", alias), values, errors)


async def extract_form_model(field, models, form, values, errors):
    """A form model: its fields are the form's. It may be one of several, whose fields of one name may differ in type."""
    inner = [item for model in models for item in model_fields(model)]
    extras = _extras(inner, form)
    found = {}
    for model in models:
        found.update(await extract_form(model_fields(model), form, True))
    keeps_extras = any(model.model_config.get("extra") in ("allow", "forbid") for model in models)
    was_sent = bool(found) or any(item.validation_alias in form for item in inner) or (keeps_extras and bool(extras))
    if not was_sent and is_union(get_origin(bare(field.annotation))) and _accepts_none(field):
        check(field, ABSENT, ("body",), values, errors)
        return
    failed = []
    check(field, {**found, **extras}, ("body",), values, failed)
    if failed and len(models) > 1:
        # A name that one model takes as a list, and another as its last value.
        other = {}
        for model in reversed(models):
            other.update(await extract_form(model_fields(model), form, True))
        if other != found:
            again = []
            check(field, {**other, **extras}, ("body",), values, again)
            failed = again and failed
    errors += failed


def _selected(form, field):
    """What was sent for a field; a file input in which no file was chosen sent nothing."""
    alias = field.validation_alias
    if field.sequence and not field.is_json:
        return [item for item in form.getlist(alias) if not _is_unselected(item)] or None
    value = form.get(alias, None)
    return None if _is_unselected(value) else value


def _is_unselected(value):
    return isinstance(value, UploadFile) and not value.filename and not value.size


def _accepts_none(field):
    return type(None) in get_args(bare(field.annotation))


def _extras(fields, form):
    """What was sent that is none of the fields."""
    aliases = {field.validation_alias for field in fields}
    found = {}
    for key in form.keys():
        if key not in aliases:
            several = form.getlist(key)
            found[key] = several[0] if len(several) == 1 else several
    return found


async def extract_form(fields, form, of_model=False):
    """The form's values by alias; files for `bytes` are read."""
    found = {}
    for field in fields:
        if of_model:
            value = _selected(form, field)
            if value is None or (isinstance(value, str) and value == ""):
                continue
        else:
            value = _selected(form, field)
            if field.form and isinstance(value, str) and value == "":
                value = None
        if isinstance(value, UploadFile) and is_bytes(field.annotation) and not is_upload(field.annotation):
            value = await value.read()
        elif isinstance(value, list) and is_bytes_sequence(field.annotation) and not is_upload_sequence(field.annotation):
            value = [await item.read() if isinstance(item, UploadFile) else item for item in value]
        if value is not None:
            found[field.validation_alias] = value
    if of_model:
        return found
    return {**found, **_extras(fields, form)}


def is_form(field):
    return isinstance(field.field_info, params.Form)


__all__ = ["GeneratorStack", "Solved", "StarletteBackgroundTasks", "is_form", "solve_dependencies"]
