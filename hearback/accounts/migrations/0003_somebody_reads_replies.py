"""The database refuses a no-reply address too, in its plain spellings."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_invitations_and_password_links'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('reply_address__iregex', "^[^@]*(no|not|dont|don't)[^a-z0-9@]*repl(y|ies)"), _negated=True), name='somebody_reads_replies'),
        ),
    ]
