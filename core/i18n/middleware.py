"""The language of a request."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware

from core.i18n.languages import active_language, remember_reader

WITHOUT_LANGUAGE = ("/admin/", "/api/", "/-/", "/static/", "/media/", "/documents/", "/hsds/", "/embed/")


class PrefixLocaleMiddleware(LocaleMiddleware):
    """Django's middleware, which answers a 404 with a redirect below the visitor's language.

    Addresses that have no language stay as they are: a missing one is a 404 for the program that asked.
    """

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        remember_reader(active_language())

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path_info.startswith(WITHOUT_LANGUAGE):
            return response
        return super().process_response(request, response)
