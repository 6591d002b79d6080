"""What is compared of errors and files."""


def sentence(error):
    return str(error.value)


def bytes_of(path):
    files = path.rglob("*.*") if path.is_dir() else [path]
    return {one.relative_to(path): one.read_bytes() for one in files}
