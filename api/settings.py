"""Settings: the only reader of the environment and of mechgraph.toml.

Order of precedence: command-line options, then variables `MECHGRAPH_*`, then `mechgraph.toml` in the current folder, then defaults.
"""

from __future__ import annotations

from pathlib import Path

import platformdirs
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from ontology.errors import MechgraphError
from ontology.namespaces import digest


class SettingsError(MechgraphError):
    """A setting has a value that cannot be used."""


class Settings(BaseSettings):
    """Everything that a person may set; times in seconds, sizes in bytes."""

    model_config = SettingsConfigDict(env_prefix="MECHGRAPH_", toml_file="mechgraph.toml", frozen=True, extra="ignore")

    store: str = Field(
        default_factory=lambda: platformdirs.user_data_dir("mechgraph", appauthor=False),
        description="Folder of the store, or the address of a SPARQL 1.1 server (http://...).",
    )
    store_query: str | None = Field(default=None, description="Query endpoint of that server, where it is not below the address at /query.")
    store_update: str | None = Field(
        default=None, description="Update endpoint of that server, where it is not below the address at /update."
    )
    store_user: str | None = Field(default=None, description="Name by which that server knows us.")
    store_password: SecretStr | None = Field(default=None, description="Password for it.")
    store_token: SecretStr | None = Field(default=None, description="Bearer token for it, in place of name and password.")
    store_seconds: float = Field(default=60.0, gt=0, description="Deadline of one request to it.")
    host: str = Field(default="127.0.0.1", description="Address that `serve` listens on; others than loopback are your decision.")
    port: int = Field(default=8765, ge=0, le=65535, description="Port that `serve` listens on; 0 takes a free one.")
    reviewer: str = Field(default="anonymous", description="Name under which decisions are recorded.")
    query_seconds: float = Field(default=10.0, gt=0, description="Deadline of a SPARQL query.")
    query_rows: int = Field(default=10_000, gt=0, description="Largest number of rows that a SPARQL answer may have.")
    query_bytes: int = Field(default=20_000_000, gt=0, description="Largest size of a SPARQL answer.")
    query_memory: int = Field(default=1_500_000_000, gt=0, description="Memory that one reader process may take.")
    query_workers: int = Field(default=2, gt=0, description="Reader processes for SPARQL queries.")
    query_kept: int = Field(default=16_000_000, ge=0, description="Bytes of answers kept for who asks the same again; 0 keeps none.")
    held: int = Field(default=5_000, ge=0, description="Statements up to which the explorer holds the graph in memory.")
    cors: str | None = Field(default=None, description="Origin that may call the API from a page; none by default.")

    mailto: str | None = Field(default=None, description="Mail address told to the services that `check --resolve` asks, as they wish.")
    crossref: str = Field(default="https://api.crossref.org", description="Address of Crossref's REST API.")
    doi_org: str = Field(default="https://doi.org", description="Address of the DOI resolver.")
    eutils: str = Field(default="https://eutils.ncbi.nlm.nih.gov/entrez/eutils", description="Address of NCBI's E-utilities.")
    europe_pmc: str = Field(default="https://www.ebi.ac.uk/europepmc/webservices/rest", description="Address of Europe PMC's service.")
    arxiv: str = Field(default="https://export.arxiv.org/api", description="Address of arXiv's API.")
    ncbi_key: SecretStr | None = Field(default=None, description="API key of NCBI, which allows more requests.")
    lookup_seconds: float = Field(default=20.0, gt=0, description="Deadline of one request to such a service.")
    lookup_pace: float = Field(default=1.0, ge=0, description="Multiplies the pauses between requests; 0 for a server of your own.")

    @property
    def on_server(self) -> bool:
        """Return whether the RDF dataset lives on a SPARQL 1.1 server."""
        return self.store.lower().startswith(("http://", "https://"))

    @property
    def folder(self) -> Path:
        """Return the folder of the store; for a server, that of the journal which stays here, one for each address."""
        if self.on_server:
            return Path(platformdirs.user_data_dir("mechgraph", appauthor=False)) / "servers" / digest(self.store)
        return Path(self.store).expanduser()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # the signature is pydantic's
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read options, then the environment, then mechgraph.toml."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def read_settings(**options: object) -> Settings:
    """Return the settings, given options of the command line (None = not given).

    Raises:
        SettingsError: A value cannot be used; the message names it and says what was expected.
    """
    try:
        return Settings(**{name: value for name, value in options.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"])
        hint = f"Mend it in mechgraph.toml or MECHGRAPH_{name.upper()}."
        raise SettingsError(f"Setting {name} = {first['input']!r}: {first['msg']}. {hint}") from error
    except ValueError as error:  # tomllib's error is a ValueError
        raise SettingsError(f"mechgraph.toml cannot be read: {error}. Mend it or move it away.") from error
