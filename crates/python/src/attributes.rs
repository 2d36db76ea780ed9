//! How attributes are looked up, set and deleted: the descriptor protocol.

use std::rc::Rc;

use crate::builtins::descriptors::{ClassMethod, Property, StaticMethod, Super};
use crate::code::CodeKind;
use crate::error::{PyResult, Raised};
use crate::interp::Interp;
use crate::native::Attribute;
use crate::object::{Binding, Class, Method, Object};
use crate::value::{Str, Value};

impl Interp {
    /// The class of a value: `type(x)`.
    pub fn type_of(&self, value: &Value) -> Rc<Class> {
        let types = &self.types;
        match value {
            Value::Unbound => &types.object,
            Value::None => &types.none_type,
            Value::NotImplemented => &types.not_implemented_type,
            Value::Ellipsis => &types.ellipsis_type,
            Value::Bool(_) => &types.bool_,
            Value::Int(_) | Value::BigInt(_) => &types.int,
            Value::Float(_) => &types.float,
            Value::Complex(_) => &types.complex,
            Value::Str(_) => &types.str_,
            Value::Bytes(_) => &types.bytes,
            Value::Tuple(_) => &types.tuple,
            Value::List(_) => &types.list,
            Value::Dict(_) => &types.dict,
            Value::Set(_) => &types.set,
            Value::FrozenSet(_) => &types.frozenset,
            Value::Class(class) => return self.metaclass_of(class),
            Value::Function(_) => &types.function,
            Value::Native(function) if function.binding == Binding::Method => {
                &types.method_descriptor
            }
            Value::Native(_) => &types.builtin_function,
            Value::Method(method) => match &method.function {
                Value::Native(_) => &types.builtin_function,
                _ => &types.method,
            },
            Value::Module(_) => &types.module,
            Value::Code(_) => &types.code,
            Value::Cell(_) => &types.cell,
            Value::Generator(generator) => match generator.kind() {
                CodeKind::Coroutine => &types.coroutine,
                CodeKind::AsyncGenerator => &types.async_generator,
                _ => &types.generator,
            },
            Value::Object(object) => return object.class(),
        }
        .clone()
    }

    /// The class of a class.
    pub fn metaclass_of(&self, class: &Class) -> Rc<Class> {
        class
            .metaclass
            .borrow()
            .clone()
            .unwrap_or_else(|| self.types.type_.clone())
    }

    /// The name of the class of a value, for messages.
    pub fn type_name(&self, value: &Value) -> Str {
        self.type_of(value).name()
    }

    /// `getattr(value, name)`.
    pub fn get_attribute(&mut self, value: &Value, name: &Str) -> PyResult {
        match self.find_attribute(value, name)? {
            Some(found) => Ok(found),
            None => Err(self.missing_attribute(value, name)),
        }
    }

    /// `getattr(value, name, None)`, telling "not there" from `None`: only `AttributeError` counts as that.
    pub fn get_attribute_optional(&mut self, value: &Value, name: &Str) -> PyResult<Option<Value>> {
        match self.find_attribute(value, name) {
            Err(raised) if raised.is(&self.types.attribute_error) => Ok(None),
            other => other,
        }
    }

    /// `getattr(value, "name")` by text.
    pub fn attribute(&mut self, value: &Value, name: &str) -> PyResult {
        let name = self.intern(name);
        self.get_attribute(value, &name)
    }

    fn missing_attribute(&self, value: &Value, name: &Str) -> Raised {
        let message = match value {
            Value::Class(class) => {
                format!("type object '{}' has no attribute '{name}'", class.name())
            }
            Value::Module(module) => {
                let shown = module
                    .dict
                    .get_str(&self.names.name)
                    .and_then(|name| name.as_str().cloned());
                let shown = shown.unwrap_or_else(|| module.name.clone());
                if self.is_loading(&shown) {
                    let file = self.module_file(value);
                    format!(
                        "partially initialized module '{shown}' from '{file}' has no attribute '{name}' (most likely due to a circular import)"
                    )
                } else if self.is_loading(&format!("{shown}.{name}").into()) {
                    format!(
                        "cannot access submodule '{name}' of module '{shown}' (most likely due to a circular import)"
                    )
                } else {
                    format!("module '{shown}' has no attribute '{name}'")
                }
            }
            other => format!(
                "'{}' object has no attribute '{name}'",
                self.type_name(other)
            ),
        };
        self.attribute_error(message, value, name)
    }

