//! `match`: each pattern takes the subject from the stack and jumps to the next case where it doesn't match.

use ruff_python_ast::{self as ast, Pattern};
use ruff_text_size::Ranged;

use super::expressions::count;
use super::unit::{Compiler, Label};
use super::{Result, error};
use crate::code::{CompareOp, Instruction};
use crate::value::Value;

/// What a pattern binds, and how many values lie above the subject's place when it fails.
struct Match {
    /// The names that were bound so far. Their values are on the stack below everything else, in this order.
    names: Vec<String>,
    /// For each number of values to pop, a label that pops so many and fails.
    failures: Vec<Label>,
    /// The height of the stack without what the pattern put there.
    base: i64,
}

impl Compiler {
    pub(super) fn match_statement(&mut self, node: &ast::StmtMatch) -> Result {
        self.expression(&node.subject)?;
        let end = self.label();
        let base = self.unit_ref().depth;
        for case in &node.cases {
            self.at(&case.pattern);
            let mut state = Match {
                names: Vec::new(),
                failures: Vec::new(),
                base,
            };
            self.emit(Instruction::Copy(1));
            self.pattern(&case.pattern, &mut state)?;
            // The values are stored in the order in which they were found.
            for name in state.names.iter().rev() {
                self.store_name(name);
            }
            state.names.clear();
            if let Some(guard) = &case.guard {
                let next = self.failure(&mut state, 0);
                self.condition(guard, false, next)?;
            }
            self.emit(Instruction::Pop);
            self.body(&case.body)?;
            self.jump(Instruction::Jump, end);
            self.finish_failures(&state);
        }
        self.unit().depth = base;
        self.emit(Instruction::Pop);
        self.mark(end);
        Ok(())
    }

    /// The label to jump to in order to fail with `extra` values on the stack above the base.
    fn failure(&mut self, state: &mut Match, extra: usize) -> Label {
        while state.failures.len() <= extra {
            let label = self.label();
            state.failures.push(label);
        }
        state.failures[extra]
    }

    /// Jump to failure by a conditional jump that pops its condition.
    fn fail_if(&mut self, state: &mut Match, jump: fn(u32) -> Instruction) {
        let extra = self.unit_ref().depth - 1 - state.base;
        let label = self.failure(state, usize::try_from(extra).unwrap_or(0));
        self.jump(jump, label);
    }

    fn finish_failures(&mut self, state: &Match) {
        for (extra, label) in state.failures.iter().enumerate().rev() {
            let depth = state.base + i64::try_from(extra).unwrap_or(0);
            self.mark_at(*label, depth);
            if extra > 0 {
                self.emit(Instruction::Pop);
            }
        }
    }

    /// Bind the value on top to a name: it moves below the subject parts that are still on the stack.
    fn bind_top(
        &mut self,
        name: Option<&str>,
        state: &mut Match,
        range: ruff_text_size::TextRange,
    ) -> Result {
        let Some(name) = name else {
            self.emit(Instruction::Pop);
            return Ok(());
        };
        if state.names.iter().any(|other| other == name) {
            return Err(error(
                format!("multiple assignments to name '{name}' in pattern"),
                range,
            ));
        }
        // Rotate the value to its place above the names that were bound before.
        let above =
            self.unit_ref().depth - state.base - i64::try_from(state.names.len()).unwrap_or(0);
        self.rotate_down(u32::try_from(above).unwrap_or(1));
        state.names.push(name.to_owned());
        Ok(())
    }

    /// Move the top value down so that it is the n-th from the top, and the others move up.
    fn rotate_down(&mut self, depth: u32) {
        for distance in (2..=depth).rev() {
            self.emit(Instruction::Swap(distance));
        }
    }

    fn pattern(&mut self, pattern: &Pattern, state: &mut Match) -> Result {
        let range = super::scope::range_of(pattern.range());
        let before = std::mem::replace(&mut self.unit().current_range, range);
        let result = self.nested(pattern.range(), |compiler| {
            compiler.pattern_inner(pattern, state)
        });
        self.unit().current_range = before;
        result
    }

