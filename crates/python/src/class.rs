//! Making classes: bases, metaclasses, the method resolution order, `__init_subclass__` and `__set_name__`; and what is an instance of what.

use std::rc::Rc;

use crate::builtins::descriptors::{ClassMethod, Member, StaticMethod};
use crate::builtins::generic::{GenericAlias, UnionType};
use crate::error::PyResult;
use crate::interp::Interp;
use crate::object::{Class, Layout};
use crate::value::{DictObject, Str, Value};

/// How deeply `isinstance` and `issubclass` follow tuples in tuples.
const MAX_NESTED_TUPLES: usize = 50;

impl Interp {
    /// `isinstance(value, class)` for one class, `__instancecheck__` not asked.
    pub fn is_instance(&self, value: &Value, class: &Rc<Class>) -> bool {
        self.type_of(value).is_subclass_of(class)
    }

    /// `isinstance(value, classes)` with everything that Python allows there.
    pub fn isinstance(&mut self, value: &Value, classes: &Value) -> PyResult<bool> {
        self.check_class(value, classes, true, 0)
    }

    /// `issubclass(class, classes)`.
    pub fn issubclass(&mut self, class: &Value, classes: &Value) -> PyResult<bool> {
        self.check_class(class, classes, false, 0)
    }

    fn check_class(
        &mut self,
        value: &Value,
        classes: &Value,
        is_instance: bool,
        depth: usize,
    ) -> PyResult<bool> {
        if depth > MAX_NESTED_TUPLES {
            return Err(self.error(
                &self.types.recursion_error,
                "maximum recursion depth exceeded in __instancecheck__",
            ));
        }
        match classes {
            Value::Tuple(items) => {
                for item in items.iter() {
                    if self.check_class(value, item, is_instance, depth + 1)? {
                        return Ok(true);
                    }
                }
                return Ok(false);
            }
            Value::Class(class) => {
                let metaclass = self.metaclass_of(class);
                if is_instance && Rc::ptr_eq(&self.type_of(value), class) {
                    return Ok(true);
                }
                if !Rc::ptr_eq(&metaclass, &self.types.type_) {
                    let hook = if is_instance {
                        self.names.instancecheck.clone()
                    } else {
                        self.names.subclasscheck.clone()
                    };
                    if let Some(function @ (Value::Function(_) | Value::Method(_))) =
                        self.class_lookup(&metaclass, &hook)
                    {
                        let result = self.call(&function, &[classes.clone(), value.clone()])?;
                        return self.truth(&result);
                    }
                }
                return self.plain_class_check(value, class, is_instance);
            }
            _ => {}
        }
        if let Some(union) = classes.data::<UnionType>() {
            for item in union.args.clone() {
                let item = if item.is_none() {
                    Value::Class(self.types.none_type.clone())
                } else {
                    item
                };
                if let Value::Object(_) = &item
                    && item.data::<GenericAlias>().is_some()
                {
                    let what = if is_instance {
                        "isinstance"
                    } else {
                        "issubclass"
                    };
                    return Err(self.type_error(format_args!(
                        "{what}() argument 2 cannot be a parameterized generic"
                    )));
                }
                if self.check_class(value, &item, is_instance, depth + 1)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        if let Value::Object(object) = classes {
            let class = object.class();
            let hook = if is_instance {
                self.names.instancecheck.clone()
            } else {
                self.names.subclasscheck.clone()
            };
            if classes.data::<GenericAlias>().is_some() {
                let what = if is_instance {
                    "isinstance"
                } else {
                    "issubclass"
                };
                return Err(self.type_error(format_args!(
                    "{what}() argument 2 cannot be a parameterized generic"
                )));
            }
            if self.class_lookup(&class, &hook).is_some() {
                let result = self
                    .call_special(classes, &hook, std::slice::from_ref(value))?
                    .unwrap_or_default();
                return self.truth(&result);
            }
        }
        Err(self.type_error(if is_instance {
            "isinstance() arg 2 must be a type, a tuple of types, or a union"
        } else {
            "issubclass() arg 2 must be a class, a tuple of classes, or a union"
        }))
    }

    /// The check without hooks: `type.__instancecheck__` and `type.__subclasscheck__`.
    pub fn plain_class_check(
        &mut self,
        value: &Value,
        class: &Rc<Class>,
        is_instance: bool,
    ) -> PyResult<bool> {
        if is_instance {
            let own = self.type_of(value);
            if own.is_subclass_of(class) {
                return Ok(true);
            }
            // An object may say that it is of another class (`unittest.mock` does).
            if own.is_heap
                && let Value::Object(_) = value
                && self
                    .class_lookup(&own, &self.names.class)
                    .is_some_and(|found| {
                        found
                            .data::<crate::builtins::descriptors::Property>()
                            .is_some()
                    })
            {
                let name = self.names.class.clone();
                if let Value::Class(said) = self.get_attribute(value, &name)? {
                    return Ok(said.is_subclass_of(class));
                }
            }
            return Ok(false);
        }
        match value {
            Value::Class(own) => Ok(own.is_subclass_of(class)),
            _ => Err(self.type_error("issubclass() arg 1 must be a class")),
        }
    }

    /// `type(name, bases, namespace, **keywords)`: make a class, call `__set_name__` and `__init_subclass__`.
    pub fn new_class(
        &mut self,
        metaclass: &Rc<Class>,
        name: &Str,
        bases: &[Value],
        namespace: &DictObject,
        keywords: Vec<(Str, Value)>,
    ) -> PyResult {
        let mut base_classes = Vec::new();
        for base in bases {
            match base {
                Value::Class(class) => {
                    if class.is_final.get() {
                        let base_name = class.name();
                        return Err(self.type_error(format_args!(
                            "type '{base_name}' is not an acceptable base type"
                        )));
                    }
                    base_classes.push(class.clone());
                }
                _ => return Err(self.type_error("bases must be types")),
            }
        }
        if base_classes.is_empty() {
            base_classes.push(self.types.object.clone());
        }
        let metaclass = self.winner(metaclass, &base_classes)?;
        let layout = self.common_layout(&base_classes)?;
        let ancestors = self.linearize(&base_classes)?;
        let mut dict = namespace.0.borrow().copy();
        let class_cell = dict.remove_str(&self.names.class_cell.clone());
        let class_dict_cell = dict.remove_str(&self.intern("__classdictcell__"));
        let qualname = match dict.remove_str(&self.names.qualname.clone()) {
            Some(Value::Str(qualname)) => qualname,
            Some(other) => {
                let type_name = self.type_name(&other);
                return Err(self.type_error(format_args!(
                    "type __qualname__ must be a str, not {type_name}"
                )));
            }
            None => name.clone(),
        };
        let slots = dict.get_str(&self.names.slots);
        let slots = match &slots {
            Some(slots) => Some(self.slot_names(slots, &dict)?),
            None => None,
        };
        let inherits_dict = base_classes.iter().any(|base| base.has_dict);
        let has_dict = inherits_dict
            || slots
                .as_ref()
                .is_none_or(|slots| slots.iter().any(|slot| &**slot == "__dict__"));
        for special in [
            &self.names.new,
            &self.names.init_subclass,
            &self.names.class_getitem,
        ] {
            if let Some(function @ Value::Function(_)) = dict.get_str(special) {
                let wrapped = if special.is(&self.names.new) {
                    self.native_object(
                        &self.types.staticmethod,
                        StaticMethod(std::cell::RefCell::new(function)),
                    )
                } else {
                    self.native_object(
                        &self.types.classmethod,
                        ClassMethod(std::cell::RefCell::new(function)),
                    )
                };
                dict.insert_str(special.clone(), wrapped);
            }
        }
        if dict.get_str(&self.names.module).is_none() {
            let module = self
                .frames
                .last()
                .and_then(|frame| frame.globals.get_str(&self.names.name));
            if let Some(module) = module {
                dict.insert_str(self.names.module.clone(), module);
            }
        }
        if dict.get_str(&self.names.doc).is_none() {
            dict.insert_str(self.names.doc.clone(), Value::None);
        }
        // A class that defines equality and no hash has none (data model, `object.__hash__`).
        if dict.get_str(&self.names.eq).is_some() && dict.get_str(&self.names.hash).is_none() {
            dict.insert_str(self.names.hash.clone(), Value::None);
        }
        let entries = dict
            .iter()
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect::<Vec<_>>();
        let class_dict = self.dict_from(dict);
        let class = Class::new(
            name.clone(),
            qualname,
            base_classes,
            ancestors,
            Some(metaclass.clone()),
            class_dict,
            layout,
            true,
            has_dict,
        );
        self.touch_classes();
        if self.class_lookup(&class, &self.names.del).is_some() {
            class.finalize_with(&self.heap.finalizers);
        }
        let value = Value::Class(class.clone());
        self.heap.track(&value);
        for slot in slots.unwrap_or_default() {
            if !matches!(&*slot, "__dict__" | "__weakref__") {
                let member = self.native_object(
                    &self.types.member_descriptor,
                    Member {
                        name: slot.clone(),
                        owner: class.name(),
                    },
                );
                class.dict.set_str(slot, member);
            }
        }
        for (cell, content) in [
            (class_cell, value.clone()),
            (class_dict_cell, Value::Dict(class.dict.clone())),
        ] {
            if let Some(Value::Cell(cell)) = cell {
                let old = cell.0.replace(content);
                drop(old);
            }
        }
        let mro_name = self.names.mro.clone();
        if let Some(function @ Value::Function(_)) = self.class_lookup(&metaclass, &mro_name) {
            let order = self.call(&function, std::slice::from_ref(&value))?;
            let order = self.collect(&order)?;
            let ancestors: Vec<Rc<Class>> = order
                .into_iter()
                .filter_map(|item| match item {
                    Value::Class(item) if !Rc::ptr_eq(&item, &class) => Some(item),
                    _ => None,
                })
                .collect();
            class.ancestors.replace(ancestors.into());
            self.touch_classes();
        }
        for (key, attribute) in entries {
            if let Value::Object(object) = &attribute
                && self
                    .class_lookup(&object.class(), &self.names.set_name)
                    .is_some()
            {
                let set_name = self.names.set_name.clone();
                if let Err(raised) =
                    self.call_special(&attribute, &set_name, &[value.clone(), key.clone()])
                {
                    let (type_name, key_text) = (self.type_name(&attribute), self.repr(&key)?);
                    let note = format!(
                        "Error calling __set_name__ on '{type_name}' instance {key_text} in '{name}'"
                    );
                    crate::builtins::exceptions::add_note(self, &raised, &note);
                    return Err(raised);
                }
            }
        }
        self.init_subclass(&class, keywords)?;
        Ok(value)
    }

    fn init_subclass(&mut self, class: &Rc<Class>, keywords: Vec<(Str, Value)>) -> PyResult<()> {
        let ancestors = class.ancestors.borrow().clone();
        for ancestor in ancestors.iter() {
            if let Some(found) = ancestor.dict.get_str(&self.names.init_subclass) {
                if let Value::Native(_) = &found {
                    if !keywords.is_empty() {
                        let name = class.name();
                        return Err(self.type_error(format_args!(
                            "{name}.__init_subclass__() takes no keyword arguments"
                        )));
                    }
                    return Ok(());
                }
                let bound = self.bind_for_class(&found, &Value::None, class)?;
                self.call_keywords(&bound, Vec::new(), keywords)?;
                return Ok(());
            }
        }
        Ok(())
    }

    /// The most derived metaclass of the given one and those of the bases.
    pub(crate) fn winner(&self, metaclass: &Rc<Class>, bases: &[Rc<Class>]) -> PyResult<Rc<Class>> {
        let mut winner = metaclass.clone();
        for base in bases {
            let own = self.metaclass_of(base);
            if winner.is_subclass_of(&own) {
                continue;
            }
            if own.is_subclass_of(&winner) {
                winner = own;
                continue;
            }
            return Err(self.type_error(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
            ));
        }
        Ok(winner)
    }

    fn common_layout(&self, bases: &[Rc<Class>]) -> PyResult<Layout> {
        let mut layout = Layout::Object;
        for base in bases {
            match (layout, base.layout) {
                (_, Layout::Object) => {}
                (Layout::Object, other) => layout = other,
                (own, other) if own == other => {}
                _ => return Err(self.type_error("multiple bases have instance lay-out conflict")),
            }
        }
        Ok(layout)
    }

    /// The C3 linearization of the bases: the order of ancestors.
    pub(crate) fn linearize(&self, bases: &[Rc<Class>]) -> PyResult<Vec<Rc<Class>>> {
        for (index, base) in bases.iter().enumerate() {
            if bases[..index].iter().any(|other| Rc::ptr_eq(other, base)) {
                let name = base.name();
                return Err(self.type_error(format_args!("duplicate base class {name}")));
            }
        }
        let mut lists: Vec<Vec<Rc<Class>>> = bases
            .iter()
            .map(|base| {
                std::iter::once(base.clone())
                    .chain(base.ancestors.borrow().iter().cloned())
                    .collect()
            })
            .collect();
        lists.push(bases.to_vec());
        let mut result = Vec::new();
        loop {
            lists.retain(|list| !list.is_empty());
            if lists.is_empty() {
                return Ok(result);
            }
            let next = lists.iter().map(|list| list[0].clone()).find(|candidate| {
                !lists
                    .iter()
                    .any(|list| list[1..].iter().any(|class| Rc::ptr_eq(class, candidate)))
            });
            let Some(next) = next else {
                let names: Vec<String> = bases.iter().map(|base| base.name().to_string()).collect();
                let names = names.join(", ");
                let message = format!(
                    "Cannot create a consistent method resolution order (MRO) for bases {names}"
                );
                return Err(self.type_error(message));
            };
            for list in &mut lists {
                if Rc::ptr_eq(&list[0], &next) {
                    list.remove(0);
                }
            }
            result.push(next);
        }
    }

    fn slot_names(&mut self, slots: &Value, dict: &crate::dict::Dict) -> PyResult<Vec<Str>> {
        let items = match slots.as_str() {
            Some(single) => vec![Value::Str(single.clone())],
            None => self.collect(slots)?,
        };
        let mut names = Vec::new();
        for item in items {
            let Some(name) = item.as_str().cloned() else {
                let type_name = self.type_name(&item);
                return Err(self.type_error(format_args!(
                    "__slots__ items must be strings, not '{type_name}'"
                )));
            };
            // These two are no members, so that the class may have them too.
            let is_member = !matches!(&*name, "__dict__" | "__weakref__");
            if is_member && dict.get_str(&name).is_some() {
                return Err(self.value_error(format_args!(
                    "'{name}' in __slots__ conflicts with class variable"
                )));
            }
            names.push(name);
        }
        Ok(names)
    }

    /// `__build_class__(function, name, *bases, metaclass=…, **keywords)`: what a class statement runs.
    pub(crate) fn build_class(
        &mut self,
        function: &Value,
        name: &Value,
        bases: &[Value],
        mut keywords: Vec<(Str, Value)>,
    ) -> PyResult {
        let Value::Function(body) = function else {
            return Err(self.type_error("__build_class__: func must be a function"));
        };
        let resolved = self.resolve_bases(bases)?;
        let explicit = keywords
            .iter()
            .position(|(key, _)| &**key == "metaclass")
            .map(|index| keywords.remove(index).1);
        let base_classes: Vec<Rc<Class>> = resolved
            .iter()
            .filter_map(|base| match base {
                Value::Class(class) => Some(class.clone()),
                _ => None,
            })
            .collect();
        let metaclass = match explicit {
            Some(Value::Class(class)) => Value::Class(self.winner(&class, &base_classes)?),
            Some(other) => other,
            None => Value::Class(self.winner(&self.types.type_.clone(), &base_classes)?),
        };
        let prepare = self.names.prepare.clone();
        let bases_value = Value::tuple(resolved.clone());
        let is_plain =
            matches!(&metaclass, Value::Class(class) if Rc::ptr_eq(class, &self.types.type_));
        let namespace = if is_plain {
            Value::Dict(self.dict())
        } else {
            match self.get_attribute_optional(&metaclass, &prepare)? {
                Some(prepare) => self.call_keywords(
                    &prepare,
                    vec![name.clone(), bases_value.clone()],
                    keywords.clone(),
                )?,
                None => Value::Dict(self.dict()),
            }
        };
        let mut frame = self.function_frame(body, Vec::new());
        frame.namespace = namespace.clone();
        let cell = self.run_frame(frame)?;
        if resolved.len() != bases.len()
            || resolved.iter().zip(bases).any(|(new, old)| !new.is(old))
        {
            let key = Value::Str(self.names.orig_bases.clone());
            self.set_item(&namespace, &key, &Value::tuple(bases.to_vec()))?;
        }
        let class = self.call_keywords(
            &metaclass,
            vec![name.clone(), bases_value, namespace],
            keywords,
        )?;
        if let (Value::Cell(cell), Value::Class(_)) = (&cell, &class)
            && cell.0.borrow().is_unbound()
        {
            cell.0.replace(class.clone());
        }
        Ok(class)
    }

    /// Bases that aren't classes are asked for classes: `__mro_entries__` (PEP 560).
    pub(crate) fn resolve_bases(&mut self, bases: &[Value]) -> PyResult<Vec<Value>> {
        let mut resolved = Vec::new();
        for base in bases {
            if matches!(base, Value::Class(_)) {
                resolved.push(base.clone());
                continue;
            }
            let name = self.names.mro_entries.clone();
            match self.get_attribute_optional(base, &name)? {
                Some(entries) => {
                    let entries = self.call(&entries, &[Value::tuple(bases.to_vec())])?;
                    match entries {
                        Value::Tuple(items) => resolved.extend(items.iter().cloned()),
                        _ => return Err(self.type_error("__mro_entries__ must return a tuple")),
                    }
                }
                None => resolved.push(base.clone()),
            }
        }
        Ok(resolved)
    }

    /// Refuse to make an instance of an abstract class.
    pub(crate) fn check_abstract(&mut self, class: &Rc<Class>) -> PyResult<()> {
        if !class.is_heap {
            return Ok(());
        }
        let Some(abstract_methods) = class.dict.get_str(&self.names.abstractmethods) else {
            return Ok(());
        };
        let methods = self.collect(&abstract_methods)?;
        if methods.is_empty() {
            return Ok(());
        }
        let mut names: Vec<String> = methods
            .iter()
            .filter_map(|name| name.as_str().map(|name| format!("'{name}'")))
            .collect();
        names.sort();
        let plural = if names.len() == 1 { "" } else { "s" };
        let (class_name, names) = (class.name(), names.join(", "));
        let message = format!(
            "Can't instantiate abstract class {class_name} without an implementation for abstract method{plural} {names}"
        );
        Err(self.type_error(message))
    }
}
