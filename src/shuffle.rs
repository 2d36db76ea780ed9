//! Orders to begin with, for what has to be put into order.

/// The numbers below `count` in an order that depends on the seed and isn't the natural one.
pub fn shuffle(seed: &str, count: usize) -> Vec<usize> {
    // FNV-1a, and then a linear congruential generator: it only has to look unordered.
    let mut state = seed.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut order: Vec<usize> = (0..count).collect();
    for last in (1..count).rev() {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let chosen = usize::try_from(state >> 33).unwrap_or_default() % (last + 1);
        order.swap(last, chosen);
    }
    if order.is_sorted() {
        order.rotate_left(1);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::shuffle;

    #[test]
    fn an_order_to_begin_with_is_complete_and_wrong() {
        for seed in ["a", "b", "dependencies-order", ""] {
            for count in 2..9 {
                let order = shuffle(seed, count);
                assert_eq!(order, shuffle(seed, count));
                assert!(!order.is_sorted(), "{seed} {count}");
                let mut all = order.clone();
                all.sort_unstable();
                assert_eq!(all, (0..count).collect::<Vec<_>>());
            }
        }
    }
}
