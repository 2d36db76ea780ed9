"""The order of sets of numbers, and what sets do while they are walked."""

print({3, 1, 2}, set([10, 5, 8, 0]), set(range(20, 0, -3)), frozenset([9, 1]), set([True, 0]), set([0.5, 2, 1]), set([-1, 5, -3]), {100, 7})
numbers = set()
for n in (100, 50, 7, 33, 64, 1, 1000, 99, 12345):
    numbers.add(n)
    print(n, list(numbers), numbers)
print([n for n in numbers], tuple(numbers), sorted(numbers), sum(numbers), max(numbers), dict.fromkeys(numbers, 0), [*numbers])
print(numbers.pop(), len(numbers), set([5, 3]) | {1}, {1, 2, 3} & {3, 2}, {1, 2, 3} - {2}, {1, 2} ^ {2, 3}, set([2, 1]).union([0, 5]))
