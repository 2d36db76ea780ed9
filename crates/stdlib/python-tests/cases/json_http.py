import json, http
from http import HTTPStatus, HTTPMethod
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, "-", e)
print(json.dumps({"a": [1, 2.5, None, True], "é": "x\n"}), json.dumps({"b": 1, "a": 2}, sort_keys=True, indent=2), json.dumps("é", ensure_ascii=False), json.dumps([1, 2], separators=(",", ":")), json.dumps({1: 2, None: 3}), json.dumps([], indent=1))
t(lambda: json.dumps(object)); t(lambda: json.dumps({1j: 2})); t(lambda: json.dumps({(1,): 2}, skipkeys=True)); t(lambda: json.dumps(float("nan"))); t(lambda: json.dumps({1, 2}, default=list)); t(lambda: json.dumps({"a"}))
print(json.loads('{"a": [1, 2.5, null, true]}'), json.loads(b'"\xc3\xa9"'), json.loads("1"), json.loads('{"a":1}', object_hook=lambda d: list(d)), json.loads('{"a":1}', object_pairs_hook=tuple), json.loads("1.5", parse_float=str), json.loads('"a"'.encode("utf-16")))
for s in ("", "{", "[1,", '{"a"}', "nul", "[1] x", '"abc', "{'a': 1}", '"\\x"', '"a\nb"', "\ufeff1"): t(lambda: json.loads(s))
try: json.loads('{"a":\n x}')
except json.JSONDecodeError as e: print(e.msg, e.pos, e.lineno, e.colno, e.doc == '{"a":\n x}')
t(lambda: json.loads(5))
class E(json.JSONEncoder):
    def default(self, o): return {"set": sorted(o)} if isinstance(o, set) else super().default(o)
print(json.dumps([{3, 1}], cls=E), E(indent=1).encode({3}), "".join(E().iterencode([1]))); t(lambda: json.dumps(1j, cls=E))
print(json.JSONDecoder().raw_decode("[1] x"), json.JSONDecoder().decode(" 5 ")); t(lambda: json.JSONDecoder().raw_decode("x"))
print(HTTPStatus(404), repr(HTTPStatus.OK), HTTPStatus.OK.phrase, HTTPStatus(201).name, HTTPStatus.OK == 200, HTTPStatus.UNPROCESSABLE_ENTITY.phrase, HTTPStatus(422).name, HTTPStatus.OK.is_success, f"{HTTPStatus.OK}", len(HTTPStatus), HTTPMethod.GET, repr(HTTPMethod.GET), HTTPMethod("POST"), HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus(418).phrase, HTTPMethod.GET.description)
t(lambda: HTTPStatus(999)); print(HTTPStatus.__module__, HTTPStatus)
