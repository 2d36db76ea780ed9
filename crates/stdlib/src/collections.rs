//! `_collections`: `deque` and `defaultdict`.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use playground_python::dict::Dict;
use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::native::{Attribute, Definition, def};
use playground_python::object::{Binding, NativeData, Payload};
use playground_python::value::{DictObject, Str, Value};

struct Deque {
    items: RefCell<VecDeque<Value>>,
    limit: Option<usize>,
}

impl NativeData for Deque {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.items.borrow().iter().for_each(visit);
    }

    fn clear(&self) {
        let items = std::mem::take(&mut *self.items.borrow_mut());
        drop(items);
    }
}

impl Deque {
    fn push(&self, value: Value, at_front: bool) {
        let mut items = self.items.borrow_mut();
        if self.limit == Some(0) {
            return;
        }
        if at_front {
            items.push_front(value);
        } else {
            items.push_back(value);
        }
        let dropped = match self.limit {
            Some(limit) if items.len() > limit => {
                if at_front {
                    items.pop_back()
                } else {
                    items.pop_front()
                }
            }
            _ => None,
        };
        drop(items);
        drop(dropped);
    }
}

fn deque<'a>(interp: &Interp, value: &'a Value) -> PyResult<&'a Deque> {
    value
        .data::<Deque>()
        .ok_or_else(|| interp.type_error("a deque is required"))
}

fn snapshot(interp: &Interp, value: &Value) -> PyResult<Vec<Value>> {
    Ok(deque(interp, value)?
        .items
        .borrow()
        .iter()
        .cloned()
        .collect())
}

fn make(interp: &mut Interp, like: &Value, items: Vec<Value>) -> PyResult {
    let limit = deque(interp, like)?.limit;
    let class = interp.type_of(like);
    Ok(interp.native_object(
        &class,
        Deque {
            items: RefCell::new(items.into()),
            limit,
        },
    ))
}

fn position(interp: &mut Interp, value: &Value, index: &Value) -> PyResult<usize> {
    let length = deque(interp, value)?.items.borrow().len() as i64;
    let index = interp.index_clamped(index)?;
    let index = if index < 0 { index + length } else { index };
    if index < 0 || index >= length {
        return Err(interp.index_error("deque index out of range"));
    }
    Ok(index as usize)
}

struct DequeIterator {
    deque: Value,
    index: std::cell::Cell<usize>,
    length: usize,
    is_reverse: bool,
}

impl NativeData for DequeIterator {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.deque);
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next(&self, interp: &mut Interp) -> PyResult<Option<Value>> {
        let items = deque(interp, &self.deque)?.items.borrow();
        if self.index.get() >= self.length {
            return Ok(None);
        }
        if items.len() != self.length {
            return Err(interp.runtime_error("deque mutated during iteration"));
        }
        let index = self.index.get();
        self.index.set(index + 1);
        let index = if self.is_reverse {
            self.length - 1 - index
        } else {
            index
        };
        Ok(items.get(index).cloned())
    }
}

fn iterate(interp: &mut Interp, value: &Value, is_reverse: bool) -> PyResult {
    let length = deque(interp, value)?.items.borrow().len();
    Ok(interp.native_iterator(
        "_collections._deque_iterator",
        DequeIterator {
            deque: value.clone(),
            index: Default::default(),
            length,
            is_reverse,
        },
    ))
}

fn deque_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let Value::Class(class) = &args[0] else {
        return Err(interp.type_error("a class is required"));
    };
    let limit = match args[2].bound() {
        Some(limit) if !limit.is_none() => {
            let limit = interp.index_clamped(limit)?;
            Some(
                usize::try_from(limit)
                    .map_err(|_| interp.value_error("maxlen must be non-negative"))?,
            )
        }
        _ => None,
    };
    let deque = Deque {
        items: RefCell::default(),
        limit,
    };
    if let Some(iterable) = args[1].bound() {
        for item in interp.collect(iterable)? {
            deque.push(item, false);
        }
    }
    Ok(interp.native_object(class, deque))
}

fn compare(
    interp: &mut Interp,
    args: &[Value],
    op: playground_python::code::CompareOp,
) -> PyResult {
    if args[1].data::<Deque>().is_none() {
        return Ok(Value::NotImplemented);
    }
    let (left, right) = (snapshot(interp, &args[0])?, snapshot(interp, &args[1])?);
    let (left, right) = (interp.list(left), interp.list(right));
    interp.compare(op, &left, &right)
}

