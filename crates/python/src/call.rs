//! Calls: what happens to a callable of each kind, and calls from Rust into Python.
//!
//! How arguments find their parameters is in [`crate::binding`].

use std::rc::Rc;

use crate::error::PyResult;
use crate::frame::{Finish, Frame};
use crate::interp::Interp;
use crate::object::{Class, Function, Layout, Payload};
use crate::value::{Str, Value};
use crate::vm::Next;

impl Interp {
    /// Call with positional arguments.
    pub fn call(&mut self, callable: &Value, args: &[Value]) -> PyResult {
        self.call_keywords(callable, args.to_vec(), Vec::new())
    }

    /// Call with positional and keyword arguments.
    pub fn call_keywords(
        &mut self,
        callable: &Value,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
    ) -> PyResult {
        match self.invoke(callable, args, keywords)? {
            Invoked::Done(value) => Ok(value),
            Invoked::Frame(mut frame) => {
                let finish = std::mem::replace(&mut frame.finish, Finish::Native);
                let value = self.run_frame(frame)?;
                match finish {
                    Finish::Instance(instance) => {
                        if !value.is_none() {
                            let name = self.type_name(&value);
                            return Err(self.type_error(format_args!(
                                "__init__() should return None, not '{name}'"
                            )));
                        }
                        Ok(instance)
                    }
                    _ => Ok(value),
                }
            }
        }
    }

    /// `value.name(*args)`.
    pub fn call_method(&mut self, value: &Value, name: &str, args: &[Value]) -> PyResult {
        let name = self.intern(name);
        let (callable, receiver) = self.get_method(value.clone(), &name)?;
        let mut all = Vec::with_capacity(args.len() + 1);
        if !receiver.is_unbound() {
            all.push(receiver);
        }
        all.extend_from_slice(args);
        self.call_keywords(&callable, all, Vec::new())
    }

    /// Call a special method, looked up on the class: `None` where there is none.
    pub fn call_special(
        &mut self,
        value: &Value,
        name: &Str,
        args: &[Value],
    ) -> PyResult<Option<Value>> {
        let class = self.type_of(value);
        match self.class_lookup(&class, name) {
            None => Ok(None),
            Some(function @ Value::Function(_)) => {
                let mut all = Vec::with_capacity(args.len() + 1);
                all.push(value.clone());
                all.extend_from_slice(args);
                self.call_keywords(&function, all, Vec::new()).map(Some)
            }
            Some(Value::None) => Ok(None),
            Some(other) => {
                let bound = self.bind(&other, value, &class)?;
                self.call(&bound, args).map(Some)
            }
        }
    }

    /// The instructions of calls: `count` arguments are on the stack, the last of them named by `names`.
    pub(crate) fn call_instruction(
        &mut self,
        count: usize,
        names: Option<Value>,
    ) -> PyResult<Next> {
        let mut keywords = Vec::new();
        if let Some(Value::Tuple(names)) = &names {
            let values = self.pop_many(names.len());
            for (name, value) in names.iter().zip(values) {
                keywords.push((name.as_str().cloned().unwrap_or_else(|| "".into()), value));
            }
        }
        let positional = count - keywords.len();
        let mut args = self.pop_many(positional + 1);
        if args.first().is_some_and(Value::is_unbound) {
            args.remove(0);
        }
        let callable = self.pop();
        self.call_and_push(&callable, args, keywords)
    }

    /// `CallEx`.
    pub(crate) fn call_ex(&mut self, has_keywords: bool) -> PyResult<Next> {
        let mut keywords = Vec::new();
        if has_keywords {
            let mapping = self.pop();
            for (key, value) in self.mapping_entries(&mapping)?.unwrap_or_default() {
                match key.as_str() {
                    Some(key) => keywords.push((key.clone(), value)),
                    None => return Err(self.type_error("keywords must be strings")),
                }
            }
        }
        let args = self.pop();
        let receiver = self.pop();
        let callable = self.pop();
        let mut all = Vec::new();
        if !receiver.is_unbound() {
            all.push(receiver);
        }
        match &args {
            Value::Tuple(items) => all.extend(items.iter().cloned()),
            Value::List(items) => all.extend(items.0.borrow().iter().cloned()),
            other => match self.collect(other) {
                Err(raised) if raised.is(&self.types.type_error) && !self.is_iterable(other) => {
                    let (function, name) = (self.callable_name(&callable), self.type_name(other));
                    return Err(self.type_error(format_args!(
                        "{function} argument after * must be an iterable, not {name}"
                    )));
                }
                items => all.extend(items?),
            },
        }
        self.call_and_push(&callable, all, keywords)
    }

