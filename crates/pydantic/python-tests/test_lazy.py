"""Lazy annotations (PEP 649) on a Python that doesn't have them: the namespace carries an `__annotate_func__`."""

import os
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
_folder = tempfile.mkdtemp()
for _name in ('pydantic', 'pydantic_core', 'annotated_types'):
    os.symlink(os.path.join(HERE, '..', 'python', _name), os.path.join(_folder, _name))
os.symlink(os.path.join(HERE, '_pydantic_core.py'), os.path.join(_folder, '_pydantic_core.py'))
# A pytest plugin may have imported the real one.
for _name in [name for name in sys.modules if name.split('.')[0] in ('pydantic', 'pydantic_core', 'annotated_types')]:
    del sys.modules[_name]
sys.path.insert(0, _folder)

from typing import ForwardRef, Optional  # noqa: E402

from pydantic import BaseModel, Field, PydanticUserError  # noqa: E402


def lazily(evaluate):
    """An annotate function: `evaluate(get)` builds the annotations, `get(name)` looks a name up."""

    def annotate(form):
        def get(name):
            if name in known:
                return known[name]
            if form == 1:
                raise NameError(f'name {name!r} is not defined', name=name)
            return ForwardRef(name)

        return evaluate(get)

    known = {}
    annotate.known = known
    return annotate


def model(name, annotate, **values):
    return type(BaseModel)(name, (BaseModel,), {'__module__': __name__, '__annotate_func__': annotate, **values})


def test_plain_fields():
    made = model('Plain', lazily(lambda get: {'a': int, 'b': str}), b='x')
    assert made(a='3').model_dump() == {'a': 3, 'b': 'x'}
    assert made.model_fields['a'].annotation is int


def test_a_model_refers_to_itself():
    made = model('Node', lazily(lambda get: {'next': Optional[get('Node')]}), next=None)
    assert made(next={'next': None}).model_dump() == {'next': {'next': None}}


def test_a_name_that_comes_later():
    annotate = lazily(lambda get: {'other': get('Local'), 'n': int})
    made = model('Waits', annotate, n=Field(1, ge=0))
    try:
        made(other={'z': 1})
    except PydanticUserError as error:
        assert str(error).startswith('`Waits` is not fully defined; you should define `Local`')
    else:
        raise AssertionError('a missing name must be an error')
    annotate.known['Local'] = model('Local', lazily(lambda get: {'z': int}))
    assert made(other={'z': '1'}).other.z == 1
    assert made.model_fields['n'].default == 1


def test_class_variables_and_private_attributes():
    from typing import ClassVar

    made = model('Vars', lazily(lambda get: {'a': ClassVar[int], '_p': int, 'b': int}), a=3, _p=4)
    assert list(made.model_fields) == ['b']
    assert made(b=1)._p == 4 and made.a == 3
