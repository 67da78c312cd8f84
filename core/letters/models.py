"""Mails that wait, were sent or were given up."""

from django.core.mail import EmailMultiAlternatives
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.letters.querysets import MailQuerySet


class Mail(models.Model):
    """One mail to one address.

    What it says and to whom is forgotten as soon as it is sent: ``text``, ``html``, ``headers`` and ``files`` are emptied, ``to`` keeps
    the domain only.
    """

    class State(models.TextChoices):
        """How far a mail has come."""

        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Given up")

    kind = models.CharField(max_length=40, blank=True)
    """``letter.Kind.code``; empty for mails Wagtail and Django write."""
    language = models.CharField(max_length=10)
    about = models.CharField(max_length=64, blank=True)
    """The key of what the mail is about, in the words of the room that posted it; empty when it need not know again."""
    sender = models.TextField()
    to = models.TextField()
    subject = models.TextField()
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    files = models.JSONField(default=list)
    """``[name, type, text]`` of each small file of text that goes along."""
    message_id = models.CharField(max_length=255)
    """The same at every try, so that a mail sent twice after a crash is known for one, and found in a server's log."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("outgoing mail")
        default_permissions = ("view", "change")
        ordering = ("-pk",)
        indexes = [models.Index(fields=["state", "ended_at"], name="letters_mail_ended")]

    def __str__(self) -> str:
        return self.subject

    def message(self) -> EmailMultiAlternatives:
        """What is handed to the mail server."""
        headers = {**self.headers, "Message-ID": self.message_id}
        message = EmailMultiAlternatives(self.subject, self.text, self.sender, [self.to], headers=headers)
        if self.html:
            message.attach_alternative(self.html, "text/html")
        for name, kind, text in self.files:
            message.attach(name, text, kind)
        return message
