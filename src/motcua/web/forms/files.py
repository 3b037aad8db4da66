# SPDX-License-Identifier: EUPL-1.2
"""A form with a file. It is stored as it arrives, so that a refused form does not lose it."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy
from typing_extensions import override

from motcua.web import uploads
from motcua.web.forms.base import HouseForm

ACCEPTED: Final = ".pdf,.docx,.png,.jpg,.jpeg,.tif,.tiff,.webp"


class FileForm(HouseForm):
    """The form shown again carries a signed reference (`kept`) and the name of the file instead of the file."""

    file = forms.FileField(
        label=gettext_lazy("Tệp minh chứng"),
        required=False,
        help_text=gettext_lazy("PDF, DOCX hoặc ảnh, không quá 20 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    kept = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)
    kept_name = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    @override
    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        uploaded = data.get("file")
        if isinstance(uploaded, UploadedFile):
            try:
                data["kept"] = uploads.reference_to(uploads.keep(uploaded))
            except ValidationError as refused:
                self.add_error("file", refused)
                return data
            data["kept_name"] = (uploaded.name or "")[-200:]
            for name in ("kept", "kept_name"):
                self.type_in(name, data[name])
        return data

    @property
    def stored(self) -> tuple[str, str] | None:
        """SHA-256 and media type of the file of a form that was filled in; None without one."""
        return uploads.kept(self.cleaned_data.get("kept", ""))
