//! `match`: each pattern takes its subject from the stack, and jumps away where it doesn't match.
//!
//! What a pattern captures is kept in hidden slots and bound to names only when the whole pattern matched, as in CPython.

use ruff_python_ast::{self as ast, Expr, Identifier, Pattern};
use ruff_text_size::{Ranged, TextRange};

use super::unit::{Compiler, Label, operand};
use super::{Result, error};
use crate::code::{CompareOp, Instruction};
use crate::value::Value;

/// What a pattern captures, and where it goes when it fails.
struct Match<'a> {
    /// The names that were captured so far.
    names: Vec<&'a str>,
    /// For each number of values to pop, a label that pops so many and fails.
    failures: Vec<Label>,
    /// The height of the stack without what the pattern put there.
    base: i64,
    /// Whether a pattern that always matches may stand here: in the last case, or before a guard.
    may_always_match: bool,
}

impl<'a> Compiler<'a> {
    pub(super) fn match_statement(&mut self, node: &'a ast::StmtMatch) -> Result {
        let start = self.unit_ref().depth;
        self.expression(&node.subject)?;
        let end = self.label();
        let base = start + 1;
        let last = node.cases.len().saturating_sub(1);
        for (index, case) in node.cases.iter().enumerate() {
            self.at(&case.pattern);
            let mut state = Match {
                names: Vec::new(),
                failures: Vec::new(),
                base,
                may_always_match: index == last || case.guard.is_some(),
            };
            self.emit(Instruction::Copy(1));
            match simple_capture(&case.pattern) {
                Some(name) => {
                    self.check_irrefutable(&case.pattern, &state)?;
                    self.with_range(name.range(), |compiler| compiler.store_name(name.as_str()));
                }
                None => {
                    self.pattern(&case.pattern, &mut state)?;
                    self.bind_captures(&state.names);
                }
            }
            if let Some(guard) = &case.guard {
                let next = self.failure(&mut state, 0);
                self.condition(guard, false, next)?;
            }
            self.emit(Instruction::Pop);
            self.body(&case.body)?;
            self.jump(Instruction::Jump, end);
            self.finish_failures(&state);
        }
        self.emit(Instruction::Pop);
        self.mark_at(end, start);
        Ok(())
    }

