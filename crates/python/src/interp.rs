//! The interpreter: one value that owns a running program, and how objects are made.
//!
//! Running code is in [`crate::vm`], operators in [`crate::ops`], attributes in [`crate::attributes`], calls in [`crate::call`],
//! imports in [`crate::import`].

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use crate::dict::Dict;
use crate::error::PyResult;
use crate::frame::Frame;
use crate::heap::Heap;
use crate::host::{Host, Limits};
use crate::import::Importer;
use crate::object::{Class, NativeData, Object, Payload};
use crate::trace::Tracer;
use crate::types::Types;
use crate::value::{DictObject, List, SetObject, Str, Value};

/// One interpreter: everything that a program makes belongs to it and is freed with it.
pub struct Interp {
    /// The built-in classes.
    pub types: Rc<Types>,
    /// Names that are often needed.
    pub names: Rc<crate::names::Names>,
    /// The containers.
    pub heap: Heap,
    /// The world outside.
    pub host: Box<dyn Host>,
    /// The limits.
    pub limits: Limits,
    /// The frames that run, the innermost last.
    pub frames: Vec<Box<Frame>>,
    /// The namespace of the module `builtins`.
    pub builtins: Rc<DictObject>,
    /// `sys.modules`.
    pub modules: Rc<DictObject>,
    /// Where modules come from.
    pub importer: Importer,
    /// Instructions that are left.
    pub fuel: u64,
    /// Instructions that were run since the interpreter was made.
    pub instructions: u64,
    /// How many calls from Rust into Python are nested now.
    pub native_depth: usize,
    /// What the program printed: `(is it standard error, text)`.
    pub output: Vec<(bool, String)>,
    /// The bytes in `output` since it was last limited.
    pub output_bytes: usize,
    /// Trace events.
    pub tracer: Tracer,
    /// Virtual time that passed, in microseconds.
    pub elapsed: i64,
    /// The clock when the program was loaded, in microseconds since 1970 UTC.
    pub started_at: i64,
    /// State of native modules, by type.
    pub extensions: HashMap<std::any::TypeId, Rc<dyn std::any::Any>>,
    /// Set while an exception is raised again, which adds no line to its traceback.
    pub(crate) is_reraising: bool,
    /// How deeply operations written in Rust are nested now; see [`Interp::nested`].
    pub nesting: usize,
    /// Objects whose `repr` is running, to show `[...]` for what contains itself.
    pub repr_stack: Vec<usize>,
    pub(crate) interned: RefCell<HashMap<Box<str>, Str>>,
    pub(crate) epoch: Cell<u64>,
    pub(crate) native_classes: RefCell<HashMap<&'static str, Rc<Class>>>,
    #[expect(clippy::vec_box, reason = "Frames are boxed wherever they are.")]
    pub(crate) spare_frames: Vec<Box<Frame>>,
}

impl Interp {
    /// A fresh interpreter with the core's built-in types and functions. Libraries register with [`Interp::importer`].
    pub fn new(mut host: Box<dyn Host>, limits: Limits) -> Interp {
        let started_at = host.now();
        let new_dict = || Rc::new(DictObject(RefCell::default()));
        let interned = RefCell::new(HashMap::new());
        let mut interp = Interp {
            types: Rc::new(Types::new()),
            names: Rc::new(crate::names::Names::new(&interned)),
            heap: Heap::default(),
            host,
            limits,
            frames: Vec::new(),
            builtins: new_dict(),
            modules: new_dict(),
            importer: Importer::default(),
            fuel: limits.fuel,
            instructions: 0,
            native_depth: 0,
            output: Vec::new(),
            output_bytes: 0,
            tracer: Tracer::default(),
            elapsed: 0,
            started_at,
            extensions: HashMap::new(),
            is_reraising: false,
            nesting: 0,
            repr_stack: Vec::new(),
            interned,
            epoch: Cell::new(1),
            native_classes: RefCell::default(),
            spare_frames: Vec::new(),
        };
        let types = interp.types.clone();
        for class in types.all() {
            interp.heap.track(&Value::Class(class.clone()));
        }
        crate::builtins::install(&mut interp);
        interp
    }

    /// One string object for equal texts: for names.
    pub fn intern(&self, text: &str) -> Str {
        if let Some(found) = self.interned.borrow().get(text) {
            return found.clone();
        }
        let made = Str::from(text);
        self.interned.borrow_mut().insert(text.into(), made.clone());
        made
    }

    /// A list.
    pub fn list(&self, items: Vec<Value>) -> Value {
        let value = Value::List(Rc::new(List(RefCell::new(items))));
        self.heap.track(&value);
        value
    }

    /// An empty dict.
    pub fn dict(&self) -> Rc<DictObject> {
        self.dict_from(Dict::default())
    }

    /// A dict of a table.
    pub fn dict_from(&self, dict: Dict) -> Rc<DictObject> {
        let dict = Rc::new(DictObject(RefCell::new(dict)));
        self.heap.track(&Value::Dict(dict.clone()));
        dict
    }

    /// A dict of string keys.
    pub fn dict_of(&self, entries: Vec<(&str, Value)>) -> Value {
        let dict = self.dict();
        for (key, value) in entries {
            dict.set_str(self.intern(key), value);
        }
        Value::Dict(dict)
    }

    /// A set of a table.
    pub fn set_from(&self, dict: Dict) -> Value {
        let value = Value::Set(Rc::new(SetObject(RefCell::new(dict))));
        self.heap.track(&value);
        value
    }

    /// A frozenset of a table.
    pub fn frozenset_from(&self, dict: Dict) -> Value {
        Value::FrozenSet(Rc::new(SetObject(RefCell::new(dict))))
    }

