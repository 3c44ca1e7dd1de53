"""Room `probing`: the robustness check. An article is spun at several rates and in several disguises, then compared with each.

In: a detector and an article. Out: a `Probe`: of each version what was swapped, what the detector says, and how many of the
swaps it names. For whoever wants to know what the detector sees, before it is trusted with somebody's article.
"""

from app.probing.disguises import MEANINGS, Evasion
from app.probing.trials import MOST_CHARACTERS, RATES, Probe, Trial, probe, probe_text

__all__ = ["MEANINGS", "MOST_CHARACTERS", "RATES", "Evasion", "Probe", "Trial", "probe", "probe_text"]
