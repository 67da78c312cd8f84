"""The post office: every mail is a row first, written with the change it tells of, and sent by the worker.

A room says in a `letter.Letter` what a mail says, in the language of who reads it, and posts it::

    with override(reader.language):
        Letter(_("Edit “%(name)s”") % …, [_("This link opens …")], actions=[(_("Edit the facts"), url)]).post(
            reader.email, EDIT_LINK
        )

`letter.Kind` names the mails of one kind to administrators and shows an example of them in the component gallery.
"""
