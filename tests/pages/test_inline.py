from kg.pages.inline import fingerprint, policy, readable


def test_characters_that_html_lacks_are_marked():
    assert readable("a\x00\x0b\ud834\ufffe\tz\n") == "a\ufffd\ufffd\ufffd\ufffd\tz\n"


def test_a_fingerprint_is_what_browsers_compute():
    # The example of the specification, https://www.w3.org/TR/CSP3/
    assert (
        fingerprint("alert('Hello, world.');")
        == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    )


def test_a_policy_forbids_what_it_does_not_name():
    assert policy(["a"], "b").startswith("default-src 'none'; script-src 'sha256-")
