//! Exception groups (PEP 654): construction, `split`, `subgroup`, `derive`.

use std::cell::{Cell, RefCell};

use crate::error::{ExceptionData, PyResult};
use crate::interp::Interp;
use crate::native::{Definition, def};
use crate::object::Payload;
use crate::value::{Str, Value};

use super::exceptions::set_own;

/// `ExceptionGroup(message, exceptions)`: an `ExceptionGroup` if all of them are `Exception`s.
pub(super) fn group_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let Value::Class(class) = &args[0] else {
        return Err(interp.type_error("a class is required"));
    };
    if args[1].as_str().is_none() {
        let name = interp.type_name(&args[1]);
        return Err(interp.type_error(format_args!(
            "BaseExceptionGroup.__new__() argument 1 must be str, not {name}"
        )));
    }
    if !matches!(args[2].base(), Value::List(_) | Value::Tuple(_)) {
        return Err(interp.type_error("second argument (exceptions) must be a sequence"));
    }
    let items = interp.collect(&args[2])?;
    if items.is_empty() {
        return Err(interp.value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    let mut all_plain = true;
    for (index, item) in items.iter().enumerate() {
        if !super::callables::is_exception(item) {
            return Err(interp.value_error(format_args!(
                "Item {index} of second argument (exceptions) is not an exception"
            )));
        }
        all_plain = all_plain && interp.is_instance(item, &interp.types.exception);
    }
    let types = interp.types.clone();
    let mut class = class.clone();
    if std::rc::Rc::ptr_eq(&class, &types.base_exception_group) && all_plain {
        class = types.exception_group.clone();
    } else if class.is_subclass_of(&types.exception) && !all_plain {
        let name = class.name();
        return Err(
            interp.type_error(if std::rc::Rc::ptr_eq(&class, &types.exception_group) {
                "Cannot nest BaseExceptions in an ExceptionGroup".to_owned()
            } else {
                format!("Cannot nest BaseExceptions in '{name}'")
            }),
        );
    }
    let data = ExceptionData {
        args: RefCell::new(Value::tuple(args[1..3].to_vec())),
        suppress_context: Cell::new(false),
        ..ExceptionData::default()
    };
    let group = interp.object(&class, Payload::Native(Box::new(data)));
    set_own(interp, &group, "message", args[1].clone());
    set_own(interp, &group, "exceptions", Value::tuple(items));
    Ok(group)
}

fn own_of(this: &Value, name: &str) -> Value {
    match this {
        Value::Object(object) => object.own(&Str::from(name)).unwrap_or(Value::None),
        _ => Value::None,
    }
}

/// A group like `this` with other members: through `derive`, which a subclass may define.
fn derive(interp: &mut Interp, this: &Value, members: Vec<Value>) -> PyResult {
    if members.is_empty() {
        return Ok(Value::None);
    }
    let list = interp.list(members);
    let group = interp.call_method(this, "derive", &[list])?;
    if let (Some(from), Some(to)) = (this.data::<ExceptionData>(), group.data::<ExceptionData>()) {
        to.traceback.replace(from.traceback.borrow().clone());
        to.cause.replace(from.cause.borrow().clone());
        to.context.replace(from.context.borrow().clone());
    }
    if let Value::List(notes) = own_of(this, "__notes__") {
        let copy = notes.0.borrow().clone();
        let copy = interp.list(copy);
        set_own(interp, &group, "__notes__", copy);
    }
    Ok(group)
}

fn matches(interp: &mut Interp, exception: &Value, condition: &Value) -> PyResult<bool> {
    match condition {
        Value::Class(_) | Value::Tuple(_) => interp.isinstance(exception, condition),
        function => {
            let result = interp.call(function, std::slice::from_ref(exception))?;
            interp.truth(&result)
        }
    }
}

/// The members that match and those that don't, as groups of the same shape.
fn split(interp: &mut Interp, this: &Value, condition: &Value) -> PyResult<(Value, Value)> {
    if matches(interp, this, condition)? {
        return Ok((this.clone(), Value::None));
    }
    let group_class = interp.types.base_exception_group.clone();
    let (mut yes, mut no) = (Vec::new(), Vec::new());
    let members = interp.collect(&own_of(this, "exceptions"))?;
    for member in members {
        if interp.is_instance(&member, &group_class) {
            let (matched, rest) = split(interp, &member, condition)?;
            yes.extend(Some(matched).filter(|value| !value.is_none()));
            no.extend(Some(rest).filter(|value| !value.is_none()));
        } else if matches(interp, &member, condition)? {
            yes.push(member);
        } else {
            no.push(member);
        }
    }
    Ok((derive(interp, this, yes)?, derive(interp, this, no)?))
}

pub(super) const GROUP_METHODS: &[Definition] = &[
    def("__init__", "(self, /, *args, **kwargs)", |_, _| {
        Ok(Value::None)
    }),
    def("__str__", "(self, /)", |interp, args| {
        let message = interp.str(&own_of(&args[0], "message"))?;
        let count = interp.collect(&own_of(&args[0], "exceptions"))?.len();
        let plural = if count == 1 { "" } else { "s" };
        Ok(Value::str(format!(
            "{message} ({count} sub-exception{plural})"
        )))
    }),
    def("derive", "(self, exceptions, /)", |interp, args| {
        let message = own_of(&args[0], "message");
        let class = interp.types.base_exception_group.clone();
        interp.call(&Value::Class(class), &[message, args[1].clone()])
    }),
    def("split", "(self, condition, /)", |interp, args| {
        let (yes, no) = split(interp, &args[0], &args[1])?;
        Ok(Value::tuple(vec![yes, no]))
    }),
    def("subgroup", "(self, condition, /)", |interp, args| {
        Ok(split(interp, &args[0], &args[1])?.0)
    }),
];
