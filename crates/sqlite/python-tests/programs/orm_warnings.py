"""Warnings of old names, and the errors of common mistakes."""
import warnings
warnings.simplefilter('always')
warnings.showwarning=lambda m, category, *a, **k: print(category.__name__,'|',m)
from sqlalchemy import *
from sqlalchemy.orm import *
import sqlalchemy.ext.declarative as d
B=d.declarative_base()
print(d.declared_attr is declared_attr)
d.has_inherited_table(B)
@d.as_declarative()
class X: pass
class U(B):
    __tablename__='u'
    id=Column(Integer,primary_key=True)
    @d.synonym_for('id')
    @property
    def other(self): return self.id
    ks=relationship('K', lazy='noload')
class K(B):
    __tablename__='k'
    id=Column(Integer,primary_key=True)
    u_id=Column(ForeignKey('u.id'))
    u=relationship('U')
e=create_engine('sqlite://'); B.metadata.create_all(e)
s=Session(e)
try: configure_mappers()
except Exception as x: print(x)
s.query(U).get(1)
s.query(U).options(noload(U.ks)).all()
s.query(U).filter(text("1=1")).all()
try: s.query(U).options(joinedload('ks'))
except Exception as x: print(type(x).__name__,x)
try: s.execute("select 1")
except Exception as x: print(type(x).__name__,x)
try: s.query("name")
except Exception as x: print(type(x).__name__,x)
try: s.query(U).filter("id=1").all()
except Exception as x: print(type(x).__name__,x)
try: s.query(U).order_by("nope").all()
except Exception as x: print(type(x).__name__,x)
try: s.query(U).filter_by(id=1).limit(1).filter_by(id=2)
except Exception as x: print(type(x).__name__,x)
try: s.query(U).join("ks")
except Exception as x: print(type(x).__name__,x)
try: s.add(5)
except Exception as x: print(type(x).__name__,x)
try: s.add(None)
except Exception as x: print(type(x).__name__,x)
try: s.delete(U(id=3))
except Exception as x: print(type(x).__name__,x)
try: s.refresh(U(id=3))
except Exception as x: print(type(x).__name__,x)
try: s.get(U,(1,2))
except Exception as x: print(type(x).__name__,x)
try: s.get(int,1)
except Exception as x: print(type(x).__name__,x)
try: s.query(U).one()
except Exception as x: print(type(x).__name__,x)
@declarative_mixin
class M: pass
s2=Session(e); u=U(); s.add(u); s.flush()
try: s2.add(u)
except Exception as x: print(type(x).__name__,x)
try: s.add(K(u=K()))or s.flush()
except Exception as x: print(type(x).__name__,x)
s.rollback()
k=K(id=1); s.add(k); s.commit(); s.close()
try: k.u_id
except Exception as x: print(type(x).__name__,x)
s.add(K(id=1))
try: s.query(K).all()
except Exception as x: print(type(x).__name__,x)
s.rollback()
print(s.scalars(select(K.id)).all(), s.query(K).count())
