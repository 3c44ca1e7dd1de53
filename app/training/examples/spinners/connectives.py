"""Function words, connectives and stock phrases, and what rewriting tools put in their place: a table of our own.

Written by hand from general knowledge of English; not derived from any thesaurus, corpus or spun page, and kept apart
from the lexicon's tables on purpose: a detector must not be trained only on the swaps that its lexicon knows.
"""

from typing import Final

_GROUPS: Final = """
but; however; yet; nevertheless; still; nonetheless
although; though; even though; even if; albeit
while; whereas; whilst; at the same time as; even as
because; since; as; due to the fact that; seeing that; for the reason that; given that
because of; owing to; due to; on account of; as a result of; thanks to; by reason of
therefore; thus; consequently; hence; as a result; for that reason; accordingly; as a consequence
also; additionally; as well; too; likewise; in addition; besides; moreover; furthermore
about; regarding; concerning; with regard to; in regard to; relating to; on the subject of; as to
about; around; approximately; roughly; some; nearly; close to; more or less; in the region of
through; via; by means of; by way of; by the use of; by using
such as; like; including; for instance; for example; e.g.; along the lines of; similar to
despite; in spite of; regardless of; notwithstanding; in the face of
according to; as per; in keeping with; as stated by; in line with; in accordance with
in order to; so as to; to; with a view to; with the aim to
so that; in order that; such that; with the goal that
before; prior to; ahead of; earlier than; previous to
after; following; subsequent to; once; in the wake of; in the aftermath of; later than
during; throughout; in the course of; amid; all through; at the time of
between; amongst; among; in between; in the middle of
against; in opposition to; versus; counter to; towards
without; with no; lacking; devoid of; in the absence of; absent
within; inside; in; throughout; in the space of
among; amongst; amid; in the midst of; one of
until; till; up to; up until; before
toward; towards; in the direction of; in the direction toward; to
instead of; rather than; as opposed to; in place of; as an alternative to; in lieu of
along with; together with; as well as; in addition to; alongside; coupled with; and
as well as; and also; and; in addition to; and additionally
both; each; the two; equally
many; numerous; several; a lot of; plenty of; a great deal of; a large number of; various; countless
several; a number of; various; quite a few; a handful of; multiple; a few; some
a lot of; plenty of; lots of; a great deal of; much; loads of
most; the majority of; the greater part of; nearly all; maximum; almost all
a number of; several; quite a lot of; a variety of; some
some; a few; certain; a number of; various; a little
few; not many; a handful of; hardly any; only some
more than; over; in excess of; greater than; upwards of; above; beyond
less than; under; fewer than; below; lower than; not up to
at least; no less than; a minimum of; at the very least; not less than; as a minimum
at most; no more than; not more than; at best
only; just; merely; solely; simply; nothing but; exclusively
very; extremely; highly; really; exceedingly; particularly; quite; tremendously; awfully
often; frequently; regularly; many times; oftentimes; ofttimes; commonly
sometimes; occasionally; at times; every so often; from time to time; now and then; on occasion
always; constantly; at all times; all the time; continually; invariably; perpetually
never; by no means; not ever; at no time; under no circumstances; in no way
now; currently; presently; at present; nowadays; at this time; right now; at the moment; today
recently; lately; not long ago; of late; in recent times; just lately
soon; shortly; before long; quickly; in the near future; in a little while
already; by now; previously; as of now; beforehand
again; once more; once again; yet again; over again; anew
then; at that point; next; after that; subsequently; at that time; afterward
later; afterward; subsequently; afterwards; in a while; at a later time; thereafter
earlier; previously; formerly; before; beforehand; prior
once; as soon as; the moment; when; after
when; whenever; once; at the time; at the point when; as soon as
where; wherever; in which; the place where; the place
who; that; which; whoever
which; that; what; a thing that
if; whether; in the event that; provided that; assuming that; on the off chance that; in case
unless; except if; if not; until; without
however; nonetheless; on the other hand; then again; be that as it may; that said
meanwhile; in the meantime; for the time being; at the same time; concurrently; in the interim
indeed; in fact; certainly; actually; as a matter of fact; truly; undeniably
in fact; actually; indeed; as a matter of fact; in reality; the truth is
perhaps; maybe; possibly; probably; conceivably; it is possible that
especially; particularly; specifically; above all; notably; in particular; primarily
mainly; mostly; chiefly; primarily; largely; principally; for the most part; predominantly
almost; nearly; practically; virtually; just about; very nearly; all but; close to
even; indeed; still; actually; not even
still; nevertheless; nonetheless; even now; yet; to this day
every; each; each and every; all; every single
each; every; every single; every one; all
another; one more; a different; an additional; yet another; some other
other; different; additional; alternative; another; further
any; whatever; whichever; some; every; any kind of
all; every; the whole; each of the; every one of the; the entirety of
enough; sufficient; adequate; ample; plenty
same; identical; equivalent; similar; exact same; very same
such; this kind of; these kinds of; similar; this sort of; so
these; those; the; such; the following
this; the; that; the present; the current
he; the man; she; they
they; these people; those people; he
people; individuals; folks; persons; human beings; men and women
someone; somebody; a person; an individual
everyone; everybody; all people; each person; all and sundry
no one; nobody; none; not a single person
something; one thing; a thing; anything
nothing; not anything; not a thing; naught
can; could; may; is able to; are able to; is capable of
could; might; may; would possibly; can; might want to
may; might; can; could; could also; may perhaps
must; should; have to; need to; has to; ought to; is required to
should; must; ought to; have to; needs to; is supposed to
will; would; shall; is going to; are going to; can; is set to
would; could; might; will; would certainly
is; is really; remains; exists; stands as
was; used to be; had been; became; remained; turned into
were; had been; have been; are; ended up being
are; are actually; remain; happen to be; will be
has been; has actually been; was; continues to be; became
have; possess; have got; have actually; own; hold
has; has actually; possesses; features; owns; holds
had; possessed; held; had actually; owned
not; no longer; never; now not; by no means; hardly
upon; on; on top of; ahead of; up on
near; close to; beside; next to; nearby; in the vicinity of; adjacent to
behind; at the back of; in the back of; at the rear of; in back of
across; throughout; all over; around; over; from one side to the other of
over; above; more than; across; throughout; all through
under; below; beneath; underneath; beneath the; less than
beyond; past; outside of; further than; apart from
outside; beyond; external; out of doors; exterior
into; in to; right into; inside; to
off; away; off of; out of; from
along; alongside; together; down; beside
per; for every; each; in keeping with; according to; for each
plus; in addition to; and; as well as; and also
except; except for; besides; apart from; other than; with the exception of; but
both; the two; each; equally; together
either; both; whichever; one of
neither; not one; nor; not either
whether; if; regardless of whether; no matter if
how; the way; the manner in which; just how; in what way; by what means
why; the reason; the reason why; for what reason; on what grounds
also known as; otherwise known as; a.k.a.; better known as; in any other case referred to as
so far; thus far; up to now; to date; up to this point; to this point
for the first time; at the very first time; for the initial time; for the primary time
as long as; so long as; provided that; for as long as; provided
as soon as; once; the moment; the minute; immediately after
as if; as though; like; just like
even though; despite the fact that; although; regardless that; in spite of the fact that
in addition; additionally; moreover; furthermore; what's more; on top of that; besides
in addition to; along with; besides; as well as; on top of; apart from
as part of; within; in the framework of; as a part of
in terms of; with regard to; when it comes to; as far as; in relation to; in phrases of
in front of; before; ahead of; in the presence of; opposite
in response to; in reaction to; in answer to; replying to; as a response to
in favor of; in support of; for; in want of; supporting; in prefer of
in charge of; responsible for; accountable for; answerable for; in command of
on behalf of; for; in the name of; in place of; as a representative of; in the interest of
on the other hand; however; then again; alternatively; in contrast; conversely
on the basis of; based on; on the grounds of; primarily based on; in line with
based on; primarily based on; in light of; on the basis of; founded on; in view of
with respect to; regarding; concerning; as regards; in relation to; with admiration to
by contrast; in contrast; conversely; on the contrary; by comparison
for example; for instance; as an example; e.g.; to illustrate; let's say; as an instance
of course; naturally; obviously; certainly; needless to say; clearly; in fact
at the same time; simultaneously; concurrently; all at once; on the same time; meanwhile
at the end of; at the conclusion of; at the close of; on the finish of; at the tip of
at the beginning of; at the start of; in the beginning of; at the outset of; in the early part of
as a result; consequently; therefore; as a consequence; because of this; subsequently; thus
as a result of; because of; due to; owing to; following; on account of
regardless of; irrespective of; no matter; despite; without regard to; in spite of
due to; because of; owing to; as a result of; caused by; thanks to
thanks to; because of; due to; by virtue of; as a result of; courtesy of
up to; as many as; as much as; until; so far as
out of; from; outside of; beyond; without
kind of; type of; sort of; form of; variety of
part of; a part of; a portion of; piece of; a component of; section of
one of; among; certainly one of; considered one of; amongst; one among
the number of; the amount of; the quantity of; the variety of; the count of
the first; the initial; the primary; the very first; the earliest
the last; the final; the closing; the remaining; the ultimate; the latest
last year; a year ago; the previous year; final year; the past year; remaining year
last week; the previous week; a week ago; final week; the past week
last month; a month ago; the previous month; the past month; final month
this year; the current year; the present year; this 12 months
next year; the following year; the coming year; subsequent year
years ago; years back; years earlier; years prior; a long time ago
each year; annually; every year; yearly; per annum; every 12 months
a year; annually; every year; per annum; a 12 months; yearly
take place; occur; happen; be held; come about; take region
took place; occurred; happened; was held; came about; transpired
taking place; occurring; happening; being held; coming about
takes place; occurs; happens; is held; comes about
carry out; perform; conduct; execute; do; implement; perform out
carried out; performed; conducted; executed; implemented; achieved; completed
carrying out; performing; conducting; executing; doing; implementing
point out; indicate; note; show; mention; highlight; factor out
pointed out; noted; indicated; mentioned; highlighted; remarked
call for; demand; require; ask for; urge; necessitate
called for; demanded; required; asked for; urged; referred to as for
calling for; demanding; requesting; asking for; urging; requiring
set up; establish; create; arrange; put in place; installation
find out; discover; learn; determine; figure out; ascertain; uncover
found out; discovered; learned; determined; figured out; ascertained
find; locate; discover; come across; uncover
go on; continue; proceed; carry on; move on
went on; continued; proceeded; carried on; kept going
make sure; ensure; guarantee; be sure; make certain; see to it
give up; surrender; abandon; quit; relinquish; stop; surrender
deal with; handle; address; manage; cope with; tackle; take care of
dealing with; handling; addressing; managing; coping with; tackling
focus on; concentrate on; center on; target; specialize in; pay attention to; awareness on
look for; search for; seek; hunt for; try to find; search out
looking for; searching for; seeking; trying to find; in search of; hunting for
get rid of; eliminate; remove; do away with; dispose of; throw out
turn out; end up; prove; come to be; prove to be
refused to; declined to; would not; rejected to; was unwilling to
failed to; did not; neglected to; was unable to; didn't
is expected to; is anticipated to; is predicted to; is likely to; is set to; is forecast to
are expected to; are anticipated to; are predicted to; are likely to; are set to
was able to; could; managed to; was capable of; succeeded in
is able to; can; is capable of; has the ability to
are able to; can; have the ability to; are capable of
want to; wish to; need to; would like to; desire to; are looking to
wants to; wishes to; needs to; would like to; desires to; is looking to
trying to; attempting to; seeking to; striving to; endeavoring to; looking to
tried to; attempted to; sought to; endeavored to; made an effort to
try to; attempt to; seek to; endeavor to; strive to; make an effort to
used to; was accustomed to; would; formerly did; once used to
going to; about to; on the way to; planning to; set to; gonna
have to; must; need to; ought to; be required to; are obliged to
has to; must; needs to; ought to; is required to; is obliged to
had to; was forced to; needed to; was required to; was obliged to; were required to
more and more; increasingly; progressively; an increasing number of; ever more
no longer; not any more; not anymore; now not; never again
well known; widely known; famous; renowned; popular; recognised
long time; extended period; long period; very long time; while
thousands of; hundreds of; lots of; heaps of; many thousands of
hundreds of; loads of; many; lots of; dozens of; masses of
millions of; tens of millions of; thousands and thousands of; a great many
dozens of; scores of; many; numerous; a great deal of
a few; some; several; a couple of; a handful of; a number of
a couple of; two; a few; a pair of; several
half of; fifty percent of; 50 percent of; one half of; 1/2 of
the united states; america; the us; the u.s.; the usa; the states
percent; per cent; percentage; %; p.c.
mr; mister; mr.; sir
and; as well as; plus; and also; along with; together with; in addition to
or; or maybe; or else; or even; alternatively; both
so; therefore; thus; as a result; hence; consequently; so that
than; compared to; as compared to; in comparison with; rather than; in comparison to
with; along with; together with; having; by using; in conjunction with; using; via
on; upon; about; regarding; at the; in regards to
for; intended for; in favor of; with regard to; in search of; regarding; meant for
from; coming from; out of; originating from; starting from; via
by; through; via; by means of; with the aid of; by using; with the help of
in; inside; within; throughout; all through; amid
at; on; in; by; around; at the
of; associated with; belonging to; regarding; involving
as; because; while; since; being; in the role of; like
there is; there's; there may be; there exists; there is actually; you can find
there are; there're; you will find; there exist; there happen to be
it is; it's; it really is; it can be; that is
that is; this is; which is; that's; i.e.
do not; don't; never; do no longer; don't actually
did not; didn't; failed to; did no longer; never
does not; doesn't; fails to; does no longer; never
is not; isn't; is just not; is never; is no longer
was not; wasn't; was never; was once not; used to be not
were not; weren't; have been not; had been not
will not; won't; is not going to; will never; will no longer
cannot; can't; can not; is unable to; are unable to
would not; wouldn't; would never; refused to; would no longer
has not; hasn't; has never; has no longer; is yet to
have not; haven't; have never; have no longer; are yet to
it's; it is; it really is; it can be
don't; do not; do no longer; never
didn't; did not; failed to; failed to actually
can't; cannot; can not; is unable to
won't; will not; will never; is not going to
doesn't; does not; fails to; would not
isn't; is not; is just not; ain't
wasn't; was not; was never; wasn't actually
i'm; i am; i'm actually
we're; we are; we're actually; we have been
they're; they are; these are; they are actually
that's; that is; this is; that is certainly
you're; you are; you might be; you happen to be
i've; i have; i've actually
we've; we have; we've got; now we have
there's; there is; there may be; there exists
he's; he is; he has; he is actually
she's; she is; she has; she is actually
let's; let us; allow us to
"""

OPTIONS: Final[dict[tuple[str, ...], tuple[str, ...]]] = {}
"""What a word or phrase (as a tuple of words, lower case) can become; the usual choices first."""

_ONE_WAY: Final = frozenset({"the", "a", "men and women", "he", "they", "she", "to", "%", "p.c.", "e.g.", "i.e.", "a.k.a."})
"""Members that other members may become, but which are left as they are."""


def _fill() -> None:
    for line in _GROUPS.strip().splitlines():
        members = list(dict.fromkeys(member.strip() for member in line.split(";")))
        for head in members:
            if head not in _ONE_WAY and (head == members[0] or " " in head or len(head) > 3):
                key = tuple(head.split())
                others = tuple(member for member in members if member != head)
                OPTIONS[key] = tuple(dict.fromkeys((*OPTIONS.get(key, ()), *others)))


_fill()
LONGEST: Final = max(map(len, OPTIONS))
"""Words in the longest phrase of the table."""
