//! Exceptions: what an exception object holds, and how Rust code raises one.

use std::cell::{Cell, RefCell};
use std::fmt::Display;
use std::rc::Rc;

use crate::code::Code;
use crate::interp::Interp;
use crate::object::{Class, NativeData, Object, Payload};
use crate::source::Range;
use crate::value::{Str, Value};

/// A Python exception on its way up: always an object whose class derives from `BaseException`.
#[derive(Debug, Clone)]
pub struct Raised(pub Rc<Object>);

impl std::fmt::Debug for Object {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<{} object>", self.class().name())
    }
}

/// What a Python operation gives.
pub type PyResult<T = Value> = Result<T, Raised>;

/// One level of a traceback.
#[derive(Clone)]
pub struct TracebackEntry {
    /// The code that ran.
    pub code: Rc<Code>,
    /// Where in it.
    pub range: Range,
}

/// What an exception holds.
#[derive(Default)]
pub struct ExceptionData {
    /// `args`: a tuple.
    pub args: RefCell<Value>,
    /// `__traceback__`: the innermost frame first.
    pub traceback: RefCell<Vec<TracebackEntry>>,
    /// `__cause__`.
    pub cause: RefCell<Option<Raised>>,
    /// `__context__`.
    pub context: RefCell<Option<Raised>>,
    /// `__suppress_context__`.
    pub suppress_context: Cell<bool>,
}

impl NativeData for ExceptionData {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.args.borrow());
        for link in [&self.cause, &self.context] {
            if let Some(raised) = &*link.borrow() {
                visit(&raised.value());
            }
        }
    }

    fn clear(&self) {
        let args = self.args.replace(Value::tuple(Vec::new()));
        let cause = self.cause.take();
        let context = self.context.take();
        drop((args, cause, context));
    }
}

impl Raised {
    /// The exception as a value.
    pub fn value(&self) -> Value {
        Value::Object(self.0.clone())
    }

    /// What it holds.
    pub fn data(&self) -> &ExceptionData {
        static_data(&self.0)
    }

    /// Its class.
    pub fn class(&self) -> Rc<Class> {
        self.0.class()
    }

    /// Whether it is an instance of a class.
    pub fn is(&self, class: &Rc<Class>) -> bool {
        self.0.class().is_subclass_of(class)
    }

    /// The first argument.
    pub fn first_argument(&self) -> Option<Value> {
        match &*self.data().args.borrow() {
            Value::Tuple(items) => items.first().cloned(),
            _ => None,
        }
    }
}

/// The data of an exception object. Whoever makes a [`Raised`] has seen to it that there is some.
fn static_data(object: &Object) -> &ExceptionData {
    match object.data::<ExceptionData>() {
        Some(data) => data,
        // Unreachable: classes with the layout of exceptions make objects with this data only (`exception_new`), and a class
        // without that layout can't be raised (`Interp::to_raised`).
        None => unreachable!("an exception without exception data"),
    }
}

/// # Raising
impl Interp {
    /// An exception of a class with arguments. `__init__` isn't run: for built-in classes.
    pub fn exception(&self, class: &Rc<Class>, args: Vec<Value>) -> Raised {
        let data = ExceptionData {
            args: RefCell::new(Value::tuple(args)),
            ..ExceptionData::default()
        };
        let object = Object::new(class.clone(), Payload::Native(Box::new(data)));
        self.heap.track(&Value::Object(object.clone()));
        Raised(object)
    }

    /// An exception of a class with a message.
    pub fn error(&self, class: &Rc<Class>, message: impl Display) -> Raised {
        self.exception(class, vec![Value::str(message.to_string())])
    }

    /// A `TypeError`.
    pub fn type_error(&self, message: impl Display) -> Raised {
        self.error(&self.types.type_error, message)
    }

    /// A `ValueError`.
    pub fn value_error(&self, message: impl Display) -> Raised {
        self.error(&self.types.value_error, message)
    }

    /// A `RuntimeError`.
    pub fn runtime_error(&self, message: impl Display) -> Raised {
        self.error(&self.types.runtime_error, message)
    }

    /// An `IndexError`.
    pub fn index_error(&self, message: impl Display) -> Raised {
        self.error(&self.types.index_error, message)
    }

    /// An `OverflowError`.
    pub fn overflow_error(&self, message: impl Display) -> Raised {
        self.error(&self.types.overflow_error, message)
    }

    /// A `KeyError` for a key.
    pub fn key_error(&self, key: Value) -> Raised {
        self.exception(&self.types.key_error, vec![key])
    }

    /// A `NameError` with its `name`.
    pub fn name_error(&self, message: impl Display, name: &Str) -> Raised {
        let raised = self.error(&self.types.name_error, message);
        self.object_dict(&raised.0)
            .set_str("name".into(), Value::Str(name.clone()));
        raised
    }

    /// An `AttributeError` with its `name` and `obj`.
    pub fn attribute_error(&self, message: impl Display, object: &Value, name: &Str) -> Raised {
        let raised = self.error(&self.types.attribute_error, message);
        let dict = self.object_dict(&raised.0);
        dict.set_str("name".into(), Value::Str(name.clone()));
        dict.set_str("obj".into(), object.clone());
        raised
    }

    /// A `StopIteration` with its value.
    pub fn stop_iteration(&self, value: Value) -> Raised {
        let args = if value.is_none() {
            Vec::new()
        } else {
            vec![value]
        };
        self.exception(&self.types.stop_iteration, args)
    }

    /// A `LimitExceeded`, which the program can't catch as an `Exception`.
    pub fn limit_exceeded(&self, message: impl Display) -> Raised {
        self.error(&self.types.limit_exceeded, message)
    }

    /// The one way to say that something isn't supported: what, and what to do instead. A `NotSupportedError`, whose text the
    /// diagnostics show as it is.
    pub fn unsupported(&self, feature: impl Display, instead: impl Display) -> Raised {
        self.error(
            &self.types.not_supported,
            format!("The playground doesn't support {feature}: {instead}"),
        )
    }
}
