"""What a good map of a story holds: its beats, their order, lenses and feelings. The key of a graded journey.

A key file writes a :class:`Reference` with the fields below, everything but ``id`` and ``name`` of a beat optional::

    reference:
      beats:
      - id: contact                     # what a step picks as its `beat`
        name: he calls for help         # for the author; never shown
        required: true                  # false: may be drawn or left out
        inferred: false                 # true: the text does not say it, so a step about it must be marked inferred
        synonyms: [calls the carrier, rings the line]   # whole words; case, accents, hyphens and plurals do not matter
        lens: [[CS], [CX], [CS, CX]]    # every accepted set; none = not judged
        sign: nonpos                    # neg, nonpos, any, nonneg, pos
        unexplained: -1                 # a lower feeling than this needs a pain point under the step
        after: [fault]                  # beats that come earlier; what follows from them need not be repeated
        merges: [ivr]                   # beats that one step may cover together with this one, each in its own words
        lanes: [customer, frontstage]   # where a step about it may stand; another lane is told, not marked down
        hint: where to look again, shown when the beat is missing; it must not name the beat
        misconception: machine-skipped  # named when the beat is missing
      weights: {schema: 3, coverage: 3, order: 2, lens: 2, emotion: 2}   # points; a part not named is not marked
      lowest: [misheard, no-human]      # the lowest point must be at one of these (in part `lowest`, else in `emotion`)
      relations:                        # `text` ends the sentence “Look again at …”
      - {kind: lower, beats: [pickup], than: [listen], elsewhere: true, text: how each feels when a person answers}
      - {kind: carried, beats: [menu, misheard], lens: UX, into: CS, text: where the trouble shows later}
      elsewhere:                        # beats of the learner's other map that relations speak about
      - {id: listen, name: he is heard, synonyms: [agent listens]}
"""

from cxcourse.core.journey.beats import PARTS, WEIGHTS, Beat, Reference, Relation, Sign
from cxcourse.core.journey.comparing import Comparison, Part, compare

__all__ = ["PARTS", "WEIGHTS", "Beat", "Comparison", "Part", "Reference", "Relation", "Sign", "compare"]
