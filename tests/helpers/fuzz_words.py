"""What a fuzzer puts into inputs: bits of each format, and what has hurt readers of it before."""

from __future__ import annotations

ANY = (
    b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n", b"\t", b";", b",", b'"', b"'", b"=", b"-1", b"0", b"1e999",
    b"NaN", b"true", b"null", b"999999999999999999999", b"2147483648", b"[", b"]", b"{", b"}", b"(", b")", b"/", b"%",
    "æøå".encode(), "æøå".encode("cp1252"), "\u202e\U0001f600".encode(), "a\u0301".encode(), b"\xed\xa0\x80",
)  # fmt: skip
BY_KIND = {
    "csv": (
        b"sep=,\n", b"sep=\t\n", b"Navn;Enhet\n", b'"Kari', b"Fornavn,Etternavn\n", b"1.10.2026;", b"Sum;",
        b"Anonymous",
        b"Kari Lund, Ola Ness og Per Li", b"k@x.no", b"Lia barnehage", b"=1+1", b"\x0b\x0c", b"#REF!", b"\xe2\x80\xa8",
    ),
    "xlsx": (
        b"<", b">", b"&", b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>", b"<!ENTITY b '&a;&a;&a;'>", b"&b;",
        b'<row r="1048576"><c r="XFD1048576" t="s"><v>99999999</v></c></row>', b' t="s"', b' t="d"', b' t="e"',
        b'<c r="A1" t="inlineStr"><is><t>x</t></is></c>', b"<v>-1</v>", b"<v>1e400</v>", b'<mergeCell ref="A1:XFD9"/>',
        b' hidden="1"', b' state="veryHidden"', b"<f>1+1</f>", b' Target="../../../etc/passwd"', b' r="A0"', b"</row>",
        b'<dimension ref="A1:XFD1048576"/>', b' encoding="utf-16"', b' encoding="x"', b' s="4294967296"', b"<si/>",
    ),
    "problem": (
        b'"rounds":', b'"met":[[0,1,1]]', b'"at":[[0,0]]', b'"together":[[0,1]]', b'"locked":[[0,0,0]]', b"[[]]",
        b'"present":[[0,[]]]', b'"capacity":[1]', b'"published":[[0]]', b'"weights":{"size":9999}', b'"order":["size"]',
        b'"hosts":[0]', b'"among":[[0,[]]]', b'"past":[[[0]]]', b'"at_least":[{}]', b"1.5", b"1e5", b"-0", b"[" * 900,
        b"\\u0000", b"\\ud800", b'"people":500', b'"tables":[500]', b'"apart":[[0,1,2,3]]',
    ),
    "settings": (
        b"[General]\n", b"[stage]\n", b"@Variant(", b"@ByteArray(", b"@Invalid()", b"@Size(1 1)", b"\\x0", b"\\x110000",
        b"\\", b"text_scale=", b"look=", b"window=", b"language=", b"handouts/folder=", b"%2F", b"[%General]\n", b", ",
    ),
    "template": (
        b"[[parts]]\n", b"minutes = -5\n", b'starts_at = "99.99"\n', b"[nn]\n", b"[parts.nn]\n", b"order = 1\n", b'"""',
        b"1979-05-27", b"= inf\n", b"= 0x7fffffffffffffff\n", b'kind = "x"\n', b"questions = 3\n", b"a.b.c.d = 1\n",
        b"\\uD800", b"questions = [1, {}]\n", b'id = ""\n', b"[en]\nparts = []\n",
    ),
    "kept": (
        b'{"is": "field"}', b'{"date": "2026-13-45"}', b'{"time": 3}', b'"format": 1', b'"kept": []', b'"typed": null',
        b'"before": {}', b'"owner": "x"', b'"people": {}', b'"kept": "abc"', b'"verdict": "missing"',
        b'"side": "\\u0000"',
        b'"paths": [[]]', b"[" * 3000, b'{"a":' * 3000, b'"number": "x"', b'"person_id": []', b"\\ud800",
    ),
    "pdf": (
        b"/Kids [3 0 R 2 0 R]", b"/Count 99999999", b"/MediaBox [0 0 1e9 1e9]", b"/Length 999999999", b" obj\n", b" R",
        b"stream\n", b"endstream", b"endobj", b"q ", b"Q ", b" Do ", b" cm ", b" Tj ", b"BI /W 99999 /H 99999 ID ",
        b"EI",
        b"/Filter /FlateDecode", b"/Filter /JBIG2Decode", b"/Filter /JPXDecode", b"/Filter /DCTDecode",
        b"/Type /ObjStm",
        b"/Filter [/ASCIIHexDecode /LZWDecode]", b"/Rotate 45", b"/Prev 0", b"xref\n0 1\n", b"trailer\n<< >>", b"<<",
        b">>",
        b"/Group << /S /Transparency >>", b"/Encrypt << /Filter /Standard /V 99 >>", b"/Resources 3 0 R",
        b"/Parent 3 0 R",
        b"/SMask 5 0 R", b"/Pattern cs /P scn", b" sh ", b"/Font << /F 3 0 R >>", b"1e38 0 0 1e38 0 0 cm ", b" re f ",
    ),
    "path": (
        b"import\n", b"--db\n", b"--json\n", b"groups\nsolve\n", b"groups\nrepair\n", b"check\n", b"--out\n", b"--db=",
        b"file:", b":memory:", b"?mode=ro", b"../", b"./", b"~", b"-", b"--", b"n.db", b"liste.csv", b"r\xc3\xb8r",
        b"lenke",
        b"\xff", b"a" * 255, b"a/" * 300, b"/dev/full", b"/dev/null", b"/dev/zero", b"/proc/self/mem", b"CON", b"*",
        b"person\nshow\n", b"gatherings\n", b"export\n", b"privacy\n", b"@", b"--language\nnn\n", b".xlsx", b"~$a.xlsx",
    ),
}  # fmt: skip
"""By the kind of input; see ``fuzz_readers``."""
