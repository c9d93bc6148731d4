"""The settings: frozen, read once from the environment (prefix `WARRAQ_`) or a `.env` file.

Nothing else in the product reads the environment.
"""

import os
from difflib import get_close_matches
from functools import lru_cache
from typing import Annotated

from dotenv import dotenv_values
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.errors import ConfigurationError

Words = Annotated[tuple[str, ...], NoDecode]
"""A list that the environment gives as words between commas."""


class Settings(BaseSettings):
    """All that can be set. Each field's description is its line in the README's table."""

    model_config = SettingsConfigDict(
        env_prefix="WARRAQ_", env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True
    )

    database_url: str = Field(
        "sqlite:///data/warraq.db",
        description="Where the corpus is kept: an SQLite file or a PostgreSQL database.",
    )
    replica_url: str | None = Field(
        None, description="Where the API reads, if not from `WARRAQ_DATABASE_URL`."
    )
    host: str = Field("127.0.0.1", description="Address that `warraq serve` listens on.")
    port: int = Field(
        8000, ge=0, le=65535, description="Port that `warraq serve` listens on; 0 picks a free one."
    )
    workers: int = Field(1, ge=1, le=64, description="Processes that serve requests.")
    cors_origins: Words = Field(
        ("*",), description="Origins that may call the API from a browser, between commas; `*` is any."
    )
    api_keys: Words = Field(
        (),
        description="Keys, between commas, of which `/v1` needs one as `Authorization: Bearer …`.",
    )
    query_timeout: float = Field(
        10.0, gt=0, le=600, description="Seconds after which a query is given up (503)."
    )

    @field_validator("cors_origins", "api_keys", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(word.strip() for word in value.split(",") if word.strip())
        return value

    @property
    def read_url(self) -> str:
        """Where the API reads."""
        return self.replica_url or self.database_url


def _unknown_variables() -> list[str]:
    """Variables with our prefix that are no setting: most likely misspelled ones."""
    known = {f"WARRAQ_{name}".upper() for name in Settings.model_fields}
    given = {*os.environ, *dotenv_values(".env")}
    complaints = []
    for name in sorted(name for name in given if name.upper().startswith("WARRAQ_")):
        if name.upper() not in known and not name.upper().startswith("WARRAQ_TEST_"):
            guess = get_close_matches(name.upper(), known, n=1)
            complaints.append(f"{name} is no setting" + (f"; did you mean {guess[0]}?" if guess else ""))
    return complaints


@lru_cache(maxsize=1)
def load_settings() -> Settings:
    """The settings of this process.

    Raises:
        ConfigurationError: a variable is no setting, or its value cannot be used; says which.
    """
    complaints = _unknown_variables()
    try:
        settings = Settings()
    except ValidationError as error:
        complaints += [
            f"WARRAQ_{str(e['loc'][0]).upper()}={e['input']!r}: {e['msg']}" for e in error.errors()
        ]
    if complaints:
        raise ConfigurationError("; ".join(complaints))
    return settings
