//! Names: which instruction loads, stores or deletes each, by what [`super::scope`] found out.

use ruff_python_ast::name::Name;

use super::scope::{Place, ScopeKind, Variable, mangle};
use super::unit::{Compiler, operand};
use crate::code::{CodeKind, Instruction};
use crate::value::Str;

/// Where a name lives, seen from the code that is being compiled.
enum Access {
    /// A local slot.
    Fast(u32),
    /// A cell of this code, or of its closure.
    Cell(u32),
    /// A cell that the namespace of the class body goes before.
    ClassCell(u32),
    /// The namespace of a class or a module, then the globals.
    Namespace,
    /// The globals.
    Global,
}

impl<'a> Compiler<'a> {
    /// The scope that names are seen from: that of the innermost comprehension, or the unit's own.
    pub(super) fn scope(&self) -> usize {
        self.unit_ref().scopes.last().copied().unwrap_or(0)
    }

    pub(super) fn mangle(&self, name: &str) -> Name {
        mangle(self.scopes.all[self.scope()].class_name.as_deref(), name)
    }

    pub(super) fn cell_index(&self, variable: &Variable) -> Option<u32> {
        let unit = self.unit_ref();
        let index = unit
            .cells
            .iter()
            .chain(&unit.frees)
            .position(|cell| cell == variable)?;
        Some(operand(index))
    }

    pub(super) fn slot(&mut self, variable: Variable) -> u32 {
        let unit = self.unit();
        if let Some(slot) = unit.slots.get(&variable) {
            return *slot;
        }
        let slot = operand(unit.locals.len());
        unit.locals.push(Str::from(variable.name.as_str()));
        unit.slots.insert(variable, slot);
        slot
    }

    /// A slot that no name of the program can mean.
    pub(super) fn hidden_slot(&mut self, name: &str) -> u32 {
        let scope = self.scope();
        self.slot(Variable {
            scope,
            name: Name::new(name),
        })
    }

    fn place(&self, name: &Name) -> Place {
        let scope = &self.scopes.all[self.scope()];
        scope.places.get(name).cloned().unwrap_or(Place::Global)
    }

    fn access(&mut self, name: &Name) -> Access {
        let scope = self.scope();
        let kind = self.scopes.all[scope].kind;
        let has_namespace = matches!(kind, ScopeKind::Module | ScopeKind::Class);
        let variable = match self.place(name) {
            Place::Local if has_namespace => return Access::Namespace,
            Place::Local => Variable {
                scope,
                name: name.clone(),
            },
            Place::Outer(variable, _) => variable,
            Place::ExplicitGlobal => return Access::Global,
            Place::Global => {
                // A comprehension in a module's own code sees the module's namespace, one in a class body doesn't see the class's.
                let sees_namespace = has_namespace
                    || (kind == ScopeKind::Comprehension
                        && self.unit_ref().kind == CodeKind::Module);
                return if sees_namespace {
                    Access::Namespace
                } else {
                    Access::Global
                };
            }
        };
        match self.cell_index(&variable) {
            Some(index) if kind == ScopeKind::Class && variable.name != "__class__" => {
                Access::ClassCell(index)
            }
            Some(index) => Access::Cell(index),
            None => Access::Fast(self.slot(variable)),
        }
    }

    /// Whether the scope that is being compiled binds a name itself, or a function around does.
    pub(super) fn is_own(&self, name: &str) -> bool {
        matches!(
            self.place(&self.mangle(name)),
            Place::Local | Place::Outer(..)
        )
    }

    pub(super) fn load_name(&mut self, name: &str) {
        let name = self.mangle(name);
        let scope = self.scope();
        let class = self
            .scopes
            .looks_into_class(scope, &name, &self.place(&name));
        let access = self.access(&name);
        if let Some(class) = class {
            self.load_class_namespace(class);
            match access {
                Access::Cell(index) | Access::ClassCell(index) => {
                    self.emit(Instruction::LoadFromDictOrDeref(index));
                }
                _ => {
                    let index = self.name_index(&name);
                    self.emit(Instruction::LoadFromDictOrGlobals(index));
                }
            }
            return;
        }
        let instruction = match access {
            Access::Fast(slot) => Instruction::LoadFast(slot),
            Access::Cell(index) => Instruction::LoadDeref(index),
            Access::ClassCell(index) => Instruction::LoadClassDeref(index),
            Access::Namespace => Instruction::LoadName(self.name_index(&name)),
            Access::Global => Instruction::LoadGlobal(self.name_index(&name)),
        };
        self.emit(instruction);
    }

