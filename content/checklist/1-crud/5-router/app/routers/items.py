"""The operations about items."""

from itertools import count

from fastapi import APIRouter, HTTPException

from ..schemas import Item, ItemChange, ItemIn

router = APIRouter(prefix="/items", tags=["items"])

items = {
    1: Item(id=1, name="Lamp", price=30, description="Brass, 40 cm"),
    2: Item(id=2, name="Chair", price=80),
}
new_ids = count(3)


def find_item(item_id: int) -> Item:
    if item_id not in items:
        raise HTTPException(404, "No such item")
    return items[item_id]


@router.get("")
def list_items() -> list[Item]:
    return list(items.values())


@router.post("", status_code=201)
def create_item(new: ItemIn) -> Item:
    item = Item(id=next(new_ids), **new.model_dump())
    items[item.id] = item
    return item


@router.get("/{item_id}")
def read_item(item_id: int) -> Item:
    return find_item(item_id)


@router.put("/{item_id}")
def replace_item(item_id: int, new: ItemIn) -> Item:
    find_item(item_id)
    items[item_id] = Item(id=item_id, **new.model_dump())
    return items[item_id]


@router.patch("/{item_id}")
def change_item(item_id: int, change: ItemChange) -> Item:
    item = find_item(item_id)
    items[item_id] = item.model_copy(update=change.model_dump(exclude_unset=True))
    return items[item_id]


@router.delete("/{item_id}", status_code=204)
def delete_item(item_id: int) -> None:
    find_item(item_id)
    del items[item_id]
