"""The operations about items."""

from fastapi import APIRouter

from ..schemas import Item, ItemChange, ItemIn
from ..store import add_item, find_item, items

router = APIRouter(prefix="/items", tags=["items"])


@router.get("")
def list_items() -> list[Item]:
    return list(items.values())


@router.post("", status_code=201)
def create_item(new: ItemIn) -> Item:
    return add_item(new)


@router.get("/{item_id}")
def read_item(item_id: int) -> Item:
    return find_item(item_id)


@router.put("/{item_id}")
def replace_item(item_id: int, new: ItemIn) -> Item:
    items[item_id] = find_item(item_id).model_copy(update=new.model_dump())
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