    fn load_class_namespace(&mut self, class: usize) {
        let namespace = Variable {
            scope: class,
            name: Name::new_static("__classdict__"),
        };
        if let Some(index) = self.cell_index(&namespace) {
            self.emit(Instruction::LoadDeref(index));
        }
    }

    pub(super) fn store_name(&mut self, name: &str) {
        let name = self.mangle(name);
        let instruction = match self.access(&name) {
            Access::Fast(slot) => Instruction::StoreFast(slot),
            Access::Cell(index) | Access::ClassCell(index) => Instruction::StoreDeref(index),
            Access::Namespace => Instruction::StoreName(self.name_index(&name)),
            Access::Global => Instruction::StoreGlobal(self.name_index(&name)),
        };
        self.emit(instruction);
    }

    pub(super) fn delete_name(&mut self, name: &str) {
        let name = self.mangle(name);
        let instruction = match self.access(&name) {
            Access::Fast(slot) => Instruction::DeleteFast(slot),
            Access::Cell(index) | Access::ClassCell(index) => Instruction::DeleteDeref(index),
            Access::Namespace => Instruction::DeleteName(self.name_index(&name)),
            Access::Global => Instruction::DeleteGlobal(self.name_index(&name)),
        };
        self.emit(instruction);
    }

    /// Unbind a name without complaint: the end of `except … as name`.
    pub(super) fn forget_name(&mut self, name: &str) {
        let mangled = self.mangle(name);
        match self.access(&mangled) {
            Access::Fast(slot) => self.emit(Instruction::ClearFast(slot)),
            _ => {
                // It may have been deleted meanwhile.
                self.emit(Instruction::LoadNone);
                self.store_name(name);
                self.delete_name(name);
            }
        }
    }

    /// Store a name that the program didn't write into the namespace.
    pub(super) fn store_plain(&mut self, name: &str) {
        let index = self.name_index(name);
        self.emit(Instruction::StoreName(index));
    }

    /// The cell of a class that the compiler made for functions inside it.
    pub(super) fn class_cell(&self, name: &'static str) -> Option<u32> {
        self.cell_index(&Variable {
            scope: self.scope(),
            name: Name::new_static(name),
        })
    }

    pub(super) fn qualname(&self, name: &str) -> String {
        // A function that a `global` statement speaks of is one of the module.
        if matches!(self.place(&self.mangle(name)), Place::ExplicitGlobal) {
            return name.to_owned();
        }
        for unit in std::iter::once(self.unit_ref()).chain(self.units.iter().rev()) {
            let scope = unit.scopes.first().copied().unwrap_or(0);
            match self.scopes.all[scope].kind {
                ScopeKind::TypeParameters => {}
                ScopeKind::Module => break,
                ScopeKind::Class => return format!("{}.{name}", unit.qualname),
                _ => return format!("{}.<locals>.{name}", unit.qualname),
            }
        }
        name.to_owned()
    }

    /// Give the unit its cells, and the slots of its locals after those of its parameters.
    pub(super) fn declare(&mut self) {
        let scope = self.scope();
        let (cells, frees, locals) = {
            let scope_data = &self.scopes.all[scope];
            let is_function = !matches!(scope_data.kind, ScopeKind::Module | ScopeKind::Class);
            let locals: Vec<Name> = scope_data
                .order
                .iter()
                .filter(|name| {
                    is_function
                        && scope_data.places.get(*name) == Some(&Place::Local)
                        && !scope_data
                            .uses
                            .get(*name)
                            .is_some_and(|uses| uses.is_parameter)
                })
                .cloned()
                .collect();
            (scope_data.cells.clone(), scope_data.frees.clone(), locals)
        };
        self.unit().cells = cells;
        self.unit().frees = frees;
        for name in locals {
            let variable = Variable { scope, name };
            if self.cell_index(&variable).is_none() {
                self.slot(variable);
            }
        }
    }

    /// Give the unit a parameter.
    pub(super) fn declare_parameter(&mut self, name: &str) {
        let scope = self.scope();
        let name = self.mangle(name);
        self.slot(Variable { scope, name });
    }
}
