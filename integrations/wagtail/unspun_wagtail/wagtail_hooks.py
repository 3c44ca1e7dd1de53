"""What Wagtail shows of a check in the history of a page."""

from wagtail import hooks
from wagtail.log_actions import LogFormatter

from unspun_wagtail.checking import ACTION


@hooks.register("register_log_actions")
def register_check(actions):
    """The line of a check."""

    @actions.register_action(ACTION)
    class CheckFormatter(LogFormatter):
        label = "Unspun check"

        def format_message(self, entry):
            """What was said of the page."""
            return entry.data.get("said", "Checked by Unspun")
