"""On CPython the compiled module of the real pydantic_core stands in for ours."""

import importlib.util
import os
import sys

_spec = None
for _path in sys.path:
    _folder = os.path.join(_path, 'pydantic_core')
    if os.path.isdir(_folder):
        _found = [name for name in os.listdir(_folder) if name.startswith('_pydantic_core') and name.endswith('.so')]
        if _found:
            from importlib.machinery import ExtensionFileLoader

            _loader = ExtensionFileLoader('_pydantic_core', os.path.join(_folder, _found[0]))
            _spec = importlib.util.spec_from_loader('_pydantic_core', _loader)
            break
if _spec is None:
    raise ImportError('pydantic_core is not installed')
_real = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_real)
sys.modules['_pydantic_core'] = _real
