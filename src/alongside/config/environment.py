"""Settings from the environment: each with its name, its sentence and its check.

A wrong or missing setting stops the start with a sentence. ``docs/reference/settings.md`` is printed from
the list below.
"""

import errno
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

DATABASE = "alongside.sqlite3"
MODES = ("production", "demonstration", "benchmark", "test")


class SettingError(Exception):
    """A setting is wrong or missing; the sentence says which and what to do."""


@dataclass(frozen=True, slots=True)
class Setting:
    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting("ALONGSIDE_HOME", "./var", "The folder that holds everything this installation keeps: database, files, snapshots and keys."),
    Setting("ALONGSIDE_MODE", "production", "One of production, demonstration, benchmark, test. The demonstration has invented people and known passwords and must never hold real records."),
    Setting("ALONGSIDE_ADDRESS", "http://localhost:8000", "The address people type, with https:// in front. Only the demonstration may use http://, and only on localhost."),
    Setting("ALONGSIDE_BIND", "127.0.0.1:8000", "The host and port that the server listens on, behind your own web server."),
    Setting("ALONGSIDE_DATABASE", "", "Empty for SQLite inside ALONGSIDE_HOME, or postgresql://user:password@host:port/name."),
    Setting("ALONGSIDE_WORKERS", "2", "How many web processes answer at once: about one for each processor core."),
    Setting("ALONGSIDE_EMAIL", "", "Empty to keep e-mail in the outbox unsent, or smtp://user:password@host:port (smtps:// for TLS from the first byte, smtp+tls:// for STARTTLS)."),
    Setting("ALONGSIDE_EMAIL_FROM", "alongside@localhost", "The sender address of e-mail."),
    Setting("ALONGSIDE_UPLOAD_LIMIT_MB", "20", "The largest file that may be uploaded, in megabytes (1 to 200)."),
    Setting("ALONGSIDE_SESSION_HOURS", "8", "Hours without use after which a person is signed out (1 to 24)."),
    Setting("ALONGSIDE_ANSWER_DAYS", "10", "Working days after which it is flagged that an adviser has not said whether a draft EHC plan uses their advice rightly (1 to 60)."),
    Setting("ALONGSIDE_PROXY_COUNT", "0", "How many trusted proxies stand in front of the server, for reading the visitor’s address (0 to 5)."),
    Setting("ALONGSIDE_ENGINE", "duckdb", "What counts the figures: duckdb inside the background worker, or the address of a Spark Connect server, such as sc://spark.example.org:15002. That server must see the snapshots folder under the same path. No Spark server has run it yet."),
    Setting("ALONGSIDE_OIDC_ISSUER", "", "The address of your OpenID Connect provider, if people sign in with their work account."),
    Setting("ALONGSIDE_OIDC_CLIENT_ID", "", "The client name your provider gave to Alongside."),
    Setting("ALONGSIDE_OIDC_CLIENT_SECRET", "", "The client secret your provider gave to Alongside."),
    Setting("ALONGSIDE_OIDC_SECOND_FACTOR", "no", "yes if your provider always asks for a second factor, so that Alongside need not ask again."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Environment:
    home: Path
    mode: str
    address: str
    bind: str
    database: str
    workers: int
    email: str
    email_from: str
    upload_limit_mb: int
    session_hours: int
    answer_days: int
    proxy_count: int
    engine: str
    oidc_issuer: str
    oidc_client_id: str
    oidc_client_secret: str
    oidc_second_factor: bool

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or ""

    @property
    def is_secure(self) -> bool:
        return self.address.startswith("https://")


def read_environment(values: Mapping[str, str] = os.environ) -> Environment:
    """Raises SettingError with a sentence for the first setting that is wrong."""
    _check_names(values)
    environment = _environment(
        {
            s.name.removeprefix("ALONGSIDE_").lower(): values.get(s.name, s.default) or s.default
            for s in SETTINGS
        }
    )
    _check_address(environment)
    _check_oidc(environment)
    return environment


def _check_names(values: Mapping[str, str]) -> None:
    known = {setting.name for setting in SETTINGS}
    for name in sorted(values):
        if name.startswith("ALONGSIDE_") and name not in known:
            raise SettingError(
                f"{name} is not a setting of Alongside. Check its spelling in docs/reference/settings.md."
            )


def _environment(text: Mapping[str, str]) -> Environment:
    return Environment(
        home=Path(text["home"]).expanduser().resolve(),
        mode=_one_of("ALONGSIDE_MODE", text["mode"], MODES),
        address=text["address"].rstrip("/"),
        bind=_bind(text["bind"]),
        database=_database(text["database"]),
        workers=_whole("ALONGSIDE_WORKERS", text["workers"], 1, 64),
        email=_email(text["email"]),
        email_from=text["email_from"],
        upload_limit_mb=_whole("ALONGSIDE_UPLOAD_LIMIT_MB", text["upload_limit_mb"], 1, 200),
        session_hours=_whole("ALONGSIDE_SESSION_HOURS", text["session_hours"], 1, 24),
        answer_days=_whole("ALONGSIDE_ANSWER_DAYS", text["answer_days"], 1, 60),
        proxy_count=_whole("ALONGSIDE_PROXY_COUNT", text["proxy_count"], 0, 5),
        engine=_engine(text["engine"]),
        oidc_issuer=text["oidc_issuer"].rstrip("/"),
        oidc_client_id=text["oidc_client_id"],
        oidc_client_secret=text["oidc_client_secret"],
        oidc_second_factor=_one_of(
            "ALONGSIDE_OIDC_SECOND_FACTOR", text["oidc_second_factor"], ("yes", "no")
        )
        == "yes",
    )


def check_may_serve(environment: Environment) -> None:
    """What a production server needs beyond what a command needs."""
    if environment.mode == "production" and not environment.is_secure:
        raise SettingError(
            "ALONGSIDE_ADDRESS must begin with https:// before real people sign in. "
            "To try Alongside with invented people, start it with make run."
        )


def make_home(home: Path) -> None:
    """The folder of the installation, for its owner only. Raises SettingError."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        _check_writable(home)
    except OSError as error:
        raise SettingError(
            f"ALONGSIDE_HOME is {home}, which cannot be used ({error.strerror}). "
            "Name a folder that you may write to."
        ) from None


def is_installed(environment: Environment) -> bool:
    """Whether an installation is in the home already. Creates nothing."""
    has_database = bool(environment.database) or (environment.home / DATABASE).exists()
    return has_database and (environment.home / "keys" / "secret").exists()


def _check_writable(home: Path) -> None:
    if not os.access(home, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def secret_key(home: Path) -> str:
    """This installation's own key, made on first use and readable by its owner only."""
    path = home / "keys" / "secret"
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(
            path.parent / f".secret-{os.getpid()}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600
        )
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(path.parent / f".secret-{os.getpid()}", path)
        except FileExistsError:
            pass
        finally:
            os.unlink(path.parent / f".secret-{os.getpid()}")
    key = path.read_text().strip()
    if len(key) < 50:
        raise SettingError(f"The key in {path} is damaged. Restore it from your backup.")
    return key


def database_settings(environment: Environment) -> dict[str, object]:
    """Django's settings for the chosen database; the options are measured in docs/explanation."""
    if not environment.database:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": environment.home / DATABASE,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
                "PRAGMA mmap_size=134217728;PRAGMA cache_size=-16000;PRAGMA temp_store=MEMORY;",
            },
            "CONN_MAX_AGE": 60,
        }
    parts = urlsplit(environment.database)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def email_settings(environment: Environment) -> dict[str, object]:
    if not environment.email:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(environment.email)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }


