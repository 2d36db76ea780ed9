//! One code object in the making: instructions, labels, the height of the operand stack, constants, names, the exception table.

use std::collections::HashMap;
use std::rc::Rc;

use ruff_text_size::{Ranged, TextRange};

use super::scope::{Place, ScopeKind, Scopes, range_of, sorted};
use super::{Result, error};
use crate::code::{Code, CodeKind, FunctionAttribute, Handler, Instruction};
use crate::source::{Range, Source};
use crate::value::{Str, Value};

/// A place in the code that jumps go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label(usize);

/// What a jump out of a block has to leave behind in order.
#[derive(Debug, Clone)]
pub(super) enum Block {
    /// A loop; a `for` has its iterator on the stack.
    Loop {
        start: Label,
        end: Label,
        has_iterator: bool,
    },
    /// The body of a `try` whose handler is `handler`; with its `finally`.
    Try {
        protect: Protect,
        finally: Option<FinallyBody>,
    },
    /// The body of a `with`: manager, exit and its receiver are on the stack.
    With {
        protect: Protect,
        is_async: bool,
        range: TextRange,
    },
    /// The body of an `except` clause: the previous exception is on the stack.
    Handler {
        protects: Vec<Protect>,
        name: Option<String>,
    },
    /// The exceptional copy of a `finally` body: previous and current exception are on the stack.
    FinallyCopy { protect: Protect },
    /// A value on the stack that must go: the list of `except*`.
    Values { count: u32 },
}

/// A region that a handler covers; it may be interrupted by inlined clean-up code.
#[derive(Debug, Clone)]
pub(super) struct Protect {
    pub start: u32,
    pub target: Label,
    pub depth: u32,
}

/// The statements of a `finally`, to be compiled wherever control leaves the `try`.
pub(super) type FinallyBody = Rc<Vec<*const ruff_python_ast::Stmt>>;

/// A code object in the making.
pub(super) struct Unit {
    pub scope: usize,
    pub name: String,
    pub qualname: String,
    pub kind: CodeKind,
    pub range: Range,
    pub positional_only: u32,
    pub positional: u32,
    pub keyword_only: u32,
    pub has_varargs: bool,
    pub has_varkeywords: bool,
    pub locals: Vec<String>,
    pub cells: Vec<String>,
    pub frees: Vec<String>,
    pub instructions: Vec<Instruction>,
    pub ranges: Vec<Range>,
    /// Handlers whose targets are labels until the end.
    pub handlers: Vec<(u32, u32, Label, u32)>,
    constants: Vec<Value>,
    constant_index: HashMap<String, u32>,
    names: Vec<Str>,
    name_index: HashMap<String, u32>,
    pub codes: Vec<Rc<Code>>,
    pub doc: Value,
    pub blocks: Vec<Block>,
    /// For each label, its place and the height of the stack there.
    labels: Vec<(Option<u32>, Option<i64>)>,
    pub depth: i64,
    pub current_range: Range,
}

impl Unit {
    pub fn new(scope: usize, name: &str, qualname: &str, kind: CodeKind, range: Range) -> Unit {
        Unit {
            scope,
            name: name.to_owned(),
            qualname: qualname.to_owned(),
            kind,
            range,
            positional_only: 0,
            positional: 0,
            keyword_only: 0,
            has_varargs: false,
            has_varkeywords: false,
            locals: Vec::new(),
            cells: Vec::new(),
            frees: Vec::new(),
            instructions: Vec::new(),
            ranges: Vec::new(),
            handlers: Vec::new(),
            constants: Vec::new(),
            constant_index: HashMap::new(),
            names: Vec::new(),
            name_index: HashMap::new(),
            codes: Vec::new(),
            doc: Value::None,
            blocks: Vec::new(),
            labels: Vec::new(),
            depth: 0,
            current_range: range,
        }
    }
}

/// Compiles one file.
pub(super) struct Compiler {
    pub source: Rc<Source>,
    pub scopes: Scopes,
    pub units: Vec<Unit>,
    pub future_annotations: bool,
    pub nesting: usize,
}

