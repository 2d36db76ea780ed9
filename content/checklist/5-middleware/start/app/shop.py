"""The shop itself. Nothing here knows about HTTP."""


class ShopError(Exception):
    """Something that the shop can't do."""


class UnknownProduct(ShopError):
    def __init__(self, product: str):
        super().__init__(f"There is no product {product}")
        self.product = product


class OutOfStock(ShopError):
    def __init__(self, product: str, left: int):
        super().__init__(f"Only {left} of {product} are left")
        self.product = product
        self.left = left


stock = {"cup": 5, "plate": 0}


def find(product: str) -> int:
    """How many are left."""
    if product not in stock:
        raise UnknownProduct(product)
    return stock[product]


def take(product: str, amount: int) -> int:
    """Takes some out of the stock, and says how many are left."""
    left = find(product)
    if left < amount:
        raise OutOfStock(product, left)
    stock[product] = left - amount
    return stock[product]