    /// `__getattribute__` and then `__getattr__`, as the class has them.
    fn find_attribute(&mut self, value: &Value, name: &Str) -> PyResult<Option<Value>> {
        if !matches!(value, Value::Object(_) | Value::Class(_)) {
            let found = self.generic_attribute(value, name)?;
            if found.is_none()
                && let Value::Module(module) = value
                && let Some(fallback) = module.dict.get_str(&self.names.getattr)
            {
                return self.call(&fallback, &[Value::Str(name.clone())]).map(Some);
            }
            return Ok(found);
        }
        let class = self.type_of(value);
        let custom = match self.class_lookup(&class, &self.names.getattribute) {
            Some(function @ Value::Function(_)) => Some(function),
            _ => None,
        };
        let found = match custom {
            Some(function) => {
                match self.call(&function, &[value.clone(), Value::Str(name.clone())]) {
                    Ok(found) => Ok(Some(found)),
                    Err(raised) => Err(raised),
                }
            }
            None => self.generic_attribute(value, name),
        };
        let missing = match &found {
            Ok(None) => true,
            Err(raised) => raised.is(&self.types.attribute_error),
            Ok(Some(_)) => false,
        };
        if missing
            && let Some(fallback @ Value::Function(_)) =
                self.class_lookup(&class, &self.names.getattr)
        {
            return self
                .call(&fallback, &[value.clone(), Value::Str(name.clone())])
                .map(Some);
        }
        found
    }

    /// `object.__getattribute__` and `type.__getattribute__`: data descriptors of the class, the object's own attributes, other
    /// descriptors and attributes of the class.
    pub fn generic_attribute(&mut self, value: &Value, name: &Str) -> PyResult<Option<Value>> {
        let class = self.type_of(value);
        if let Value::Class(own) = value {
            return self.class_attribute(own, &class, name);
        }
        if let Some(data) = value.data::<Super>() {
            let (start, object, object_class) = (
                data.class.clone(),
                data.object.clone(),
                data.object_class.clone(),
            );
            return self.super_attribute(value, &start, &object, &object_class, name);
        }
        let found = self.class_lookup(&class, name);
        if let Some(found) = &found
            && self.is_data_descriptor(found)
        {
            return self.bind(found, value, &class).map(Some);
        }
        if let Some(own) = self.own_attribute(value, name) {
            return Ok(Some(own));
        }
        match found {
            Some(found) => self.bind(&found, value, &class).map(Some),
            None => Ok(None),
        }
    }

    /// An attribute from the namespace of the value itself.
    fn own_attribute(&self, value: &Value, name: &Str) -> Option<Value> {
        match value {
            Value::Object(object) => object.own(name),
            Value::Module(module) => module.dict.get_str(name),
            Value::Function(function) => function
                .dict
                .borrow()
                .as_ref()
                .and_then(|dict| dict.get_str(name)),
            Value::Method(method) => match &method.function {
                Value::Function(function) => function
                    .dict
                    .borrow()
                    .as_ref()
                    .and_then(|dict| dict.get_str(name)),
                _ => None,
            },
            _ => None,
        }
    }

    fn class_attribute(
        &mut self,
        own: &Rc<Class>,
        metaclass: &Rc<Class>,
        name: &Str,
    ) -> PyResult<Option<Value>> {
        let value = Value::Class(own.clone());
        let meta = self.class_lookup(metaclass, name);
        if let Some(found) = &meta
            && self.is_data_descriptor(found)
        {
            return self.bind(found, &value, metaclass).map(Some);
        }
        if let Some(found) = self.class_lookup(own, name) {
            return self.bind_for_class(&found, &Value::None, own).map(Some);
        }
        match meta {
            Some(found) => self.bind(&found, &value, metaclass).map(Some),
            None => Ok(None),
        }
    }

