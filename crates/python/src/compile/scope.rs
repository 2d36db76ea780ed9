//! Scopes: which names a module, class or function binds, and where each name that it uses comes from.
//!
//! [`super::symbols`] walks the tree and collects names; then [`Scopes::resolve`] decides what is local, captured or global, as in the
//! language reference ("Resolution of names"). A comprehension has a scope of its own but no code of its own (PEP 709): its variables live
//! in the code around, which is its *unit*.

use std::collections::HashMap;

use ruff_python_ast::name::Name;
use ruff_text_size::TextRange;

use super::{Result, error};
use crate::source::Range;

/// What kind of scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum ScopeKind {
    Module,
    Class,
    Function,
    Lambda,
    /// A generator expression.
    Generator,
    /// A list, set or dict comprehension.
    Comprehension,
    /// The annotations of a function, a class or a module; the value or bound of a type parameter.
    Annotation,
    /// The scope that holds the type parameters of a function, a class or an alias.
    TypeParameters,
}

/// A variable of a function-like scope: two scopes may have different variables with one name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Variable {
    pub scope: usize,
    pub name: Name,
}

/// Where a name comes from, seen from one scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// This scope binds it.
    Local,
    /// A function-like scope around binds it; and whether a class body lies between.
    Outer(Variable, bool),
    /// The globals, by a `global` statement.
    ExplicitGlobal,
    /// The globals, because nobody around binds it.
    Global,
}

/// How a scope speaks of a name.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Uses {
    pub is_used: bool,
    pub is_bound: bool,
    pub is_parameter: bool,
    pub is_annotated: bool,
    pub is_global: bool,
    /// The `nonlocal` statement.
    pub nonlocal: Option<TextRange>,
}

/// One scope.
#[derive(Debug)]
pub(super) struct Scope {
    pub kind: ScopeKind,
    pub parent: Option<usize>,
    /// The scope whose code this one is compiled into.
    pub unit: usize,
    /// Names in order of appearance.
    pub order: Vec<Name>,
    pub uses: HashMap<Name, Uses>,
    pub places: HashMap<Name, Place>,
    /// Variables of this unit that functions inside capture.
    pub cells: Vec<Variable>,
    /// Variables of units around that this one, or one inside, captures.
    pub frees: Vec<Variable>,
    pub has_yield: bool,
    /// An `async def`; a comprehension that awaits.
    pub is_async: bool,
    /// The name of the class around, for private names.
    pub class_name: Option<Name>,
    /// The class whose namespace names are looked up in first (annotations and type parameters in class bodies).
    pub sees_class: Option<usize>,
}

/// All scopes of one file.
pub(super) struct Scopes {
    pub all: Vec<Scope>,
    /// The scope that a node opens, by its kind and range.
    pub by_node: HashMap<(ScopeKind, u32, u32), usize>,
}

/// The key of a node in [`Scopes::by_node`].
pub(super) fn key(kind: ScopeKind, range: TextRange) -> (ScopeKind, u32, u32) {
    (kind, range.start().to_u32(), range.end().to_u32())
}

/// A private name is mangled with the name of its class (language reference, "Private name mangling").
pub(super) fn mangle(class_name: Option<&str>, name: &str) -> Name {
    match class_name {
        Some(class_name)
            if name.starts_with("__") && !name.ends_with("__") && !name.contains('.') =>
        {
            let class_name = class_name.trim_start_matches('_');
            if class_name.is_empty() {
                Name::new(name)
            } else {
                Name::from(format!("_{class_name}{name}"))
            }
        }
        _ => Name::new(name),
    }
}

impl Scopes {
    /// The scope that a node opens.
    pub fn find(&self, kind: ScopeKind, range: TextRange) -> usize {
        self.by_node.get(&key(kind, range)).copied().unwrap_or(0)
    }

    /// Decide where each name of each scope comes from.
    pub fn resolve(&mut self) -> Result {
        for index in 0..self.all.len() {
            for position in 0..self.all[index].order.len() {
                let name = self.all[index].order[position].clone();
                let place = self.place_of(index, &name)?;
                match &place {
                    Place::Outer(variable, _) => self.capture(index, &variable.clone()),
                    Place::Local | Place::ExplicitGlobal | Place::Global => {}
                }
                if let Some(class) = self.looks_into_class(index, &name, &place) {
                    let namespace = Variable {
                        scope: class,
                        name: Name::new_static("__classdict__"),
                    };
                    self.capture(index, &namespace);
                }
                self.all[index].places.insert(name, place);
            }
        }
        for scope in &mut self.all {
            scope.frees.sort_by(|a, b| a.name.cmp(&b.name));
        }
        Ok(())
    }

    /// The class whose namespace a name in an annotation is looked up in first.
    pub fn looks_into_class(&self, index: usize, name: &Name, place: &Place) -> Option<usize> {
        let class = self.all[index].sees_class?;
        let may_be_there = matches!(place, Place::Global | Place::Outer(_, true));
        let is_bound = self.all[class]
            .uses
            .get(name)
            .is_some_and(|uses| uses.is_bound && !uses.is_global && uses.nonlocal.is_none());
        (may_be_there && is_bound).then_some(class)
    }

    fn place_of(&self, index: usize, name: &Name) -> Result<Place> {
        let scope = &self.all[index];
        let uses = scope.uses.get(name).copied().unwrap_or_default();
        if uses.is_global {
            return Ok(Place::ExplicitGlobal);
        }
        if uses.nonlocal.is_none() && (uses.is_bound || uses.is_parameter) {
            return Ok(Place::Local);
        }
        let mut passed_class = false;
        let mut outer = scope.parent;
        while let Some(position) = outer {
            let around = &self.all[position];
            match around.kind {
                ScopeKind::Module => break,
                ScopeKind::Class => {
                    passed_class = true;
                    // The compiler's own variables of a class, which only functions inside see.
                    if name == "__class__" && uses.nonlocal.is_none() {
                        let variable = Variable {
                            scope: position,
                            name: name.clone(),
                        };
                        return Ok(Place::Outer(variable, false));
                    }
                }
                _ => {
                    let uses = around.uses.get(name).copied().unwrap_or_default();
                    if uses.is_global {
                        break;
                    }
                    if uses.nonlocal.is_none() && (uses.is_bound || uses.is_parameter) {
                        let variable = Variable {
                            scope: position,
                            name: name.clone(),
                        };
                        return Ok(Place::Outer(variable, passed_class));
                    }
                }
            }
            outer = around.parent;
        }
        match uses.nonlocal {
            Some(range) => Err(error(
                format!("no binding for nonlocal '{name}' found"),
                range,
            )),
            None => Ok(Place::Global),
        }
    }

    /// A scope uses a variable of another: where they have different codes, it is in a cell that is passed through those between.
    fn capture(&mut self, index: usize, variable: &Variable) {
        let owner = self.all[variable.scope].unit;
        let mut unit = self.all[index].unit;
        if unit == owner {
            return;
        }
        if !self.all[owner].cells.contains(variable) {
            self.all[owner].cells.push(variable.clone());
        }
        while unit != owner {
            if !self.all[unit].frees.contains(variable) {
                self.all[unit].frees.push(variable.clone());
            }
            match self.all[unit].parent {
                Some(parent) => unit = self.all[parent].unit,
                None => break,
            }
        }
    }
}

/// The range of a node in our own terms.
pub(super) fn range_of(range: TextRange) -> Range {
    Range {
        start: range.start().to_u32(),
        end: range.end().to_u32(),
    }
}
