import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("advice", "0003_offers_refusals_and_charts"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="advicestep", name="advice_step_act"),
        migrations.AddConstraint(
            model_name="advicestep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "act__in",
                        [
                            "ask",
                            "receive",
                            "take_on",
                            "share",
                            "not_known",
                            "decline",
                            "not_brought",
                            "rely",
                            "hand_over",
                            "cover",
                            "chase",
                            "escalate",
                            "withdraw",
                            "give",
                            "enter",
                            "check",
                            "reuse",
                            "news",
                            "open_again",
                            "take_back",
                        ],
                    )
                ),
                name="advice_step_act",
                violation_error_message="Choose one of the listed values for act.",
            ),
        ),
        migrations.AddField(
            model_name="advicecheck",
            name="set_aside_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="checks_set_aside",
                to="advice.advicesubmission",
            ),
        ),
        migrations.AlterField(
            model_name="advicecheck",
            name="submission",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="quality_check",
                to="advice.advicesubmission",
            ),
        ),
        migrations.AddConstraint(
            model_name="advicecheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("submission", None), ("set_aside_from", None), _connector="XOR"
                ),
                name="advice_check_stands_or_is_set_aside",
                violation_error_message="A check counts, or it is set aside.",
            ),
        ),
        migrations.AddField(
            model_name="earlieradvice",
            name="set_aside_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="earlier_set_aside",
                to="advice.advicerequest",
            ),
        ),
        migrations.AlterField(
            model_name="earlieradvice",
            name="request",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="earlier_advice",
                to="advice.advicerequest",
            ),
        ),
        migrations.AddConstraint(
            model_name="earlieradvice",
            constraint=models.CheckConstraint(
                condition=models.Q(("request", None), ("set_aside_from", None), _connector="XOR"),
                name="advice_earlier_stands_or_is_set_aside",
                violation_error_message="Earlier advice is used again, or it is set aside.",
            ),
        ),
    ]
