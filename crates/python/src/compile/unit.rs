//! One code object in the making: instructions, labels, the height of the operand stack, constants, the exception table.
//!
//! Each instruction remembers the handler that covers it; the exception table is made of that at the end. Code that can't be reached isn't
//! emitted at all. What names become is in [`super::names`].

use std::collections::HashMap;
use std::rc::Rc;

use ruff_python_ast::Stmt;
use ruff_text_size::{Ranged, TextRange};

use super::Result;
use super::effects::{effect, is_end, jump_effect, target, with_target};
use super::scope::{Scopes, Variable, range_of};
use crate::code::{Code, CodeKind, FunctionAttribute, Handler, Instruction};
use crate::source::{Range, Source};
use crate::value::{Str, Value};

/// A place in the code that jumps go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label(usize);

/// A handler of exceptions; 0 is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cover(u32);

impl Cover {
    /// No handler.
    pub const NONE: Cover = Cover(0);
}

/// What a jump out of a block has to leave behind in order.
#[derive(Debug, Clone, Copy)]
pub(super) enum BlockKind<'a> {
    /// A loop; a `for` has its iterator on the stack.
    Loop {
        start: Label,
        end: Label,
        has_iterator: bool,
    },
    /// The body of a `try` with `except`: nothing to do.
    Try,
    /// The body of a `try` with `finally`.
    Finally(&'a [Stmt]),
    /// The body of a `with`: the exit and its receiver are on the stack.
    With { is_async: bool, range: TextRange },
    /// The body of an `except` clause: the previous exception is on the stack.
    Handler(Option<&'a str>),
    /// The body of an `except*` clause, which may not be left by jumps.
    StarHandler,
    /// The exceptional copy of a `finally` body: previous and current exception are on the stack.
    FinallyCopy,
    /// A value on the stack that a `return` carries, while a `finally` body runs.
    Value,
}

/// A block, with the handler that covers what is around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block<'a> {
    pub kind: BlockKind<'a>,
    pub outside: Cover,
}

#[derive(Debug, Clone, Copy, Default)]
struct LabelState {
    position: Option<u32>,
    depth: Option<i64>,
    is_used: bool,
}

/// A constant that another equal one can stand for.
#[derive(PartialEq, Eq, Hash)]
enum ConstantKey {
    Str(String),
    Int(i64),
    Float(u64),
    Bool(bool),
    Ellipsis,
}

/// A code object in the making.
pub(super) struct Unit<'a> {
    /// The scope that the code belongs to, and those of comprehensions that are being compiled into it.
    pub scopes: Vec<usize>,
    pub name: String,
    pub qualname: String,
    pub kind: CodeKind,
    pub range: Range,
    pub positional_only: u32,
    pub positional: u32,
    pub keyword_only: u32,
    pub has_varargs: bool,
    pub has_varkeywords: bool,
    pub locals: Vec<Str>,
    pub slots: HashMap<Variable, u32>,
    pub cells: Vec<Variable>,
    pub frees: Vec<Variable>,
    instructions: Vec<(Instruction, Range, Cover)>,
    handlers: Vec<(Label, u32)>,
    /// The handler that covers what is emitted.
    pub cover: Cover,
    constants: Vec<Value>,
    constant_index: HashMap<ConstantKey, u32>,
    names: Vec<Str>,
    name_index: HashMap<String, u32>,
    pub codes: Vec<Rc<Code>>,
    pub doc: Value,
    pub blocks: Vec<Block<'a>>,
    labels: Vec<LabelState>,
    pub depth: i64,
    is_reachable: bool,
    pub current_range: Range,
}

