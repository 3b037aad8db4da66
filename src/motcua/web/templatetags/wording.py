# SPDX-License-Identifier: EUPL-1.2
"""The filters every template has without loading it: words of the law in the language of the page."""

from django import template

from motcua.web import wording

register = template.Library()
register.filter("tr", wording.tr)
register.filter("tr_limit", wording.tr_limit)