const DEQUE_METHODS: &[Definition] = &[
    def("__init__", "(self, /, *args, **kwargs)", |_, _| {
        Ok(Value::None)
    }),
    def("append", "(self, x, /)", |interp, args| {
        deque(interp, &args[0])?.push(args[1].clone(), false);
        Ok(Value::None)
    }),
    def("appendleft", "(self, x, /)", |interp, args| {
        deque(interp, &args[0])?.push(args[1].clone(), true);
        Ok(Value::None)
    }),
    def("pop", "(self, /)", |interp, args| {
        let item = deque(interp, &args[0])?.items.borrow_mut().pop_back();
        item.ok_or_else(|| interp.index_error("pop from an empty deque"))
    }),
    def("popleft", "(self, /)", |interp, args| {
        let item = deque(interp, &args[0])?.items.borrow_mut().pop_front();
        item.ok_or_else(|| interp.index_error("pop from an empty deque"))
    }),
    def("extend", "(self, iterable, /)", |interp, args| {
        for item in interp.collect(&args[1])? {
            deque(interp, &args[0])?.push(item, false);
        }
        Ok(Value::None)
    }),
    def("extendleft", "(self, iterable, /)", |interp, args| {
        for item in interp.collect(&args[1])? {
            deque(interp, &args[0])?.push(item, true);
        }
        Ok(Value::None)
    }),
    def("clear", "(self, /)", |interp, args| {
        deque(interp, &args[0])?.clear();
        Ok(Value::None)
    }),
    def("copy", "(self, /)", |interp, args| {
        let items = snapshot(interp, &args[0])?;
        make(interp, &args[0], items)
    }),
    def("__copy__", "(self, /)", |interp, args| {
        let items = snapshot(interp, &args[0])?;
        make(interp, &args[0], items)
    }),
    def("rotate", "(self, n=1, /)", |interp, args| {
        let count = match args[1].bound() {
            Some(count) => interp.index_clamped(count)?,
            None => 1,
        };
        let mut items = deque(interp, &args[0])?.items.borrow_mut();
        let length = items.len();
        if length > 0 {
            items.rotate_right(count.rem_euclid(length as i64) as usize);
        }
        Ok(Value::None)
    }),
    def("reverse", "(self, /)", |interp, args| {
        deque(interp, &args[0])?
            .items
            .borrow_mut()
            .make_contiguous()
            .reverse();
        Ok(Value::None)
    }),
    def("count", "(self, x, /)", |interp, args| {
        let mut count = 0;
        for item in snapshot(interp, &args[0])? {
            count += usize::from(interp.equal(&item, &args[1])?);
        }
        Ok(Value::size(count))
    }),
    def(
        "index",
        "(self, x, start=0, stop=None, /)",
        |interp, args| {
            for (index, item) in snapshot(interp, &args[0])?.iter().enumerate() {
                if interp.equal(item, &args[1])? {
                    return Ok(Value::size(index));
                }
            }
            let text = interp.repr(&args[1])?;
            Err(interp.value_error(format_args!("{text} is not in deque")))
        },
    ),
    def("insert", "(self, i, x, /)", |interp, args| {
        let data = deque(interp, &args[0])?;
        let length = data.items.borrow().len() as i64;
        if data.limit == Some(length as usize) {
            return Err(interp.index_error("deque already at its maximum size"));
        }
        let index = interp.index_clamped(&args[1])?;
        let index = if index < 0 {
            (index + length).max(0)
        } else {
            index.min(length)
        };
        deque(interp, &args[0])?
            .items
            .borrow_mut()
            .insert(index as usize, args[2].clone());
        Ok(Value::None)
    }),
    def("remove", "(self, value, /)", |interp, args| {
        for (index, item) in snapshot(interp, &args[0])?.iter().enumerate() {
            if interp.equal(item, &args[1])? {
                let removed = deque(interp, &args[0])?.items.borrow_mut().remove(index);
                drop(removed);
                return Ok(Value::None);
            }
        }
        let text = interp.repr(&args[1])?;
        Err(interp.value_error(format_args!("{text} is not in deque")))
    }),
    def("__len__", "(self, /)", |interp, args| {
        Ok(Value::size(deque(interp, &args[0])?.items.borrow().len()))
    }),
    def("__bool__", "(self, /)", |interp, args| {
        Ok(Value::Bool(
            !deque(interp, &args[0])?.items.borrow().is_empty(),
        ))
    }),
    def("__iter__", "(self, /)", |interp, args| {
        iterate(interp, &args[0], false)
    }),
    def("__reversed__", "(self, /)", |interp, args| {
        iterate(interp, &args[0], true)
    }),
    def("__contains__", "(self, x, /)", |interp, args| {
        for item in snapshot(interp, &args[0])? {
            if interp.equal(&item, &args[1])? {
                return Ok(Value::Bool(true));
            }
        }
        Ok(Value::Bool(false))
    }),
    def("__getitem__", "(self, index, /)", |interp, args| {
        let index = position(interp, &args[0], &args[1])?;
        Ok(deque(interp, &args[0])?
            .items
            .borrow()
            .get(index)
            .cloned()
            .unwrap_or(Value::None))
    }),
    def("__setitem__", "(self, index, value, /)", |interp, args| {
        let index = position(interp, &args[0], &args[1])?;
        let old = deque(interp, &args[0])?
            .items
            .borrow_mut()
            .get_mut(index)
            .map(|place| std::mem::replace(place, args[2].clone()));
        drop(old);
        Ok(Value::None)
    }),
    def("__delitem__", "(self, index, /)", |interp, args| {
        let index = position(interp, &args[0], &args[1])?;
        let old = deque(interp, &args[0])?.items.borrow_mut().remove(index);
        drop(old);
        Ok(Value::None)
    }),
    def("__add__", "(self, other, /)", |interp, args| {
        let mut items = snapshot(interp, &args[0])?;
        items.extend(snapshot(interp, &args[1])?);
        make(interp, &args[0], items)
    }),
    def("__iadd__", "(self, other, /)", |interp, args| {
        for item in interp.collect(&args[1])? {
            deque(interp, &args[0])?.push(item, false);
        }
        Ok(args[0].clone())
    }),
    def("__eq__", "(self, other, /)", |interp, args| {
        compare(interp, args, playground_python::code::CompareOp::Equal)
    }),
    def("__lt__", "(self, other, /)", |interp, args| {
        compare(interp, args, playground_python::code::CompareOp::Less)
    }),
    def("__le__", "(self, other, /)", |interp, args| {
        compare(interp, args, playground_python::code::CompareOp::LessEqual)
    }),
    def("__gt__", "(self, other, /)", |interp, args| {
        compare(interp, args, playground_python::code::CompareOp::Greater)
    }),
    def("__ge__", "(self, other, /)", |interp, args| {
        compare(
            interp,
            args,
            playground_python::code::CompareOp::GreaterEqual,
        )
    }),
    def("__repr__", "(self, /)", |interp, args| {
        let items = snapshot(interp, &args[0])?;
        let list = interp.list(items);
        let text = interp.repr(&list)?;
        let name = interp.type_name(&args[0]);
        Ok(Value::str(match deque(interp, &args[0])?.limit {
            Some(limit) => format!("{name}({text}, maxlen={limit})"),
            None => format!("{name}({text})"),
        }))
    }),
    def("__reduce__", "(self, /)", |interp, args| {
        let items = snapshot(interp, &args[0])?;
        let list = interp.list(items);
        let limit = deque(interp, &args[0])?
            .limit
            .map_or(Value::None, Value::size);
        Ok(Value::tuple(vec![
            Value::Class(interp.type_of(&args[0])),
            Value::tuple(vec![list, limit]),
        ]))
    }),
];