    fn super_attribute(
        &mut self,
        value: &Value,
        start: &Rc<Class>,
        object: &Value,
        object_class: &Rc<Class>,
        name: &Str,
    ) -> PyResult<Option<Value>> {
        let mut order = vec![object_class.clone()];
        order.extend(object_class.ancestors.borrow().iter().cloned());
        let after = order
            .iter()
            .position(|class| Rc::ptr_eq(class, start))
            .map_or(order.len(), |index| index + 1);
        if !matches!(&**name, "__class__") {
            for class in &order[after..] {
                if let Some(found) = class.dict.get_str(name) {
                    let is_class =
                        matches!(object, Value::Class(own) if Rc::ptr_eq(own, object_class));
                    return if is_class {
                        self.bind_for_class(&found, &Value::None, object_class)
                            .map(Some)
                    } else {
                        self.bind(&found, object, object_class).map(Some)
                    };
                }
            }
        }
        let class = self.types.super_.clone();
        match self.class_lookup(&class, name) {
            Some(found) if &**name != "__init__" => self.bind(&found, value, &class).map(Some),
            _ => Ok(None),
        }
    }

    /// Whether a class attribute goes before the object's own attributes: it has `__set__` or `__delete__`.
    fn is_data_descriptor(&self, found: &Value) -> bool {
        match found {
            Value::Object(object) => {
                if object.data::<Property>().is_some() || object.data::<Attribute>().is_some() {
                    return true;
                }
                let class = object.class();
                class.is_heap
                    && (self.class_lookup(&class, &self.names.set).is_some()
                        || self.class_lookup(&class, &self.names.delete).is_some())
            }
            _ => false,
        }
    }

    /// What a class attribute gives when it is read from an instance: `__get__`.
    pub(crate) fn bind(&mut self, found: &Value, instance: &Value, class: &Rc<Class>) -> PyResult {
        match found {
            Value::Function(_) => Ok(Value::Method(Rc::new(Method {
                function: found.clone(),
                receiver: instance.clone(),
            }))),
            Value::Native(native) => Ok(match native.binding {
                Binding::Method => Value::Method(Rc::new(Method {
                    function: found.clone(),
                    receiver: instance.clone(),
                })),
                Binding::ClassMethod => {
                    let class = Value::Class(class.clone());
                    Value::Method(Rc::new(Method {
                        function: found.clone(),
                        receiver: class,
                    }))
                }
                Binding::Function | Binding::StaticMethod => found.clone(),
            }),
            Value::Object(object) => self.bind_object(found, object, instance, class),
            _ => Ok(found.clone()),
        }
    }

    fn bind_object(
        &mut self,
        found: &Value,
        object: &Rc<Object>,
        instance: &Value,
        class: &Rc<Class>,
    ) -> PyResult {
        if let Some(property) = object.data::<Property>() {
            let getter = property.getter.borrow().clone();
            if getter.is_none() {
                let (name, owner) = (property.shown_name(), class.qualname.borrow().clone());
                let message = format!("property{name} of '{owner}' object has no getter");
                return Err(self.error(&self.types.attribute_error, message));
            }
            return self.call(&getter, std::slice::from_ref(instance));
        }
        if let Some(attribute) = object.data::<Attribute>() {
            return (attribute.get)(self, instance);
        }
        if let Some(method) = object.data::<ClassMethod>() {
            let function = method.0.borrow().clone();
            return self.bind_class_method(&function, class);
        }
        if let Some(method) = object.data::<StaticMethod>() {
            return Ok(method.0.borrow().clone());
        }
        let own_class = object.class();
        if let Some(get) = self.class_lookup(&own_class, &self.names.get) {
            return self.call_get(
                &get,
                found,
                &own_class,
                instance.clone(),
                Value::Class(class.clone()),
            );
        }
        Ok(found.clone())
    }

    fn call_get(
        &mut self,
        get: &Value,
        found: &Value,
        own_class: &Rc<Class>,
        instance: Value,
        owner: Value,
    ) -> PyResult {
        match get {
            Value::Function(_) => self.call(get, &[found.clone(), instance, owner]),
            other => {
                let bound = self.bind(other, found, own_class)?;
                self.call(&bound, &[instance, owner])
            }
        }
    }

