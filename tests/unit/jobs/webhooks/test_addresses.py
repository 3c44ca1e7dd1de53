"""Where webhooks may go: whatever way an inner address is written, named, embedded or resolved, it is refused."""

from ipaddress import ip_network

import pytest

from app.errors import AddressRefused
from app.jobs.webhooks.addresses import is_allowed, read_target, resolve_target
from app.jobs.webhooks.options import AddressPolicy

POLICY = AddressPolicy(allow_http=True)

HOSTILE = """
http://127.0.0.1/ http://127.0.0.1:443/ http://127.8.9.10/ http://0.0.0.0/ http://0.1.2.3/
http://10.0.0.1/ http://10.255.255.255/ http://172.16.0.1/ http://172.31.255.254/ http://192.168.1.1/
http://169.254.169.254/latest/meta-data/ http://169.254.0.1/ http://100.64.0.1/ http://100.100.100.200/ http://168.63.129.16/
http://192.0.0.8/ http://192.0.2.1/ http://198.18.0.1/ http://198.51.100.7/ http://203.0.113.9/ http://192.88.99.1/
http://224.0.0.1/ http://239.255.255.250/ http://240.0.0.1/ http://255.255.255.255/
http://2130706433/ http://3232235521/ http://017700000001/ http://0x7f000001/ http://0X7F000001/ http://0x7f.0.0.1/
http://0177.0.0.1/ http://0177.0.0.01/ http://127.0.0.0x1/ http://127.1/ http://127.0.1/ http://10.1/ http://0/ http://00000177.1/
http://127.0.0.1./ http://localhost./ http://example.com./ http://1.2.3/ http://999.999.999.999/ http://256.0.0.1/
http://8.8.8.010/ http://4294967296/ http://evil.0x7f/ http://evil.1/
http://[::1]/ http://[::]/ http://[0:0:0:0:0:0:0:1]/ http://[::ffff:127.0.0.1]/ http://[::ffff:7f00:1]/
http://[::ffff:10.0.0.1]/ http://[::ffff:169.254.169.254]/ http://[0:0:0:0:0:ffff:a9fe:a9fe]/ http://[::127.0.0.1]/ http://[::7f00:1]/
http://[64:ff9b::127.0.0.1]/ http://[64:ff9b::a9fe:a9fe]/ http://[64:ff9b:1::1]/ http://[64:ff9b:1::8.8.8.8]/
http://[2002:7f00:1::]/ http://[2002:a00:1::1]/ http://[2002:808:808::1]/ http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/
http://[2001::1]/ http://[2001:10::1]/ http://[2001:db8::1]/ http://[3fff::1]/
http://[fe80::1]/ http://[fe80::1%25eth0]/ http://[fe80::1%eth0]/ http://[fc00::1]/ http://[fd00:ec2::254]/ http://[fec0::1]/
http://[ff02::1]/ http://[ff0e::1]/ http://[100::1]/ http://[5f00::1]/ http://[::ffff:0:127.0.0.1]/ http://[::5efe:127.0.0.1]/
http://[127.0.0.1]/ http://[::1 http://::1/ http://[::1]evil.com/ http://[]/ http://[::1]:443@evil.com/
http://localhost/ http://LOCALHOST/ http://foo.localhost/ http://metadata.google.internal/ http://printer.local/ http://intranet/
http://router.lan/ http://nas.home.arpa/
http://１２７.0.0.1/ http://１２７。０。０。１/ http://①②⑦.⓪.⓪.①/ http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/ http://127。0.0.1/ http://пример.рф/ http://exаmple.com/
http://user@example.com/ http://user:pass@example.com/ http://example.com@127.0.0.1/ http://127.0.0.1@example.com/
http://example.com%40127.0.0.1/ http://example.com%2e/ http://%31%32%37.0.0.1/ http://127%2e0.0.1/ http://example.com\\@127.0.0.1/
http:\\\\127.0.0.1/ http://127.0.0.1\\.example.com/ http://example.com#@127.0.0.1/ http:///127.0.0.1/ http:127.0.0.1/ //127.0.0.1/
https:/example.com/ http://:80/ http://?x http://example..com/ http://.example.com/ http://-example.com/ http://*.example.com/
http://example.com:0/ http://example.com:22/ http://example.com:6379/ http://example.com:99999/ http://example.com:443x/
http://example.com:-1/ http://example.com:+443/ http://example.com:/ http://example.com:80:80/ http://example.com:４４３/
ftp://example.com/ file:///etc/passwd gopher://127.0.0.1:6379/_x javascript:alert(1) data:text/plain,x unix:///run/docker.sock
dict://example.com/ ldap://example.com/ jar:http://example.com/ ws://example.com/ example.com/ /etc/passwd
""".split()
WITH_BLANKS = [
    "", " ", "http://", "http://exam ple.com/", " http://example.com/", "http://example.com/ ", "http://example.com/\n", "http://127.0.0.1\t/",
    "http://example.com/\r\nHost: x", "http://exa\tmple.com/", "http://example.com\u2028/", "http://exam\u00adple.com/", "http://\x00example.com/",
    "http://example.com/\x00", "http://exa\u200bmple.com/", "https://" + "a" * 64 + ".com/", "https://" + "a." * 130 + "com/",
]  # fmt: skip

