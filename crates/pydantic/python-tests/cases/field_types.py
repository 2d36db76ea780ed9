from pydantic import *
from decimal import Decimal
from typing import *
import ipaddress, datetime
for kw in [dict(max_digits=4),dict(decimal_places=2),dict(max_digits=4,decimal_places=2)]:
    print(TypeAdapter(Annotated[Decimal, Field(**kw)]).json_schema(), TypeAdapter(Annotated[Decimal, Field(**kw)]).json_schema(mode='serialization'))
def t(f):
    try: print(repr(f()))
    except BaseException as e: print('ERR', type(e).__name__, str(e)[:300])
class E(BaseModel):
    e: EmailStr
for s in ['a@b.com','A@B.COM','a','a@','@b.com','a@b','a b@c.com','a@b..com','a@-b.com','a@b_c.com','a..b@c.com','.a@b.com','a.@b.com','a@b.c','x'*65+'@b.com','a@'+'x'*64+'.com','a@localhost','a@example.test','ü@b.com','a@ü.com','"a b"@c.com','John <a@b.com>','a@b.com.','a@[1.2.3.4]','a@@b.com','a(@b.com','a@b.123',1,' a@b.com ','a@b!c.com','a@b,com','a@ex ample.com','a@.com','a@com','ab\t@c.com','a@invalid','a@foo.local','a'*300+'@b.com','a@b.com\n', 'a@xn--tda.com','a+b@c.co', 'John Doe <a@b.com', 'a@example.com.', 'a\\@b.com', 'a@b-.com']:
    print(ascii(s)[:60]); t(lambda: E(e=s))
t(lambda: TypeAdapter(NameEmail).validate_python('John Doe <a@b.com>')); t(lambda: TypeAdapter(NameEmail).validate_python('john@b.com')); t(lambda: TypeAdapter(NameEmail).validate_python('<a@b.com>'));t(lambda: TypeAdapter(NameEmail).validate_python('"J, D" <a@b.com>')); t(lambda: TypeAdapter(NameEmail).validate_python('x'))
print(TypeAdapter(EmailStr).json_schema(), TypeAdapter(NameEmail).json_schema())
t(lambda: validate_email('John <a@b.com>'))
for s in ['1.2.3.4','::1','x',3,b'\x01\x02\x03\x04','1.2.3.0/24','1.2.3.4/24']:
  for T in (IPvAnyAddress,IPvAnyInterface,IPvAnyNetwork): t(lambda: TypeAdapter(T).validate_python(s))
print(TypeAdapter(IPvAnyAddress).json_schema(), TypeAdapter(IPvAnyNetwork).json_schema(),TypeAdapter(IPvAnyInterface).json_schema())
H=TypeAdapter(HttpUrl)
u=H.validate_python('HTTP://user:pw@Example.com:80/a?b=c#d'); t(lambda:u); print(str(u), u.host, u.port, u.path, u.query, u.fragment, u.scheme, u.username,u.password, u.unicode_string(), u.query_params(), u==H.validate_python('HTTP://user:pw@Example.com:80/a?b=c#d'), hash(u)==hash(str(u)), u.unicode_host(), u.encoded_string())
t(lambda:H.validate_python('ftp://a')); t(lambda:H.validate_python(3)); t(lambda:HttpUrl('http://a.b')); t(lambda: HttpUrl('x')); t(lambda:HttpUrl.build(scheme='http',host='a',path='x')); t(lambda:H.dump_python(u)); t(lambda:H.dump_json(u)); t(lambda:TypeAdapter(PostgresDsn).validate_python('postgresql://u:p@h1:1,h2:2/db')); 
d=PostgresDsn('postgresql://u:p@h1:1,h2:2/db'); print(d.hosts(), d.path, str(d)); t(lambda:H.validate_python(AnyUrl('http://x.y'))); t(lambda: AnyUrl('http://x.y')==HttpUrl('http://x.y')); t(lambda: AnyUrl('http://x.y')<AnyUrl('http://z')); t(lambda: H.validate_python('http://x.y/'+'a'*3000)); t(lambda: H.dump_python('http://x')); t(lambda: len(AnyUrl('http://x.y'))); t(lambda: AnyUrl('http://a')+'x'); t(lambda: HttpUrl(HttpUrl('http://a')))
s=SecretStr('abc'); t(lambda:s); print(str(s), len(s), s.get_secret_value(), SecretStr(''), repr(SecretBytes(b'x')), s==SecretStr('abc'), hash(s)==hash('abc')); 
class S(BaseModel):
    s: SecretStr=SecretStr('q'); b: SecretBytes=b'x'; n: SecretStr|None=None; j: Json=None; bs: ByteSize=ByteSize(3); z: Secret[int]=Secret(3); b6: Base64Str='YQ=='
m=S(s='xx',j='[1]',bs='1.5 KiB',z=3,b6='aGk='); t(lambda:m); t(lambda:m.model_dump()); t(lambda:m.model_dump_json()); print(m.bs.human_readable(), m.bs.to('KiB'), m.bs.human_readable(decimal=True)); t(lambda:S(bs='1 xx')); t(lambda:S(bs='q')); t(lambda:S(j='[')); t(lambda:S(b6='a')); t(lambda:S(s=3)); t(lambda:S(b6='\u1234')); t(lambda: m.bs.to('zz')); t(lambda:S.model_json_schema()); t(lambda: S.model_fields)
for T,v in [(PastDate,'2100-01-01'),(FutureDate,'2000-01-01'),(PastDatetime,'2100-01-01T00:00'),(FutureDatetime,'2000-01-01T00:00'),(AwareDatetime,'2000-01-01T00:00'),(NaiveDatetime,'2000-01-01T00:00Z'),(PositiveInt,0),(NegativeInt,0),(NonNegativeFloat,-1),(FiniteFloat,'inf'),(StrictInt,'1'),(StrictStr,1),(StrictBool,1),(StrictBytes,'a'),(StrictFloat,'1'),(UUID4,'00000000-0000-1000-8000-000000000000'),(constr(pattern='^a$',to_upper=True),'b'),(conint(multiple_of=3),4),(conlist(int,min_length=2),[1]),(condecimal(max_digits=2),'1.234'),(condate(gt=datetime.date(2020,1,1)),'2019-01-01'),(confloat(ge=3),1),(conbytes(min_length=3),b'a'),(JsonValue,{'a':[1,None,2.5,'x',True]}),(JsonValue,{'a':object}),(list[OnErrorOmit[int]],[1,'x',2]),(conset(int,max_length=1),{1,2}),(Secret[int],'x'),(UUID7,'x')]:
    t(lambda: TypeAdapter(T).validate_python(v))
