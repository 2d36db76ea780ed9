//! Code objects: what the compiler makes and the machine runs.
//!
//! The instruction set is close to CPython 3.14's in what each instruction does, because the order in which a
//! program's side effects happen is part of the language; it differs where heap frames make something simpler
//! (`yield from` is one instruction that is executed again when the frame is resumed).
//!
//! In the descriptions, `[a, b]` is the top of the operand stack before and after, the top at the right.

use std::cell::Cell;
use std::rc::Rc;

use crate::source::{Place, Range, Source};
use crate::value::{Str, Value};

/// One instruction. Eight bytes; its range in the source stands in [`Code::ranges`] at the same index.
///
/// Jump targets are indices into [`Code::instructions`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Instruction {
    /// Nothing.
    Nop,
    /// `[x] → []`.
    Pop,
    /// `[…, x_n, …] → [.., x_n, …, x_n]`: push a copy of the n-th value from the top; `Copy(1)` duplicates the top.
    Copy(u32),
    /// Exchange the top with the n-th value from the top; `Swap(2)` exchanges the two topmost.
    Swap(u32),
    /// Push the marker that stands where a call has no `self`.
    PushNull,
    /// Push `constants[i]`.
    LoadConst(u32),
    /// Push a small integer.
    LoadInt(i32),
    /// Push `None`.
    LoadNone,
    /// Push the local variable in slot i; `UnboundLocalError` where it has none.
    LoadFast(u32),
    /// Pop into the local variable in slot i.
    StoreFast(u32),
    /// Unbind the local variable in slot i; `UnboundLocalError` where it has none.
    DeleteFast(u32),
    /// Make slot i unbound without complaint (the end of a comprehension or of `except … as name`).
    ClearFast(u32),
    /// Put a fresh cell into cell slot i (a comprehension that is inlined, whose variable a closure keeps).
    MakeCell(u32),
    /// Push the content of cell i (`cell_names` first, then `free_names`); `NameError` or `UnboundLocalError` where empty.
    LoadDeref(u32),
    /// Pop into cell i.
    StoreDeref(u32),
    /// Empty cell i.
    DeleteDeref(u32),
    /// Push the cell i itself, to build a closure.
    LoadClosure(u32),
    /// Names in class bodies that a function around may define: look in the frame's namespace for the cell's name, then in the cell.
    LoadClassDeref(u32),
    /// `[mapping] → [value]`: the cell's name from the mapping, else the cell's content.
    LoadFromDictOrDeref(u32),
    /// `[mapping] → [value]`: `names[i]` from the mapping, else from the globals or the builtins.
    LoadFromDictOrGlobals(u32),
    /// Push `names[i]` from the frame's namespace, the globals or the builtins.
    LoadName(u32),
    /// Pop into `names[i]` of the frame's namespace.
    StoreName(u32),
    /// Delete `names[i]` of the frame's namespace.
    DeleteName(u32),
    /// Push `names[i]` from the globals or the builtins.
    LoadGlobal(u32),
    /// Pop into `names[i]` of the globals.
    StoreGlobal(u32),
    /// Delete `names[i]` of the globals.
    DeleteGlobal(u32),
    /// Push the frame's namespace (class bodies).
    LoadLocals,
    /// `[object] → [object.names[i]]`.
    LoadAttr(u32),
    /// `[object] → [function, self]` or `[attribute, null]`: ready for arguments and [`Instruction::Call`].
    LoadMethod(u32),
    /// `[value, object] → []`: `object.names[i] = value`.
    StoreAttr(u32),
    /// `[object] → []`: `del object.names[i]`.
    DeleteAttr(u32),
    /// `[object, key] → [object[key]]`.
    Subscript,
    /// `[value, object, key] → []`: `object[key] = value`.
    StoreSubscript,
    /// `[object, key] → []`: `del object[key]`.
    DeleteSubscript,
    /// `[start, stop] → [slice]`, or `[start, stop, step] → [slice]`, for 2 and 3.
    BuildSlice(u32),
    /// `[left, right] → [left op right]`.
    Binary(BinaryOp),
    /// `[left, right] → [left op= right]`, by the in-place method where there is one.
    InPlace(BinaryOp),
    /// `[x] → [op x]`.
    Unary(UnaryOp),
    /// `[left, right] → [left op right]`.
    Compare(CompareOp),
    /// `[left, right] → [left is right]`, inverted where true.
    Is(bool),
    /// `[item, container] → [item in container]`, inverted where true.
    Contains(bool),
    /// Go to the target.
    Jump(u32),
    /// `[x] → []`, and go to the target where x is false.
    PopJumpIfFalse(u32),
    /// `[x] → []`, and go to the target where x is true.
    PopJumpIfTrue(u32),
    /// `[x] → []`, and go to the target where x is None.
    PopJumpIfNone(u32),
    /// `[x] → []`, and go to the target where x isn't None.
    PopJumpIfNotNone(u32),
    /// Where x is false, keep it and go to the target; else pop it.
    JumpIfFalseOrPop(u32),
    /// Where x is true, keep it and go to the target; else pop it.
    JumpIfTrueOrPop(u32),
    /// `[x] → [iter(x)]`.
    GetIter,
    /// `[iterator] → [iterator, next]`, or `[] ` and go to the target at its end.
    ForIter(u32),
    /// `[x1 … xn] → [tuple]`.
    BuildTuple(u32),
    /// `[x1 … xn] → [list]`.
    BuildList(u32),
    /// `[x1 … xn] → [set]`.
    BuildSet(u32),
    /// `[k1, v1 … kn, vn] → [dict]`.
    BuildMap(u32),
    /// `[s1 … sn] → [str]`, all of them strings.
    BuildString(u32),
    /// `[…, list, …, x] → [..., list, …]`: append x to the list that is the n-th from the top after x is popped.
    ListAppend(u32),
    /// The same for a set.
    SetAdd(u32),
    /// `[…, dict, …, k, v]`: the same for a dict.
    MapAdd(u32),
    /// `[…, list, …, iterable]`: extend the list ("Value after * must be an iterable, not X").
    ListExtend(u32),
    /// `[…, set, …, iterable]`: update the set.
    SetUpdate(u32),
    /// `[…, dict, …, mapping]`: update the dict ("'X' object is not a mapping").
    DictUpdate(u32),
    /// `[…, callable, null, args, dict, …, mapping]`: the same for `**` in a call to the callable, where a key that is there already is a `TypeError` that names the callable; the callable is the 4th from the top after the mapping is popped.
    DictMerge(u32),
    /// `[list] → [tuple]`.
    ListToTuple,
    /// `[iterable] → [x_n … x_1]`: exactly n values, the first on top.
    UnpackSequence(u32),
    /// The same with a starred target: n before it, m after it; the list stands in its place.
    UnpackEx(u16, u16),
    /// `[x] → [str]`, or `[x, spec] → [str]` where the flag is set: format as in an f-string.
    FormatValue(Conversion, bool),
    /// `[] → [function]` of `codes[i]`.
    MakeFunction(u32),
    /// `[attribute, function] → [function]` with the attribute set.
    SetFunctionAttribute(FunctionAttribute),
    /// Push the builtin `__build_class__`.
    LoadBuildClass,
    /// `[callable, self|null, a1 … an] → [result]`.
    Call(u32),
    /// `[callable, self|null, a1 … an, names] → [result]`: n arguments, the last of which are keywords named by the tuple.
    CallKeywords(u32),
    /// `[callable, null, args] → [result]`, or `[callable, null, args, kwargs]` where the flag is set. `args` is any iterable.
    CallEx(bool),
    /// `[x] →` leave the frame with x.
    Return,
    /// `raise` with 0, 1 (`[exception]`) or 2 (`[exception, cause]`) operands.
    Raise(u32),
    /// `[exception] →` raise it again with its traceback as it is.
    Reraise,
    /// `[exception] → [previous, exception]`: the exception becomes the one that is handled.
    PushExceptionInfo,
    /// `[previous] → []`: the exception that was handled before is handled again.
    PopException,
    /// `[exception, type] → [exception, bool]`.
    CheckExceptionMatch,
    /// `[group, type] → [rest|None, match|None]` for `except*`.
    CheckGroupMatch,
    /// `[original, list of exceptions] → [exception|None]`: what is left to be raised after `except*` blocks.
    PrepReraiseStar,
    /// `[object] → [method, self|null]` for a protocol's method, looked up on the type.
    LoadSpecial(SpecialMethod),
    /// `[exit, exit_self, previous, exception] → [exit, exit_self, previous, exception, result]`: call the exit with the exception that
    /// is handled. (The handler begins with [`Instruction::PushExceptionInfo`].)
    WithExceptStart,
    /// `[x] →` suspend the frame and give x; `[sent]` when it is resumed.
    Yield,
    /// `[receiver, sent]`: send to the receiver. Where it yields, suspend the frame with `[receiver]` on the stack; when it is resumed
    /// the sent value is pushed and this instruction runs again. Where it returns, `[result]`.
    YieldFrom,
    /// `[x] → [iterator]` for `yield from`.
    GetYieldFromIter,
    /// `[x] → [iterator]` for `await`, of which the flag says the place: 0 plain, 1 in `async with` for `__aenter__`, 2 for `__aexit__`.
    GetAwaitable(u32),
    /// `[x] → [asynchronous iterator]`.
    GetAiter,
    /// `[aiter] → [aiter, awaitable]`.
    GetAnext,
    /// `[aiter, exception] → []` where it is `StopAsyncIteration`, else raise it again.
    EndAsyncFor,
    /// `[level, fromlist] → [module]`: import `names[i]`.
    ImportName(u32),
    /// `[module] → [module, attribute]`.
    ImportFrom(u32),
    /// `[module] → []`: put its public names into the frame's namespace.
    ImportStar,
    /// `[x] → [x, bool]`.
    MatchSequence,
    /// `[x] → [x, bool]`.
    MatchMapping,
    /// `[x, keys] → [x, keys, values|None]`.
    MatchKeys,
    /// `[x, class, names] → [attributes|None]`, with n positional patterns.
    MatchClass(u32),
    /// `[x] → [x, len(x)]`.
    GetLen,
    /// Push the builtin `AssertionError`.
    LoadAssertionError,
    /// `[exception] → [ForwardRef]` where the local in slot 0 (the format of an `__annotate__` function) isn't `VALUE` and the exception
    /// is a `NameError`, with the text `constants[i]`; else raise it again.
    AnnotationFallback(u32),
    /// What is too rare for an instruction of its own.
    Intrinsic(Intrinsic),
    /// Raise the "not supported" diagnostic whose sentence is `constants[i]`.
    Unsupported(u32),
}

