import httpx


def to(app):
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://internal")