    fn call_and_push(
        &mut self,
        callable: &Value,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
    ) -> PyResult<Next> {
        match self.invoke(callable, args, keywords)? {
            Invoked::Done(value) => self.push(value),
            Invoked::Frame(frame) => self.push_frame(frame)?,
        }
        Ok(Next::Continue)
    }

    /// Call: native code runs at once; Python code is given back as a frame to be pushed.
    pub(crate) fn invoke(
        &mut self,
        callable: &Value,
        mut args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
    ) -> PyResult<Invoked> {
        match callable {
            Value::Function(function) => self.invoke_function(function, args, keywords),
            Value::Method(method) => {
                args.insert(0, method.receiver.clone());
                self.invoke(&method.function, args, keywords)
            }
            Value::Native(function) => {
                let bound = self.bind_native(function, args, keywords)?;
                (function.definition.function)(self, &bound).map(Invoked::Done)
            }
            Value::Class(class) => self.invoke_class(class, args, keywords),
            other => {
                let class = self.type_of(other);
                match self.class_lookup(&class, &self.names.call) {
                    Some(function @ Value::Function(_)) => {
                        args.insert(0, other.clone());
                        self.invoke(&function, args, keywords)
                    }
                    Some(found) => {
                        let bound = self.bind(&found, other, &class)?;
                        if bound.is(other) {
                            return Err(self.type_error("an object can't be its own __call__"));
                        }
                        self.native_depth += 1;
                        let result = if self.native_depth >= self.limits.native_recursion {
                            Err(self.error(
                                &self.types.recursion_error,
                                "maximum recursion depth exceeded",
                            ))
                        } else {
                            self.invoke(&bound, args, keywords)
                        };
                        self.native_depth -= 1;
                        result
                    }
                    None => {
                        let name = class.name();
                        Err(self.type_error(format_args!("'{name}' object is not callable")))
                    }
                }
            }
        }
    }

    fn invoke_function(
        &mut self,
        function: &Rc<Function>,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
    ) -> PyResult<Invoked> {
        let slots = self.bind_arguments(function, args, keywords)?;
        let frame = self.function_frame(function, slots);
        if function.code.is_resumable() {
            return Ok(Invoked::Done(self.new_generator(frame)));
        }
        Ok(Invoked::Frame(frame))
    }

    /// The frame of a call whose arguments stand in their slots.
    pub(crate) fn function_frame(
        &mut self,
        function: &Rc<Function>,
        slots: Vec<Value>,
    ) -> Box<Frame> {
        let code = function.code.clone();
        code.calls.set(code.calls.get() + 1);
        let mut frame = self.new_frame(
            code,
            function.globals.clone(),
            Value::Unbound,
            slots,
            Finish::Push,
        );
        let cells = frame.code.cell_names.len();
        let first = frame.code.locals.len();
        for (place, cell) in frame.stack[first + cells..]
            .iter_mut()
            .zip(function.closure.borrow().iter())
        {
            *place = Value::Cell(cell.clone());
        }
        frame.function = Some(function.clone());
        frame
    }

    /// A frame with its slots: locals (given ones first), cells, free variables.
    pub(crate) fn new_frame(
        &mut self,
        code: Rc<crate::code::Code>,
        globals: Rc<crate::value::DictObject>,
        namespace: Value,
        mut slots: Vec<Value>,
        finish: Finish,
    ) -> Box<Frame> {
        slots.resize(code.locals.len(), Value::Unbound);
        for parameter in &code.cell_parameters {
            let content = match parameter {
                Some(slot) => slots.get(*slot as usize).cloned().unwrap_or_default(),
                None => Value::Unbound,
            };
            let cell = self.new_cell(content);
            slots.push(cell);
        }
        slots.resize(code.slots(), Value::Unbound);
        if let Some(mut frame) = self.spare_frames.pop() {
            frame.code = code;
            frame.pc = 0;
            frame.stack = slots;
            frame.globals = globals;
            frame.namespace = namespace;
            frame.function = None;
            frame.handled = None;
            frame.finish = finish;
            return frame;
        }
        Box::new(Frame {
            code,
            pc: 0,
            stack: slots,
            globals,
            namespace,
            function: None,
            handled: None,
            finish,
        })
    }

