"""The one address of machine translation outside of the admin."""

from django.urls import path

from translation.machine.answers import answer
from translation.machine.names import ANSWER

urlpatterns = [path("<str:token>/", answer, name=ANSWER)]