/// A binary operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "The names are Python's.")]
pub enum BinaryOp {
    Add,
    Subtract,
    Multiply,
    MatrixMultiply,
    TrueDivide,
    FloorDivide,
    Remainder,
    Power,
    LeftShift,
    RightShift,
    And,
    Or,
    Xor,
}

/// A unary operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "The names are Python's.")]
pub enum UnaryOp {
    Negative,
    Positive,
    Invert,
    Not,
}

/// A rich comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "The names are Python's.")]
pub enum CompareOp {
    Less,
    LessEqual,
    Equal,
    NotEqual,
    Greater,
    GreaterEqual,
}

/// The conversion of a replacement field: none, `!s`, `!r`, `!a`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "The names are Python's.")]
pub enum Conversion {
    None,
    Str,
    Repr,
    Ascii,
}

/// What [`Instruction::SetFunctionAttribute`] sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunctionAttribute {
    /// A tuple: `__defaults__`.
    Defaults,
    /// A dict: `__kwdefaults__`.
    KeywordDefaults,
    /// A function: `__annotate__` (PEP 649).
    Annotate,
    /// A tuple of cells: `__closure__`.
    Closure,
    /// A tuple: `__type_params__` (PEP 695).
    TypeParameters,
}

/// A method that is looked up on the type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "The names are Python's.")]
pub enum SpecialMethod {
    Enter,
    Exit,
    AsyncEnter,
    AsyncExit,
}

