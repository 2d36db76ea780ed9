//! `set` and `frozenset`.

use std::rc::Rc;

use super::slots;
use crate::code::BinaryOp;
use crate::dict::Dict;
use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Definition, def};
use crate::object::{Binding, Class};
use crate::value::{SetObject, Value};

const OPERATORS: &[BinaryOp] = &[
    BinaryOp::And,
    BinaryOp::Or,
    BinaryOp::Xor,
    BinaryOp::Subtract,
];

impl Interp {
    fn set_of(&self, value: &Value) -> PyResult<Rc<SetObject>> {
        match value.base() {
            Value::Set(set) | Value::FrozenSet(set) => Ok(set.clone()),
            _ => Err(self.wrong_receiver("set", value)),
        }
    }

    /// A set of the kind of another one.
    fn set_like(&self, model: &Value, table: Dict) -> Value {
        match model.base() {
            Value::FrozenSet(_) => self.frozenset_from(table),
            _ => self.set_from(table),
        }
    }

    /// Combine a set with several iterables, one after the other.
    fn combine_all(&mut self, op: BinaryOp, set: &SetObject, others: &Value) -> PyResult<Dict> {
        let mut table = set.0.borrow().copy();
        if let Value::Tuple(others) = others {
            for other in others.iter() {
                let other = self.collect_set(other.base())?;
                table = self.combine(op, table, other)?;
            }
        }
        Ok(table)
    }

    /// What a lookup in a set looks for: a set means the frozenset that it equals.
    fn set_key(&self, item: &Value) -> Value {
        match item.base() {
            Value::Set(wanted) => self.frozenset_from(wanted.0.borrow().copy()),
            _ => item.clone(),
        }
    }
}

fn replace(set: &SetObject, table: Dict) {
    let old = set.0.replace(table);
    drop(old);
}

fn new_set(interp: &mut Interp, args: &[Value]) -> PyResult {
    let exact = interp.types.set.clone();
    let set = interp.set_from(Dict::default());
    interp.base_instance(&args[0], &exact, set)
}

fn new_frozenset(interp: &mut Interp, args: &[Value]) -> PyResult {
    let exact = interp.types.frozenset.clone();
    let value = match &args[1] {
        Value::Unbound => interp.frozenset_from(Dict::default()),
        same @ Value::FrozenSet(_) => same.clone(),
        iterable => {
            let table = interp.collect_set(iterable)?;
            interp.frozenset_from(table)
        }
    };
    interp.base_instance(&args[0], &exact, value)
}

fn init(interp: &mut Interp, args: &[Value]) -> PyResult {
    let set = interp.set_of(&args[0])?;
    let table = match args[1].bound() {
        Some(iterable) => interp.collect_set(iterable)?,
        None => Dict::default(),
    };
    replace(&set, table);
    Ok(Value::None)
}

fn add(interp: &mut Interp, args: &[Value]) -> PyResult {
    let set = interp.set_of(&args[0])?;
    interp.set_add(&set, &args[1])?;
    Ok(Value::None)
}

fn discard(interp: &mut Interp, args: &[Value]) -> PyResult {
    let set = interp.set_of(&args[0])?;
    let key = interp.set_key(&args[1]);
    interp.set_remove(&set, &key)?;
    Ok(Value::None)
}

fn remove(interp: &mut Interp, args: &[Value]) -> PyResult {
    let set = interp.set_of(&args[0])?;
    let key = interp.set_key(&args[1]);
    if interp.set_remove(&set, &key)? {
        Ok(Value::None)
    } else {
        Err(interp.key_error(args[1].clone()))
    }
}

fn pop(interp: &mut Interp, args: &[Value]) -> PyResult {
    let set = interp.set_of(&args[0])?;
    let removed = {
        let mut table = set.0.borrow_mut();
        let first = match crate::ops::set_order(&table) {
            Some(order) => order.first().copied(),
            None => table.first_index(),
        };
        first.and_then(|first| table.remove_at(first))
    };
    match removed {
        Some((key, _)) => Ok(key),
        None => Err(interp.key_error(Value::str("pop from an empty set"))),
    }
}

fn clear(interp: &mut Interp, args: &[Value]) -> PyResult {
    replace(&*interp.set_of(&args[0])?, Dict::default());
    Ok(Value::None)
}

fn copy(interp: &mut Interp, args: &[Value]) -> PyResult {
    if let Value::FrozenSet(_) = &args[0] {
        return Ok(args[0].clone());
    }
    let table = interp.set_of(&args[0])?.0.borrow().copy();
    Ok(interp.set_like(&args[0], table))
}

macro_rules! combinations {
    ($( $function:ident, $update:ident, $op:ident );* $(;)?) => { $(
        fn $function(interp: &mut Interp, args: &[Value]) -> PyResult {
            let set = interp.set_of(&args[0])?;
            let table = interp.combine_all(BinaryOp::$op, &set, &args[1])?;
            Ok(interp.set_like(&args[0], table))
        }

        fn $update(interp: &mut Interp, args: &[Value]) -> PyResult {
            let set = interp.set_of(&args[0])?;
            let table = interp.combine_all(BinaryOp::$op, &set, &args[1])?;
            replace(&set, table);
            Ok(Value::None)
        }
    )* };
}

