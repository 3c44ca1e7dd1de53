#!/usr/bin/env bash
# alto-tools: of a word that is broken at a line's end the first half stands in the text twice and the second half never.
# Guess: ALTO says what the word is (SUBS_CONTENT="harbour"), so it is written once: "The harbour fell." in two lines or in one.
# Seen: "The har", then "harfell.": where the second half should come, what was written last is written again, without a blank. Narrow
# columns of newspapers break a word at many of their lines. Whoever looks for reuse in scanned papers with such texts misses every passage at these places.
# Version: alto-tools 0.1.0, `alto-tools -t` (alto_tools.py, `alto_text`: the test for HypPart2 stands inside of that for HypPart1); ALTO v3,
# StringType. Its README: "Extract UTF-8 encoded text content". The product takes ALTO from no one ("XML of other kinds is refused", docs/files.md): send it the text.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check alto-tools==0.1.0 2>/dev/null
cat > page.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Description><MeasurementUnit>pixel</MeasurementUnit></Description>
<Layout><Page ID="P1" PHYSICAL_IMG_NR="1"><PrintSpace><TextBlock ID="B1" HPOS="0" VPOS="0" WIDTH="99" HEIGHT="40">
<TextLine HPOS="0" VPOS="0" WIDTH="99" HEIGHT="20"><String CONTENT="The" HPOS="0" VPOS="0" WIDTH="30" HEIGHT="20"/><SP/>
<String CONTENT="har" SUBS_TYPE="HypPart1" SUBS_CONTENT="harbour" HPOS="40" VPOS="0" WIDTH="30" HEIGHT="20"/><HYP CONTENT="-"/></TextLine>
<TextLine HPOS="0" VPOS="20" WIDTH="99" HEIGHT="20"><String CONTENT="bour" SUBS_TYPE="HypPart2" SUBS_CONTENT="harbour" HPOS="0" VPOS="20" WIDTH="40" HEIGHT="20"/>
<SP/><String CONTENT="fell." HPOS="50" VPOS="20" WIDTH="40" HEIGHT="20"/></TextLine>
</TextBlock></PrintSpace></Page></Layout></alto>
XML
seen=$(venv/bin/alto-tools -t page.xml | tr '\n' '|')
venv/bin/python -m pip list --disable-pip-version-check 2>/dev/null | grep alto-tools
echo "guess: 'The harbour|fell.', seen: '$seen'"
[ "$seen" = "|The har|harfell. " ]
