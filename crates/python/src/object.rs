//! Objects with attributes: classes, functions, methods, modules, cells, and instances with what is inside them.
//!
//! How attributes are looked up is in [`crate::attributes`]; how things are called is in [`crate::call`].

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};

use crate::code::Code;
use crate::error::PyResult;
use crate::finalize::Finalizers;
use crate::interp::Interp;
use crate::native::Definition;
use crate::value::{DictObject, Str, Value};

/// What the instances of a class are made of, which decides which constructor may make them and which bases go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Attributes only.
    Object,
    /// A built-in value inside (`class Name(str)`): the name of the built-in class.
    Base(&'static str),
    /// An exception: [`crate::error::ExceptionData`] inside.
    Exception,
    /// Native data inside, of the native class with this name.
    Native(&'static str),
}

/// A class.
pub struct Class {
    /// `__name__`.
    pub name: RefCell<Str>,
    /// `__qualname__`.
    pub qualname: RefCell<Str>,
    /// `__bases__`.
    pub bases: RefCell<Vec<Rc<Class>>>,
    /// The method resolution order without the class itself, which would be a cycle.
    pub ancestors: RefCell<Rc<[Rc<Class>]>>,
    /// The class of this class; `None` for `type`.
    pub metaclass: RefCell<Option<Rc<Class>>>,
    /// The namespace. Change it through [`Interp::class_set`], which invalidates caches.
    pub dict: Rc<DictObject>,
    /// What instances are made of.
    pub layout: Layout,
    /// Whether a class statement made it, so that it can be changed.
    pub is_heap: bool,
    /// Whether instances have a `__dict__`.
    pub has_dict: bool,
    /// Whether it can be inherited from.
    pub is_final: Cell<bool>,
    /// The classes that inherit from it directly.
    pub subclasses: RefCell<Vec<Weak<Class>>>,
    /// What lookups found, valid for one epoch of the interpreter.
    cache: RefCell<HashMap<Str, Option<Value>>>,
    cache_epoch: Cell<u64>,
    /// Where dying instances wait for their `__del__`, when there is one.
    finalizers: RefCell<Option<Rc<Finalizers>>>,
}

impl Class {
    /// A class whose order of ancestors is known. Nothing is registered; see [`Interp::new_class`].
    #[expect(
        clippy::too_many_arguments,
        reason = "It is the one place where a class is made, and each is a field."
    )]
    pub fn new(
        name: Str,
        qualname: Str,
        bases: Vec<Rc<Class>>,
        ancestors: Vec<Rc<Class>>,
        metaclass: Option<Rc<Class>>,
        dict: Rc<DictObject>,
        layout: Layout,
        is_heap: bool,
        has_dict: bool,
    ) -> Rc<Class> {
        let class = Rc::new(Class {
            name: RefCell::new(name),
            qualname: RefCell::new(qualname),
            bases: RefCell::new(bases),
            ancestors: RefCell::new(ancestors.into()),
            metaclass: RefCell::new(metaclass),
            dict,
            layout,
            is_heap,
            has_dict,
            is_final: Cell::new(false),
            subclasses: RefCell::default(),
            cache: RefCell::default(),
            cache_epoch: Cell::new(0),
            finalizers: RefCell::default(),
        });
        for base in class.bases.borrow().iter() {
            let mut subclasses = base.subclasses.borrow_mut();
            subclasses.retain(|subclass| subclass.strong_count() > 0);
            subclasses.push(Rc::downgrade(&class));
        }
        class
    }

    /// Let the instances of this class and of those that inherit from it be finalized.
    pub(crate) fn finalize_with(&self, finalizers: &Rc<Finalizers>) {
        self.finalizers.replace(Some(finalizers.clone()));
        let subclasses = self.subclasses.borrow();
        for subclass in subclasses.iter().filter_map(Weak::upgrade) {
            subclass.finalize_with(finalizers);
        }
    }

    /// Where dying instances wait.
    pub(crate) fn finalizers(&self) -> Option<Rc<Finalizers>> {
        self.finalizers.borrow().clone()
    }

    /// An attribute of the class or its ancestors, without descriptors or metaclass.
    pub fn lookup(&self, name: &Str, epoch: u64) -> Option<Value> {
        if self.cache_epoch.get() == epoch {
            if let Some(found) = self.cache.borrow().get(name) {
                return found.clone();
            }
        } else {
            self.cache.borrow_mut().clear();
            self.cache_epoch.set(epoch);
        }
        let found = self.lookup_uncached(name);
        self.cache.borrow_mut().insert(name.clone(), found.clone());
        found
    }

    fn lookup_uncached(&self, name: &Str) -> Option<Value> {
        if let Some(value) = self.dict.get_str(name) {
            return Some(value);
        }
        let ancestors = self.ancestors.borrow().clone();
        ancestors.iter().find_map(|class| class.dict.get_str(name))
    }

    /// Whether the class is `other` or inherits from it, by the method resolution order.
    pub fn is_subclass_of(&self, other: &Rc<Class>) -> bool {
        std::ptr::eq(self, Rc::as_ptr(other))
            || self
                .ancestors
                .borrow()
                .iter()
                .any(|class| Rc::ptr_eq(class, other))
    }

    /// The class's `__name__`.
    pub fn name(&self) -> Str {
        self.name.borrow().clone()
    }

    pub(crate) fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&Value::Dict(self.dict.clone()));
        for base in self.bases.borrow().iter() {
            visit(&Value::Class(base.clone()));
        }
        for class in self.ancestors.borrow().iter() {
            visit(&Value::Class(class.clone()));
        }
        if let Some(metaclass) = &*self.metaclass.borrow() {
            visit(&Value::Class(metaclass.clone()));
        }
        for found in self.cache.borrow().values().flatten() {
            visit(found);
        }
    }

    pub(crate) fn clear(&self) {
        drop(self.cache.take());
        let values = self.dict.0.borrow_mut().take_values();
        drop(values);
        let bases = std::mem::take(&mut *self.bases.borrow_mut());
        drop(bases);
        let ancestors = std::mem::replace(&mut *self.ancestors.borrow_mut(), Rc::from([]));
        drop(ancestors);
        let metaclass = self.metaclass.borrow_mut().take();
        drop(metaclass);
    }
}

