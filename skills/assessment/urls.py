"""What stands below the page of competences and takes answers: the self-assessment."""

from django.urls import re_path

from skills.assessment import views

PAGE = r"^(?P<path>(?:[\w\-]+/)+)self-assessment/"

urlpatterns = [
    re_path(PAGE + r"$", views.start, name="self_assessment"),
    re_path(PAGE + r"(?P<code>[a-g]|all)/$", views.ask, name="self_assessment_ask"),
    re_path(PAGE + r"result/$", views.show, name="self_assessment_result"),
    re_path(PAGE + r"file/$", views.file, name="self_assessment_file"),
    re_path(PAGE + r"pdf/$", views.pdf, name="self_assessment_pdf"),
]