def _one_of(name: str, value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise SettingError(f"{name} is {value!r}. It must be one of: {', '.join(choices)}.")
    return value


def _whole(name: str, value: str, low: int, high: int) -> int:
    if not (value.isascii() and value.isdigit() and low <= int(value) <= high):
        raise SettingError(f"{name} is {value!r}. It must be a whole number from {low} to {high}.")
    return int(value)


def _bind(value: str) -> str:
    host, _, port = value.rpartition(":")
    if not host or not port.isdigit() or not 0 <= int(port) <= 65535:
        raise SettingError(
            f"ALONGSIDE_BIND is {value!r}. It must be a host and a port, such as 127.0.0.1:8000."
        )
    return value


def _database(value: str) -> str:
    parts = urlsplit(value)
    if value and (parts.scheme != "postgresql" or not parts.path.lstrip("/")):
        raise SettingError(
            "ALONGSIDE_DATABASE must be empty or begin with postgresql:// and end with the database’s name."
        )
    return value


def _email(value: str) -> str:
    parts = urlsplit(value)
    if value and (parts.scheme not in {"smtp", "smtps", "smtp+tls"} or not parts.hostname):
        raise SettingError(
            "ALONGSIDE_EMAIL must be empty or begin with smtp://, smtps:// or smtp+tls:// and name a host."
        )
    return value


def _engine(value: str) -> str:
    parts = urlsplit(value)
    if value != "duckdb" and (parts.scheme != "sc" or not parts.hostname):
        raise SettingError(
            "ALONGSIDE_ENGINE must be duckdb, or begin with sc:// and name the host of a Spark "
            "Connect server."
        )
    return value


def _check_address(environment: Environment) -> None:
    parts = urlsplit(environment.address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise SettingError(
            "ALONGSIDE_ADDRESS must be like https://alongside.example.gov.uk, with nothing after the name."
        )
    if (
        parts.scheme == "http"
        and environment.mode == "demonstration"
        and parts.hostname not in {"localhost", "127.0.0.1"}
    ):
        raise SettingError("ALONGSIDE_ADDRESS: the demonstration may only be served on localhost.")


def _check_oidc(environment: Environment) -> None:
    given = (environment.oidc_issuer, environment.oidc_client_id, environment.oidc_client_secret)
    if any(given) and not all(given):
        raise SettingError(
            "Sign-in with a work account needs all three of ALONGSIDE_OIDC_ISSUER, ALONGSIDE_OIDC_CLIENT_ID "
            "and ALONGSIDE_OIDC_CLIENT_SECRET."
        )
