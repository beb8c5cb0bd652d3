"""Ask the service in this container whether it is well; the exit code is the answer."""

from urllib.request import urlopen

with urlopen("http://127.0.0.1:8000/healthz", timeout=2) as response:
    response.read()
