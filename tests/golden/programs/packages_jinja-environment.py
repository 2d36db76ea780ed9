"""Environments: loaders, undefined values, own filters, tests and globals, expressions, modules, streams."""

from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from jinja2 import (
    ChainableUndefined,
    ChoiceLoader,
    DebugUndefined,
    DictLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplatesNotFound,
    UndefinedError,
    pass_context,
    select_autoescape,
)
from markupsafe import Markup, escape

app = FastAPI()
env = Environment(
    loader=ChoiceLoader([DictLoader({"hello.html": "Hello {{ who }}"}), PrefixLoader({"files": FileSystemLoader("pages")})]),
    autoescape=select_autoescape(),
)


@pass_context
def whoami(context, prefix):
    return f"{prefix} {context.get('who', 'nobody')}"


env.globals["whoami"] = whoami
env.filters["emphasize"] = lambda value: Markup("<em>{}</em>").format(value)
env.tests["short"] = lambda value: len(value) < 4


@app.get("/loaders")
def loaders():
    return [
        env.get_template("hello.html").render(who="<you>"),
        env.get_template("files/about.txt").render(who="<me>"),
        env.select_template(["none", "hello.html"]).render(who=1),
        env.list_templates(),
    ]


@app.get("/missing")
def missing():
    found = []
    for call in (
        lambda: env.get_template("none"),
        lambda: env.select_template(["a", "b"]),
        lambda: FileSystemLoader(["pages", "more"]).get_source(env, "x"),
    ):
        try:
            call()
        except TemplateNotFound as error:
            found.append([type(error).__name__, str(error), error.name, isinstance(error, TemplatesNotFound)])
    return found


@app.get("/own")
def own():
    source = "{{ whoami('I am') }} {{ who|emphasize }} {{ who is short }}"
    return env.from_string(source).render(who="<A>")


@app.get("/undefined")
def undefined():
    found = []
    for kind in (ChainableUndefined, DebugUndefined, StrictUndefined):
        for source in ("{{ a }}", "{{ a.b }}", "{{ a is defined }}", "{% if a %}{% endif %}ok"):
            try:
                found.append(Environment(undefined=kind).from_string(source).render())
            except UndefinedError as error:
                found.append(f"error: {error}")
    return found


@app.get("/others")
def others():
    module = env.from_string("{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}{% set n = 3 %}").module
    return [
        env.compile_expression("a * 2 + b")(a=3, b=1),
        env.compile_expression("missing")(),
        module.twice("ab"),
        module.n,
        Template("{{ a }}-{{ b|default('?') }}").render(a=1),
        escape("<'\">&"),
        Markup("<b>%s</b>") % "<i>",
        Markup("<b>x</b> &amp; y").striptags(),
    ]


@app.get("/stream")
def stream():
    template = Template("{% for i in range(3) %}{{ i }}\n{% endfor %}")
    return StreamingResponse(template.generate(), media_type="text/plain")


# > GET /loaders
# > GET /missing
# > GET /own
# > GET /undefined
# > GET /others
# > GET /stream
