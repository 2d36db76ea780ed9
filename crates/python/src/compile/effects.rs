//! What instructions do to the height of the operand stack, and the check that a code object's heights agree.
//!
//! The check walks every path. It stands in for a proof that handlers cut the stack to a height it really has, so a debug build makes it for
//! each code object.

#[cfg(any(debug_assertions, test))]
use crate::code::Code;
use crate::code::{Instruction, Intrinsic};

/// The label or position that an instruction may go to.
pub(super) fn target(instruction: Instruction) -> Option<u32> {
    use Instruction as I;
    match instruction {
        I::Jump(target)
        | I::PopJumpIfFalse(target)
        | I::PopJumpIfTrue(target)
        | I::PopJumpIfNone(target)
        | I::PopJumpIfNotNone(target)
        | I::JumpIfFalseOrPop(target)
        | I::JumpIfTrueOrPop(target)
        | I::ForIter(target) => Some(target),
        _ => None,
    }
}

/// The same jump with another target.
pub(super) fn with_target(instruction: Instruction, target: u32) -> Instruction {
    use Instruction as I;
    match instruction {
        I::Jump(_) => I::Jump(target),
        I::PopJumpIfFalse(_) => I::PopJumpIfFalse(target),
        I::PopJumpIfTrue(_) => I::PopJumpIfTrue(target),
        I::PopJumpIfNone(_) => I::PopJumpIfNone(target),
        I::PopJumpIfNotNone(_) => I::PopJumpIfNotNone(target),
        I::JumpIfFalseOrPop(_) => I::JumpIfFalseOrPop(target),
        I::JumpIfTrueOrPop(_) => I::JumpIfTrueOrPop(target),
        I::ForIter(_) => I::ForIter(target),
        other => other,
    }
}

/// How a jump changes the height where it goes to its target.
pub(super) fn jump_effect(instruction: Instruction) -> i64 {
    match instruction {
        Instruction::Jump(_)
        | Instruction::JumpIfFalseOrPop(_)
        | Instruction::JumpIfTrueOrPop(_) => 0,
        _ => -1,
    }
}

/// Whether the next instruction isn't reached from this one.
pub(super) fn is_end(instruction: Instruction) -> bool {
    matches!(
        instruction,
        Instruction::Jump(_)
            | Instruction::Return
            | Instruction::Raise(_)
            | Instruction::Reraise
            | Instruction::Unsupported(_)
    )
}

/// Check the heights of a code object and of those inside it.
///
/// # Errors
/// What doesn't agree, and where.
#[cfg(any(debug_assertions, test))]
pub(crate) fn verify(code: &Code) -> Result<(), String> {
    for inner in &code.codes {
        verify(inner)?;
    }
    let fault = |position: usize, what: String| {
        Err(format!(
            "{} ({}), line {}, instruction {position}: {what}",
            code.qualname,
            code.source.name,
            code.line(u32::try_from(position).unwrap_or(u32::MAX)),
        ))
    };
    if code.ranges.len() != code.instructions.len() {
        return fault(0, "not every instruction has a range".to_owned());
    }
    let mut heights: Vec<Option<i64>> = vec![None; code.instructions.len()];
    let mut work = vec![(0_usize, 0_i64)];
    while let Some((position, height)) = work.pop() {
        let Some(slot) = heights.get_mut(position) else {
            return fault(position, "the code ends without a return".to_owned());
        };
        match *slot {
            Some(known) if known == height => continue,
            Some(known) => return fault(position, format!("height {height} meets {known}")),
            None => *slot = Some(height),
        }
        let instruction = code.instructions[position];
        if let Some(fault_of_operand) = operand_fault(code, instruction) {
            return fault(position, fault_of_operand);
        }
        let row = u32::try_from(position).unwrap_or(u32::MAX);
        let handler = code
            .handlers
            .iter()
            .find(|handler| handler.start <= row && row < handler.end);
        if let Some(handler) = handler {
            if i64::from(handler.depth) > height {
                return fault(
                    position,
                    format!("height {height} under a handler of {}", handler.depth),
                );
            }
            work.push((handler.target as usize, i64::from(handler.depth) + 1));
        }
        if let Some(target) = target(instruction) {
            work.push((target as usize, height + jump_effect(instruction)));
        }
        let next = height + effect(instruction);
        if next < 0 {
            return fault(position, format!("{instruction:?} at height {height}"));
        }
        if matches!(instruction, Instruction::Return) && height < 1 {
            return fault(position, "nothing to return".to_owned());
        }
        if !is_end(instruction) {
            work.push((position + 1, next));
        }
    }
    Ok(())
}

/// Whether an operand speaks of something that isn't there.
#[cfg(any(debug_assertions, test))]
fn operand_fault(code: &Code, instruction: Instruction) -> Option<String> {
    use Instruction as I;
    let (index, length, what) = match instruction {
        I::LoadFast(i) | I::StoreFast(i) | I::DeleteFast(i) | I::ClearFast(i) => {
            (i, code.locals.len(), "local")
        }
        I::MakeCell(i) => (i, code.cell_names.len(), "own cell"),
        I::LoadDeref(i)
        | I::StoreDeref(i)
        | I::DeleteDeref(i)
        | I::LoadClosure(i)
        | I::LoadClassDeref(i)
        | I::LoadFromDictOrDeref(i) => (i, code.cell_names.len() + code.free_names.len(), "cell"),
        I::LoadName(i)
        | I::StoreName(i)
        | I::DeleteName(i)
        | I::LoadGlobal(i)
        | I::StoreGlobal(i)
        | I::DeleteGlobal(i)
        | I::LoadFromDictOrGlobals(i)
        | I::LoadAttr(i)
        | I::StoreAttr(i)
        | I::DeleteAttr(i)
        | I::LoadMethod(i)
        | I::ImportName(i)
        | I::ImportFrom(i) => (i, code.names.len(), "name"),
        I::LoadConst(i) | I::AnnotationFallback(i) | I::Unsupported(i) => {
            (i, code.constants.len(), "constant")
        }
        I::MakeFunction(i) => (i, code.codes.len(), "code"),
        _ => return None,
    };
    if (index as usize) < length {
        None
    } else {
        Some(format!("there is no {what} {index}"))
    }
}

/// How an instruction changes the height of the operand stack (where it doesn't jump).
pub(super) fn effect(instruction: Instruction) -> i64 {
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
        | I::Reraise
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
            Intrinsic::TypeVarWithBound
            | Intrinsic::TypeVarWithConstraints
            | Intrinsic::SetTypeParameterDefault
            | Intrinsic::BuildTemplate => -1,
            Intrinsic::TypeAlias => -2,
            Intrinsic::BuildInterpolation => -3,
            _ => 0,
        },
    }
}