/// A function written in Python.
pub struct Function {
    /// What it runs.
    pub code: Rc<Code>,
    /// `__globals__`.
    pub globals: Rc<DictObject>,
    /// `__name__`.
    pub name: RefCell<Str>,
    /// `__qualname__`.
    pub qualname: RefCell<Str>,
    /// `__defaults__`: a tuple or `None`.
    pub defaults: RefCell<Value>,
    /// `__kwdefaults__`: a dict or `None`.
    pub keyword_defaults: RefCell<Value>,
    /// The cells of the closure.
    pub closure: RefCell<Vec<Rc<CellObject>>>,
    /// `__annotate__`: a function or `None`.
    pub annotate: RefCell<Value>,
    /// `__annotations__`, once it was asked for; [`Value::Unbound`] before.
    pub annotations: RefCell<Value>,
    /// `__type_params__`: a tuple.
    pub type_parameters: RefCell<Value>,
    /// `__doc__`.
    pub doc: RefCell<Value>,
    /// `__module__`.
    pub module: RefCell<Value>,
    /// `__dict__`, made at the first attribute.
    pub dict: RefCell<Option<Rc<DictObject>>>,
}

impl Function {
    pub(crate) fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&Value::Dict(self.globals.clone()));
        for value in [
            &self.defaults,
            &self.keyword_defaults,
            &self.annotate,
            &self.annotations,
            &self.type_parameters,
            &self.doc,
            &self.module,
        ] {
            visit(&value.borrow());
        }
        for cell in self.closure.borrow().iter() {
            visit(&Value::Cell(cell.clone()));
        }
        if let Some(dict) = &*self.dict.borrow() {
            visit(&Value::Dict(dict.clone()));
        }
    }

    pub(crate) fn clear(&self) {
        for value in [
            &self.defaults,
            &self.keyword_defaults,
            &self.annotate,
            &self.annotations,
        ] {
            let old = value.replace(Value::None);
            drop(old);
        }
        let closure = std::mem::take(&mut *self.closure.borrow_mut());
        drop(closure);
        let dict = self.dict.borrow_mut().take();
        drop(dict);
    }
}