    /// Keep the memory of a frame that is done.
    pub(crate) fn recycle(&mut self, mut frame: Box<Frame>) {
        let values = std::mem::take(&mut frame.stack);
        let namespace = std::mem::take(&mut frame.namespace);
        let function = frame.function.take();
        let handled = frame.handled.take();
        frame.finish = Finish::Discard;
        if self.spare_frames.len() < 64 {
            self.spare_frames.push(frame);
        }
        drop((values, namespace, function, handled));
    }

    /// Call a class: `type.__call__`, unless a metaclass has another.
    fn invoke_class(
        &mut self,
        class: &Rc<Class>,
        mut args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
    ) -> PyResult<Invoked> {
        let metaclass = self.metaclass_of(class);
        if !Rc::ptr_eq(&metaclass, &self.types.type_) {
            let call = self.class_lookup(&metaclass, &self.names.call);
            if let Some(function @ Value::Function(_)) = call {
                args.insert(0, Value::Class(class.clone()));
                return self.invoke(&function, args, keywords);
            }
        }
        self.instantiate(class, args, keywords)
    }

    /// `type.__call__`: `__new__`, then `__init__`.
    pub(crate) fn instantiate(
        &mut self,
        class: &Rc<Class>,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
    ) -> PyResult<Invoked> {
        if Rc::ptr_eq(class, &self.types.type_) && args.len() == 1 && keywords.is_empty() {
            let class = self.type_of(&args[0]);
            return Ok(Invoked::Done(Value::Class(class)));
        }
        let new = self
            .class_lookup(class, &self.names.new)
            .unwrap_or_default();
        let init = self
            .class_lookup(class, &self.names.init)
            .unwrap_or_default();
        let object_class = self.types.object.clone();
        let has_default_new = self
            .class_lookup(&object_class, &self.names.new)
            .is_some_and(|default| default.is(&new));
        let has_default_init = self
            .class_lookup(&object_class, &self.names.init)
            .is_some_and(|default| default.is(&init));
        let instance = if has_default_new {
            if has_default_init && !(args.is_empty() && keywords.is_empty()) {
                let name = class.name();
                return Err(self.type_error(format_args!("{name}() takes no arguments")));
            }
            if class.layout != Layout::Object {
                let name = class.name();
                return Err(self.type_error(format_args!("cannot create '{name}' instances")));
            }
            self.check_abstract(class)?;
            self.object(class, Payload::None)
        } else {
            let new = match &new {
                Value::Object(_) => {
                    // A `staticmethod` object, which is what a `__new__` in a class body becomes.
                    let holder = Value::Class(class.clone());
                    self.bind_for_class(&new, &holder, class)?
                }
                other => other.clone(),
            };
            let mut new_args = Vec::with_capacity(args.len() + 1);
            new_args.push(Value::Class(class.clone()));
            new_args.extend(args.iter().cloned());
            let made = self.call_keywords(&new, new_args, keywords.clone())?;
            if !self.type_of(&made).is_subclass_of(class) {
                return Ok(Invoked::Done(made));
            }
            made
        };
        let class = self.type_of(&instance);
        let init = self.class_lookup(&class, &self.names.init).unwrap_or(init);
        match &init {
            Value::Native(_) if has_default_init => Ok(Invoked::Done(instance)),
            Value::Function(function) => {
                let mut init_args = Vec::with_capacity(args.len() + 1);
                init_args.push(instance.clone());
                init_args.extend(args);
                match self.invoke_function(function, init_args, keywords)? {
                    Invoked::Frame(mut frame) => {
                        frame.finish = Finish::Instance(instance);
                        Ok(Invoked::Frame(frame))
                    }
                    Invoked::Done(value) => {
                        let name = self.type_name(&value);
                        Err(self.type_error(format_args!(
                            "__init__() should return None, not '{name}'"
                        )))
                    }
                }
            }
            Value::Unbound => Ok(Invoked::Done(instance)),
            other => {
                let bound = self.bind(other, &instance, &class)?;
                self.call_keywords(&bound, args, keywords)?;
                Ok(Invoked::Done(instance))
            }
        }
    }
}

/// What a call has become.
pub(crate) enum Invoked {
    /// It is done.
    Done(Value),
    /// Python code, to be run.
    Frame(Box<Frame>),
}