impl Compiler {
    pub fn new(source: Rc<Source>, scopes: Scopes) -> Compiler {
        Compiler {
            source,
            scopes,
            units: Vec::new(),
            future_annotations: false,
            nesting: 0,
        }
    }

    pub fn unit(&mut self) -> &mut Unit {
        let last = self.units.len() - 1;
        &mut self.units[last]
    }

    pub fn unit_ref(&self) -> &Unit {
        &self.units[self.units.len() - 1]
    }

    /// Everything that is emitted from now on belongs to a node.
    pub fn at(&mut self, node: &impl Ranged) {
        self.unit().current_range = range_of(node.range());
    }

    /// Compile with the range of a node, and go back to the range before.
    pub fn with_range<T>(&mut self, range: Range, run: impl FnOnce(&mut Compiler) -> T) -> T {
        let before = std::mem::replace(&mut self.unit().current_range, range);
        let result = run(self);
        self.unit().current_range = before;
        result
    }

    pub fn position(&mut self) -> u32 {
        u32::try_from(self.unit().instructions.len()).unwrap_or(u32::MAX)
    }

    pub fn label(&mut self) -> Label {
        self.unit().labels.push((None, None));
        Label(self.unit().labels.len() - 1)
    }

    /// The label is here.
    pub fn mark(&mut self, label: Label) {
        let position = self.position();
        let unit = self.unit();
        unit.labels[label.0].0 = Some(position);
        if let Some(depth) = unit.labels[label.0].1 {
            unit.depth = depth;
        } else {
            unit.labels[label.0].1 = Some(unit.depth);
        }
    }

    /// The label is here, and the stack has this height (the target of a handler).
    pub fn mark_at(&mut self, label: Label, depth: i64) {
        self.unit().labels[label.0].1 = Some(depth);
        self.mark(label);
    }

    pub fn emit(&mut self, instruction: Instruction) {
        let effect = effect(instruction);
        let unit = self.unit();
        unit.instructions.push(instruction);
        unit.ranges.push(unit.current_range);
        unit.depth += effect;
    }

    /// A jump: the operand is the label until the end.
    pub fn jump(&mut self, make: fn(u32) -> Instruction, label: Label) {
        let instruction = make(u32::try_from(label.0).unwrap_or(u32::MAX));
        let before = self.unit().depth;
        self.emit(instruction);
        let at_target = match instruction {
            Instruction::ForIter(_) => before - 1,
            Instruction::JumpIfFalseOrPop(_)
            | Instruction::JumpIfTrueOrPop(_)
            | Instruction::Jump(_) => before,
            _ => before - 1,
        };
        let unit = self.unit();
        let slot = &mut unit.labels[label.0].1;
        if slot.is_none() {
            *slot = Some(at_target);
        }
        debug_assert!(
            *slot == Some(at_target),
            "jump to a label with another stack height"
        );
    }

    /// A constant, shared where it is a plain one.
    pub fn constant(&mut self, value: Value) -> u32 {
        let key = match &value {
            Value::Str(text) => Some(format!("s{text}")),
            Value::Int(number) => Some(format!("i{number}")),
            Value::Float(number) => Some(format!("f{:x}", number.to_bits())),
            Value::Bool(flag) => Some(format!("b{flag}")),
            Value::Ellipsis => Some("...".to_owned()),
            _ => None,
        };
        let unit = self.unit();
        if let Some(found) = key.as_ref().and_then(|key| unit.constant_index.get(key)) {
            return *found;
        }
        let index = u32::try_from(unit.constants.len()).unwrap_or(u32::MAX);
        unit.constants.push(value);
        if let Some(key) = key {
            unit.constant_index.insert(key, index);
        }
        index
    }