/// How a native function binds when it is found in a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binding {
    /// A function of a module: it doesn't bind.
    Function,
    /// A method: it binds to the instance.
    Method,
    /// A class method: it binds to the class.
    ClassMethod,
    /// A static method, `__new__` among them.
    StaticMethod,
}

/// A function written in Rust.
pub struct NativeFunction {
    /// Its name, its parameters and what it runs.
    pub definition: Definition,
    /// How it binds.
    pub binding: Binding,
    /// What it was made with, given to it as its first argument; [`Value::Unbound`] where there is none.
    pub data: Value,
    /// The module's name for a function, the class's name for a method.
    pub owner: Str,
    /// The parameters, read from the definition at the first call.
    pub parameters: std::cell::OnceCell<crate::native::Parameters>,
}

/// A bound method.
pub struct Method {
    /// `__func__`.
    pub function: Value,
    /// `__self__`.
    pub receiver: Value,
}

/// A module.
pub struct Module {
    /// The name it was made with.
    pub name: Str,
    /// Its namespace: the globals of its functions.
    pub dict: Rc<DictObject>,
}

/// A cell of a closure: a variable that more than one function sees.
pub struct CellObject(pub RefCell<Value>);

/// What a native type keeps in its objects.
pub trait NativeData: Any {
    /// Visit every Python value that is kept, once for each reference: for the collector of cycles.
    fn traverse(&self, _visit: &mut dyn FnMut(&Value)) {}

    /// Let go of every Python value that can be let go.
    fn clear(&self) {}

    /// The next item, for an iterator; `Ok(None)` is its end. (What isn't an iterator isn't asked.)
    fn next(&self, _interp: &mut Interp) -> PyResult<Option<Value>> {
        Ok(None)
    }

    /// Whether [`NativeData::next`] means something.
    fn is_iterator(&self) -> bool {
        false
    }
}

/// What an object holds beside its attributes.
pub enum Payload {
    /// Nothing.
    None,
    /// The value of a built-in type, for an instance of a subclass of it.
    Base(Value),
    /// What a native type keeps.
    Native(Box<dyn NativeData>),
}

/// The values of `__slots__`. Boxed where it is kept: most objects have none, and it makes them smaller.
type Slots = Vec<(Str, Value)>;

/// An instance.
pub struct Object {
    class: RefCell<Rc<Class>>,
    /// The attributes, made at the first one.
    dict: RefCell<Option<Rc<DictObject>>>,
    /// The values of `__slots__`, which `__dict__` doesn't show.
    slots: RefCell<Option<Box<Slots>>>,
    payload: Payload,
    /// Whether its `__del__` was called, or will be.
    is_finalized: Cell<bool>,
    /// Weak references: `weakref` keeps its objects here.
    pub weak_references: RefCell<Vec<Weak<Object>>>,
}

impl Object {
    /// An object that isn't registered yet; see [`Interp::object`].
    pub fn new(class: Rc<Class>, payload: Payload) -> Rc<Object> {
        Rc::new(Object {
            class: RefCell::new(class),
            dict: RefCell::new(None),
            slots: RefCell::new(None),
            payload,
            is_finalized: Cell::new(false),
            weak_references: RefCell::default(),
        })
    }

    /// Where the object must wait for its `__del__` before it goes, if it must; it is asked once.
    pub(crate) fn take_finalizers(&self) -> Option<Rc<Finalizers>> {
        if self.is_finalized.get() {
            return None;
        }
        let finalizers = self.class.borrow().finalizers()?;
        self.is_finalized.set(true);
        Some(finalizers).filter(|finalizers| finalizers.is_open())
    }

