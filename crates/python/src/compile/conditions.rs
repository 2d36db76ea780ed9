//! Conditions: expressions that only decide where to go on, and comparisons.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;

use super::Result;
use super::unit::{Compiler, Label};
use crate::code::{CompareOp, Instruction};

impl<'a> Compiler<'a> {
    /// Jump to `target` if the truth of an expression is `when`.
    pub(super) fn condition(&mut self, test: &'a Expr, when: bool, target: Label) -> Result {
        self.descend(test.range())?;
        match test {
            Expr::UnaryOp(node) if node.op == ast::UnaryOp::Not => {
                self.condition(&node.operand, !when, target)?;
            }
            Expr::BoolOp(node) => self.bool_condition(node, when, target)?,
            Expr::Compare(node) if node.ops.len() > 1 => {
                self.chain_condition(node, when, target)?;
            }
            Expr::If(node) => {
                let (otherwise, end) = (self.label(), self.label());
                self.condition(&node.test, false, otherwise)?;
                self.condition(&node.body, when, target)?;
                self.jump(Instruction::Jump, end);
                self.mark(otherwise);
                self.condition(&node.orelse, when, target)?;
                self.mark(end);
            }
            _ => match constant_truth(test) {
                Some(truth) => {
                    if truth == when {
                        self.jump(Instruction::Jump, target);
                    }
                }
                None => {
                    self.expression(test)?;
                    let jump = jump_when(when);
                    self.with_range(test.range(), |compiler| compiler.jump(jump, target));
                }
            },
        }
        self.ascend();
        Ok(())
    }

    fn bool_condition(&mut self, node: &'a ast::ExprBoolOp, when: bool, target: Label) -> Result {
        // `and` is decided by the first false value, `or` by the first true one.
        let decisive = node.op == ast::BoolOp::Or;
        let Some((last, values)) = node.values.split_last() else {
            return Ok(());
        };
        let skip = self.label();
        let early = if decisive == when { target } else { skip };
        for value in values {
            self.condition(value, decisive, early)?;
        }
        self.condition(last, when, target)?;
        self.mark(skip);
        Ok(())
    }

    fn chain_condition(&mut self, node: &'a ast::ExprCompare, when: bool, target: Label) -> Result {
        let (cleanup, end) = (self.label(), self.label());
        self.at_scope(node.range(), |compiler| {
            compiler.chain(node, cleanup, Instruction::PopJumpIfFalse)?;
            compiler.jump(jump_when(when), target);
            compiler.jump(Instruction::Jump, end);
            let depth = compiler.unit_ref().depth;
            compiler.mark_at(cleanup, depth + 1);
            compiler.emit(Instruction::Pop);
            if !when {
                compiler.jump(Instruction::Jump, target);
            }
            compiler.mark_at(end, depth);
            Ok(())
        })
    }

    /// A comparison whose value is needed.
    pub(super) fn comparison(&mut self, node: &'a ast::ExprCompare) -> Result {
        if let ([op], [right]) = (&*node.ops, &*node.comparators) {
            self.expression(&node.left)?;
            self.expression(right)?;
            self.emit_comparison(*op);
            return Ok(());
        }
        let (cleanup, end) = (self.label(), self.label());
        self.chain(node, cleanup, Instruction::JumpIfFalseOrPop)?;
        self.jump(Instruction::Jump, end);
        let depth = self.unit_ref().depth;
        self.mark_at(cleanup, depth + 1);
        self.emit(Instruction::Swap(2));
        self.emit(Instruction::Pop);
        self.mark_at(end, depth);
        Ok(())
    }

    /// `a < b < c`: each operand is evaluated once. At `cleanup` the operand that the next comparison would have needed is on the stack.
    fn chain(
        &mut self,
        node: &'a ast::ExprCompare,
        cleanup: Label,
        jump: fn(u32) -> Instruction,
    ) -> Result {
        self.expression(&node.left)?;
        let last = node.ops.len().saturating_sub(1);
        for (index, (op, right)) in node.ops.iter().zip(&node.comparators).enumerate() {
            self.expression(right)?;
            if index < last {
                self.emit(Instruction::Swap(2));
                self.emit(Instruction::Copy(2));
                self.emit_comparison(*op);
                self.jump(jump, cleanup);
            } else {
                self.emit_comparison(*op);
            }
        }
        Ok(())
    }

    pub(super) fn emit_comparison(&mut self, op: ast::CmpOp) {
        self.emit(match op {
            ast::CmpOp::Eq => Instruction::Compare(CompareOp::Equal),
            ast::CmpOp::NotEq => Instruction::Compare(CompareOp::NotEqual),
            ast::CmpOp::Lt => Instruction::Compare(CompareOp::Less),
            ast::CmpOp::LtE => Instruction::Compare(CompareOp::LessEqual),
            ast::CmpOp::Gt => Instruction::Compare(CompareOp::Greater),
            ast::CmpOp::GtE => Instruction::Compare(CompareOp::GreaterEqual),
            ast::CmpOp::Is => Instruction::Is(false),
            ast::CmpOp::IsNot => Instruction::Is(true),
            ast::CmpOp::In => Instruction::Contains(false),
            ast::CmpOp::NotIn => Instruction::Contains(true),
        });
    }
}

fn jump_when(when: bool) -> fn(u32) -> Instruction {
    if when {
        Instruction::PopJumpIfTrue
    } else {
        Instruction::PopJumpIfFalse
    }
}

/// The truth of a literal.
fn constant_truth(test: &Expr) -> Option<bool> {
    match test {
        Expr::BooleanLiteral(node) => Some(node.value),
        Expr::NoneLiteral(_) => Some(false),
        Expr::EllipsisLiteral(_) => Some(true),
        Expr::NumberLiteral(node) => match &node.value {
            ast::Number::Int(number) => Some(*number != 0),
            _ => None,
        },
        Expr::StringLiteral(node) => Some(!node.value.is_empty()),
        Expr::Name(node) if node.id.as_str() == "__debug__" => Some(true),
        _ => None,
    }
}
