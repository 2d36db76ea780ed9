"""YAML files: blocks, multi-line texts, anchors, several documents, and writing them."""

import datetime

import yaml
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse

app = FastAPI()


@app.get("/config")
def config():
    with open("config.yaml") as file:
        return yaml.safe_load(file)


@app.get("/documents")
def documents():
    with open("documents.yaml") as file:
        return list(yaml.safe_load_all(file))


@app.get("/broken")
def broken():
    with open("broken.yaml") as file:
        try:
            return yaml.safe_load(file)
        except yaml.YAMLError as error:
            mark = error.problem_mark
            return [type(error).__name__, error.problem, error.context, mark.line, mark.column, str(error)]


@app.get("/written", response_class=PlainTextResponse)
def written():
    shared = {"a": 1}
    data = {
        "shared": [shared, shared],
        "date": datetime.date(2024, 2, 29),
        "text": "multi\nline",
        "folded": "x" * 30 + " " + "y" * 60,
        "odd": ["", " lead", "a: b", "#c", "- d", "1", "null", "it's", 'say "x"', "tab\t", "é"],
        "nested": [[1, [2]], {"k": [{"deep": True}]}],
    }
    with open("out.yaml", "w") as file:
        yaml.safe_dump(data, file)
    with open("out.yaml") as file:
        text = file.read()
    assert yaml.safe_load(text) == data
    return text


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


def represent(dumper, point):
    return dumper.represent_scalar("!point", f"{point.x},{point.y}")


def construct(loader, node):
    return [int(part) for part in loader.construct_scalar(node).split(",")]


@app.get("/own")
def own():
    yaml.add_representer(Point, represent, Dumper=yaml.SafeDumper)
    yaml.add_constructor("!point", construct, Loader=yaml.SafeLoader)
    text = yaml.safe_dump({"at": Point(1, 2)})
    return [text, yaml.safe_load(text)]


# > GET /config
# > GET /documents
# > GET /broken
# > GET /written
# > GET /own
