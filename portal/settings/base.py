"""Settings every environment shares. What differs is read from the environment, with the embedded default."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.settings import environment

# What this site writes is read by its own user only; what a front server hands out is opened where it is kept.
os.umask(0o077)

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = environment.folder("VAR_DIR", BASE_DIR / "var")

DEBUG = False
SECRET_KEY = os.environ.get("SECRET_KEY", "")
ALLOWED_HOSTS = environment.names("ALLOWED_HOSTS")

INSTALLED_APPS = [
    "portal.apps.PortalConfig",
    "home.apps.HomeConfig",
    "resources.apps.ResourcesConfig",
    "agenda.apps.AgendaConfig",
    "centres.apps.CentresConfig",
    "skills.apps.SkillsConfig",
    "community.apps.CommunityConfig",
    "search.apps.SearchConfig",
    "translation.apps.TranslationConfig",
    "core.work.apps.WorkConfig",
    "core.letters.apps.LettersConfig",
    "core.figures.apps.FiguresConfig",
    "core.visits.apps.VisitsConfig",
    "core.apps.CoreConfig",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtailgeowidget",
    "js_lib_leaflet",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "core.people.apps.PeopleConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "axes",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "corsheaders",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "core.csp.AdminAwareCSPMiddleware",
    # Outside whatever may keep whole pages: a page out of a cache is a visit as well.
    "core.visits.middleware.CountVisitsMiddleware",
    "core.params.RefuseNulMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.i18n.middleware.PrefixLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "core.uploads.full_disk.FullDiskMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "core.admin.doors.AdminDoorsMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.limits.FormLimitMiddleware",
    "core.redirects.OldAddressMiddleware",
    "search.visits.OpenedFromResultsMiddleware",
    "axes.middleware.AxesMiddleware",
    "core.admin.turns.TurnsMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
ASGI_APPLICATION = "portal.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["core.template_loader.RoomLoader", "core.template_loader.PackageLoader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context_processors.chrome",
            ],
        },
    },
]

DATABASES = {"default": environment.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets people read while an editor saves; IMMEDIATE makes two writers wait instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["ENGINE"] = "portal.postgresql"
    DATABASES["default"]["OPTIONS"] = {
        # Compiling a query pays off for reports. Of the lists of pages PostgreSQL expects so many closed pages
        # (core.privacy) that it would compile each for 0.7 s, to run it in 0.03 s.
        "options": "-c jit=off",
        # A statement that comes again is planned once a connection: planning a page's queries takes longer than running them.
        "server_side_binding": True,
        "prepare_threshold": 2,
        **DATABASES["default"].get("OPTIONS", {}),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = environment.redis("REDIS_URL")
CACHES = {
    "default": {"BACKEND": "core.cache.SafeRedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "portal",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    # What must be the same for every worker: how often somebody asked, how often somebody failed to sign in.
    "shared": {"BACKEND": "core.cache.SafeRedisCache", "LOCATION": REDIS_URL, "KEY_PREFIX": "shared"}
    if REDIS_URL
    else {"BACKEND": "core.shared_cache.SharedFileCache", "LOCATION": str(VAR_DIR / "shared.sqlite3")},
}

AUTH_USER_MODEL = "core.User"
# Visitors who signed in without having asked for a private page.
LOGIN_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = ["core.sign_in.SlowedBackend", "django.contrib.auth.backends.ModelBackend"]
# Signing in: after so many wrong passwords from one address nobody there is let try for a while. Who only knows the name of an
# account must not keep its owner out: from many addresses together an account bears more, and from where its owner has
# signed in lately nothing that others do counts.
AXES_HANDLER = "axes.handlers.cache.AxesCacheHandler"
AXES_CACHE = "shared"
AXES_FAILURE_LIMIT = "core.sign_in.failures_allowed"
SIGN_IN_FAILURES_OF_AN_ADDRESS = 10
SIGN_IN_FAILURES_OF_AN_ACCOUNT = 100
SIGN_IN_ADDRESS_KNOWN_FOR = timedelta(days=30)
AXES_COOLOFF_TIME = timedelta(minutes=10)
AXES_LOCKOUT_PARAMETERS = "core.sign_in.counted_by"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "core.sign_in.address"
AXES_USERNAME_CALLABLE = "core.sign_in.account"
AXES_CLIENT_STR_CALLABLE = "core.sign_in.described"
AXES_LOCKOUT_CALLABLE = "core.sign_in.slowed_down"
AXES_ENABLE_ADMIN = AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True
# What anybody may send: how often from one address, by the name of the form's address; others as under "". Forms that
# can say it themselves (contact, suggestion, claim) have rates of their own beside their views.
FORM_LIMITS = {
    "": "200/hour",
    "wagtailadmin_login": "100/hour",
    "wagtailcore_login": "100/hour",
    "wagtailadmin_password_reset": "5/hour",
    "wagtailcore_authenticate_with_password": "20/hour",
    "wagtaildocs_authenticate_with_password": "20/hour",
    # A whole workshop behind one address.
    "skills_job_profile": "600/hour",
    "skills_job_description": "600/hour",
    "translation_machine_answer": "6000/hour",
    # Programs of one mail provider end the mails of many from one address.
    "event_unsubscribe": "6000/hour",
    "follow_no_more": "6000/hour",
    # A whole training group behind one address answers and opens results; nothing of it is kept.
    "self_assessment_ask": "600/hour",
    "self_assessment_result": "600/hour",
    "self_assessment_file": "600/hour",
    "self_assessment_pdf": "600/hour",
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Languages: the six of the partnership, each first class.
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("fr", _("French")),
    ("nl", _("Dutch")),
    ("it", _("Italian")),
    ("pt", _("Portuguese")),
    ("hr", _("Croatian")),
    ("en", _("English")),
]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "admin", VAR_DIR / "locale"]
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["core.formats"]
TIME_ZONE = "Europe/Brussels"
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# Documents, and what the admin keeps for a while: handed out by a view that asks who may, see core.uploads.storage.
PRIVATE_ROOT = VAR_DIR / "private"
# The address under which a front server hands them out when that view says so (nginx: `internal`); empty: the portal does.
PRIVATE_FILES_ADDRESS = os.environ.get("PRIVATE_FILES_ADDRESS", "")
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "core.uploads.storage.MediaStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Wagtail
WAGTAIL_SITE_NAME = "Keep in Pact"
WAGTAILADMIN_BASE_URL = environment.address("BASE_URL", "http://127.0.0.1:8000")
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_IMAGE_MODEL = "core.CustomImage"
WAGTAILDOCS_DOCUMENT_MODEL = "core.CustomDocument"
WAGTAILDOCS_EXTENSIONS = [
    "csv",
    "docx",
    "epub",
    "key",
    "mp3",
    "mp4",
    "odp",
    "ods",
    "odt",
    "pdf",
    "pptx",
    "rtf",
    "txt",
    "vtt",
    "webm",
    "xlsx",
    "zip",
]
WAGTAILDOCS_CONTENT_TYPES = {
    "key": "application/vnd.apple.keynote",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "vtt": "text/vtt",
    "webm": "video/webm",
}
# The largest upload is a film; other documents are smaller.
WAGTAILDOCS_MAX_UPLOAD_SIZE = 200 * 1024 * 1024
DOCUMENT_MAX_SIZE = 50 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.uploads.forms.ImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64_000_000
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "core.people.forms.NewPasswordForm"  # noqa: S105 - the name of a form
WAGTAILEMBEDS_FINDERS: list[dict] = []
WAGTAILSEARCH_BACKENDS = MODELSEARCH_BACKENDS = {"default": {"BACKEND": "core.admin.search"}}
TAGGIT_CASE_INSENSITIVE = True
GEO_WIDGET_DEFAULT_LOCATION = {"lat": 48.2, "lng": 8.2}

# Search
ELASTICSEARCH = {
    "urls": environment.servers("ELASTICSEARCH_URL"),
    "api_key": os.environ.get("ELASTICSEARCH_API_KEY", ""),
    "user": os.environ.get("ELASTICSEARCH_USER", ""),
    "password": os.environ.get("ELASTICSEARCH_PASSWORD", ""),
    "ca": os.environ.get("ELASTICSEARCH_CA", ""),
    "timeout": environment.number("ELASTICSEARCH_TIMEOUT", 800) / 1000,
    "prefix": environment.label("ELASTICSEARCH_PREFIX", "portal"),
}
# The indexes that are kept current, by the name of their queue. The first answers; the second does when the first cannot.
SEARCH_ENGINES = {"embedded": "search.engines.embedded.EmbeddedEngine"}
if ELASTICSEARCH["urls"]:
    SEARCH_ENGINES = {"elasticsearch": "search.engines.elasticsearch.ElasticsearchEngine", **SEARCH_ENGINES}
SEARCH_INDEX_PATH = VAR_DIR / "search.sqlite3"

# Background work: `manage.py work` does what rooms enqueue; what Wagtail enqueues is short and runs at once.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "worker": {"BACKEND": "core.work.backend.WorkBackend", "QUEUES": ["quick", "long", "mail"]},
}

# Machine translation: which service for which language, and what each needs. None: nothing is sent anywhere.
MACHINE_TRANSLATION = {
    "routes": environment.pairs("MACHINE_TRANSLATION", "fr=deepl,hr=etranslation,*=libretranslate"),
    "budget": environment.pairs("MACHINE_TRANSLATION_BUDGET", "deepl=500000,etranslation=2000000"),
    "deepl": {"key": os.environ.get("DEEPL_KEY", ""), "url": environment.service("DEEPL_URL")},
    "libretranslate": {
        "url": environment.service("LIBRETRANSLATE_URL"),
        "key": os.environ.get("LIBRETRANSLATE_KEY", ""),
    },
    "etranslation": {
        "application": os.environ.get("ETRANSLATION_APPLICATION", ""),
        "password": os.environ.get("ETRANSLATION_PASSWORD", ""),
        "url": environment.service("ETRANSLATION_URL"),
    },
}

# Places
GAZETTEER_PATH = VAR_DIR / "gazetteer.sqlite3"
# Pictures of streets, asked of another host only after a visitor's click; empty: never offered.
STREET_TILES_URL = os.environ.get("STREET_TILES_URL", "https://tile.openstreetmap.org/{z}/{x}/{y}.png")
STREET_TILES_OWNER = os.environ.get("STREET_TILES_OWNER", "OpenStreetMap Foundation")

# Uploaded tables of centres: beside the database, reached by no address
IMPORTS_ROOT = VAR_DIR / "imports"
# Workbooks the worker has made, kept for a day
EXPORTS_ROOT = VAR_DIR / "exports"

# How the public API answers stands in core.api.PublicAPIView: what stands here reaches the views of packages too.
REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    # Per address. What the portal's own pages ask while somebody types is counted apart from what programs fetch.
    "DEFAULT_THROTTLE_RATES": {
        "look-up": environment.rate("LIMIT_LOOK_UP", "1200/min"),
        "api": environment.rate("LIMIT_API", "120/min"),
        "export": environment.rate("LIMIT_EXPORT", "10/min"),
    },
    # Proxies in front of the server whose X-Forwarded-For is believed; 0: the address of the connection itself.
    "NUM_PROXIES": environment.number("NUM_PROXIES", 0),
}
# The data is public: pages of other hosts may read it, without cookies.
CORS_URLS_REGEX = r"^/(api|hsds)/"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ("GET", "HEAD", "OPTIONS")
CORS_EXPOSE_HEADERS = ("Content-Disposition", "ETag", "Link", "Retry-After")
CORS_PREFLIGHT_MAX_AGE = 86_400
SPECTACULAR_SETTINGS = {
    "TITLE": "Keep in Pact portal",
    "DESCRIPTION": "Guidance centres, places and search of the Keep in Pact portal.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": [],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "PREPROCESSING_HOOKS": ["core.api.only_public"],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "centres.data.api_schema.add_schemas",
    ],
    "LICENSE": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
}

# Mail: every mail is a row first, and workers hand it to EMAIL_DELIVERY_BACKEND.
EMAIL_BACKEND = "core.letters.backend.EmailBackend"
EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.console.EmailBackend"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "portal@localhost")
# Mails a day that ask centres whether their facts are still right; 0: none.
REVIEW_MAILS_A_DAY = environment.number("REVIEW_MAILS_A_DAY", 200)
# Days after an event during which those who signed up for it are known; then only numbers stay.
SIGN_UPS_KEPT_DAYS = environment.number("SIGN_UPS_KEPT_DAYS", 30)
CONTACT_EMAIL = os.environ.get("CONTACT_EMAIL", DEFAULT_FROM_EMAIL)

# Trust: everything a browser loads comes from this host.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
}
# Whether any site may show the list in a frame; if not, only sites of an embedding partner, with its key.
EMBED_OPEN = environment.boolean("EMBED_OPEN")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
# The editor's preview shows pages of this host in a frame.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.views.forged"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
HEALTH_TOKEN = os.environ.get("HEALTH_TOKEN", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "INFO")},
    # They report every step of every save, which the history in the admin shows better.
    "loggers": {
        **{name: {"level": "WARNING"} for name in ("axes", "django_tasks", "wagtail")},
        # What it says of each request and node, the search says once and in plain words.
        "elastic_transport": {"level": "CRITICAL"},
    },
}