    /// `[subject] → []`, with bound values put below; jumps away where it doesn't match.
    fn pattern_inner(&mut self, pattern: &Pattern, state: &mut Match) -> Result {
        match pattern {
            Pattern::MatchValue(node) => {
                self.expression(&node.value)?;
                self.emit(Instruction::Compare(CompareOp::Equal));
                self.fail_if(state, Instruction::PopJumpIfFalse);
            }
            Pattern::MatchSingleton(node) => {
                match node.value {
                    ast::Singleton::None => self.emit(Instruction::LoadNone),
                    ast::Singleton::True => self.load_constant(Value::Bool(true)),
                    ast::Singleton::False => self.load_constant(Value::Bool(false)),
                }
                self.emit(Instruction::Is(false));
                self.fail_if(state, Instruction::PopJumpIfFalse);
            }
            Pattern::MatchAs(node) => match &node.pattern {
                None => self.bind_top(
                    node.name.as_ref().map(|name| name.as_str()),
                    state,
                    node.range,
                )?,
                Some(inner) => {
                    self.emit(Instruction::Copy(1));
                    self.pattern(inner, state)?;
                    self.bind_top(
                        node.name.as_ref().map(|name| name.as_str()),
                        state,
                        node.range,
                    )?;
                }
            },
            Pattern::MatchStar(node) => self.bind_top(
                node.name.as_ref().map(|name| name.as_str()),
                state,
                node.range,
            )?,
            Pattern::MatchSequence(node) => self.sequence_pattern(node, state)?,
            Pattern::MatchMapping(node) => self.mapping_pattern(node, state)?,
            Pattern::MatchClass(node) => self.class_pattern(node, state)?,
            Pattern::MatchOr(node) => self.or_pattern(node, state)?,
        }
        Ok(())
    }

    fn sequence_pattern(&mut self, node: &ast::PatternMatchSequence, state: &mut Match) -> Result {
        let star = node
            .patterns
            .iter()
            .position(|pattern| matches!(pattern, Pattern::MatchStar(_)));
        self.emit(Instruction::MatchSequence);
        self.fail_if(state, Instruction::PopJumpIfFalse);
        self.emit(Instruction::GetLen);
        let fixed = node.patterns.len() - usize::from(star.is_some());
        self.load_constant(Value::size(fixed));
        self.emit(Instruction::Compare(if star.is_some() {
            CompareOp::GreaterEqual
        } else {
            CompareOp::Equal
        }));
        self.fail_if(state, Instruction::PopJumpIfFalse);
        match star {
            Some(position) => {
                let before = u16::try_from(position).unwrap_or(u16::MAX);
                let after = u16::try_from(fixed - position).unwrap_or(u16::MAX);
                self.emit(Instruction::UnpackEx(before, after));
            }
            None => self.emit(Instruction::UnpackSequence(count(node.patterns.len()))),
        }
        for inner in &node.patterns {
            self.pattern(inner, state)?;
        }
        Ok(())
    }

    fn mapping_pattern(&mut self, node: &ast::PatternMatchMapping, state: &mut Match) -> Result {
        self.emit(Instruction::MatchMapping);
        self.fail_if(state, Instruction::PopJumpIfFalse);
        if node.keys.is_empty() && node.rest.is_none() {
            self.emit(Instruction::Pop);
            return Ok(());
        }
        for key in &node.keys {
            self.expression(key)?;
        }
        self.emit(Instruction::BuildTuple(count(node.keys.len())));
        self.emit(Instruction::MatchKeys);
        self.emit(Instruction::Copy(1));
        self.fail_if(state, Instruction::PopJumpIfNone);
        // [subject, keys, values]
        if let Some(rest) = &node.rest {
            // The rest: a copy of the subject without the keys.
            self.emit(Instruction::BuildMap(0));
            self.emit(Instruction::Copy(4));
            self.emit(Instruction::DictUpdate(1));
            for key in &node.keys {
                self.emit(Instruction::Copy(1));
                self.expression(key)?;
                self.emit(Instruction::DeleteSubscript);
            }
            self.bind_top(Some(rest.as_str()), state, node.range)?;
        }
        self.emit(Instruction::UnpackSequence(count(node.keys.len())));
        for inner in &node.patterns {
            self.pattern(inner, state)?;
        }
        // [subject, keys]
        self.emit(Instruction::Pop);
        self.emit(Instruction::Pop);
        Ok(())
    }

    fn class_pattern(&mut self, node: &ast::PatternMatchClass, state: &mut Match) -> Result {
        self.expression(&node.cls)?;
        let names: Vec<&str> = node
            .arguments
            .keywords
            .iter()
            .map(|keyword| keyword.attr.as_str())
            .collect();
        self.load_names(&names);
        self.emit(Instruction::MatchClass(count(
            node.arguments.patterns.len(),
        )));
        self.emit(Instruction::Copy(1));
        self.fail_if(state, Instruction::PopJumpIfNone);
        let total = node.arguments.patterns.len() + names.len();
        self.emit(Instruction::UnpackSequence(count(total)));
        for inner in &node.arguments.patterns {
            self.pattern(inner, state)?;
        }
        for keyword in &node.arguments.keywords {
            self.pattern(&keyword.pattern, state)?;
        }
        Ok(())
    }

