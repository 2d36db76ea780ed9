//! Targets: what stands left of `=`, after `for … in`, `with … as`, `del`.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;

use super::expressions::binary_op;
use super::scope::range_of;
use super::unit::{Compiler, operand};
use super::{Result, error};
use crate::code::Instruction;

impl<'a> Compiler<'a> {
    /// `[value] → []`: store into a target.
    pub(super) fn store(&mut self, target: &'a Expr) -> Result {
        self.descend(target.range())?;
        let range = range_of(target.range());
        let before = std::mem::replace(&mut self.unit().current_range, range);
        self.store_inner(target)?;
        self.unit().current_range = before;
        self.ascend();
        Ok(())
    }

    fn store_inner(&mut self, target: &'a Expr) -> Result {
        match target {
            Expr::Name(name) => {
                self.store_name(name.id.as_str());
                Ok(())
            }
            Expr::Attribute(attribute) => {
                self.expression(&attribute.value)?;
                let name = self.mangle(attribute.attr.as_str());
                let index = self.name_index(&name);
                self.emit(Instruction::StoreAttr(index));
                Ok(())
            }
            Expr::Subscript(subscript) => {
                self.expression(&subscript.value)?;
                self.expression(&subscript.slice)?;
                self.emit(Instruction::StoreSubscript);
                Ok(())
            }
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                self.unpack(elts, target)
            }
            Expr::Starred(starred) => Err(error(
                "starred assignment target must be in a list or tuple",
                starred.range,
            )),
            other => Err(error("cannot assign to expression", other.range())),
        }
    }

    fn unpack(&mut self, elements: &'a [Expr], target: &'a Expr) -> Result {
        let starred: Vec<usize> = elements
            .iter()
            .enumerate()
            .filter(|(_, element)| element.is_starred_expr())
            .map(|(index, _)| index)
            .collect();
        match starred.as_slice() {
            [] => self.emit(Instruction::UnpackSequence(operand(elements.len()))),
            [position] => {
                let before = u16::try_from(*position).unwrap_or(u16::MAX);
                let after = u16::try_from(elements.len() - position - 1).unwrap_or(u16::MAX);
                self.emit(Instruction::UnpackEx(before, after));
            }
            _ => {
                return Err(error(
                    "multiple starred expressions in assignment",
                    target.range(),
                ));
            }
        }
        for element in elements {
            match element {
                Expr::Starred(starred) => self.store(&starred.value)?,
                other => self.store(other)?,
            }
        }
        Ok(())
    }

    pub(super) fn delete(&mut self, target: &'a Expr) -> Result {
        self.at(target);
        match target {
            Expr::Name(name) => self.delete_name(name.id.as_str()),
            Expr::Attribute(attribute) => {
                self.expression(&attribute.value)?;
                let name = self.mangle(attribute.attr.as_str());
                let index = self.name_index(&name);
                self.emit(Instruction::DeleteAttr(index));
            }
            Expr::Subscript(subscript) => {
                self.expression(&subscript.value)?;
                self.expression(&subscript.slice)?;
                self.emit(Instruction::DeleteSubscript);
            }
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                for element in elts {
                    self.descend(element.range())?;
                    self.delete(element)?;
                    self.ascend();
                }
            }
            other => return Err(error("cannot delete expression", other.range())),
        }
        Ok(())
    }

    /// `target op= value`.
    pub(super) fn augmented(&mut self, node: &'a ast::StmtAugAssign) -> Result {
        let op = Instruction::InPlace(binary_op(node.op));
        match &*node.target {
            Expr::Name(name) => {
                self.with_range(name.range, |compiler| compiler.load_name(name.id.as_str()));
                self.expression(&node.value)?;
                self.emit(op);
                self.with_range(name.range, |compiler| {
                    compiler.store_name(name.id.as_str());
                });
            }
            Expr::Attribute(attribute) => {
                self.expression(&attribute.value)?;
                let name = self.mangle(attribute.attr.as_str());
                let index = self.name_index(&name);
                self.emit(Instruction::Copy(1));
                self.with_range(attribute.range, |compiler| {
                    compiler.emit(Instruction::LoadAttr(index))
                });
                self.expression(&node.value)?;
                self.emit(op);
                self.emit(Instruction::Swap(2));
                self.with_range(attribute.range, |compiler| {
                    compiler.emit(Instruction::StoreAttr(index));
                });
            }
            Expr::Subscript(subscript) => {
                self.expression(&subscript.value)?;
                self.expression(&subscript.slice)?;
                self.emit(Instruction::Copy(2));
                self.emit(Instruction::Copy(2));
                self.with_range(subscript.range, |compiler| {
                    compiler.emit(Instruction::Subscript)
                });
                self.expression(&node.value)?;
                self.emit(op);
                // [object, key, value] → [value, object, key].
                self.emit(Instruction::Swap(3));
                self.emit(Instruction::Swap(2));
                self.with_range(subscript.range, |compiler| {
                    compiler.emit(Instruction::StoreSubscript);
                });
            }
            other => {
                return Err(error(
                    "illegal expression for augmented assignment",
                    other.range(),
                ));
            }
        }
        Ok(())
    }
}
