"""``translations/files/``: many things of one language taken along as a file, and brought back."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from core.i18n.languages import exonym
from translation.desk.below import DeskPage
from translation.desk.lists import locales, title_of
from translation.desk.names import DESK, FILES, SOON
from translation.exchange.mistakes import FileError
from translation.exchange.sealed import opened, sealed
from translation.exchange.uploads import uploaded
from translation.files.beginning import AT_ONCE as AT_MOST
from translation.files.beginning import begun, is_open
from translation.files.choosing import LISTED, Choice, choice_of
from translation.files.contents import MAX_BYTES, MAX_PASSAGES, Sent
from translation.files.formats import FORMATS, read
from translation.files.gathering import gather
from translation.files.planning import AT_ONCE, Kind, packed, plan, unpacked, write
from translation.following import follow

SHOWN = 200
"""Lines of a plan on the page; the others are counted."""
MAX_SEALED = 2_000_000
"""Letters of what a preview sends back; Django refuses forms of 2.5 MB."""
PURPOSE = "translations"


def _choice(request: HttpRequest) -> Choice:
    found = choice_of(request.user, request.GET)
    if found is None:
        raise PermissionDenied
    return found


class FilesView(DeskPage):
    """What to take along, in which form, and the way back in; for whoever writes in a language."""

    template_name = "translation/files/index.html"
    page_title = gettext_lazy("Translate in a file")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raises PermissionDenied to those who write in no language."""
        self.choice = _choice(request)
        follow(SOON)
        return super().dispatch(request, *args, **kwargs)

    @property
    def desk_language(self) -> str:
        """That of the file."""
        return locales()[self.choice.language]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """``things`` that can be taken along, ``others`` that cannot, and how they are chosen."""
        found = self.choice.standings()
        listed = found[:LISTED]
        things = [(one, title_of(one.item)) for one in listed if one.managed]
        return super().get_context_data(**kwargs) | {
            "choice": self.choice,
            "filters": self.choice.filters(),
            "things": things,
            "others": [(one, title_of(one.item), is_open(one)) for one in listed if not one.managed],
            "begun_at_once": AT_MOST,
            "more": len(found) > LISTED,
            "listed": LISTED,
            "formats": [(code, one.label) for code, one in FORMATS.items()],
            "most": MAX_PASSAGES,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Begins the chosen texts, then shows the list anew."""
        chosen = set(request.POST.getlist("begin"))
        done = begun((one for one in self.choice.standings() if str(one.item_id) in chosen), request.user)
        if done:
            says = ngettext("%(n)s text can be taken along now.", "%(n)s texts can be taken along now.", done)
            messages.success(request, says % {"n": done})
        else:
            messages.warning(request, _("Nothing was begun. Choose texts that have no version of their own here."))
        return HttpResponseRedirect(request.get_full_path())


@require_http_methods(["GET"])
def download(request: HttpRequest) -> HttpResponse:
    """The file. Raises PermissionDenied to those who write in no language."""
    choice = _choice(request)
    follow(SOON)
    source, language = locales()[choice.source], locales()[choice.language]
    form = FORMATS[choice.form]
    try:
        bundle = gather(choice.chosen(), source, language, only_open=choice.only_open)
        data = form.write(bundle)
    except FileError as refused:
        messages.error(request, " ".join(refused.args))
        return HttpResponseRedirect(f"{reverse(FILES)}?{request.GET.urlencode()}")
    name = f"translations-{source}-{language}.{form.suffix}"
    return HttpResponse(data, form.content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Shows what a file would change, and writes that when it is sent back.

    Raises PermissionDenied to those who write in no language.
    """
    _choice(request)
    if request.method == "GET":
        return HttpResponseRedirect(reverse(FILES))
    follow(SOON)
    try:
        if "sent" in request.POST:
            return _write(request)
        asking = _("Choose a file first: the one you downloaded here, with your translations.")
        return _preview(request, read(uploaded(request, MAX_BYTES, asking)))
    except FileError as refused:
        messages.error(request, " ".join([_("Nothing was imported."), *refused.args]))
    return HttpResponseRedirect(reverse(FILES))


def _preview(request: HttpRequest, sent: Sent, left: int = 0) -> HttpResponse:
    made = plan(sent, request.user)
    said = packed(made, sent)
    seal = sealed(said | {"left": said["left"] + left}, PURPOSE, request.user)
    if len(seal) > MAX_SEALED:
        raise FileError(_("There is more changed text in the file than can be sent at once. Send it in parts."))
    context = {
        "plan": made,
        "changes": [(one, one.advice(sent.source, sent.target)) for one in made.changes[:SHOWN]],
        "more": max(len(made.changes) - SHOWN, 0),
        "numbers": [(kind.label, number) for kind in Kind if (number := made.number(kind))],
        "at_once": AT_ONCE,
        "source": sent.source,
        "language": sent.target,
        "name": exonym(sent.target),
        "sent": seal,
    }
    return TemplateResponse(request, "translation/files/plan.html", context)


def _write(request: HttpRequest) -> HttpResponse:
    """What the preview has shown comes back signed: nothing is kept in between. What is other by now is shown first."""
    sent, left = unpacked(opened(request.POST["sent"], PURPOSE, request.user))
    made = plan(sent, request.user)
    if made.digest != request.POST.get("digest"):
        messages.warning(request, _("The texts were changed meanwhile. Look at what the file changes now."))
        return _preview(request, sent, left)
    done = write(made, request.user)
    rest = [one for one in sent.units if one.name not in done.tried]
    if rest:
        _tell(request, done.written, 0)
        return _preview(request, replace(sent, units=rest), left + len(done.tried) - done.written)
    _tell(request, done.written, left + len(done.tried) - done.written)
    return HttpResponseRedirect(f"{reverse(DESK)}?language={sent.target}")


def _tell(request: HttpRequest, done: int, left: int) -> None:
    told = ngettext("%(n)s passage was imported.", "%(n)s passages were imported.", done) % {"n": done}
    if left:
        rest = ngettext("%(n)s was left out.", "%(n)s were left out.", left) % {"n": left}
        messages.warning(request, f"{told} {rest}")
    else:
        messages.success(request, told)