    /// The whole pattern matched: what it captured gets its names.
    fn bind_captures(&mut self, names: &[&'a str]) {
        for name in names {
            let slot = self.capture_slot(name);
            self.emit(Instruction::LoadFast(slot));
            self.emit(Instruction::ClearFast(slot));
            self.store_name(name);
        }
    }

    fn capture_slot(&mut self, name: &str) -> u32 {
        self.hidden_slot(&format!(".{name}"))
    }

    /// The label to jump to in order to fail with `extra` values on the stack above the base.
    fn failure(&mut self, state: &mut Match<'a>, extra: usize) -> Label {
        while state.failures.len() <= extra {
            let label = self.label();
            state.failures.push(label);
        }
        state.failures[extra]
    }

    /// Fail by a conditional jump that pops its condition.
    fn fail_if(&mut self, state: &mut Match<'a>, jump: fn(u32) -> Instruction) {
        let extra = self.unit_ref().depth - 1 - state.base;
        let label = self.failure(state, usize::try_from(extra).unwrap_or(0));
        self.jump(jump, label);
    }

    /// Where failures of all depths meet: nothing of the pattern is on the stack.
    fn finish_failures(&mut self, state: &Match<'a>) {
        self.unit().depth = state.base;
        for (extra, label) in state.failures.iter().enumerate().rev() {
            let depth = state.base + i64::try_from(extra).unwrap_or(0);
            self.mark_at(*label, depth);
            if extra > 0 {
                self.emit(Instruction::Pop);
            }
        }
        self.unit().depth = state.base;
    }

    /// Capture the value on top, or drop it.
    fn capture(
        &mut self,
        name: Option<&'a Identifier>,
        state: &mut Match<'a>,
        range: TextRange,
    ) -> Result {
        let Some(name) = name else {
            self.emit(Instruction::Pop);
            return Ok(());
        };
        let text = name.as_str();
        if state.names.contains(&text) {
            return Err(error(
                format!("multiple assignments to name '{text}' in pattern"),
                range,
            ));
        }
        let slot = self.capture_slot(text);
        self.emit(Instruction::StoreFast(slot));
        state.names.push(text);
        Ok(())
    }

    /// A pattern that always matches must be the last one.
    fn check_irrefutable(&self, pattern: &'a Pattern, state: &Match<'a>) -> Result {
        if state.may_always_match {
            return Ok(());
        }
        let message = match simple_capture(pattern) {
            Some(name) => format!("name capture '{name}' makes remaining patterns unreachable"),
            None => "wildcard makes remaining patterns unreachable".to_owned(),
        };
        Err(error(message, pattern.range()))
    }

    /// `[subject] → []`; goes to a failure where it doesn't match.
    fn pattern(&mut self, pattern: &'a Pattern, state: &mut Match<'a>) -> Result {
        self.descend(pattern.range())?;
        let range = super::scope::range_of(pattern.range());
        let before = std::mem::replace(&mut self.unit().current_range, range);
        match pattern {
            Pattern::MatchValue(node) => {
                self.expression(&node.value)?;
                self.emit(Instruction::Compare(CompareOp::Equal));
                self.fail_if(state, Instruction::PopJumpIfFalse);
            }
            Pattern::MatchSingleton(node) => {
                self.load_constant(match node.value {
                    ast::Singleton::None => Value::None,
                    ast::Singleton::True => Value::Bool(true),
                    ast::Singleton::False => Value::Bool(false),
                });
                self.emit(Instruction::Is(false));
                self.fail_if(state, Instruction::PopJumpIfFalse);
            }
            Pattern::MatchAs(node) => match &node.pattern {
                None => {
                    self.check_irrefutable(pattern, state)?;
                    self.capture(node.name.as_ref(), state, node.range)?;
                }
                Some(inner) => {
                    self.emit(Instruction::Copy(1));
                    self.pattern(inner, state)?;
                    self.capture(node.name.as_ref(), state, node.range)?;
                }
            },
            Pattern::MatchStar(node) => self.capture(node.name.as_ref(), state, node.range)?,
            Pattern::MatchSequence(node) => {
                self.inside(state, |compiler, state| {
                    compiler.sequence_pattern(node, state)
                })?;
            }
            Pattern::MatchMapping(node) => {
                self.inside(state, |compiler, state| {
                    compiler.mapping_pattern(node, state)
                })?;
            }
            Pattern::MatchClass(node) => {
                self.inside(state, |compiler, state| compiler.class_pattern(node, state))?;
            }
            Pattern::MatchOr(node) => self.or_pattern(node, state)?,
        }
        self.unit().current_range = before;
        self.ascend();
        Ok(())
    }

    /// The parts of a pattern may always match: the whole may still fail.
    fn inside(
        &mut self,
        state: &mut Match<'a>,
        run: impl FnOnce(&mut Compiler<'a>, &mut Match<'a>) -> Result,
    ) -> Result {
        let before = std::mem::replace(&mut state.may_always_match, true);
        let result = run(self, state);
        state.may_always_match = before;
        result
    }

    fn sequence_pattern(
        &mut self,
        node: &'a ast::PatternMatchSequence,
        state: &mut Match<'a>,
    ) -> Result {
        let is_star = |pattern: &&Pattern| matches!(pattern, Pattern::MatchStar(_));
        let star = node.patterns.iter().position(|pattern| is_star(&pattern));
        if node.patterns.iter().filter(is_star).count() > 1 {
            return Err(error(
                "multiple starred names in sequence pattern",
                node.range,
            ));
        }
        self.emit(Instruction::MatchSequence);
        self.fail_if(state, Instruction::PopJumpIfFalse);
        let fixed = node.patterns.len() - usize::from(star.is_some());
        if star.is_none() || fixed > 0 {
            self.emit(Instruction::GetLen);
            self.load_constant(Value::size(fixed));
            self.emit(Instruction::Compare(if star.is_some() {
                CompareOp::GreaterEqual
            } else {
                CompareOp::Equal
            }));
            self.fail_if(state, Instruction::PopJumpIfFalse);
        }
        if node.patterns.iter().all(is_ignored) {
            self.emit(Instruction::Pop);
            return Ok(());
        }
        match star {
            Some(position) => {
                let before = u16::try_from(position).unwrap_or(u16::MAX);
                let after = u16::try_from(fixed - position).unwrap_or(u16::MAX);
                self.emit(Instruction::UnpackEx(before, after));
            }
            None => self.emit(Instruction::UnpackSequence(operand(node.patterns.len()))),
        }
        for inner in &node.patterns {
            self.pattern(inner, state)?;
        }
        Ok(())
    }

    fn mapping_pattern(
        &mut self,
        node: &'a ast::PatternMatchMapping,
        state: &mut Match<'a>,
    ) -> Result {
        let size = node.keys.len();
        self.emit(Instruction::MatchMapping);
        self.fail_if(state, Instruction::PopJumpIfFalse);
        if size == 0 && node.rest.is_none() {
            self.emit(Instruction::Pop);
            return Ok(());
        }
        check_keys(&node.keys)?;
        if size > 0 {
            self.emit(Instruction::GetLen);
            self.load_constant(Value::size(size));
            self.emit(Instruction::Compare(CompareOp::GreaterEqual));
            self.fail_if(state, Instruction::PopJumpIfFalse);
        }
        for key in &node.keys {
            self.expression(key)?;
        }
        self.emit(Instruction::BuildTuple(operand(size)));
        self.emit(Instruction::MatchKeys);
        self.emit(Instruction::Copy(1));
        self.fail_if(state, Instruction::PopJumpIfNone);
        self.emit(Instruction::UnpackSequence(operand(size)));
        for inner in &node.patterns {
            self.pattern(inner, state)?;
        }
        // [subject, keys]
        let Some(rest) = &node.rest else {
            self.emit(Instruction::Pop);
            self.emit(Instruction::Pop);
            return Ok(());
        };
        // A copy of the subject without the keys: [subject, keys] → [copy, keys].
        self.emit(Instruction::BuildMap(0));
        self.emit(Instruction::Swap(3));
        self.emit(Instruction::DictUpdate(2));
        self.emit(Instruction::UnpackSequence(operand(size)));
        for remaining in (1..=size).rev() {
            self.emit(Instruction::Copy(operand(remaining + 1)));
            self.emit(Instruction::Swap(2));
            self.emit(Instruction::DeleteSubscript);
        }
        self.capture(Some(rest), state, node.range)
    }

    fn class_pattern(&mut self, node: &'a ast::PatternMatchClass, state: &mut Match<'a>) -> Result {
        let arguments = &node.arguments;
        let mut names: Vec<&str> = Vec::new();
        for keyword in &arguments.keywords {
            let name = keyword.attr.as_str();
            if names.contains(&name) {
                return Err(error(
                    format!("attribute name repeated in class pattern: {name}"),
                    keyword.range,
                ));
            }
            names.push(name);
        }
        self.expression(&node.cls)?;
        self.load_names(&names);
        self.emit(Instruction::MatchClass(operand(arguments.patterns.len())));
        self.emit(Instruction::Copy(1));
        self.fail_if(state, Instruction::PopJumpIfNone);
        let total = arguments.patterns.len() + names.len();
        self.emit(Instruction::UnpackSequence(operand(total)));
        let named = arguments.keywords.iter().map(|keyword| &keyword.pattern);
        for inner in arguments.patterns.iter().chain(named) {
            self.pattern(inner, state)?;
        }
        Ok(())
    }

    /// Alternatives: each one captures the same names.
    fn or_pattern(&mut self, node: &'a ast::PatternMatchOr, state: &mut Match<'a>) -> Result {
        let end = self.label();
        let base = self.unit_ref().depth;
        let mut captured: Option<Vec<&'a str>> = None;
        let last = node.patterns.len().saturating_sub(1);
        for (index, alternative) in node.patterns.iter().enumerate() {
            let mut inner = Match {
                names: Vec::new(),
                failures: Vec::new(),
                base,
                may_always_match: index == last && state.may_always_match,
            };
            self.emit(Instruction::Copy(1));
            self.pattern(alternative, &mut inner)?;
            let mut names = inner.names.clone();
            names.sort_unstable();
            match &captured {
                Some(captured) if *captured != names => {
                    return Err(error(
                        "alternative patterns bind different names",
                        node.range,
                    ));
                }
                _ => captured = Some(names),
            }
            self.jump(Instruction::Jump, end);
            self.finish_failures(&inner);
        }
        // No alternative matched: [subject].
        let extra = usize::try_from(base - state.base).unwrap_or(0);
        let failed = self.failure(state, extra);
        self.jump(Instruction::Jump, failed);
        self.mark_at(end, base);
        self.emit(Instruction::Pop);
        for name in captured.unwrap_or_default() {
            if state.names.contains(&name) {
                return Err(error(
                    format!("multiple assignments to name '{name}' in pattern"),
                    node.range,
                ));
            }
            state.names.push(name);
        }
        Ok(())
    }
}

/// A pattern that is only a name.
fn simple_capture(pattern: &Pattern) -> Option<&Identifier> {
    match pattern {
        Pattern::MatchAs(node) if node.pattern.is_none() => node.name.as_ref(),
        _ => None,
    }
}

/// `_` or `*_`.
fn is_ignored(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::MatchAs(node) => node.pattern.is_none() && node.name.is_none(),
        Pattern::MatchStar(node) => node.name.is_none(),
        _ => false,
    }
}

/// A mapping pattern may not ask for one key twice.
fn check_keys(keys: &[Expr]) -> Result {
    let mut seen: Vec<String> = Vec::new();
    for key in keys {
        let text = match key {
            Expr::StringLiteral(text) => format!("{:?}", text.value.to_str()),
            Expr::NumberLiteral(number) => format!("{:?}", number.value),
            _ => continue,
        };
        if seen.contains(&text) {
            let shown = text.replace('"', "'");
            return Err(error(
                format!("mapping pattern checks duplicate key ({shown})"),
                key.range(),
            ));
        }
        seen.push(text);
    }
    Ok(())
}