/// Rare operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intrinsic {
    /// `[name] → [TypeVar]`.
    TypeVar,
    /// `[name, evaluate bound] → [TypeVar]`.
    TypeVarWithBound,
    /// `[name, evaluate constraints] → [TypeVar]`.
    TypeVarWithConstraints,
    /// `[name] → [ParamSpec]`.
    ParamSpec,
    /// `[name] → [TypeVarTuple]`.
    TypeVarTuple,
    /// `[type parameter, evaluate default] → [type parameter]`.
    SetTypeParameterDefault,
    /// `[name, type parameters|None, evaluate value] → [TypeAliasType]`.
    TypeAlias,
    /// `[type parameters] → [Generic[…]]`.
    SubscriptGeneric,
    /// `[str1, (interpolations …)] → [Template]`: PEP 750.
    BuildTemplate,
    /// `[value, expression, conversion|None, format] → [Interpolation]`.
    BuildInterpolation,
}

/// One row of the exception table: while an instruction in `start..end` raises, cut the operand stack to `depth`, push the exception, and go
/// to `target`. The first row that matches counts, so inner rows stand first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handler {
    /// The first instruction that is covered.
    pub start: u32,
    /// The instruction after the last one.
    pub end: u32,
    /// The first instruction of the handler.
    pub target: u32,
    /// The height of the operand stack (without locals and cells) that is kept.
    pub depth: u32,
}