fn dict_of<'a>(interp: &Interp, value: &'a Value) -> PyResult<&'a Rc<DictObject>> {
    match value.base() {
        Value::Dict(dict) => Ok(dict),
        _ => Err(interp.type_error("a dict is required")),
    }
}

fn factory(value: &Value) -> Value {
    match value {
        Value::Object(object) => object
            .slot(&Str::from("default_factory"))
            .unwrap_or(Value::None),
        _ => Value::None,
    }
}

fn with_factory(interp: &mut Interp, like: &Value, dict: Dict) -> PyResult {
    let class = interp.type_of(like);
    let dict = interp.dict_from(dict);
    let made = interp.object(&class, Payload::Base(Value::Dict(dict)));
    if let Value::Object(object) = &made {
        object.set_slot(&Str::from("default_factory"), factory(like));
    }
    Ok(made)
}

const DEFAULTDICT_METHODS: &[Definition] = &[
    def(
        "__init__",
        "(self, default_factory=None, /, *args, **kwargs)",
        |interp, args| {
            let given = args[1].clone().or(Value::None);
            let callable = interp.builtins.get("callable").unwrap_or(Value::None);
            if !given.is_none()
                && !matches!(
                    interp.call(&callable, std::slice::from_ref(&given))?,
                    Value::Bool(true)
                )
            {
                return Err(interp.type_error("first argument must be callable or None"));
            }
            if let Value::Object(object) = &args[0] {
                object.set_slot(&Str::from("default_factory"), given);
            }
            let positional = interp.collect(&args[2])?;
            let keywords = playground_python::builtins::functions::keyword_list(&args[3]);
            if positional.is_empty() && keywords.is_empty() {
                return Ok(Value::None);
            }
            let update = interp.attribute(&args[0], "update")?;
            interp.call_keywords(&update, positional, keywords)
        },
    ),
    def("__missing__", "(self, key, /)", |interp, args| {
        let factory = factory(&args[0]);
        if factory.is_none() {
            return Err(interp.key_error(args[1].clone()));
        }
        let value = interp.call(&factory, &[])?;
        let dict = dict_of(interp, &args[0])?.clone();
        interp.dict_set(&dict, &args[1], value.clone())?;
        Ok(value)
    }),
    def("copy", "(self, /)", |interp, args| {
        let copy = dict_of(interp, &args[0])?.0.borrow().copy();
        with_factory(interp, &args[0], copy)
    }),
    def("__copy__", "(self, /)", |interp, args| {
        let copy = dict_of(interp, &args[0])?.0.borrow().copy();
        with_factory(interp, &args[0], copy)
    }),
    def("__or__", "(self, other, /)", |interp, args| {
        if !matches!(args[1].base(), Value::Dict(_)) {
            return Ok(Value::NotImplemented);
        }
        let copy = dict_of(interp, &args[0])?.0.borrow().copy();
        let made = with_factory(interp, &args[0], copy)?;
        interp.call_method(&made, "update", &args[1..2])?;
        Ok(made)
    }),
    def("__repr__", "(self, /)", |interp, args| {
        let inner = Value::Dict(dict_of(interp, &args[0])?.clone());
        let (factory, text) = (interp.repr(&factory(&args[0]))?, interp.repr(&inner)?);
        let name = interp.type_name(&args[0]);
        Ok(Value::str(format!("{name}({factory}, {text})")))
    }),
    def("__reduce__", "(self, /)", |interp, args| {
        let inner = Value::Dict(dict_of(interp, &args[0])?.clone());
        let items = interp.call_method(&inner, "items", &[])?;
        let items = interp.iter(&items)?;
        let class = Value::Class(interp.type_of(&args[0]));
        Ok(Value::tuple(vec![
            class,
            Value::tuple(vec![factory(&args[0])]),
            Value::None,
            Value::None,
            items,
        ]))
    }),
];

