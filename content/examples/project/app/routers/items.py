from fastapi import APIRouter, Depends

from ..crud import all_items
from ..dependencies import check_key

router = APIRouter(prefix="/items", tags=["items"], dependencies=[Depends(check_key)])


@router.get("")
def list_items() -> list[str]:
    return all_items()
