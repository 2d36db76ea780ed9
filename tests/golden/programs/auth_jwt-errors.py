"""Every way in which a token can be wrong, told by the exception."""

import jwt
from fastapi import FastAPI, Header

SECRET = "a-secret-of-a-course-that-is-long-enough"
app = FastAPI()


@app.get("/check")
def check(x_token: str = Header("")):
    try:
        return {"claims": jwt.decode(x_token, SECRET, algorithms=["HS256"])}
    except jwt.PyJWTError as error:
        bases = [cls.__name__ for cls in type(error).__mro__ if cls.__name__.endswith("Error")]
        return {"error": type(error).__name__, "detail": str(error), "bases": bases}

# > GET /check [x-token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4ifQ.eRGYiGtAl3bjUxnQ-GJPRMvl0CXhEkqoYq2sSg0JzCo]
# > GET /check [x-token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJleHAiOjF9.jvPFu2SGiQSD0l3it2dV-3sSiVxV3M1fAZUxDXgTFE4]
# > GET /check [x-token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJuYmYiOjQxMDI0NDQ4MDB9.tXTEd14y2fA5cUmyN6dLEaa7yOKkXJIoMAZMFFcx_Lo]
# > GET /check [x-token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJpYXQiOjQxMDI0NDQ4MDB9.9GVdkwQdfFEdrj3pY7vrHsWEjMz11bOlQCJlNrD7SEs]
# > GET /check [x-token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOjF9.7ZkVhAtysbr_LvIveukv1X-NcNvevT9aTNpA5rONtMs]
# > GET /check [x-token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJqdGkiOjV9.euI737hOSFwOuL-RwP9NSQRtRpQhg1xZxpzhTAtmyM4]
# > GET /check [x-token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhdWQiOiJ4In0.wrfdh8D-_7x9C3XJdXNTjrgIJ_YS8McNwygAIjoIVNE]
# > GET /check [x-token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJleHAiOiJzb29uIn0.gT3zhgG8KywX0MiU2O_OLkryx79dlA8I0rLbstF8iIM]
# > GET /check [x-token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4ifQ.PiIZcn9ZQ5GQWbUUjJisYItcWBeQZQ36JghauziFKQs]
# > GET /check [x-token: eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4ifQ.UtMH4lfv7bNT8zbN3P0LciZhkhEtTkfYEq2UPgk6ZHSygIb0UEPTOE3JFFrdWkcGQra8fc130PIa_arUvQFYUA]
# > GET /check [x-token: eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiJhbm4ifQ.]
# > GET /check [x-token: ]
# > GET /check [x-token: abc]
# > GET /check [x-token: a.b]
# > GET /check [x-token: a.b.c]
# > GET /check [x-token: !!.e30.e30]
# > GET /check [x-token: e30.e30.e30]
# > GET /check [x-token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4ifQ.eRGYiGtAl3bjUxnQ-GJPRMvl0CXhEkqoYq2sSg0J]
# > GET /check [x-token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4ifQ.eRGYiGtAl3bjUxnQ-GJPRMvl0CXhEkqoYq2sSg0JzCoxx]
# > GET /check [x-token: W10.e30.AAAA]
# > GET /check [x-token: eyJhbGciOiJIUzI1NiIsImtpZCI6MX0.e30.AAAA]
# > GET /check