combinations! {
    intersection, intersection_update, And;
    difference, difference_update, Subtract;
    union, union_update, Or;
}

fn update(interp: &mut Interp, args: &[Value]) -> PyResult {
    // One other is added member by member, so that those before an exception stay; several go the general way.
    if let Value::Tuple(others) = &args[1]
        && let [other] = &others[..]
    {
        let set = interp.set_of(&args[0])?;
        let iterator = interp.iter(other)?;
        while let Some(item) = interp.next(&iterator)? {
            interp.charge(crate::ops::STEP)?;
            interp.set_add(&set, &item)?;
        }
        return Ok(Value::None);
    }
    union_update(interp, args)
}

fn symmetric_difference(interp: &mut Interp, args: &[Value]) -> PyResult {
    let set = interp.set_of(&args[0])?;
    let others = Value::tuple(vec![args[1].clone()]);
    let table = interp.combine_all(BinaryOp::Xor, &set, &others)?;
    Ok(interp.set_like(&args[0], table))
}

fn symmetric_difference_update(interp: &mut Interp, args: &[Value]) -> PyResult {
    let set = interp.set_of(&args[0])?;
    let others = Value::tuple(vec![args[1].clone()]);
    let table = interp.combine_all(BinaryOp::Xor, &set, &others)?;
    replace(&set, table);
    Ok(Value::None)
}

fn is_disjoint(interp: &mut Interp, args: &[Value]) -> PyResult {
    let set = interp.set_of(&args[0])?;
    let iterator = interp.iter(&args[1])?;
    while let Some(item) = interp.next(&iterator)? {
        interp.charge(crate::ops::STEP)?;
        if interp.set_contains(&set, &item)? {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}

fn is_subset(interp: &mut Interp, args: &[Value]) -> PyResult {
    let small = interp.set_of(&args[0])?.0.borrow().copy();
    let large = interp.collect_set(args[1].base())?;
    Ok(Value::Bool(interp.is_subset(&small, large)?))
}

fn is_superset(interp: &mut Interp, args: &[Value]) -> PyResult {
    let large = interp.set_of(&args[0])?.0.borrow().copy();
    let small = interp.collect_set(args[1].base())?;
    Ok(Value::Bool(interp.is_subset(&small, large)?))
}

fn repr(interp: &mut Interp, args: &[Value]) -> PyResult {
    let exact = matches!(args[0], Value::Set(_));
    let name = interp.type_name(&args[0]);
    let address = args[0].address();
    if interp.repr_stack.contains(&address) {
        return Ok(Value::str(format!("{name}(...)")));
    }
    let members = interp.set_of(&args[0])?.members();
    interp.repr_stack.push(address);
    let text = interp.nested(|interp| interp.set_repr(&members, &name, exact));
    interp.repr_stack.pop();
    Ok(Value::str(text?))
}

const SHARED: &[Definition] = &[
    def("copy", "(self, /)", copy),
    def("intersection", "(self, /, *others)", intersection),
    def("difference", "(self, /, *others)", difference),
    def("union", "(self, /, *others)", union),
    def(
        "symmetric_difference",
        "(self, other, /)",
        symmetric_difference,
    ),
    def("isdisjoint", "(self, other, /)", is_disjoint),
    def("issubset", "(self, other, /)", is_subset),
    def("issuperset", "(self, other, /)", is_superset),
];

const REPR: &[Definition] = &[def("__repr__", "(self, /)", repr)];

const SET: &[Definition] = &[
    def("__init__", "(self, iterable=(), /)", init),
    def("add", "(self, object, /)", add),
    def("discard", "(self, object, /)", discard),
    def("remove", "(self, object, /)", remove),
    def("pop", "(self, /)", pop),
    def("clear", "(self, /)", clear),
    def("update", "(self, /, *others)", update),
    def(
        "intersection_update",
        "(self, /, *others)",
        intersection_update,
    ),
    def("difference_update", "(self, /, *others)", difference_update),
    def(
        "symmetric_difference_update",
        "(self, other, /)",
        symmetric_difference_update,
    ),
];

fn install_shared(interp: &Interp, class: &Rc<Class>) {
    interp.add_methods(class, Binding::Method, SHARED);
    slots::add_comparisons(interp, class);
    slots::add_container(interp, class);
    slots::add_operators(interp, class, OPERATORS);
    slots::add_class_get_item(interp, class);
}

/// Give `set` and `frozenset` their methods.
pub fn install(interp: &Interp) {
    let types = interp.types.clone();
    interp.add_methods(
        &types.set,
        Binding::StaticMethod,
        &[def("__new__", "(type, /, *args, **kwargs)", new_set)],
    );
    interp.add_methods(
        &types.frozenset,
        Binding::StaticMethod,
        &[def("__new__", "(type, iterable=(), /)", new_frozenset)],
    );
    install_shared(interp, &types.set);
    install_shared(interp, &types.frozenset);
    interp.add_methods(&types.set, Binding::Method, SET);
    slots::add_in_place(interp, &types.set, OPERATORS);
    slots::add_repr_only(interp, &types.set);
    slots::add_repr_and_hash(interp, &types.frozenset);
    interp.add_methods(&types.set, Binding::Method, REPR);
    interp.add_methods(&types.frozenset, Binding::Method, REPR);
}