    pub fn load_constant(&mut self, value: Value) {
        match value {
            Value::None => self.emit(Instruction::LoadNone),
            Value::Int(number) if i32::try_from(number).is_ok() => {
                self.emit(Instruction::LoadInt(number as i32))
            }
            other => {
                let index = self.constant(other);
                self.emit(Instruction::LoadConst(index));
            }
        }
    }

    /// The index of a name.
    pub fn name_index(&mut self, name: &str) -> u32 {
        let unit = self.unit();
        if let Some(found) = unit.name_index.get(name) {
            return *found;
        }
        let index = u32::try_from(unit.names.len()).unwrap_or(u32::MAX);
        unit.names.push(Str::from(name));
        unit.name_index.insert(name.to_owned(), index);
        index
    }

    pub fn mangle(&self, name: &str) -> String {
        super::scope::mangle(
            self.scopes.all[self.unit_ref().scope].class_name.as_deref(),
            name,
        )
    }

    fn place(&self, name: &str) -> Place {
        let scope = &self.scopes.all[self.unit_ref().scope];
        scope.places.get(name).copied().unwrap_or(Place::Global)
    }

    fn cell_index(&self, name: &str) -> Option<u32> {
        let unit = self.unit_ref();
        let index = unit
            .cells
            .iter()
            .chain(&unit.frees)
            .position(|cell| cell == name)?;
        u32::try_from(index).ok()
    }

    fn slot(&mut self, name: &str) -> u32 {
        let unit = self.unit();
        let index = match unit.locals.iter().position(|local| local == name) {
            Some(index) => index,
            None => {
                unit.locals.push(name.to_owned());
                unit.locals.len() - 1
            }
        };
        u32::try_from(index).unwrap_or(u32::MAX)
    }

    /// Whether names live in a namespace and not in slots.
    fn has_namespace(&self) -> bool {
        matches!(self.unit_ref().kind, CodeKind::Module | CodeKind::Class)
    }

    /// A cell that isn't seen by a program: `__class__`, `.type_params` …
    pub fn emit_cell(&mut self, name: &str, make: fn(u32) -> Instruction) {
        if let Some(index) = self.cell_index(name) {
            self.emit(make(index));
        }
    }

    pub fn load_name(&mut self, name: &str) {
        let name = self.mangle(name);
        let scope = self.unit_ref().scope;
        let sees_class = self.scopes.all[scope].kind == ScopeKind::Annotation
            && self.scopes.all[scope].places.contains_key("__classdict__")
            && name != "__classdict__";
        match self.place(&name) {
            Place::Cell => self.emit_cell(&name, Instruction::LoadDeref),
            Place::Free => {
                let is_class = self.unit_ref().kind == CodeKind::Class;
                if sees_class {
                    self.emit_cell("__classdict__", Instruction::LoadDeref);
                    self.emit_cell(&name, Instruction::LoadFromDictOrDeref);
                } else if is_class && name != "__class__" {
                    self.emit_cell(&name, Instruction::LoadClassDeref);
                } else {
                    self.emit_cell(&name, Instruction::LoadDeref);
                }
            }
            Place::Local if !self.has_namespace() => {
                let slot = self.slot(&name);
                self.emit(Instruction::LoadFast(slot));
            }
            place => {
                let index = self.name_index(&name);
                if sees_class && place == Place::Global {
                    self.emit_cell("__classdict__", Instruction::LoadDeref);
                    self.emit(Instruction::LoadFromDictOrGlobals(index));
                } else if place == Place::ExplicitGlobal
                    || (!self.has_namespace() && place == Place::Global)
                {
                    self.emit(Instruction::LoadGlobal(index));
                } else {
                    self.emit(Instruction::LoadName(index));
                }
            }
        }
    }

    pub fn store_name(&mut self, name: &str) {
        let name = self.mangle(name);
        match self.place(&name) {
            Place::Cell | Place::Free
                if self.cell_index(&name).is_some()
                    && !(self.unit_ref().kind == CodeKind::Class
                        && self.is_bound_in_class(&name)) =>
            {
                self.emit_cell(&name, Instruction::StoreDeref);
            }
            Place::Local if !self.has_namespace() => {
                let slot = self.slot(&name);
                self.emit(Instruction::StoreFast(slot));
            }
            Place::ExplicitGlobal => {
                let index = self.name_index(&name);
                self.emit(Instruction::StoreGlobal(index));
            }
            _ => {
                let index = self.name_index(&name);
                self.emit(Instruction::StoreName(index));
            }
        }
    }