impl<'a> Unit<'a> {
    pub fn new(scope: usize, name: &str, qualname: &str, kind: CodeKind, range: Range) -> Unit<'a> {
        Unit {
            scopes: vec![scope],
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
            slots: HashMap::new(),
            cells: Vec::new(),
            frees: Vec::new(),
            instructions: Vec::new(),
            handlers: Vec::new(),
            cover: Cover::NONE,
            constants: Vec::new(),
            constant_index: HashMap::new(),
            names: Vec::new(),
            name_index: HashMap::new(),
            codes: Vec::new(),
            doc: Value::None,
            blocks: Vec::new(),
            labels: Vec::new(),
            depth: 0,
            is_reachable: true,
            current_range: range,
        }
    }

    /// The exception table: one row for each run of instructions with one handler.
    fn table(&self) -> Vec<Handler> {
        let mut rows: Vec<(Cover, Handler)> = Vec::new();
        for (position, (_, _, cover)) in self.instructions.iter().enumerate() {
            if *cover == Cover::NONE {
                continue;
            }
            let position = operand(position);
            if let Some((last, row)) = rows.last_mut()
                && last == cover
                && row.end == position
            {
                row.end = position + 1;
                continue;
            }
            if let Some((label, depth)) = self.handlers.get(cover.0 as usize - 1) {
                let row = Handler {
                    start: position,
                    end: position + 1,
                    target: self.position_of(*label),
                    depth: *depth,
                };
                rows.push((*cover, row));
            }
        }
        rows.into_iter().map(|(_, row)| row).collect()
    }

    fn position_of(&self, label: Label) -> u32 {
        self.labels[label.0].position.unwrap_or(0)
    }

    /// Where a jump ends up: past jumps that it would only hop over.
    fn destination(&self, label: u32) -> u32 {
        let mut position = self.position_of(Label(label as usize));
        for _ in 0..8 {
            match self.instructions.get(position as usize) {
                Some((Instruction::Jump(next), ..)) => {
                    position = self.position_of(Label(*next as usize));
                }
                _ => break,
            }
        }
        position
    }

    fn finish(self, source: &Rc<Source>) -> Code {
        let handlers = self.table();
        let instructions = self
            .instructions
            .iter()
            .map(|(instruction, ..)| match target(*instruction) {
                Some(label) => with_target(*instruction, self.destination(label)),
                None => *instruction,
            })
            .collect();
        let parameter_count = self.positional
            + self.keyword_only
            + u32::from(self.has_varargs)
            + u32::from(self.has_varkeywords);
        let cell_parameters = self
            .cells
            .iter()
            .map(|variable| {
                self.slots
                    .get(variable)
                    .copied()
                    .filter(|slot| *slot < parameter_count)
            })
            .collect();
        let names_of = |variables: &[Variable]| -> Vec<Str> {
            variables
                .iter()
                .map(|variable| Str::from(variable.name.as_str()))
                .collect()
        };
        Code {
            name: Str::from(self.name.as_str()),
            qualname: Str::from(self.qualname.as_str()),
            source: source.clone(),
            range: self.range,
            kind: self.kind,
            positional_only: self.positional_only,
            positional: self.positional,
            keyword_only: self.keyword_only,
            has_varargs: self.has_varargs,
            has_varkeywords: self.has_varkeywords,
            cell_parameters,
            cell_names: names_of(&self.cells),
            free_names: names_of(&self.frees),
            ranges: self
                .instructions
                .iter()
                .map(|(_, range, _)| *range)
                .collect(),
            instructions,
            handlers,
            locals: self.locals,
            constants: self.constants,
            names: self.names,
            codes: self.codes,
            doc: self.doc,
            calls: std::cell::Cell::new(0),
        }
    }
}

/// A length or an index as an operand.
pub(super) fn operand(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Compiles one file.
pub(super) struct Compiler<'a> {
    pub source: Rc<Source>,
    pub scopes: Scopes,
    pub units: Vec<Unit<'a>>,
    /// The unit that is being compiled; those around it wait in `units`.
    current: Unit<'a>,
    pub future_annotations: bool,
    nesting: usize,
}

