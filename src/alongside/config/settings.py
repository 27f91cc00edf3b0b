"""Django's settings, made from the environment. Nothing here is secret and nothing here is per area."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from alongside.config.environment import (
    database_settings,
    email_settings,
    make_home,
    read_environment,
    secret_key,
)

ENVIRONMENT = read_environment()
HOME = ENVIRONMENT.home
make_home(HOME)
MODE = ENVIRONMENT.mode
DEMONSTRATION = MODE == "demonstration"

SECRET_KEY = secret_key(HOME)
DEBUG = False
ALLOWED_HOSTS = [ENVIRONMENT.host, "localhost", "127.0.0.1"]
ROOT_URLCONF = "alongside.config.urls"
WSGI_APPLICATION = "alongside.config.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "alongside.access",  # ahead of allauth, so that its templates are found first
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "alongside.web",
    "alongside.ledger",
    "alongside.people",
    "alongside.jobs",
    "alongside.files",
    "alongside.notices",
    "alongside.measures",
    "alongside.casework",
    "alongside.advice",
    "alongside.quality",
    "alongside.plan",
    "alongside.documents",
    "alongside.board",
    "alongside.config",
    *(["alongside.demonstration"] if MODE != "production" else []),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "alongside.access.middleware.ActorMiddleware",
    "alongside.notices.middleware.UnreadMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "alongside.web.context.layout",
                "alongside.access.letters.sends_email",
                "alongside.config.demonstration_start.demonstration_accounts",
            ],
            "builtins": ["alongside.web.templatetags.house"],
        },
    }
]
FORM_RENDERER = "alongside.web.forms.HouseFormRenderer"

DATABASES = {"default": database_settings(ENVIRONMENT)}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Rate limits and lock-outs live here: a flood of keys must not push them out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher"
    if MODE == "production"
    else "alongside.config.hashing.KnownPasswordHasher"
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"

ACCOUNT_ADAPTER = "alongside.access.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "alongside.access.account_forms.LoginForm",
    "reauthenticate": "alongside.access.account_forms.ConfirmPasswordForm",
    "change_password": "alongside.access.account_forms.ChangePasswordForm",
    "reset_password": "alongside.access.account_forms.ForgottenPasswordForm",
    "reset_password_from_key": "alongside.access.account_forms.NewPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
# A whole council may sit behind one address, so the limit on the address is wide and the one on the account narrow.
ACCOUNT_RATE_LIMITS = {"login_failed": "300/10m/ip,5/15m/key", "login": "600/m/ip"}
SOCIALACCOUNT_ADAPTER = "alongside.access.adapters.WorkAccountAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "work",
                    "name": "your work account",
                    "client_id": ENVIRONMENT.oidc_client_id,
                    "secret": ENVIRONMENT.oidc_client_secret,
                    "settings": {"server_url": ENVIRONMENT.oidc_issuer},
                }
            ],
        }
    }
    if ENVIRONMENT.oidc_issuer
    else {}
)
MFA_ADAPTER = "alongside.access.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "alongside.access.account_forms.CodeForm",
    "reauthenticate": "alongside.access.account_forms.ConfirmCodeForm",
    "activate_totp": "alongside.access.account_forms.ActivateAppForm",
    "add_webauthn": "alongside.access.account_forms.AddPasskeyForm",
    "edit_webauthn": "alongside.access.account_forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Alongside"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.is_secure
SECOND_FACTOR_REQUIRED = MODE == "production"

SESSION_COOKIE_AGE = int(timedelta(hours=ENVIRONMENT.session_hours).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "alongside.web.errors.form_expired"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.is_secure
if ENVIRONMENT.is_secure:
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.address]
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.proxy_count
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": [
            "'self'",
            *(
                [urlsplit(ENVIRONMENT.oidc_issuer)._replace(path="").geturl()]
                if ENVIRONMENT.oidc_issuer
                else []
            ),
        ],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = MODE == "test"
WHITENOISE_AUTOREFRESH = False

ANSWER_DAYS = ENVIRONMENT.answer_days
UPLOAD_LIMIT_BYTES = ENVIRONMENT.upload_limit_mb * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_HANDLERS = [
    "alongside.web.uploads.PathsAreSeen",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"
FORMAT_MODULE_PATH = ["alongside.web.formats"]

globals().update(email_settings(ENVIRONMENT))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.email_from

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # A "not found" is an answer, not trouble, and its address need not be kept.
    # A wrong host name is refused too; strangers send them all day.
    "loggers": {
        "alongside": {"level": "INFO"},
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
