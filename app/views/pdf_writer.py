"""The process that lays out one PDF: HTML on standard input, limits as arguments, the PDF on standard output.

It is run as a file in an isolated Python and imports nothing of Unspun. Its exit status says what went wrong.
"""

import resource
import sys

NO_PANGO = 3


def main() -> None:
    """Lays out, and writes the PDF whole or not at all; a limit that is reached ends the process."""
    cpu_seconds, memory_bytes = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    written = sys.stdin.buffer.read().decode()
    try:
        # after the limits; it looks for Pango when it is imported
        from weasyprint import HTML  # noqa: PLC0415
        from weasyprint.urls import URLFetcher  # noqa: PLC0415
    except OSError:
        sys.exit(NO_PANGO)
    loads_nothing = URLFetcher(allowed_protocols=())
    sys.stdout.buffer.write(HTML(string=written, url_fetcher=loads_nothing).write_pdf(pdf_variant="pdf/ua-1"))


if __name__ == "__main__":
    main()