const DEFAULTDICT_ATTRIBUTES: &[Attribute] = &[Attribute {
    name: "default_factory",
    get: |_, this| Ok(factory(this)),
    set: Some(|_, this, value| {
        if let Value::Object(object) = this {
            object.set_slot(&Str::from("default_factory"), value.clone());
        }
        Ok(())
    }),
}];

pub(crate) fn fill(interp: &mut Interp, module: &Rc<DictObject>) -> PyResult<()> {
    let class = interp.define_class("collections", "deque", &interp.types.object.clone());
    interp.add_methods(
        &class,
        Binding::StaticMethod,
        &[def("__new__", "(cls, iterable=(), maxlen=None)", deque_new)],
    );
    interp.add_methods(&class, Binding::Method, DEQUE_METHODS);
    interp.add_methods(
        &class,
        Binding::ClassMethod,
        &[def("__class_getitem__", "(cls, item, /)", alias)],
    );
    interp.add_attributes(
        &class,
        &[Attribute {
            name: "maxlen",
            get: |interp, this| Ok(deque(interp, this)?.limit.map_or(Value::None, Value::size)),
            set: None,
        }],
    );
    interp.class_set(&class, &interp.names.hash.clone(), Value::None);
    module.set_str(interp.intern("deque"), Value::Class(class));
    let class = interp.define_class("collections", "defaultdict", &interp.types.dict.clone());
    let new = def(
        "__new__",
        "(cls, /, *args, **kwargs)",
        |interp: &mut Interp, args: &[Value]| {
            let Value::Class(class) = &args[0] else {
                return Err(interp.type_error("a class is required"));
            };
            let dict = interp.dict();
            Ok(interp.object(class, Payload::Base(Value::Dict(dict))))
        },
    );
    interp.add_methods(&class, Binding::StaticMethod, &[new]);
    interp.add_methods(&class, Binding::Method, DEFAULTDICT_METHODS);
    interp.add_methods(
        &class,
        Binding::ClassMethod,
        &[def("__class_getitem__", "(cls, item, /)", alias)],
    );
    interp.add_attributes(&class, DEFAULTDICT_ATTRIBUTES);
    module.set_str(interp.intern("defaultdict"), Value::Class(class));
    Ok(())
}

fn alias(interp: &mut Interp, args: &[Value]) -> PyResult {
    let parts = match &args[1] {
        Value::Tuple(items) => items.to_vec(),
        single => vec![single.clone()],
    };
    Ok(playground_python::builtins::generic::alias(
        interp,
        args[0].clone(),
        parts,
    ))
}
