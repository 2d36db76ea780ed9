"""The template language: expressions, filters, tests, loops, blocks and whitespace, given in the request."""

from fastapi import FastAPI
from jinja2 import DictLoader, Environment, TemplateError
from pydantic import BaseModel

loader = DictLoader(
    {
        "base": "[{% block a %}A{{ x }}{% endblock %}|{% block b scoped %}B{% endblock %}]",
        "part": "part({{ x }},{{ i }})",
        "macros": "{% macro field(name, value='', *rest) %}<{{ name }}={{ value }}>{% endmacro %}{% set shared = 5 %}",
    }
)
environments = {
    "plain": Environment(loader=loader),
    "escaping": Environment(loader=loader, autoescape=True),
    "trimming": Environment(loader=loader, trim_blocks=True, lstrip_blocks=True),
}
values = {
    "x": 5,
    "name": "Ada <Lovelace>",
    "items": [3, 1, 2],
    "people": [{"n": "bo", "age": 3}, {"n": "Al", "age": 9}, {"n": "cy", "age": 3}],
    "deep": {"a": {"b": [10, 20]}, "key-with": "dash"},
    "none": None,
}
app = FastAPI()


class Source(BaseModel):
    text: str
    environment: str = "plain"


@app.post("/render")
def render(source: Source):
    try:
        return environments[source.environment].from_string(source.text).render(values)
    except (TemplateError, TypeError, ZeroDivisionError) as error:
        return {"error": type(error).__name__, "message": str(error), "line": getattr(error, "lineno", None)}


# > POST /render {"text": "{{ x + 1 }} {{ x / 2 }} {{ x // 2 }} {{ 2 ** 3 }} {{ -x }} {{ x ~ name }} {{ 1 < x <= 5 }} {{ x in items }} {{ not x }}"}
# > POST /render {"text": "{{ deep.a.b[1] }} {{ deep['key-with'] }} {{ items[0] }} {{ items[1:] }} {{ deep.a.nothing }}|{{ items[9] }}"}
# > POST /render {"text": "{{ deep.nothing.more }}"}
# > POST /render {"text": "{{ unknown + 1 }}"}
# > POST /render {"text": "{% for i in items|sort %}{{ loop.index }}/{{ loop.length }}:{{ i }}{{ ', ' if not loop.last }}{% endfor %}"}
# > POST /render {"text": "{% for p in people if p.age == 3 %}{{ p.n }} {% else %}nobody{% endfor %}{% for k, v in deep|dictsort %}{{ k }};{% endfor %}"}
# > POST /render {"text": "{% set total = namespace(n=0) %}{% for i in items %}{% set total.n = total.n + i %}{% endfor %}{{ total.n }}{% set a, b = 1, 2 %}{{ b }}"}
# > POST /render {"text": "{% macro m(a, b=2) %}{{ a }}{{ b }}{{ kwargs }}{% endmacro %}{{ m(1) }} {{ m(1, 3, c=4) }}{% call m(9) %}{% endcall %}"}
# > POST /render {"text": "{% macro box(t) %}<{{ t }}>{{ caller(t) }}{% endmacro %}{% call(t) box('b') %}in {{ t }} {{ x }}{% endcall %}"}
# > POST /render {"text": "{% extends 'base' %}{% block a %}new {{ super() }}{% endblock %}ignored"}
# > POST /render {"text": "{% include 'part' %}{% for i in items %}{% include 'part' %}{% endfor %}{% include 'nope' ignore missing %}"}
# > POST /render {"text": "{% import 'macros' as m %}{{ m.field('a', 1) }}{{ m.shared }}{% from 'macros' import field as f %}{{ f('z') }}"}
# > POST /render {"text": "{{ name }} {{ name|safe }} {{ name|upper }} {{ '<' ~ name|e }} {{ [name]|join('<') }}", "environment": "escaping"}
# > POST /render {"text": "{{ name }} {{ name|e }} {{ {'a': '<'}|tojson }} {{ 'a b&c'|urlencode }} {{ {'href': '\"', 'n': none}|xmlattr }}"}
# > POST /render {"text": "{{ people|groupby('age')|map('first')|list }} {{ people|sort(attribute='n')|map(attribute='n')|join(',') }} {{ people|selectattr('age', 'gt', 5)|list|length }} {{ items|batch(2, '-')|list }} {{ items|max }}"}
# > POST /render {"text": "{{ 'hello world'|title|replace('o', '0') }} {{ 'a very long sentence indeed'|truncate(12) }} {{ 3.14159|round(2) }} {{ '42'|int + 1 }} {{ none|default('d', true) }} {{ 1500|filesizeformat }} {{ 'x'|center(5) }}|"}
# > POST /render {"text": "{{ x is odd }} {{ x is divisibleby 5 }} {{ name is string }} {{ nothing is defined }} {{ none is none }} {{ items is iterable }} {{ x is not even }} {{ x is in items }}"}
# > POST /render {"text": "{% if x > 5 %}more{% elif x == 5 %}five{% else %}less{% endif %}{# gone #}{% raw %}{{ x }}{% endraw %}{%- if true -%}   tight   {%- endif %}"}
# > POST /render {"text": "<ul>\n  {% for i in items %}\n  <li>{{ i }}</li>\n  {% endfor %}\n</ul>\n", "environment": "trimming"}
# > POST /render {"text": "<ul>\n  {% for i in items %}\n  <li>{{ i }}</li>\n  {% endfor %}\n</ul>\n"}
# > POST /render {"text": "{% with y = x * 2 %}{{ y }}{% endwith %}{{ y }}{% filter upper %}shout {{ name }}{% endfilter %}{% set block %}b{{ x }}{% endset %}{{ block }}"}
# > POST /render {"text": "{{ 'yes' if x else 'no' }}{{ 'only' if false }}{% autoescape true %}{{ name }}{% endautoescape %}{{ cycler('a', 'b').next() }}{{ range(3)|list }}"}
# > POST /render {"text": "line one\n{% if x %}\n{{ name"}
# > POST /render {"text": "{% for i in items %}{% endif %}"}
# > POST /render {"text": "{{ x|nofilter }}"}
# > POST /render {"text": "{{ x is notest }}"}
# > POST /render {"text": "{% unknown %}"}
# > POST /render {"text": "a\nb {{ (1 }}"}
# > POST /render {"text": "{{ 1 / 0 }}"}
# > POST /render {"text": "{{ none + 1 }}"}
# > POST /render {"text": "{% extends 'absent' %}"}