    fn is_bound_in_class(&self, name: &str) -> bool {
        self.place(name) == Place::Local
    }

    pub fn delete_name(&mut self, name: &str) {
        let name = self.mangle(name);
        match self.place(&name) {
            Place::Cell | Place::Free => self.emit_cell(&name, Instruction::DeleteDeref),
            Place::Local if !self.has_namespace() => {
                let slot = self.slot(&name);
                self.emit(Instruction::DeleteFast(slot));
            }
            Place::ExplicitGlobal => {
                let index = self.name_index(&name);
                self.emit(Instruction::DeleteGlobal(index));
            }
            _ => {
                let index = self.name_index(&name);
                self.emit(Instruction::DeleteName(index));
            }
        }
    }

    /// Begin a code object: parameters are added by the caller, then [`Compiler::declare`].
    pub fn begin_unit(&mut self, scope: usize, name: &str, kind: CodeKind, range: TextRange) {
        let qualname = self.qualname(name);
        self.units
            .push(Unit::new(scope, name, &qualname, kind, range_of(range)));
    }

    fn qualname(&self, name: &str) -> String {
        let mut position = self.units.len();
        while position > 0 {
            let unit = &self.units[position - 1];
            match self.scopes.all[unit.scope].kind {
                ScopeKind::TypeParameters => position -= 1,
                ScopeKind::Module => break,
                ScopeKind::Class => return format!("{}.{name}", unit.qualname),
                _ => return format!("{}.<locals>.{name}", unit.qualname),
            }
        }
        name.to_owned()
    }

    /// Give the unit its locals and cells, after its parameters.
    pub fn declare(&mut self) {
        let scope = self.unit_ref().scope;
        let (locals, cells, frees) = {
            let scope = &self.scopes.all[scope];
            (
                scope.plain_locals(),
                sorted(&scope.cells),
                sorted(&scope.frees),
            )
        };
        let has_namespace = self.has_namespace();
        let unit = self.unit();
        if !has_namespace {
            for local in locals {
                if !unit.locals.contains(&local) {
                    unit.locals.push(local);
                }
            }
        }
        unit.cells = cells;
        unit.frees = frees;
    }