INNER = [
    "127.0.0.1", "10.1.2.3", "172.20.0.1", "192.168.0.1", "169.254.169.254", "100.64.1.1", "0.0.0.0", "224.0.0.1",
    "255.255.255.255", "::1", "::", "::ffff:10.0.0.1", "fe80::1", "fe80::1%eth0", "fd00::1", "ff02::1", "2002:a00:1::1",
    "64:ff9b::a00:1",
    "2001:0:a00:1::", "::10.0.0.1", "not an address", "",
]  # fmt: skip
OUTER = ["8.8.8.8", "1.1.1.1", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]


def test_there_are_many_hostile_urls() -> None:
    assert len({*HOSTILE, *WITH_BLANKS}) > 150


@pytest.mark.parametrize("url", [*HOSTILE, *WITH_BLANKS])
def test_a_hostile_url_is_refused_without_asking_dns(url: str) -> None:
    with pytest.raises(AddressRefused):
        read_target(url, POLICY)


@pytest.mark.parametrize(
    ("url", "host", "port", "path"),
    [
        ("https://example.com", "example.com", 443, "/"),
        ("HTTPS://Example.COM/a/b?c=d&e=%20", "example.com", 443, "/a/b?c=d&e=%20"),
        ("https://hooks.example.co.uk:8443/x//y/../z", "hooks.example.co.uk", 8443, "/x//y/../z"),
        ("https://xn--e1afmkfd.xn--p1ai/", "xn--e1afmkfd.xn--p1ai", 443, "/"),
        ("https://example.com?x=1", "example.com", 443, "/?x=1"),
        ("https://8.8.8.8/", "8.8.8.8", 443, "/"),
        ("https://[2606:4700::1111]:443/", "2606:4700::1111", 443, "/"),
        ("https://a_b.example.com/?u=http://10.0.0.1/@x:y", "a_b.example.com", 443, "/?u=http://10.0.0.1/@x:y"),
        ("https://3com.com/", "3com.com", 443, "/"),
    ],
)
def test_an_ordinary_url_is_read(url: str, host: str, port: int, path: str) -> None:
    target = read_target(url, AddressPolicy())
    assert (target.host, target.port, target.path) == (host, port, path)


def test_http_needs_consent() -> None:
    with pytest.raises(AddressRefused, match="https"):
        read_target("http://example.com/", AddressPolicy())
    assert read_target("http://example.com/", POLICY).port == 80


def test_any_port_is_taken_when_none_is_named() -> None:
    assert read_target("https://example.com:31337/", AddressPolicy(ports=frozenset())).port == 31337


@pytest.mark.parametrize("port", [0, 65_536, 99_999])
def test_a_port_that_is_none_is_refused_where_any_is_taken(port: int) -> None:
    with pytest.raises(AddressRefused):
        read_target(f"https://example.com:{port}/", AddressPolicy(ports=frozenset()))


@pytest.mark.parametrize("address", INNER)
def test_a_name_that_leads_inside_is_refused(address: str) -> None:
    target = read_target("https://example.com/", POLICY)
    with pytest.raises(AddressRefused):
        resolve_target(target, POLICY, lambda *_: [address])


@pytest.mark.parametrize("address", OUTER)
def test_a_name_that_leads_outside_is_taken(address: str) -> None:
    target = read_target("https://example.com/", POLICY)
    assert resolve_target(target, POLICY, lambda *_: [address, address]) == (address,)


@pytest.mark.parametrize("answers", [["8.8.8.8", "10.0.0.1"], ["::1", "2606:4700::1111"], []])
def test_one_inner_answer_refuses_all(answers: list[str]) -> None:
    target = read_target("https://example.com/", POLICY)
    with pytest.raises(AddressRefused):
        resolve_target(target, POLICY, lambda *_: answers)


def test_an_unknown_name_and_an_inner_one_are_refused_in_the_same_words() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError(f"{host}:{port} is unknown")

    said = set()
    for resolver in (unknown, lambda *_: ["10.0.0.1"]):
        with pytest.raises(AddressRefused) as refused:
            resolve_target(read_target("https://example.com/", POLICY), POLICY, resolver)
        said.add(str(refused.value))
    assert len(said) == 1


def test_networks_are_allowed_by_name_and_no_others_with_them() -> None:
    policy = AddressPolicy(allow_http=True, allowed_networks=(ip_network("10.1.0.0/16"), ip_network("fd00::/8")))
    assert read_target("http://10.1.2.3/", policy).host == "10.1.2.3"
    assert is_allowed("::ffff:10.1.2.3", policy)
    assert is_allowed("fd00::7", policy)
    assert not is_allowed("10.2.0.1", policy)
    assert not is_allowed("169.254.169.254", policy)
    assert read_target("http://intranet/", policy).host == "intranet"
    with pytest.raises(AddressRefused):
        read_target("http://127.0.0.1/", policy)
