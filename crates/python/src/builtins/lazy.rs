//! Iterators that built-in functions make: `map`, `filter`, `zip`, `enumerate`, and the class `reversed`.

use std::cell::RefCell;

use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{NativeFn, def};
use crate::object::{Binding, Class, NativeData};
use crate::value::Value;

pub(super) fn install(interp: &mut Interp) {
    let classes: [(&'static str, &'static str, NativeFn); 5] = [
        ("map", "(cls, function, iterable, /, *iterables)", map_new),
        ("filter", "(cls, function, iterable, /)", filter_new),
        ("zip", "(cls, /, *iterables, strict=False)", zip_new),
        ("enumerate", "(cls, iterable, start=0)", enumerate_new),
        ("reversed", "(cls, sequence, /)", reversed_new),
    ];
    for (name, signature, new) in classes {
        let class = interp.native_class(name);
        interp.add_methods(
            &class,
            Binding::StaticMethod,
            &[def("__new__", signature, new)],
        );
        let builtins = interp.builtins.clone();
        builtins.set_str(interp.intern(name), Value::Class(class));
    }
}

fn class_of(interp: &Interp, value: &Value) -> PyResult<std::rc::Rc<Class>> {
    match value {
        Value::Class(class) => Ok(class.clone()),
        _ => Err(interp.type_error("a class is required")),
    }
}

macro_rules! iterator {
    ($name:ident, $($field:ident),*) => {
        impl NativeData for $name {
            fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
                $( self.$field.visit(visit); )*
            }

            fn is_iterator(&self) -> bool {
                true
            }

            fn next(&self, interp: &mut Interp) -> PyResult<Option<Value>> {
                interp.charge(1)?;
                self.step(interp)
            }
        }
    };
}

/// What can be visited by the collector.
trait Visit {
    fn visit(&self, visit: &mut dyn FnMut(&Value));
}

impl Visit for Value {
    fn visit(&self, visit: &mut dyn FnMut(&Value)) {
        visit(self);
    }
}

impl Visit for Vec<Value> {
    fn visit(&self, visit: &mut dyn FnMut(&Value)) {
        self.iter().for_each(visit);
    }
}

impl Visit for RefCell<Value> {
    fn visit(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.borrow());
    }
}

struct Map {
    function: Value,
    iterators: Vec<Value>,
}

impl Map {
    fn step(&self, interp: &mut Interp) -> PyResult<Option<Value>> {
        let mut args = Vec::with_capacity(self.iterators.len());
        for iterator in &self.iterators {
            match interp.next(iterator)? {
                Some(item) => args.push(item),
                None => return Ok(None),
            }
        }
        interp
            .call_keywords(&self.function, args, Vec::new())
            .map(Some)
    }
}

iterator!(Map, function, iterators);

fn map_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let class = class_of(interp, &args[0])?;
    let mut iterators = vec![interp.iter(&args[2])?];
    for iterable in interp.collect(&args[3])? {
        iterators.push(interp.iter(&iterable)?);
    }
    Ok(interp.native_object(
        &class,
        Map {
            function: args[1].clone(),
            iterators,
        },
    ))
}

struct Filter {
    function: Value,
    iterator: Value,
}

impl Filter {
    fn step(&self, interp: &mut Interp) -> PyResult<Option<Value>> {
        while let Some(item) = interp.next(&self.iterator)? {
            interp.charge(1)?;
            let keep = if self.function.is_none() {
                interp.truth(&item)?
            } else {
                let result = interp.call(&self.function, std::slice::from_ref(&item))?;
                interp.truth(&result)?
            };
            if keep {
                return Ok(Some(item));
            }
        }
        Ok(None)
    }
}

iterator!(Filter, function, iterator);

fn filter_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let class = class_of(interp, &args[0])?;
    let iterator = interp.iter(&args[2])?;
    Ok(interp.native_object(
        &class,
        Filter {
            function: args[1].clone(),
            iterator,
        },
    ))
}

struct Zip {
    iterators: Vec<Value>,
    is_strict: bool,
}

impl Zip {
    fn step(&self, interp: &mut Interp) -> PyResult<Option<Value>> {
        if self.iterators.is_empty() {
            return Ok(None);
        }
        let mut items = Vec::with_capacity(self.iterators.len());
        for (index, iterator) in self.iterators.iter().enumerate() {
            match interp.next(iterator)? {
                Some(item) => items.push(item),
                None if !self.is_strict => return Ok(None),
                None if index > 0 => return Err(self.uneven(interp, index, "shorter")),
                None => {
                    for (index, iterator) in self.iterators.iter().enumerate().skip(1) {
                        if interp.next(iterator)?.is_some() {
                            return Err(self.uneven(interp, index, "longer"));
                        }
                    }
                    return Ok(None);
                }
            }
        }
        Ok(Some(Value::tuple(items)))
    }

    fn uneven(&self, interp: &Interp, index: usize, how: &str) -> crate::error::Raised {
        let others = if index == 1 {
            "argument 1".to_owned()
        } else {
            format!("arguments 1-{index}")
        };
        interp.value_error(format_args!(
            "zip() argument {} is {how} than {others}",
            index + 1
        ))
    }
}

iterator!(Zip, iterators);

fn zip_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let class = class_of(interp, &args[0])?;
    let mut iterators = Vec::new();
    for iterable in interp.collect(&args[1])? {
        iterators.push(interp.iter(&iterable)?);
    }
    let is_strict = match args[2].bound() {
        Some(flag) => interp.truth(flag)?,
        None => false,
    };
    Ok(interp.native_object(
        &class,
        Zip {
            iterators,
            is_strict,
        },
    ))
}

struct Enumerate {
    iterator: Value,
    count: RefCell<Value>,
}

impl Enumerate {
    fn step(&self, interp: &mut Interp) -> PyResult<Option<Value>> {
        let Some(item) = interp.next(&self.iterator)? else {
            return Ok(None);
        };
        let count = self.count.borrow().clone();
        let next = interp.binary(crate::code::BinaryOp::Add, &count, &Value::Int(1))?;
        self.count.replace(next);
        Ok(Some(Value::tuple(vec![count, item])))
    }
}

iterator!(Enumerate, iterator, count);

fn enumerate_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let class = class_of(interp, &args[0])?;
    let iterator = interp.iter(&args[1])?;
    let count = match args[2].bound() {
        Some(start) => interp.index(start)?,
        None => Value::Int(0),
    };
    Ok(interp.native_object(
        &class,
        Enumerate {
            iterator,
            count: RefCell::new(count),
        },
    ))
}

fn reversed_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    class_of(interp, &args[0])?;
    interp.reversed(&args[1])
}
