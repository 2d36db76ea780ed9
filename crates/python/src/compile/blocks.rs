//! What jumps out of blocks (`return`, `break`, `continue`) do on the way: iterators are dropped, exits called, `finally` bodies run.

use ruff_python_ast as ast;
use ruff_text_size::TextRange;

use super::unit::{BlockKind, Compiler, Cover};
use super::{Result, error};
use crate::code::{CodeKind, Instruction};

/// How many blocks may be inside each other, as in CPython.
const MAX_BLOCKS: usize = 20;

impl<'a> Compiler<'a> {
    /// A loop, a `try` or a `with` begins: there may not be too many inside each other.
    pub(super) fn check_blocks(&self, range: TextRange) -> Result {
        if self.unit_ref().blocks.len() >= MAX_BLOCKS {
            return Err(error("too many statically nested blocks", range));
        }
        Ok(())
    }

    /// Emit what leaving all blocks from `from` on needs, innermost first, and then what `leave` emits, covered by what is around those
    /// blocks. With `keeps_value` the value on top stays there. Afterwards everything is as it was before, for the code behind the jump.
    fn unwind(
        &mut self,
        from: usize,
        keeps_value: bool,
        leave: impl FnOnce(&mut Compiler<'a>),
    ) -> Result {
        let blocks = self.unit_ref().blocks.clone();
        let cover = self.unit_ref().cover;
        let depth = self.unit_ref().depth;
        for index in (from..blocks.len()).rev() {
            let Some(block) = blocks.get(index).copied() else {
                continue;
            };
            // A block doesn't protect its own clean-up, and isn't there for jumps in a `finally`.
            self.unit().blocks.truncate(index);
            self.unit().cover = block.outside;
            self.leave_block(block.kind, keeps_value)?;
        }
        leave(self);
        self.unit().blocks = blocks;
        self.unit().cover = cover;
        self.unit().depth = depth;
        Ok(())
    }

    fn leave_block(&mut self, kind: BlockKind<'a>, keeps_value: bool) -> Result {
        match kind {
            BlockKind::Try | BlockKind::StarHandler => {}
            BlockKind::Loop { has_iterator, .. } => {
                if has_iterator {
                    self.drop_one(keeps_value);
                }
            }
            BlockKind::Value => self.drop_one(keeps_value),
            BlockKind::Finally(body) => {
                let range = self.unit_ref().current_range;
                if keeps_value {
                    let cover = self.unit_ref().cover;
                    self.push_block(BlockKind::Value, cover);
                }
                self.body(body)?;
                if keeps_value {
                    self.pop_block();
                }
                self.unit().current_range = range;
            }
            BlockKind::With { is_async, range } => {
                if keeps_value {
                    // [exit, receiver, value] → [value, exit, receiver].
                    self.emit(Instruction::Swap(3));
                    self.emit(Instruction::Swap(2));
                }
                self.with_exit(is_async, range);
            }
            BlockKind::Handler(name) => {
                if keeps_value {
                    self.emit(Instruction::Swap(2));
                }
                self.emit(Instruction::PopException);
                if let Some(name) = name {
                    self.forget_name(name);
                }
            }
            BlockKind::FinallyCopy => {
                self.drop_one(keeps_value);
                if keeps_value {
                    self.emit(Instruction::Swap(2));
                }
                self.emit(Instruction::PopException);
            }
        }
        Ok(())
    }

    /// Drop the value on top or, with `keeps_value`, the one under the top.
    fn drop_one(&mut self, keeps_value: bool) {
        if keeps_value {
            self.emit(Instruction::Swap(2));
        }
        self.emit(Instruction::Pop);
    }

    fn is_in_star_handler(&self, from: usize) -> bool {
        self.unit_ref()
            .blocks
            .iter()
            .skip(from)
            .any(|block| matches!(block.kind, BlockKind::StarHandler))
    }

    pub(super) fn return_statement(&mut self, node: &'a ast::StmtReturn) -> Result {
        if !self.in_function() {
            return Err(error("'return' outside function", node.range));
        }
        if self.unit_ref().kind == CodeKind::AsyncGenerator && node.value.is_some() {
            return Err(error("'return' with value in async generator", node.range));
        }
        if self.is_in_star_handler(0) {
            return Err(star_error(node.range));
        }
        match &node.value {
            Some(value) if !self.unit_ref().blocks.is_empty() && is_constant(value) => {
                // Nothing on the way can change it, so it needn't be kept on the stack.
                self.unwind_to_return(Some(value))?;
            }
            Some(value) => {
                self.expression(value)?;
                self.unwind(0, true, |compiler| {
                    compiler.unit().cover = Cover::NONE;
                    compiler.emit(Instruction::Return);
                })?;
                self.unit().depth -= 1;
            }
            None => self.unwind_to_return(None)?,
        }
        Ok(())
    }

    fn unwind_to_return(&mut self, value: Option<&'a ast::Expr>) -> Result {
        let mut result = Ok(());
        self.unwind(0, false, |compiler| {
            match value {
                Some(value) => result = compiler.expression(value),
                None => compiler.emit(Instruction::LoadNone),
            }
            compiler.emit(Instruction::Return);
        })?;
        result
    }

    pub(super) fn leave_loop(&mut self, is_break: bool, range: TextRange) -> Result {
        let position = self
            .unit_ref()
            .blocks
            .iter()
            .rposition(|block| matches!(block.kind, BlockKind::Loop { .. }));
        let found = position.and_then(|position| {
            let block = self.unit_ref().blocks.get(position)?;
            Some((position, *block))
        });
        if self.is_in_star_handler(position.map_or(0, |position| position + 1)) {
            return Err(star_error(range));
        }
        let Some((position, block)) = found else {
            return Err(error(
                if is_break {
                    "'break' outside loop"
                } else {
                    "'continue' not properly in loop"
                },
                range,
            ));
        };
        let BlockKind::Loop {
            start,
            end,
            has_iterator,
        } = block.kind
        else {
            return Ok(());
        };
        self.unwind(position + 1, false, |compiler| {
            if is_break {
                if has_iterator {
                    compiler.emit(Instruction::Pop);
                }
                compiler.jump(Instruction::Jump, end);
            } else {
                compiler.jump(Instruction::Jump, start);
            }
        })
    }
}

fn is_constant(expression: &ast::Expr) -> bool {
    expression.is_literal_expr()
}

fn star_error(range: TextRange) -> super::SyntaxError {
    error(
        "'break', 'continue' and 'return' cannot appear in an except* block",
        range,
    )
}