    /// Alternatives: each one binds the same names; after it their values are brought into one order.
    fn or_pattern(&mut self, node: &ast::PatternMatchOr, state: &mut Match) -> Result {
        let end = self.label();
        let base = self.unit_ref().depth;
        let mut order: Option<Vec<String>> = None;
        for (index, alternative) in node.patterns.iter().enumerate() {
            let is_last = index + 1 == node.patterns.len();
            if !is_last && is_wildcard(alternative) {
                return Err(error(
                    "wildcard makes remaining patterns unreachable",
                    alternative.range(),
                ));
            }
            self.unit().depth = base;
            let mut inner = Match {
                names: Vec::new(),
                failures: Vec::new(),
                base,
            };
            self.emit(Instruction::Copy(1));
            self.pattern(alternative, &mut inner)?;
            match &order {
                None => order = Some(inner.names.clone()),
                Some(order) => self.reorder(&inner.names, order, node)?,
            }
            self.jump(Instruction::Jump, end);
            self.finish_failures(&inner);
        }
        // No alternative matched: [subject].
        self.unit().depth = base;
        self.emit(Instruction::Pop);
        let extra = self.unit_ref().depth - state.base;
        let failed = self.failure(state, usize::try_from(extra).unwrap_or(0));
        self.jump(Instruction::Jump, failed);
        let names = order.unwrap_or_default();
        let bound = i64::try_from(names.len()).unwrap_or(0);
        self.mark_at(end, base + bound);
        // [.., subject, values…] → the subject goes, and each value to its place.
        let width = count(names.len());
        if width > 0 {
            self.emit(Instruction::Swap(width + 1));
            // The subject is on top now and the last value where the subject was: put the values in order again.
            self.emit(Instruction::Pop);
            self.rotate_last_to_top(width);
        } else {
            self.emit(Instruction::Pop);
        }
        // The values lie on top; those of names that were bound before lie below everything. Move each below.
        let outer = i64::try_from(state.names.len()).unwrap_or(0);
        for (index, name) in names.iter().enumerate() {
            if state.names.contains(name) {
                return Err(error(
                    format!("multiple assignments to name '{name}' in pattern"),
                    node.range,
                ));
            }
            let remaining = names.len() - index;
            // Bring the first of the remaining values to the top, then down to its place.
            self.rotate_up(count(remaining));
            let above =
                self.unit_ref().depth - state.base - outer - i64::try_from(index).unwrap_or(0);
            self.rotate_down(u32::try_from(above).unwrap_or(1));
            state.names.push(name.clone());
        }
        Ok(())
    }

    /// Move the n-th value from the top to the top.
    fn rotate_up(&mut self, depth: u32) {
        for distance in 2..=depth {
            self.emit(Instruction::Swap(distance));
        }
    }

    /// The value that a swap put `width` from the top belongs on top.
    fn rotate_last_to_top(&mut self, width: u32) {
        self.rotate_up(width);
    }

    /// The values of `from` are on top, in that order; bring them into the order `to`.
    fn reorder(&mut self, from: &[String], to: &[String], node: &ast::PatternMatchOr) -> Result {
        let mut current = from.to_vec();
        let mut sorted_from = from.to_vec();
        let mut sorted_to = to.to_vec();
        sorted_from.sort();
        sorted_to.sort();
        if sorted_from != sorted_to {
            return Err(error(
                "alternative patterns bind different names",
                node.range,
            ));
        }
        for (index, name) in to.iter().enumerate() {
            let Some(position) = current.iter().position(|other| other == name) else {
                continue;
            };
            if position != index {
                // Exchange both through the top.
                let depth_of = |index: usize| count(current.len() - index);
                let (a, b) = (depth_of(position), depth_of(index));
                if a == 1 {
                    self.emit(Instruction::Swap(b));
                } else if b == 1 {
                    self.emit(Instruction::Swap(a));
                } else {
                    self.emit(Instruction::Swap(a));
                    self.emit(Instruction::Swap(b));
                    self.emit(Instruction::Swap(a));
                }
                current.swap(position, index);
            }
        }
        Ok(())
    }
}

/// Whether a pattern matches everything.
fn is_wildcard(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::MatchAs(node) => node.pattern.as_deref().is_none_or(is_wildcard),
        Pattern::MatchOr(node) => node.patterns.iter().any(is_wildcard),
        _ => false,
    }
}
