"""The same told in another tone: formally, in a tabloid, in legal language, in a company's: a part of a table.

What a tone has for a word is a synonym as often as not, and stands at one place as often as not, as a spinner's does: the tables
are ours, after what guides to each tone ask for and what its readers know it by.
"""

from random import Random
from typing import Final

from app.training.examples.honest.wordings import part_of, table_of

FORMAL: Final = table_of("""
get receive | gets receives | got received | kids children | kid child | a~lot~of much | lots~of many | big significant | stuff
material | things matters | thing matter | guy man | guys men | mom mother | dad father | buy purchase | bought purchased | need
require | needs requires | needed required | want wish | wanted wished | show demonstrate | showed demonstrated | help assist |
helped assisted | ask enquire | asked enquired | start commence | started commenced | keep retain | kept retained | give provide
| gave provided | find locate | found located | think consider | thought considered | so therefore | but however | also
additionally | enough sufficient | maybe perhaps | huge considerable | good favourable | bad unfavourable | look appear | let
allow | say state | says states | said stated | tell inform | told informed | talk~about discuss | about concerning | can't cannot
| don't do~not | it's it~is | just only | anyway in~any~case | plus moreover | job position | house residence | live reside |
lives resides | try attempt | tried attempted | end conclude | ended concluded | use utilise | used utilised | more additional
""")
TABLOID: Final = table_of("""
said blasted | says slams | told warned | asked begged | criticised slammed | fell plummeted | rose rocketed | increase surge |
decrease plunge | angry furious | upset devastated | large massive | big gigantic | problem nightmare | dispute bust-up | argument
row | police cops | officers cops | man bloke | woman mum | children kiddies | doctor medic | scientists boffins | investigation
probe | investigate probe | arrested nicked | prison slammer | surprised stunned | important huge | bad horrific | sad
heartbreaking | good amazing | death tragedy | died perished | killed slain | crash smash | fire inferno | storm monster~storm |
cold brutal | plan bombshell~plan | statement bombshell | politician MP | president supremo | minister chief | leader boss | fight
brawl | money cash | pounds quid | dollars bucks | house pad | cut axe | cuts axes | left quit | resigned quit | win triumph |
lost crashed | neighbours locals | company giant | astonished gobsmacked
""")
LEGAL: Final = table_of("""
must shall | has~to shall | have~to shall | will shall | should shall | if provided~that | about in~respect~of | before prior~to |
after following | this the~said | these the~aforesaid | under pursuant~to | because whereas | start commence | end terminate | buy
purchase | get obtain | give furnish | ask request | asked requested | send transmit | pay remit | change amend | can may | also
further | but save~that | people persons | person individual | rules regulations | law statute | money sums | house premises |
home dwelling | job employment | worker employee | boss employer | paper instrument | told notified | said declared |
bus conveyance
""")
CORPORATE: Final = table_of("""
fired transitioned | layoffs workforce~reductions | jobs roles | workers team~members | employees associates | staff colleagues |
customers guests | problem opportunity | problems opportunities | failure learning | costs investments | spending investment | cut
streamline | cuts efficiencies | closed sunset | sold divested | bought onboarded | meeting touchpoint | boss leader | company
organization | business enterprise | plan roadmap | plans roadmaps | goal north~star | goals objectives | work deliver | help
empower | helped empowered | use leverage | used leveraged | talk align | change transformation | changes transformations | fast
agile | idea learning | ideas learnings | loss headwind | losses headwinds | gain tailwind | gains tailwinds | crisis challenge |
complaint feedback | complaints feedback | people talent | house property | agreement partnership | patience resilience
""")


def formal(text: str, random: Random, rate: float) -> str:
    """What was written as it is said, written formally."""
    return part_of(FORMAL, text, random, 0.5 + rate / 2)


def tabloid(text: str, random: Random, rate: float) -> str:
    """An agency's report in a tabloid's words."""
    return part_of(TABLOID, text, random, 0.5 + rate / 2)


def legal(text: str, random: Random, rate: float) -> str:
    """Plain words as a contract has them."""
    return part_of(LEGAL, text, random, 0.6 + 0.4 * rate)


def corporate(text: str, random: Random, rate: float) -> str:
    """What a company's own people would say instead."""
    return part_of(CORPORATE, text, random, 0.6 + 0.4 * rate)
