"""What every model of a file that admins write has in common."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Line = Annotated[str, Field(min_length=1, max_length=200)]


class Written(BaseModel):
    """What admins write in YAML: unknown fields and quiet conversions would hide their mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, str_strip_whitespace=True)