/// What kind of frame a code object makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeKind {
    /// A module: names live in the globals.
    Module,
    /// A class body: names live in a namespace of its own.
    Class,
    /// A function, lambda, annotation or type-parameter scope.
    Function,
    /// A function with `yield`.
    Generator,
    /// An `async def`.
    Coroutine,
    /// An `async def` with `yield`.
    AsyncGenerator,
}

/// The compiled form of a module, a class body or a function.
#[derive(Debug)]
pub struct Code {
    /// `co_name`.
    pub name: Str,
    /// `co_qualname`.
    pub qualname: Str,
    /// Where it was written.
    pub source: Rc<Source>,
    /// The whole statement or expression that it was compiled from; for a function from its first decorator on.
    pub range: Range,
    /// What kind of frame it makes.
    pub kind: CodeKind,
    /// The number of parameters that are positional-only.
    pub positional_only: u32,
    /// The number of parameters that can be given by position, the positional-only ones included.
    pub positional: u32,
    /// The number of keyword-only parameters. They stand after the positional ones in `locals`.
    pub keyword_only: u32,
    /// Whether there is `*args`; its slot stands after the keyword-only ones.
    pub has_varargs: bool,
    /// Whether there is `**kwargs`; its slot stands after that of `*args`.
    pub has_varkeywords: bool,
    /// The names of the local slots, the parameters first.
    pub locals: Vec<Str>,
    /// The names of the cells that this code makes.
    pub cell_names: Vec<Str>,
    /// For each of `cell_names`, the slot of the parameter whose value it starts with.
    pub cell_parameters: Vec<Option<u32>>,
    /// The names of the cells that come from the closure.
    pub free_names: Vec<Str>,
    /// The instructions.
    pub instructions: Vec<Instruction>,
    /// For each instruction, its range in the source.
    pub ranges: Vec<Range>,
    /// The exception table.
    pub handlers: Vec<Handler>,
    /// What [`Instruction::LoadConst`] pushes.
    pub constants: Vec<Value>,
    /// The names that instructions speak of; interned.
    pub names: Vec<Str>,
    /// The code objects of functions and classes inside.
    pub codes: Vec<Rc<Code>>,
    /// The docstring, `None` without one.
    pub doc: Value,
    /// How often it was run: nothing depends on it but reports.
    pub calls: Cell<u64>,
}

impl Code {
    /// The line of the statement's first token (of the first decorator, where there is one): `co_firstlineno`.
    pub fn first_line(&self) -> u32 {
        self.source.line(self.range.start)
    }

    /// Where an instruction stands in the source.
    pub fn place(&self, instruction: u32) -> Place {
        self.source.place(self.instruction_range(instruction))
    }

    /// The range of an instruction; the whole code's for one that isn't there.
    pub fn instruction_range(&self, instruction: u32) -> Range {
        self.ranges
            .get(instruction as usize)
            .copied()
            .unwrap_or(self.range)
    }

    /// The line (from 1) of an instruction.
    pub fn line(&self, instruction: u32) -> u32 {
        self.source.line(self.instruction_range(instruction).start)
    }

    /// The number of slots before the operand stack: locals, then cells, then free variables.
    pub fn slots(&self) -> usize {
        self.locals.len() + self.cell_names.len() + self.free_names.len()
    }

    /// The number of local slots that are parameters.
    pub fn parameter_count(&self) -> usize {
        (self.positional + self.keyword_only) as usize
            + usize::from(self.has_varargs)
            + usize::from(self.has_varkeywords)
    }

    /// Whether calling it makes a generator, a coroutine or an asynchronous generator.
    pub fn is_resumable(&self) -> bool {
        matches!(
            self.kind,
            CodeKind::Generator | CodeKind::Coroutine | CodeKind::AsyncGenerator
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_stay_small() {
        assert_eq!(size_of::<Instruction>(), 8);
    }
}
