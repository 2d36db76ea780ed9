"""The handlers under their inner address."""

from ..annotated_handlers import GetCoreSchemaHandler, GetJsonSchemaHandler

CallbackGetCoreSchemaHandler = GetCoreSchemaHandler
CallbackGetJsonSchemaHandler = GetJsonSchemaHandler