    fn bind_class_method(&mut self, function: &Value, class: &Rc<Class>) -> PyResult {
        Ok(Value::Method(Rc::new(Method {
            function: function.clone(),
            receiver: Value::Class(class.clone()),
        })))
    }

    /// What a class attribute gives when it is read from the class itself: `__get__(None, class)`.
    pub(crate) fn bind_for_class(
        &mut self,
        found: &Value,
        _none: &Value,
        class: &Rc<Class>,
    ) -> PyResult {
        match found {
            Value::Native(native) if native.binding == Binding::ClassMethod => {
                Ok(Value::Method(Rc::new(Method {
                    function: found.clone(),
                    receiver: Value::Class(class.clone()),
                })))
            }
            Value::Object(object) => {
                if object.data::<Property>().is_some() || object.data::<Attribute>().is_some() {
                    return Ok(found.clone());
                }
                if let Some(method) = object.data::<ClassMethod>() {
                    let function = method.0.borrow().clone();
                    return self.bind_class_method(&function, class);
                }
                if let Some(method) = object.data::<StaticMethod>() {
                    return Ok(method.0.borrow().clone());
                }
                let own_class = object.class();
                match self.class_lookup(&own_class, &self.names.get) {
                    Some(get) => self.call_get(
                        &get,
                        found,
                        &own_class,
                        Value::None,
                        Value::Class(class.clone()),
                    ),
                    None => Ok(found.clone()),
                }
            }
            _ => Ok(found.clone()),
        }
    }

    /// A method looked up on the class of a value and bound to it, as special methods are.
    pub fn special(&mut self, value: &Value, name: &Str) -> PyResult<Option<Value>> {
        let class = self.type_of(value);
        match self.class_lookup(&class, name) {
            Some(Value::None) | None => Ok(None),
            Some(found) => self.bind(&found, value, &class).map(Some),
        }
    }

    /// [`crate::code::Instruction::LoadMethod`]: a function and its receiver, or an attribute and no receiver. No bound method is made
    /// where a plain method of the class is called.
    pub(crate) fn get_method(&mut self, value: Value, name: &Str) -> PyResult<(Value, Value)> {
        let is_plain = match &value {
            Value::Object(object) => object.data::<Super>().is_none(),
            Value::Class(_) | Value::Module(_) => false,
            _ => true,
        };
        if is_plain {
            let class = self.type_of(&value);
            let has_custom = class.is_heap
                && matches!(
                    self.class_lookup(&class, &self.names.getattribute),
                    Some(Value::Function(_))
                );
            if !has_custom && let Some(found) = self.class_lookup(&class, name) {
                let binds = match &found {
                    Value::Function(_) => true,
                    Value::Native(native) => native.binding == Binding::Method,
                    _ => false,
                };
                if binds && self.own_attribute(&value, name).is_none() {
                    return Ok((found, value));
                }
            }
        }
        Ok((self.get_attribute(&value, name)?, Value::Unbound))
    }

    /// `setattr(value, name, new)`.
    pub fn set_attribute(&mut self, value: &Value, name: &Str, new: &Value) -> PyResult<()> {
        self.change_attribute(value, name, new)
    }

    /// `delattr(value, name)`.
    pub fn delete_attribute(&mut self, value: &Value, name: &Str) -> PyResult<()> {
        self.change_attribute(value, name, &Value::Unbound)
    }

    fn change_attribute(&mut self, value: &Value, name: &Str, new: &Value) -> PyResult<()> {
        if matches!(value, Value::Object(_) | Value::Class(_)) {
            let class = self.type_of(value);
            if class.is_heap {
                let method = if new.is_unbound() {
                    self.names.delattr.clone()
                } else {
                    self.names.setattr.clone()
                };
                if let Some(function @ Value::Function(_)) = self.class_lookup(&class, &method) {
                    let mut args = vec![value.clone(), Value::Str(name.clone())];
                    args.extend(new.bound().cloned());
                    self.call(&function, &args)?;
                    return Ok(());
                }
            }
        }
        self.generic_change(value, name, new)
    }

