"""What a review left in the notebook."""

URL = "https://example.org/paper"


def verdicts(kg, number):
    """The verdicts on a prediction: outcome, fraction, day, note, and whether it is withdrawn."""
    return [
        (
            one["outcome"],
            one["fraction"],
            one["decided"],
            one["note"],
            one["withdrawn_because"],
        )
        for one in kg("prediction", "show", number, "--json").json["resolutions"]
    ]
