"""Expressions and what they say, mostly what they complain about."""


def show(label, run):
    try:
        result = repr(run())
    except BaseException as error:
        result = f"{type(error).__name__}: {error}"
    print(label, "=>", result[:160])

show('1/0', lambda: 1/0)
show('1//0', lambda: 1//0)
show('1%0', lambda: 1%0)
show('1.0/0', lambda: 1.0/0)
show('1.0//0', lambda: 1.0//0)
show('1.0%0', lambda: 1.0%0)
show('divmod(1,0)', lambda: divmod(1,0))
show('divmod(1.0,0)', lambda: divmod(1.0,0))
show('0**-1', lambda: 0**-1)
show('0.0**-1', lambda: 0.0**-1)
show('1j/0', lambda: 1j/0)
show('10**400*1.0', lambda: 10**400*1.0)
show('float(10**400)', lambda: float(10**400))
show('2.0**10000', lambda: 2.0**10000)
show('1<<-1', lambda: 1<<-1)
show('1<<10**20', lambda: 1<<10**20)
show('"a"+1', lambda: "a"+1)
show('1+"a"', lambda: 1+"a")
show('"a"*"b"', lambda: "a"*"b")
show('[1]+(1,)', lambda: [1]+(1,))
show('(1,)+[1]', lambda: (1,)+[1])
show('b"a"+"a"', lambda: b"a"+"a")
show('[1]*1.5', lambda: [1]*1.5)
show('2**"a"', lambda: 2**"a")
show('pow(2,"a")', lambda: pow(2,"a"))
show('pow(2,-1,4)', lambda: pow(2,-1,4))
show('pow(2,2,0)', lambda: pow(2,2,0))
show('pow(2.0,2,3)', lambda: pow(2.0,2,3))
show('-"a"', lambda: -"a")
show('~1.5', lambda: ~1.5)
show('+[]', lambda: +[])
show('[] < 1', lambda: [] < 1)
show('None < 1', lambda: None < 1)
show('{} < {}', lambda: {} < {})
show('1j < 2j', lambda: 1j < 2j)
show('[][0]', lambda: [][0])
show('()[0]', lambda: ()[0])
show('""[0]', lambda: ""[0])
show('b""[0]', lambda: b""[0])
show('[]["a"]', lambda: []["a"])
show('()["a"]', lambda: ()["a"])
show('""["a"]', lambda: ""["a"])
show('b""["a"]', lambda: b""["a"])
show('{}["a"]', lambda: {}["a"])
show('{}[[]]', lambda: {}[[]])
show('{[]:1}', lambda: {[]:1})
show('{[1]}', lambda: {[1]})
show('{([],):1}', lambda: {([],):1})
show('[] in {}', lambda: [] in {})
show('[] in set()', lambda: [] in set())
show('{}.get([])', lambda: {}.get([]))
show('1[0]', lambda: 1[0])
show('int[0]', lambda: int[0])
show('object[0]', lambda: object[0])
show('object()[0]', lambda: object()[0])
show('len(1)', lambda: len(1))
show('iter(1)', lambda: iter(1))
show('hash([])', lambda: hash([]))
show('hash({})', lambda: hash({}))
show('hash(([],))', lambda: hash(([],)))
show('"a" in 1', lambda: "a" in 1)
show('1 in "a"', lambda: 1 in "a")
show('1 in 1', lambda: 1 in 1)

def case_1():
    a,b=1


show('a,b=1', case_1)

def case_2():
    a,b=1,2,3


show('a,b=1,2,3', case_2)

def case_3():
    a,b=[1]


show('a,b=[1]', case_3)

def case_4():
    a,b=iter([1,2,3])


show('a,b=iter([1,2,3])', case_4)

def case_5():
    a,*b=[]


show('a,*b=[]', case_5)
show('int("x")', lambda: int("x"))
show('int("0x1",10)', lambda: int("0x1",10))
show('int("1",99)', lambda: int("1",99))
show('int("1",1)', lambda: int("1",1))
show('int([])', lambda: int([]))
show('int("")', lambda: int(""))
show('int(None)', lambda: int(None))
show('int(float("nan"))', lambda: int(float("nan")))
show('int(float("inf"))', lambda: int(float("inf")))
show('float("x")', lambda: float("x"))
show('float([])', lambda: float([]))
show('complex("x")', lambda: complex("x"))
show('complex([])', lambda: complex([]))
show('int("1"*5000)', lambda: int("1"*5000))
show('str(10**5000)', lambda: str(10**5000))
show('chr(-1)', lambda: chr(-1))
show('chr(1114112)', lambda: chr(1114112))
show('ord("ab")', lambda: ord("ab"))
show('ord(1)', lambda: ord(1))
show('round(1.5,"a")', lambda: round(1.5,"a"))
show('round("a")', lambda: round("a"))
show('"abc".index("x")', lambda: "abc".index("x"))
show('"abc".join([1])', lambda: "abc".join([1]))
show('"abc".join(1)', lambda: "abc".join(1))
show('"".join(["a",1])', lambda: "".join(["a",1]))
show('"a".split("")', lambda: "a".split(""))
show('"a".split(1)', lambda: "a".split(1))
show('"a".replace(1,2)', lambda: "a".replace(1,2))
show('"a".startswith(1)', lambda: "a".startswith(1))
show('"a".startswith((1,))', lambda: "a".startswith((1,)))
show('"a".encode("zzz")', lambda: "a".encode("zzz"))
show('"é".encode("ascii")', lambda: "é".encode("ascii"))
show('"éé".encode("ascii")', lambda: "éé".encode("ascii"))
show('b"\\xff".decode()', lambda: b"\xff".decode())
show('b"\\xff\\xfe".decode("ascii")', lambda: b"\xff\xfe".decode("ascii"))
show('b"a\\xe9".decode("utf-8")', lambda: b"a\xe9".decode("utf-8"))
show('b"\\xe9a".decode("utf-8")', lambda: b"\xe9a".decode("utf-8"))
show('b"\\xc0\\x80".decode("utf-8")', lambda: b"\xc0\x80".decode("utf-8"))
show('"a".center("b")', lambda: "a".center("b"))
show('"a".center(3,"bb")', lambda: "a".center(3,"bb"))
show('"%d" % "a"', lambda: "%d" % "a")
show('"%d" % 1.5', lambda: "%d" % 1.5)
show('"%x" % 1.5', lambda: "%x" % 1.5)
show('"%c" % "ab"', lambda: "%c" % "ab")
show('"%c" % 1.5', lambda: "%c" % 1.5)
show('"%z" % 1', lambda: "%z" % 1)
show('"%" % 1', lambda: "%" % 1)
show('"%s" % ()', lambda: "%s" % ())
show('"%s" % (1,2)', lambda: "%s" % (1,2))
show('"%(a)s" % 1', lambda: "%(a)s" % 1)
show('"%(a)s" % {}', lambda: "%(a)s" % {})
show('"%(a" % {}', lambda: "%(a" % {})
show('"%s %s" % 1', lambda: "%s %s" % 1)
show('"%*d" % ("a",1)', lambda: "%*d" % ("a",1))
show('"%i" % None', lambda: "%i" % None)
show('"%f" % "a"', lambda: "%f" % "a")
show('"{}".format()', lambda: "{}".format())
show('"{1}".format(1)', lambda: "{1}".format(1))
show('"{a}".format()', lambda: "{a}".format())
show('"{".format()', lambda: "{".format())
show('"}".format()', lambda: "}".format())
show('"{!x}".format(1)', lambda: "{!x}".format(1))
show('"{!}".format(1)', lambda: "{!}".format(1))
show('"{0}{}".format(1)', lambda: "{0}{}".format(1))
show('"{}{0}".format(1)', lambda: "{}{0}".format(1))
show('"{0.a}".format(1)', lambda: "{0.a}".format(1))
show('"{0[a]}".format([1])', lambda: "{0[a]}".format([1]))
show('"{:d}".format("a")', lambda: "{:d}".format("a"))
show('"{:s}".format(1)', lambda: "{:s}".format(1))
show('"{:d}".format(1.5)', lambda: "{:d}".format(1.5))
show('"{:c}".format(-1)', lambda: "{:c}".format(-1))
show('"{:,s}".format("a")', lambda: "{:,s}".format("a"))
show('"{:=5}".format("a")', lambda: "{:=5}".format("a"))
show('"{:+}".format("a")', lambda: "{:+}".format("a"))
show('"{:#}".format("a")', lambda: "{:#}".format("a"))
show('"{:.2d}".format(1)', lambda: "{:.2d}".format(1))
show('"{:,_}".format(1)', lambda: "{:,_}".format(1))
show('"{:,x}".format(1)', lambda: "{:,x}".format(1))
show('"{:q}".format(1)', lambda: "{:q}".format(1))
show('"{:q}".format(1.5)', lambda: "{:q}".format(1.5))
show('"{:q}".format("a")', lambda: "{:q}".format("a"))
show('"{:abc}".format(1)', lambda: "{:abc}".format(1))
show('"{:10}".format([])', lambda: "{:10}".format([]))
show('"{:10}".format(None)', lambda: "{:10}".format(None))
show('"{:10}".format(object())', lambda: "{:10}".format(object()))
show('format(1, 2)', lambda: format(1, 2))
show('"a".format_map(1)', lambda: "a".format_map(1))
show('"a".translate(1)', lambda: "a".translate(1))
show('"".maketrans("a")', lambda: "".maketrans("a"))
show('"".maketrans({"ab":1})', lambda: "".maketrans({"ab":1}))
show('"".maketrans("a","bc")', lambda: "".maketrans("a","bc"))
show('"".maketrans(1,2)', lambda: "".maketrans(1,2))
show('[].pop()', lambda: [].pop())
show('[1].pop(5)', lambda: [1].pop(5))
show('[].remove(1)', lambda: [].remove(1))
show('[].index(1)', lambda: [].index(1))
show('[1].index(2)', lambda: [1].index(2))
show('[].insert("a",1)', lambda: [].insert("a",1))
show('[].extend(1)', lambda: [].extend(1))
show('[1,"a"].sort()', lambda: [1,"a"].sort())
show('[].sort(1)', lambda: [].sort(1))
show('[].sort(key=1)', lambda: [].sort(key=1))
show('[1].sort(key=1)', lambda: [1].sort(key=1))
show('().index(1)', lambda: ().index(1))
show('{}.popitem()', lambda: {}.popitem())
show('{}.pop("a")', lambda: {}.pop("a"))
show('{}.update(1)', lambda: {}.update(1))
show('{}.update([1])', lambda: {}.update([1]))
show('{}.update([(1,)])', lambda: {}.update([(1,)]))
show('{}|1', lambda: {}|1)
show('dict(1)', lambda: dict(1))
show('dict([1])', lambda: dict([1]))
show('dict(a=1,**{"a":2})', lambda: dict(a=1,**{"a":2}))
show('dict(1,2)', lambda: dict(1,2))
show('set().pop()', lambda: set().pop())
show('set().remove(1)', lambda: set().remove(1))
show('set(1)', lambda: set(1))
show('set()|[]', lambda: set()|[])
show('set().update(1)', lambda: set().update(1))
show('frozenset([[]])', lambda: frozenset([[]]))
show('range(1.5)', lambda: range(1.5))
show('range(1,2,0)', lambda: range(1,2,0))
show('range()', lambda: range())
show('range(1,2,3,4)', lambda: range(1,2,3,4))
show('range(3)[5]', lambda: range(3)[5])
show('range(3)["a"]', lambda: range(3)["a"])
show('range(3).index(7)', lambda: range(3).index(7))
show('slice()', lambda: slice())
show('slice(1,2,3).indices("a")', lambda: slice(1,2,3).indices("a"))
show('slice(1,2,3).indices(-1)', lambda: slice(1,2,3).indices(-1))
show('slice("a").indices(3)', lambda: slice("a").indices(3))
show('[1][::0]', lambda: [1][::0])
show('[1,2,3]["a":]', lambda: [1,2,3]["a":])
show('bytes(-1)', lambda: bytes(-1))
show('bytes("a")', lambda: bytes("a"))
show('bytes([256])', lambda: bytes([256]))
show('bytes(["a"])', lambda: bytes(["a"]))
show('bytes(1.5)', lambda: bytes(1.5))
show('bytes("a",1)', lambda: bytes("a",1))
show('bytes(1,"a")', lambda: bytes(1,"a"))
show('bytearray([300])', lambda: bytearray([300]))
show('bytearray(b"a").append(300)', lambda: bytearray(b"a").append(300))
show('bytearray(b"").pop()', lambda: bytearray(b"").pop())
show('bytes.fromhex("1")', lambda: bytes.fromhex("1"))
show('bytes.fromhex("zz")', lambda: bytes.fromhex("zz"))
show('bytes.fromhex(1)', lambda: bytes.fromhex(1))
show('b"a".join(["a"])', lambda: b"a".join(["a"]))
show('b"a".find("a")', lambda: b"a".find("a"))
show('b"a"%1', lambda: b"a"%1)
show('b"%d"%"a"', lambda: b"%d"%"a")
show('b"%s"%"a"', lambda: b"%s"%"a")
show('b"a".hex(1)', lambda: b"a".hex(1))
show('(1).to_bytes(0)', lambda: (1).to_bytes(0))
show('(-1).to_bytes(1)', lambda: (-1).to_bytes(1))
show('(300).to_bytes(1)', lambda: (300).to_bytes(1))
show('(1).to_bytes(-1)', lambda: (1).to_bytes(-1))
show('(1).to_bytes(1,"x")', lambda: (1).to_bytes(1,"x"))
show('int.from_bytes("a")', lambda: int.from_bytes("a"))
show('int.from_bytes(1)', lambda: int.from_bytes(1))
show('int.from_bytes(b"a","x")', lambda: int.from_bytes(b"a","x"))
show('(1.5).as_integer_ratio(1)', lambda: (1.5).as_integer_ratio(1))
show('float("nan").as_integer_ratio()', lambda: float("nan").as_integer_ratio())
show('float("inf").as_integer_ratio()', lambda: float("inf").as_integer_ratio())
show('float.fromhex("x")', lambda: float.fromhex("x"))
show('tuple(1)', lambda: tuple(1))
show('list(1)', lambda: list(1))
show('memoryview(1)', lambda: memoryview(1))
show('memoryview(b"abc")[5]', lambda: memoryview(b"abc")[5])
show('memoryview(b"abc")["a"]', lambda: memoryview(b"abc")["a"])
show('[1,2].__setitem__(5,1)', lambda: [1,2].__setitem__(5,1))
show('(1,).__setitem__', lambda: (1,).__setitem__)

def case_6():
    x=(1,)
    x[0]=1


show('x=(1,);x[0]=1', case_6)

def case_7():
    x=(1,)
    del x[0]


show('x=(1,);del x[0]', case_7)

def case_8():
    x=1
    x[0]=1


show('x=1;x[0]=1', case_8)

def case_9():
    x=1
    del x[0]


show('x=1;del x[0]', case_9)

def case_10():
    x=[]
    x[0]=1


show('x=[];x[0]=1', case_10)

def case_11():
    x=[]
    del x[0]


show('x=[];del x[0]', case_11)

def case_12():
    x=[]
    x["a"]=1


show('x=[];x["a"]=1', case_12)

def case_13():
    x=[]
    del x["a"]


show('x=[];del x["a"]', case_13)

def case_14():
    x=[1,2,3]
    x[::2]=[1]


show('x=[1,2,3];x[::2]=[1]', case_14)

def case_15():
    x=[1]
    x[0:1]=1


show('x=[1];x[0:1]=1', case_15)

def case_16():
    x=[1]
    x[::2]=1


show('x=[1];x[::2]=1', case_16)

def case_17():
    x={}
    del x[1]


show('x={};del x[1]', case_17)

def case_18():
    x="a"
    x[0]="b"


show('x="a";x[0]="b"', case_18)

def case_19():
    x=bytearray(b"a")
    x[0]=300


show('x=bytearray(b"a");x[0]=300', case_19)

def case_20():
    x=bytearray(b"a")
    x[0]="a"


show('x=bytearray(b"a");x[0]="a"', case_20)

def case_21():
    x=bytearray(b"a")
    x[5]=1


show('x=bytearray(b"a");x[5]=1', case_21)

def case_22():
    x=bytearray(b"a")
    x[0:1]=1


show('x=bytearray(b"a");x[0:1]=1', case_22)

def case_23():
    x=[]
    x+=1


show('x=[];x+=1', case_23)

def case_24():
    x=()
    x+=1


show('x=();x+=1', case_24)

def case_25():
    x=1
    x+="a"


show('x=1;x+="a"', case_25)

def case_26():
    x={}
    x|=1


show('x={};x|=1', case_26)

def case_27():
    x=set()
    x|=1


show('x=set();x|=1', case_27)

def case_28():
    x="a"
    x-=1


show('x="a";x-=1', case_28)

def case_29():
    x=2
    x**="a"


show('x=2;x**="a"', case_29)
show('bool.__new__(int)', lambda: bool.__new__(int))
show('int.__new__(str)', lambda: int.__new__(str))
show('int(1,2)', lambda: int(1,2))
show('int("1",base=2.5)', lambda: int("1",base=2.5))
show('int(x=1)', lambda: int(x=1))
show('int(base=1)', lambda: int(base=1))
show('bool(1,2)', lambda: bool(1,2))
show('float(1,2)', lambda: float(1,2))
show('str(b"a","ascii",1,2)', lambda: str(b"a","ascii",1,2))
show('str(1,"ascii")', lambda: str(1,"ascii"))
show('str(b"\\xff","ascii")', lambda: str(b"\xff","ascii"))
show('complex("1",1)', lambda: complex("1",1))
show('complex(1,"1")', lambda: complex(1,"1"))
show('list(1,2)', lambda: list(1,2))
show('tuple(1,2)', lambda: tuple(1,2))
show('"a".zfill("a")', lambda: "a".zfill("a"))
show('"a".expandtabs("a")', lambda: "a".expandtabs("a"))
show('"a".removeprefix(1)', lambda: "a".removeprefix(1))
show('"a".partition("")', lambda: "a".partition(""))
show('"a".partition(1)', lambda: "a".partition(1))
show('"a".count(1)', lambda: "a".count(1))
show('"a".find(1)', lambda: "a".find(1))
show('"a".strip(1)', lambda: "a".strip(1))
show('"a".isalpha(1)', lambda: "a".isalpha(1))
show('"a".upper(1)', lambda: "a".upper(1))
show('"a".splitlines(1,2)', lambda: "a".splitlines(1,2))
show('"abc".split(sep=1)', lambda: "abc".split(sep=1))
show('"a".rsplit("")', lambda: "a".rsplit(""))
show('"a".ljust(5,"")', lambda: "a".ljust(5,""))
show('"a".ljust(5,1)', lambda: "a".ljust(5,1))
show('"é".encode("ascii","bad")', lambda: "é".encode("ascii","bad"))
show('[1].count()', lambda: [1].count())
show('[].append()', lambda: [].append())
show('[].append(1,2)', lambda: [].append(1,2))
show('{}.get()', lambda: {}.get())
show('{}.setdefault()', lambda: {}.setdefault())
show('{}.pop()', lambda: {}.pop())
show('{}.fromkeys()', lambda: {}.fromkeys())
show('{}.items(1)', lambda: {}.items(1))
show('"a" "b".join()', lambda: "a" "b".join())
show('(5).bit_length(1)', lambda: (5).bit_length(1))
show('1 if 1 < "a" else 2', lambda: 1 if 1 < "a" else 2)

def case_30():
    class_ = type("C",(),{})()
    class_[0]


show('class_ = type("C",(),{})();class_[0]', case_30)

def case_31():
    class_ = type("C",(),{})()
    class_[0]=1


show('class_ = type("C",(),{})();class_[0]=1', case_31)

def case_32():
    class_ = type("C",(),{})()
    del class_[0]


show('class_ = type("C",(),{})();del class_[0]', case_32)

def case_33():
    class_ = type("C",(),{"__index__":lambda s:"a"})()
    [1][class_]


show('class_ = type("C",(),{"__index__":lambda s:"a"})();[1][class_]', case_33)

def case_34():
    class_ = type("C",(),{"__len__":lambda s:-1})()
    len(class_)


show('class_ = type("C",(),{"__len__":lambda s:-1})();len(class_)', case_34)

def case_35():
    class_ = type("C",(),{"__len__":lambda s:"a"})()
    len(class_)


show('class_ = type("C",(),{"__len__":lambda s:"a"})();len(class_)', case_35)

def case_36():
    class_ = type("C",(),{"__bool__":lambda s:"a"})()
    bool(class_)


show('class_ = type("C",(),{"__bool__":lambda s:"a"})();bool(class_)', case_36)

def case_37():
    class_ = type("C",(),{"__iter__":lambda s:1})()
    iter(class_)


show('class_ = type("C",(),{"__iter__":lambda s:1})();iter(class_)', case_37)

def case_38():
    class_ = type("C",(),{"__iter__":None})()
    iter(class_)


show('class_ = type("C",(),{"__iter__":None})();iter(class_)', case_38)

def case_39():
    class_ = type("C",(),{"__contains__":None})()
    1 in class_


show('class_ = type("C",(),{"__contains__":None})();1 in class_', case_39)

def case_40():
    class_ = type("C",(),{"__hash__":lambda s:"a"})()
    hash(class_)


show('class_ = type("C",(),{"__hash__":lambda s:"a"})();hash(class_)', case_40)

def case_41():
    class_ = type("C",(),{"__repr__":lambda s:1})()
    repr(class_)


show('class_ = type("C",(),{"__repr__":lambda s:1})();repr(class_)', case_41)

def case_42():
    class_ = type("C",(),{"__str__":lambda s:1})()
    str(class_)


show('class_ = type("C",(),{"__str__":lambda s:1})();str(class_)', case_42)

def case_43():
    class_ = type("C",(),{"__format__":lambda s,f:1})()
    format(class_)


show('class_ = type("C",(),{"__format__":lambda s,f:1})();format(class_)', case_43)

def case_44():
    class_ = type("C",(),{"__float__":lambda s:1})()
    float(class_)


show('class_ = type("C",(),{"__float__":lambda s:1})();float(class_)', case_44)

def case_45():
    class_ = type("C",(),{"__int__":lambda s:"a"})()
    int(class_)


show('class_ = type("C",(),{"__int__":lambda s:"a"})();int(class_)', case_45)

def case_46():
    class_ = type("C",(),{"__index__":lambda s:"a"})()
    int(class_)


show('class_ = type("C",(),{"__index__":lambda s:"a"})();int(class_)', case_46)
show('next([])', lambda: next([]))
show('next(iter([]))', lambda: next(iter([])))
show('reversed(1)', lambda: reversed(1))
show('reversed({1})', lambda: reversed({1}))
show('sorted(1)', lambda: sorted(1))
show('sorted([1],key=1)', lambda: sorted([1],key=1))
show('bool(NotImplemented)', lambda: bool(NotImplemented))
show('f"{1:{2}d}" + 1', lambda: f"{1:{2}d}" + 1)
show('[3,1].sort(key=lambda v: 1/0)', lambda: [3,1].sort(key=lambda v: 1/0))