impl<'a> Compiler<'a> {
    /// A compiler that begins with a module.
    pub fn new(source: Rc<Source>, scopes: Scopes) -> Compiler<'a> {
        let whole = Range {
            start: 0,
            end: operand(source.text.len()),
        };
        let mut compiler = Compiler {
            source,
            scopes,
            units: Vec::new(),
            current: Unit::new(0, "<module>", "<module>", CodeKind::Module, whole),
            future_annotations: false,
            nesting: 0,
        };
        compiler.declare();
        compiler
    }

    pub fn unit(&mut self) -> &mut Unit<'a> {
        &mut self.current
    }

    pub fn unit_ref(&self) -> &Unit<'a> {
        &self.current
    }

    /// The module is done.
    pub fn finish_module(self) -> Code {
        self.current.finish(&self.source)
    }

    /// Everything that is emitted from now on belongs to a node.
    pub fn at(&mut self, node: &impl Ranged) {
        self.unit().current_range = range_of(node.range());
    }

    /// Compile with the range of a node, and go back to the range before.
    pub fn with_range<T>(
        &mut self,
        range: TextRange,
        run: impl FnOnce(&mut Compiler<'a>) -> T,
    ) -> T {
        let range = range_of(range);
        let before = std::mem::replace(&mut self.unit().current_range, range);
        let result = run(self);
        self.unit().current_range = before;
        result
    }

    pub fn label(&mut self) -> Label {
        self.unit().labels.push(LabelState::default());
        Label(self.unit().labels.len() - 1)
    }

    /// The label is here.
    pub fn mark(&mut self, label: Label) {
        let unit = self.unit();
        let position = operand(unit.instructions.len());
        let state = &mut unit.labels[label.0];
        state.position = Some(position);
        if state.is_used
            && let Some(depth) = state.depth
        {
            debug_assert!(
                !unit.is_reachable || unit.depth == depth,
                "a label has two heights"
            );
            unit.depth = depth;
            unit.is_reachable = true;
        } else {
            state.depth = Some(unit.depth);
        }
    }

    /// The label is here, and the stack has this height.
    pub fn mark_at(&mut self, label: Label, depth: i64) {
        debug_assert!(
            !self.unit().is_reachable || self.unit().depth == depth,
            "code falls into a label of another height"
        );
        self.unit().depth = depth;
        self.mark(label);
    }

    pub fn emit(&mut self, instruction: Instruction) {
        let unit = &mut self.current;
        if unit.is_reachable {
            unit.instructions
                .push((instruction, unit.current_range, unit.cover));
            if unit.cover != Cover::NONE
                && let Some((label, depth)) = unit.handlers.get(unit.cover.0 as usize - 1)
            {
                let state = &mut unit.labels[label.0];
                state.is_used = true;
                state.depth = Some(i64::from(*depth) + 1);
            }
            unit.is_reachable = !is_end(instruction);
        }
        unit.depth += effect(instruction);
    }

    /// A jump: the operand is the label until the end.
    pub fn jump(&mut self, make: fn(u32) -> Instruction, label: Label) {
        let instruction = make(operand(label.0));
        let unit = self.unit();
        let at_target = unit.depth + jump_effect(instruction);
        if unit.is_reachable {
            let state = &mut unit.labels[label.0];
            debug_assert!(
                state.depth.is_none_or(|depth| depth == at_target),
                "a jump to a label of another height"
            );
            state.is_used = true;
            state.depth = Some(at_target);
        }
        self.emit(instruction);
    }

    /// From now on a handler at the label covers what is emitted; it keeps the stack as it is. Gives the handler before.
    pub fn cover(&mut self, label: Label) -> Cover {
        let depth = self.unit().depth;
        self.cover_at(label, depth)
    }

    /// The same, with the height that the handler keeps.
    pub fn cover_at(&mut self, label: Label, depth: i64) -> Cover {
        let unit = self.unit();
        unit.handlers
            .push((label, u32::try_from(depth).unwrap_or(0)));
        let cover = Cover(operand(unit.handlers.len()));
        std::mem::replace(&mut unit.cover, cover)
    }

    pub fn push_block(&mut self, kind: BlockKind<'a>, outside: Cover) {
        self.unit().blocks.push(Block { kind, outside });
    }

    /// The block ends: what is around it is covered by the handler around it.
    pub fn pop_block(&mut self) {
        if let Some(block) = self.unit().blocks.pop() {
            self.unit().cover = block.outside;
        }
    }

    /// A constant, shared where it is a plain one.
    pub fn constant(&mut self, value: Value) -> u32 {
        let key = match &value {
            Value::Str(text) => Some(ConstantKey::Str(text.to_string())),
            Value::Int(number) => Some(ConstantKey::Int(*number)),
            Value::Float(number) => Some(ConstantKey::Float(number.to_bits())),
            Value::Bool(flag) => Some(ConstantKey::Bool(*flag)),
            Value::Ellipsis => Some(ConstantKey::Ellipsis),
            _ => None,
        };
        let unit = self.unit();
        if let Some(found) = key.as_ref().and_then(|key| unit.constant_index.get(key)) {
            return *found;
        }
        let index = operand(unit.constants.len());
        unit.constants.push(value);
        if let Some(key) = key {
            unit.constant_index.insert(key, index);
        }
        index
    }

    pub fn load_constant(&mut self, value: Value) {
        if let Value::Int(number) = value
            && let Ok(small) = i32::try_from(number)
        {
            return self.emit(Instruction::LoadInt(small));
        }
        if value.is_none() {
            return self.emit(Instruction::LoadNone);
        }
        let index = self.constant(value);
        self.emit(Instruction::LoadConst(index));
    }

    pub fn load_text(&mut self, text: &str) {
        self.load_constant(Value::str(text));
    }

    /// Push a tuple of strings.
    pub fn load_names(&mut self, names: &[&str]) {
        let names = Value::tuple(names.iter().map(|name| Value::str(*name)).collect());
        self.load_constant(names);
    }

    /// The index of a name.
    pub fn name_index(&mut self, name: &str) -> u32 {
        let unit = self.unit();
        if let Some(found) = unit.name_index.get(name) {
            return *found;
        }
        let index = operand(unit.names.len());
        unit.names.push(Str::from(name));
        unit.name_index.insert(name.to_owned(), index);
        index
    }

    /// Begin a code object: parameters are added by the caller, then [`Compiler::declare`].
    pub fn begin_unit(&mut self, scope: usize, name: &str, kind: CodeKind, range: TextRange) {
        let qualname = self.qualname(name);
        let unit = Unit::new(scope, name, &qualname, kind, range_of(range));
        let around = std::mem::replace(&mut self.current, unit);
        self.units.push(around);
    }

    /// End a code object and go back to the one around.
    pub fn finish_unit(&mut self) -> Rc<Code> {
        match self.units.pop() {
            Some(around) => {
                let unit = std::mem::replace(&mut self.current, around);
                Rc::new(unit.finish(&self.source))
            }
            None => {
                let empty = Unit::new(0, "", "", CodeKind::Module, Range::default());
                let unit = std::mem::replace(&mut self.current, empty);
                Rc::new(unit.finish(&self.source))
            }
        }
    }

    /// End a code object and make a function of it in the unit around, with its closure. Other attributes are on the stack already.
    pub fn make_closure(&mut self, attributes: &[FunctionAttribute]) {
        let frees = std::mem::take(&mut self.unit().frees);
        self.unit().frees.clone_from(&frees);
        let code = self.finish_unit();
        for variable in &frees {
            if let Some(index) = self.cell_index(variable) {
                self.emit(Instruction::LoadClosure(index));
            }
        }
        if !frees.is_empty() {
            self.emit(Instruction::BuildTuple(operand(frees.len())));
        }
        let unit = self.unit();
        unit.codes.push(code);
        let index = operand(unit.codes.len() - 1);
        self.emit(Instruction::MakeFunction(index));
        if !frees.is_empty() {
            self.emit(Instruction::SetFunctionAttribute(
                FunctionAttribute::Closure,
            ));
        }
        for attribute in attributes.iter().rev() {
            self.emit(Instruction::SetFunctionAttribute(*attribute));
        }
    }

    /// Go one level down, and refuse what nests too deeply; [`Compiler::ascend`] goes up again.
    pub fn descend(&mut self, range: TextRange) -> Result {
        if self.nesting >= super::MAX_DEPTH {
            return Err(super::too_deep(range));
        }
        self.nesting += 1;
        Ok(())
    }

    /// Go one level up.
    pub fn ascend(&mut self) {
        self.nesting = self.nesting.saturating_sub(1);
    }
}
