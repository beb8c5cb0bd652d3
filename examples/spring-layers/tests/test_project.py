"""What the image relies on; the service's own tests are in src/test, and `mvn package` runs them."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

FOLDER = Path(__file__).parents[1]
DOCKERFILE = (FOLDER / "Dockerfile").read_text(encoding="utf-8")
POM = ElementTree.parse(FOLDER / "pom.xml").getroot()
SPACE = {"pom": "http://maven.apache.org/POM/4.0.0"}


def test_the_jar_is_called_as_the_image_starts_it():
    assert POM.findtext("pom:build/pom:finalName", namespaces=SPACE) == "app"
    assert "target/app.jar" in DOCKERFILE
    assert 'ENTRYPOINT ["java", "-jar", "app.jar"]' in DOCKERFILE


def test_what_changes_rarely_is_copied_first():
    layers = re.findall(r"^COPY --from=build /src/extracted/([\w-]+)/", DOCKERFILE, re.MULTILINE)
    assert layers == ["dependencies", "spring-boot-loader", "snapshot-dependencies", "application"]


def test_one_version_of_java_builds_and_runs():
    version = POM.findtext("pom:properties/pom:java.version", namespaces=SPACE)
    assert set(re.findall(r"temurin[:-](\d+)", DOCKERFILE)) == {version}