    /// `object.__setattr__`, `object.__delattr__` (with [`Value::Unbound`]) and those of `type`.
    pub fn generic_change(&mut self, value: &Value, name: &Str, new: &Value) -> PyResult<()> {
        let class = self.type_of(value);
        if let Some(found) = self.class_lookup(&class, name)
            && let Value::Object(descriptor) = &found
            && self.change_by_descriptor(descriptor, &found, value, &class, name, new)?
        {
            return Ok(());
        }
        let is_delete = new.is_unbound();
        match value {
            Value::Object(object) if class.has_dict => {
                if is_delete {
                    let removed = object.dict().and_then(|dict| dict.remove_str(name));
                    if removed.is_none() {
                        return Err(self.missing_attribute(value, name));
                    }
                } else {
                    self.object_dict(object).set_str(name.clone(), new.clone());
                }
                Ok(())
            }
            Value::Class(own) => {
                if !own.is_heap {
                    let class_name = own.name();
                    return Err(self.type_error(format_args!(
                        "cannot set '{name}' attribute of immutable type '{class_name}'"
                    )));
                }
                if is_delete {
                    let removed = own.dict.remove_str(name);
                    self.touch_classes();
                    if removed.is_none() {
                        return Err(self.missing_attribute(value, name));
                    }
                } else {
                    self.class_set(own, name, new.clone());
                }
                Ok(())
            }
            Value::Module(module) => {
                if is_delete {
                    if module.dict.remove_str(name).is_none() {
                        return Err(self.missing_attribute(value, name));
                    }
                } else {
                    module.dict.set_str(name.clone(), new.clone());
                }
                Ok(())
            }
            Value::Function(function) => {
                if is_delete {
                    let removed = function
                        .dict
                        .borrow()
                        .as_ref()
                        .and_then(|dict| dict.remove_str(name));
                    if removed.is_none() {
                        return Err(self.missing_attribute(value, name));
                    }
                    return Ok(());
                }
                let dict = function.dict.borrow().clone();
                let dict = match dict {
                    Some(dict) => dict,
                    None => {
                        let dict = self.dict();
                        function.dict.replace(Some(dict.clone()));
                        dict
                    }
                };
                dict.set_str(name.clone(), new.clone());
                Ok(())
            }
            _ => {
                let type_name = class.name();
                let is_there = self.class_lookup(&class, name).is_some();
                Err(self.attribute_error(
                    if is_there {
                        format!("'{type_name}' object attribute '{name}' is read-only")
                    } else if is_delete {
                        format!("'{type_name}' object has no attribute '{name}'")
                    } else {
                        format!("'{type_name}' object has no attribute '{name}' and no __dict__ for setting new attributes")
                    },
                    value,
                    name,
                ))
            }
        }
    }

    /// Let a descriptor of the class take the change; whether it did.
    fn change_by_descriptor(
        &mut self,
        descriptor: &Rc<Object>,
        found: &Value,
        value: &Value,
        class: &Rc<Class>,
        name: &Str,
        new: &Value,
    ) -> PyResult<bool> {
        let is_delete = new.is_unbound();
        if let Some(property) = descriptor.data::<Property>() {
            let (function, what) = if is_delete {
                (property.deleter.borrow().clone(), "deleter")
            } else {
                (property.setter.borrow().clone(), "setter")
            };
            if function.is_none() {
                let (shown, owner) = (property.shown_name(), class.qualname.borrow().clone());
                let message = format!("property{shown} of '{owner}' object has no {what}");
                return Err(self.attribute_error(message, value, name));
            }
            let mut args = vec![value.clone()];
            args.extend(new.bound().cloned());
            self.call(&function, &args)?;
            return Ok(true);
        }
        if let Some(attribute) = descriptor.data::<Attribute>() {
            let Some(set) = attribute.set else {
                let type_name = class.name();
                let message =
                    format!("attribute '{name}' of '{type_name}' objects is not writable");
                return Err(self.attribute_error(message, value, name));
            };
            set(self, value, new)?;
            return Ok(true);
        }
        let own_class = descriptor.class();
        let method = if is_delete {
            self.names.delete.clone()
        } else {
            self.names.set.clone()
        };
        if self.class_lookup(&own_class, &method).is_some() {
            let mut args = vec![value.clone()];
            args.extend(new.bound().cloned());
            self.call_special(found, &method, &args)?;
            return Ok(true);
        }
        Ok(false)
    }
}
