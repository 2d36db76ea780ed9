//! Which lines of a text are new.

/// For each line of `new`, whether it isn't among those that it has in common with `old`: the longest
/// common sequence of lines.
pub fn added(old: &str, new: &str) -> Vec<bool> {
    let old: Vec<&str> = old.lines().collect();
    let new: Vec<&str> = new.lines().collect();
    // lengths[i][j]: how many lines old[i..] and new[j..] have in common.
    let mut lengths = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    for (i, before) in old.iter().enumerate().rev() {
        for (j, after) in new.iter().enumerate().rev() {
            let at = |i: usize, j: usize| lengths.get(i).and_then(|row| row.get(j)).copied();
            let length = if before == after {
                at(i + 1, j + 1).unwrap_or_default() + 1
            } else {
                at(i + 1, j).max(at(i, j + 1)).unwrap_or_default()
            };
            if let Some(cell) = lengths.get_mut(i).and_then(|row| row.get_mut(j)) {
                *cell = length;
            }
        }
    }
    let at = |i: usize, j: usize| lengths.get(i).and_then(|row| row.get(j)).copied();
    let mut i = 0;
    let mut is_new = Vec::with_capacity(new.len());
    for (j, after) in new.iter().enumerate() {
        // Lines of the old text that the common sequence leaves out are passed over.
        while i < old.len() && old.get(i) != Some(after) && at(i + 1, j) >= at(i, j + 1) {
            i += 1;
        }
        let common = old.get(i) == Some(after);
        if common {
            i += 1;
        }
        is_new.push(!common);
    }
    is_new
}

#[cfg(test)]
mod tests {
    use super::added;

    #[test]
    fn only_new_lines_are_new() {
        for (old, new, expected) in [
            ("a\nb\nc", "a\nb\nc", vec![false, false, false]),
            ("a\nb\nc", "a\nx\nc", vec![false, true, false]),
            ("a\nc", "a\nb\nc", vec![false, true, false]),
            ("a\nb\nc", "c", vec![false]),
            ("", "a", vec![true]),
            ("a", "", vec![]),
            ("x\na", "a\nx\nb", vec![false, true, true]),
        ] {
            assert_eq!(added(old, new), expected, "{old:?} {new:?}");
        }
    }
}