    /// The class.
    pub fn class(&self) -> Rc<Class> {
        self.class.borrow().clone()
    }

    /// Change the class (`x.__class__ = …`).
    pub fn set_class(&self, class: Rc<Class>) {
        let old = self.class.replace(class);
        drop(old);
    }

    /// The attributes, where there are any.
    pub fn dict(&self) -> Option<Rc<DictObject>> {
        self.dict.borrow().clone()
    }

    /// An attribute from the object's own namespace.
    pub fn own(&self, name: &Str) -> Option<Value> {
        self.dict
            .borrow()
            .as_ref()
            .and_then(|dict| dict.get_str(name))
    }

    /// The value of a slot.
    pub fn slot(&self, name: &Str) -> Option<Value> {
        let slots = self.slots.borrow();
        slots
            .as_ref()?
            .iter()
            .find(|(slot, _)| slot == name)
            .map(|(_, value)| value.clone())
    }

    /// Set the value of a slot, or remove it with [`Value::Unbound`]; whether there was one.
    pub fn set_slot(&self, name: &Str, value: Value) -> bool {
        let mut slots = self.slots.borrow_mut();
        let slots = slots.get_or_insert_default();
        let old = match slots.iter().position(|(slot, _)| slot == name) {
            Some(index) if value.is_unbound() => Some(slots.swap_remove(index).1),
            Some(index) => Some(std::mem::replace(&mut slots[index].1, value)),
            None => {
                if !value.is_unbound() {
                    slots.push((name.clone(), value));
                }
                None
            }
        };
        let was_there = old.is_some();
        drop(old);
        was_there
    }

    /// Replace the namespace (`x.__dict__ = …`).
    pub fn set_dict(&self, dict: Rc<DictObject>) {
        let old = self.dict.replace(Some(dict));
        drop(old);
    }

    /// What is inside.
    pub fn payload(&self) -> &Payload {
        &self.payload
    }

    /// The built-in value inside.
    pub fn base_value(&self) -> Option<&Value> {
        match &self.payload {
            Payload::Base(value) => Some(value),
            _ => None,
        }
    }

    /// The native data inside, where it is of that type.
    pub fn data<T: NativeData>(&self) -> Option<&T> {
        match &self.payload {
            Payload::Native(data) => (data.as_ref() as &dyn Any).downcast_ref::<T>(),
            _ => None,
        }
    }

    /// The native data inside, of whatever type.
    pub fn native(&self) -> Option<&dyn NativeData> {
        match &self.payload {
            Payload::Native(data) => Some(data.as_ref()),
            _ => None,
        }
    }

    pub(crate) fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&Value::Class(self.class()));
        if let Some(dict) = &*self.dict.borrow() {
            visit(&Value::Dict(dict.clone()));
        }
        if let Some(slots) = &*self.slots.borrow() {
            slots.iter().for_each(|(_, value)| visit(value));
        }
        match &self.payload {
            Payload::None => {}
            Payload::Base(value) => visit(value),
            Payload::Native(data) => data.traverse(visit),
        }
    }

    pub(crate) fn clear(&self) {
        let dict = self.dict.borrow_mut().take();
        if let Some(dict) = dict {
            let values = dict.0.borrow_mut().take_values();
            crate::heap::drop_values(values);
        }
        let slots = self.slots.borrow_mut().take();
        drop(slots);
        if let Payload::Native(data) = &self.payload {
            data.clear();
        }
    }
}

impl Drop for Object {
    fn drop(&mut self) {
        if let Some(finalizers) = self.take_finalizers() {
            let payload = std::mem::replace(&mut self.payload, Payload::None);
            let again = Object::new(self.class(), payload);
            again.is_finalized.set(true);
            again.dict.replace(self.dict.take());
            again.slots.replace(self.slots.take());
            finalizers.add(Value::Object(again));
            return;
        }
        if let Payload::Base(value) = &mut self.payload {
            crate::heap::drop_values(vec![std::mem::take(value)]);
        }
    }
}
