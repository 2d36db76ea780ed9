"""What errors look like to a client."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from .shop import OutOfStock, ShopError, UnknownProduct


def unknown_product(request: Request, error: UnknownProduct):
    return JSONResponse({"error": "unknown_product", "product": error.product}, 404)


def out_of_stock(request: Request, error: OutOfStock):
    content = {"error": "out_of_stock", "product": error.product, "left": error.left}
    return JSONResponse(content, 409)


def shop_error(request: Request, error: ShopError):
    return JSONResponse({"error": "shop_error"}, 400)


def add_handlers(app: FastAPI) -> None:
    app.add_exception_handler(UnknownProduct, unknown_product)
    app.add_exception_handler(OutOfStock, out_of_stock)
    app.add_exception_handler(ShopError, shop_error)
