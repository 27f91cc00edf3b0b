"""allauth's forms in our words: labels, hints, and a sentence for what was left empty.

How they check what is typed stays allauth's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as code_forms
from allauth.mfa.totp import forms as app_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms


@dataclass(frozen=True, slots=True)
class Words:
    label: str
    empty: str
    hint: str = ""


EMAIL = Words("E-mail address", "Enter your e-mail address")
PASSWORD = Words("Password", "Enter your password")
NEW_PASSWORD = Words(
    "New password",
    "Enter a new password",
    "At least 12 characters. Three or four words that do not belong together make a good one.",
)
NEW_PASSWORD_AGAIN = Words("New password again", "Enter the new password a second time")
APP_CODE = Words(
    "Code from your app", "Enter the code from your app", "Six digits that change every 30 seconds."
)
ANY_CODE = Words(
    "Code",
    "Enter a code",
    "The six digits in your authenticator app, or one of your recovery codes.",
)
PASSKEY_NAME = Words(
    "Name of this passkey", "Enter a name", "So that you can tell it apart, such as “work laptop”."
)


class _InOurWords(forms.Form):
    words: Mapping[str, Words] = {}
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in self.words.items():
            if name in self.fields:
                _say(self.fields[name], words)


def _say(field: forms.Field, words: Words) -> None:
    field.label = words.label
    field.help_text = words.hint
    field.error_messages["required"] = words.empty
    field.widget.attrs.pop("placeholder", None)


class LoginForm(_InOurWords, account_forms.LoginForm):  # type: ignore[misc]
    words = {"login": EMAIL, "password": PASSWORD}


class ConfirmPasswordForm(_InOurWords, account_forms.ReauthenticateForm):  # type: ignore[misc]
    words = {"password": PASSWORD}


class ChangePasswordForm(_InOurWords, account_forms.ChangePasswordForm):  # type: ignore[misc]
    words = {
        "oldpassword": Words("Password you use now", "Enter the password you use now"),
        "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD_AGAIN,
    }


class ForgottenPasswordForm(_InOurWords, account_forms.ResetPasswordForm):  # type: ignore[misc]
    words = {"email": EMAIL}


class NewPasswordForm(_InOurWords, account_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    words = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD_AGAIN}


class CodeForm(_InOurWords, code_forms.AuthenticateForm):  # type: ignore[misc]
    words = {"code": ANY_CODE}


class ConfirmCodeForm(_InOurWords, code_forms.ReauthenticateForm):  # type: ignore[misc]
    words = {"code": ANY_CODE}


class ActivateAppForm(_InOurWords, app_forms.ActivateTOTPForm):  # type: ignore[misc]
    words = {"code": APP_CODE}


class AddPasskeyForm(_InOurWords, passkey_forms.AddWebAuthnForm):  # type: ignore[misc]
    words = {
        "name": PASSKEY_NAME,
        "passwordless": Words(
            "Let me sign in with this passkey alone, without a password",
            "Tick the box",
            "Your device will ask for a fingerprint, your face or its own PIN.",
        ),
    }


class RenamePasskeyForm(_InOurWords, passkey_forms.EditWebAuthnForm):  # type: ignore[misc]
    words = {"name": PASSKEY_NAME}
