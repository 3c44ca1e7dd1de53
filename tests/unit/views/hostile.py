"""Texts that want to harm whoever draws them, by name; each is short enough to be drawn in a second or two."""

HOSTILE = {
    "script": "<script>alert(1)</script> <img src=x onerror=alert(2)> ]]> --> <!-- &amp; &#0; </td></table></body>",
    "formula": '=HYPERLINK("http://a","b") +1+1 -2+3 @SUM(A1) \t=1 "quoted","cells"',
    "controls": "".join(map(chr, range(32))) + "\x7f\x80\x9f\u2028\u2029\ufeff\ufffe\uffff\U0010ffff",
    "bidi": "\u202egnitirw desrever\u202c \u2066isolated\u2069 \u200f\u200e\u061c \u202b\u202a\u202d",
    "right to left": "שלום עולם، مرحبا بالعالم. קמץ נֵר",
    "emoji": "😀 👩\u200d👩\u200d👧\u200d👦 🇸🇪 🏴\U000e0067\U000e0062\U000e007f e\u0301\u0302\u0303 ✊🏿",
    "invisible": "a\u200bb\u00adc\u2060d \u034f\u180e",
    "combining": "e" + "\u0301" * 3_000,
    "long word": "x" * 100_000,
    "many lines": "ab\n" * 2_000,
    "carriage returns": "one\r\ntwo\rthree\n\n\r\n",
}
