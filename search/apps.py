"""Search in six languages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Finds pages, centres and whatever else a room registers with `search.sources`."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from core.inflection import Analysis, use
        from core.kept import forget_after_saving
        from core.roles import grant
        from search import analysis, figures, signals, sources
        from search.models import LifeEvent, PromotedResult, SynonymGroup

        figures.register_figures()
        sources.register(sources.PageSource())
        signals.connect()
        use(Analysis(spans=analysis.spans, inflection=analysis.inflection))
        forget_after_saving(LifeEvent, PromotedResult, SynonymGroup)
        actions = ("add", "change", "delete")
        models = ("synonymgroup", "lifeevent", "promotedresult")
        grant(*(f"search.{action}_{model}" for action in actions for model in models), to=("Editors", "Moderators"))
        grant("search.view_searchcount", to=("Editors", "Moderators"))
