# SPDX-License-Identifier: EUPL-1.2
"""Settings of signing in: passwords, second factors, throttling. ``motcua.settings`` takes them over as they are."""

from motcua.settings.environment import environment as env

AUTH_USER_MODEL = "organisations.Person"
LOGIN_URL = "/dang-nhap/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "motcua.accounts.passwords.NotLikeOneself"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
CSRF_FAILURE_VIEW = "motcua.web.account.unsent.refused_form"

# ---- ours
SECOND_FACTOR_ROLES = env.list("MOTCUA_SECOND_FACTOR_ROLES")
SIGN_IN_TRIES = env.number("MOTCUA_SIGN_IN_TRIES")
SIGN_IN_LOCK_MINUTES = env.number("MOTCUA_SIGN_IN_LOCK_MINUTES")

# ---- the library (django-allauth)
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("MOTCUA_PROXIES")
ACCOUNT_ADAPTER = "motcua.web.account.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]  # nobody signs up; see the adapter
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60  # seconds
# Whole offices sign in from one address at half past seven. Tries for one name are counted in motcua.accounts.
ACCOUNT_RATE_LIMITS = {
    "login": None,  # only wrong ones count
    "login_failed": "60/m/ip,10/10m/key",
    "change_password": "10/m/user",
    "reauthenticate": "10/m/user",
}
MFA_ADAPTER = "motcua.web.account.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses belong to the office, which vouches for them
MFA_TOTP_ISSUER = "Một Cửa"
MFA_TOTP_TOLERANCE = 1  # a code typed slowly, a telephone half a minute off
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}

# ---- what all processes count together lies in the database; what each may know by itself lies in its memory
CACHES = {
    "default": {
        "BACKEND": "motcua.accounts.cache.SharedCache",
        "LOCATION": "accounts_cacherow",
    },
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