    /// End a code object: labels become positions.
    pub fn finish_unit(&mut self) -> Code {
        let unit = match self.units.pop() {
            Some(unit) => unit,
            None => Unit::new(0, "", "", CodeKind::Module, Range::default()),
        };
        let target = |label: u32| {
            unit.labels
                .get(label as usize)
                .and_then(|(position, _)| *position)
                .unwrap_or(0)
        };
        let instructions: Vec<Instruction> = unit
            .instructions
            .iter()
            .map(|instruction| match *instruction {
                Instruction::Jump(label) => Instruction::Jump(target(label)),
                Instruction::PopJumpIfFalse(label) => Instruction::PopJumpIfFalse(target(label)),
                Instruction::PopJumpIfTrue(label) => Instruction::PopJumpIfTrue(target(label)),
                Instruction::PopJumpIfNone(label) => Instruction::PopJumpIfNone(target(label)),
                Instruction::PopJumpIfNotNone(label) => {
                    Instruction::PopJumpIfNotNone(target(label))
                }
                Instruction::JumpIfFalseOrPop(label) => {
                    Instruction::JumpIfFalseOrPop(target(label))
                }
                Instruction::JumpIfTrueOrPop(label) => Instruction::JumpIfTrueOrPop(target(label)),
                Instruction::ForIter(label) => Instruction::ForIter(target(label)),
                other => other,
            })
            .collect();
        let handlers = unit
            .handlers
            .iter()
            .filter(|(start, end, ..)| start < end)
            .map(|(start, end, label, depth)| Handler {
                start: *start,
                end: *end,
                target: target(u32::try_from(label.0).unwrap_or(u32::MAX)),
                depth: *depth,
            })
            .collect();
        let parameter_count = (unit.positional + unit.keyword_only) as usize
            + usize::from(unit.has_varargs)
            + usize::from(unit.has_varkeywords);
        let cell_parameters = unit
            .cells
            .iter()
            .map(|cell| {
                let slot = unit
                    .locals
                    .iter()
                    .take(parameter_count)
                    .position(|local| local == cell)?;
                u32::try_from(slot).ok()
            })
            .collect();
        let strings = |names: &[String]| {
            names
                .iter()
                .map(|name| Str::from(name.as_str()))
                .collect::<Vec<_>>()
        };
        Code {
            name: Str::from(unit.name.as_str()),
            qualname: Str::from(unit.qualname.as_str()),
            source: self.source.clone(),
            range: unit.range,
            kind: unit.kind,
            positional_only: unit.positional_only,
            positional: unit.positional,
            keyword_only: unit.keyword_only,
            has_varargs: unit.has_varargs,
            has_varkeywords: unit.has_varkeywords,
            locals: strings(&unit.locals),
            cell_parameters,
            cell_names: strings(&unit.cells),
            free_names: strings(&unit.frees),
            instructions,
            ranges: unit.ranges,
            handlers,
            constants: unit.constants,
            names: unit.names,
            codes: unit.codes,
            doc: unit.doc,
            calls: std::cell::Cell::new(0),
        }
    }

    /// End a code object and make a function of it in the unit around, with its closure. Other attributes are on the stack already.
    pub fn make_closure(&mut self, attributes: &[FunctionAttribute]) {
        let code = Rc::new(self.finish_unit());
        let free_names: Vec<String> = code
            .free_names
            .iter()
            .map(|name| name.to_string())
            .collect();
        for name in &free_names {
            self.emit_cell(name, Instruction::LoadClosure);
        }
        if !free_names.is_empty() {
            self.emit(Instruction::BuildTuple(
                u32::try_from(free_names.len()).unwrap_or(u32::MAX),
            ));
        }
        let unit = self.unit();
        unit.codes.push(code);
        let index = u32::try_from(unit.codes.len() - 1).unwrap_or(u32::MAX);
        self.emit(Instruction::MakeFunction(index));
        if !free_names.is_empty() {
            self.emit(Instruction::SetFunctionAttribute(
                FunctionAttribute::Closure,
            ));
        }
        for attribute in attributes.iter().rev() {
            self.emit(Instruction::SetFunctionAttribute(*attribute));
        }
    }

    /// Refuse what nests too deeply.
    pub fn nested<T>(
        &mut self,
        range: TextRange,
        run: impl FnOnce(&mut Compiler) -> Result<T>,
    ) -> Result<T> {
        if self.nesting >= super::MAX_DEPTH {
            return Err(error("too many nested expressions or blocks", range));
        }
        self.nesting += 1;
        let result = run(self);
        self.nesting -= 1;
        result
    }

    /// A region begins that a handler at `target` covers, with the stack as it is.
    pub fn protect(&mut self, target: Label) -> Protect {
        let start = self.position();
        let depth = u32::try_from(self.unit().depth).unwrap_or(0);
        Protect {
            start,
            target,
            depth,
        }
    }

    /// The region ends.
    pub fn end_protect(&mut self, protect: &Protect) {
        let end = self.position();
        self.unit()
            .handlers
            .push((protect.start, end, protect.target, protect.depth));
    }
}

