"""Values that nest too deeply for recursion."""

deep = []
for _ in range(10000):
    deep = [deep]
for run in (lambda: repr(deep), lambda: deep == [deep] + [], lambda: hash((deep,))):
    try:
        run()
    except (RecursionError, TypeError) as error:
        print(type(error).__name__)
other = []
for _ in range(10000):
    other = [other]
try:
    deep == other
except RecursionError:
    print("RecursionError")
deep = other = None
print("deep lists are gone")