    /// An instance of a class.
    pub fn object(&self, class: &Rc<Class>, payload: Payload) -> Value {
        let value = Value::Object(Object::new(class.clone(), payload));
        self.heap.track(&value);
        value
    }

    /// An instance with native data.
    pub fn native_object(&self, class: &Rc<Class>, data: impl NativeData) -> Value {
        self.object(class, Payload::Native(Box::new(data)))
    }

    /// A native iterator: its class is made at the first use of the name.
    pub fn native_iterator(&self, class_name: &'static str, data: impl NativeData) -> Value {
        let class = self.native_class(class_name);
        self.native_object(&class, data)
    }

    /// The class of native objects of a name, made at first use, with `object` as its base and no methods but those of iterators.
    pub fn native_class(&self, name: &'static str) -> Rc<Class> {
        if let Some(class) = self.native_classes.borrow().get(name) {
            return class.clone();
        }
        let class = self.define_class("builtins", name, &self.types.object.clone());
        crate::builtins::iterator::add_iterator_methods(self, &class);
        self.native_classes.borrow_mut().insert(name, class.clone());
        class
    }

    /// A native class whose instances hold native data (or what its base's instances hold). Give it methods with [`Interp::add_methods`],
    /// and a `__new__` (a static method whose first argument is the class) if programs may make instances.
    pub fn define_class(&self, module: &str, name: &'static str, base: &Rc<Class>) -> Rc<Class> {
        self.define_native_class(module, name, base, base.has_dict)
    }

    /// A native class whose instances also have a `__dict__`.
    pub fn define_class_with_dict(&self, module: &str, name: &'static str) -> Rc<Class> {
        self.define_native_class(module, name, &self.types.object.clone(), true)
    }

    fn define_native_class(
        &self,
        module: &str,
        name: &'static str,
        base: &Rc<Class>,
        has_dict: bool,
    ) -> Rc<Class> {
        let layout = match base.layout {
            Layout::Object => Layout::Native(name),
            other => other,
        };
        let mut ancestors = vec![base.clone()];
        ancestors.extend(base.ancestors.borrow().iter().cloned());
        let class = Class::new(
            self.intern(name),
            self.intern(name),
            vec![base.clone()],
            ancestors,
            Some(self.types.type_.clone()),
            self.dict(),
            layout,
            false,
            has_dict,
        );
        class
            .dict
            .set_str(self.intern("__module__"), Value::Str(self.intern(module)));
        self.heap.track(&Value::Class(class.clone()));
        class
    }

    /// Set an attribute of a class and forget what was looked up before.
    pub fn class_set(&self, class: &Rc<Class>, name: &Str, value: Value) {
        class.dict.set_str(name.clone(), value);
        if **name == *"__del__" {
            class.finalize_with(&self.heap.finalizers);
        }
        self.touch_classes();
    }

    /// Forget what was looked up in classes: something in one has changed.
    pub fn touch_classes(&self) {
        self.epoch.set(self.epoch.get() + 1);
    }

    /// Look a name up in a class and its ancestors, without binding.
    pub fn class_lookup(&self, class: &Class, name: &Str) -> Option<Value> {
        class.lookup(name, self.epoch.get())
    }

    /// The namespace of an object, made where it has none yet.
    pub fn object_dict(&self, object: &Object) -> Rc<DictObject> {
        if let Some(dict) = object.dict() {
            return dict;
        }
        let dict = self.dict();
        object.set_dict(dict.clone());
        dict
    }

    /// The state of a native module: made by `make` at first use.
    pub fn extension<T: 'static>(&mut self, make: impl FnOnce(&mut Interp) -> T) -> Rc<T> {
        let id = std::any::TypeId::of::<T>();
        if let Some(found) = self.extensions.get(&id)
            && let Ok(found) = found.clone().downcast::<T>()
        {
            return found;
        }
        let made = Rc::new(make(self));
        self.extensions.insert(id, made.clone());
        made
    }

    /// What [`Interp::extension`] has made of this type, if it has.
    pub fn extension_if_made<T: 'static>(&self) -> Option<Rc<T>> {
        let found = self.extensions.get(&std::any::TypeId::of::<T>())?;
        found.clone().downcast::<T>().ok()
    }

    /// Refuse to make something so large that it would pass the memory limit.
    pub fn check_size(&self, bytes: usize) -> PyResult<()> {
        if bytes as u64 > self.limits.memory {
            return Err(self.limit_exceeded(format_args!(
                "the program asks for {} MB at once, and the limit is {} MB",
                bytes >> 20,
                self.limits.memory >> 20
            )));
        }
        Ok(())
    }

    /// The time that the program sees, in microseconds since 1970 UTC.
    pub fn now(&self) -> i64 {
        self.started_at + self.elapsed
    }

    /// Print: `is_error` for standard error.
    pub fn print(&mut self, is_error: bool, text: &str) -> PyResult<()> {
        self.output_bytes += text.len();
        if self.output_bytes > self.limits.output {
            return Err(self.limit_exceeded(format_args!(
                "the program printed more than {} KB",
                self.limits.output >> 10
            )));
        }
        match self.output.last_mut() {
            Some((error, last)) if *error == is_error => last.push_str(text),
            _ => self.output.push((is_error, text.to_owned())),
        }
        Ok(())
    }
}

use crate::object::Layout;

impl Drop for Interp {
    fn drop(&mut self) {
        let frames = std::mem::take(&mut self.frames);
        drop(frames);
        self.extensions.clear();
        self.heap.clear_all();
    }
}