/// How an instruction changes the height of the operand stack (where it doesn't jump).
fn effect(instruction: Instruction) -> i64 {
    use Instruction as I;
    match instruction {
        I::Nop
        | I::Swap(_)
        | I::DeleteFast(_)
        | I::ClearFast(_)
        | I::MakeCell(_)
        | I::DeleteDeref(_)
        | I::DeleteName(_)
        | I::DeleteGlobal(_)
        | I::LoadAttr(_)
        | I::Unary(_)
        | I::Jump(_)
        | I::GetIter
        | I::ListToTuple
        | I::Reraise
        | I::Yield
        | I::GetYieldFromIter
        | I::GetAwaitable(_)
        | I::GetAiter
        | I::AnnotationFallback(_)
        | I::CheckExceptionMatch
        | I::CheckGroupMatch
        | I::LoadFromDictOrDeref(_)
        | I::LoadFromDictOrGlobals(_)
        | I::Unsupported(_) => 0,
        I::Pop
        | I::StoreFast(_)
        | I::StoreDeref(_)
        | I::StoreName(_)
        | I::StoreGlobal(_)
        | I::DeleteAttr(_)
        | I::Subscript
        | I::Binary(_)
        | I::InPlace(_)
        | I::Compare(_)
        | I::Is(_)
        | I::Contains(_)
        | I::PopJumpIfFalse(_)
        | I::PopJumpIfTrue(_)
        | I::PopJumpIfNone(_)
        | I::PopJumpIfNotNone(_)
        | I::JumpIfFalseOrPop(_)
        | I::JumpIfTrueOrPop(_)
        | I::ListAppend(_)
        | I::SetAdd(_)
        | I::ListExtend(_)
        | I::SetUpdate(_)
        | I::DictUpdate(_)
        | I::DictMerge(_)
        | I::SetFunctionAttribute(_)
        | I::Return
        | I::PopException
        | I::PrepReraiseStar
        | I::YieldFrom
        | I::ImportStar
        | I::ImportName(_) => -1,
        I::StoreAttr(_) | I::DeleteSubscript | I::MapAdd(_) | I::EndAsyncFor | I::MatchClass(_) => {
            -2
        }
        I::StoreSubscript => -3,
        I::Copy(_)
        | I::PushNull
        | I::LoadConst(_)
        | I::LoadInt(_)
        | I::LoadNone
        | I::LoadFast(_)
        | I::LoadDeref(_)
        | I::LoadClosure(_)
        | I::LoadClassDeref(_)
        | I::LoadName(_)
        | I::LoadGlobal(_)
        | I::LoadLocals
        | I::LoadMethod(_)
        | I::ForIter(_)
        | I::MakeFunction(_)
        | I::LoadBuildClass
        | I::PushExceptionInfo
        | I::LoadSpecial(_)
        | I::WithExceptStart
        | I::GetAnext
        | I::ImportFrom(_)
        | I::MatchSequence
        | I::MatchMapping
        | I::MatchKeys
        | I::GetLen
        | I::LoadAssertionError => 1,
        I::BuildSlice(count) => 1 - i64::from(count),
        I::BuildTuple(count) | I::BuildList(count) | I::BuildSet(count) | I::BuildString(count) => {
            1 - i64::from(count)
        }
        I::BuildMap(count) => 1 - 2 * i64::from(count),
        I::UnpackSequence(count) => i64::from(count) - 1,
        I::UnpackEx(before, after) => i64::from(before) + i64::from(after),
        I::FormatValue(_, has_spec) => -i64::from(has_spec),
        I::Call(count) => -1 - i64::from(count),
        I::CallKeywords(count) => -2 - i64::from(count),
        I::CallEx(has_keywords) => -2 - i64::from(has_keywords),
        I::Raise(count) => -i64::from(count),
        I::Intrinsic(intrinsic) => match intrinsic {
            crate::code::Intrinsic::TypeVarWithBound
            | crate::code::Intrinsic::TypeVarWithConstraints
            | crate::code::Intrinsic::SetTypeParameterDefault
            | crate::code::Intrinsic::BuildTemplate => -1,
            crate::code::Intrinsic::TypeAlias => -2,
            crate::code::Intrinsic::BuildInterpolation => -3,
            _ => 0,
        },
    }
}
