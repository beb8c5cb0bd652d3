"""How words of a query are read: joined and spaced, in either script, with any ending, pasted."""

import json
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.support.site import BuiltSite, ServedSite

NOUNS = ["설치", "빌드", "이미지", "컨테이너", "레이어", "캐시", "도커", "링크", "옵션", "스테이지"]
ABOUT = ["방법", "순서", "종류", "차이", "문제", "오류", "삭제", "확인", "예제", "목록", "관리", "설정"]
MADE = 300
NAMES = [
    ("레디스", "redis"),
    ("플라스크", "flask"),
    ("쿠버네티스", "kubernetes"),
    ("포스트그레스", "postgres"),
    ("그레이들", "gradle"),
    ("텐서플로우", "tensorflow"),
    ("앤서블", "ansible"),
    ("피엔피엠", "pnpm"),
    ("마이에스큐엘", "mysql"),
    ("라이프사이클", "lifecycle"),
    ("데이터프레임", "dataframe"),
]
# Korean words beside Latin ones that sound nearly so, on a site that has both.
FALSE_FRIENDS = [
    ("삭제", "soccer"),
    ("도구", "dog"),
    ("파일", "pull"),
    ("가지", "cage"),
    ("처리", "cherry"),
    ("사실", "social"),
    ("이름", "alarm"),
    ("설치", "search"),
    ("문제", "minus"),
    ("방법", "bob"),
    ("빠름", "form"),
    ("꽃", "cost"),
]
# Latin words that are nowhere on a site, and words that spell them in Hangul.
IN_HANGUL = [
    ("kubernetes", "쿠버네티스"),
    ("gradle", "그레이들"),
    ("jenkins", "젠킨스"),
    ("jupyter", "주피터"),
    ("vault", "볼트"),
    ("golang", "고랭"),
    ("link", "링크"),
    ("picture", "픽처"),
    ("charles", "찰스"),
    ("containerd", "컨테이너디"),
    ("centos", "센트오에스"),
]
# The same with words that sound nearly so.
NOT_IN_HANGUL = [
    ("jaeger", "사설"),
    ("koturn", "구동"),
    ("pregen", "플러그인"),
    ("vagrant", "포그라운드"),
    ("gathon", "가상"),
    ("sorcha", "절차"),
    ("portainer", "보통"),
    ("anchore", "한글"),
    ("zookeeper", "작업"),
    ("sqlite", "시크릿"),
]
ENDINGS = [
    "했더니",
    "했는지",
    "하고싶어요",
    "했네요",
    "됐는데",
    "하려면",
    "하다가",
    "하는데도",
    "한다면",
    "하십시오",
    "됩니까",
    "돼버렸어요",
    "하거든요",
    "할까봐",
    "했었는데",
    "시키려고",
    "하지않게",
]
OPENED = ["열었더니", "열어두면", "엽니다", "열지않으면", "못열겠어요", "안열려요"]
PASTED = (
    "docker: Error response from daemon: failed to create task for container: 3f2a91bc77d0: "
    'exec: "/usr/local/bin/start-app.sh": permission denied: unknown.'
)


class Search:
    """The search of a site, in a page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def use(self, docs: list[dict[str, Any]], synonyms: list[list[str]] | None = None) -> None:
        """Answer from entries of our own."""
        self.use_index({"config": {"korean": {"synonyms": synonyms or []}}, "docs": docs})

    def use_index(self, index: dict[str, Any]) -> None:
        """Answer from an index."""
        self.page.evaluate("index => { window.search = new window.Engine(index); }", index)

    def ask(self, query: str) -> dict[str, Any]:
        """Return the answer to a query."""
        answer: dict[str, Any] = self.page.evaluate("query => window.search.search(query)", query)
        return answer

    def first(self, query: str) -> str | None:
        """Return what is listed first."""
        items = self.ask(query)["items"]
        return str(items[0][0]["location"]) if items else None


@pytest.fixture(scope="module")
def search(browser: Browser, built_site: BuiltSite, served_site: ServedSite) -> Iterator[Search]:
    """Load the search's modules into a page."""
    (script,) = built_site.folder.glob("assets/javascripts/korean-*/engine.js")
    page = browser.new_page()
    page.goto(served_site.address)
    address = served_site.address + script.relative_to(built_site.folder).as_posix()
    page.evaluate("async (script) => { window.Engine = (await import(script)).Engine; }", address)
    yield Search(page)
    page.close()


@pytest.fixture(scope="module")
def index(built_site: BuiltSite) -> dict[str, Any]:
    """Return the index of the shipped site."""
    text = (built_site.folder / "search/search_index.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def entry(location: str, title: str, text: str) -> dict[str, Any]:
    return {"location": location, "title": title, "text": text}


def test_of_the_words_that_come_with_the_scripts_those_are_taken_that_the_index_counts(
    search: Search, index: dict[str, Any]
) -> None:
    docs = [entry("a/", "쿠버네티스", "여러 서버를 묶습니다."), entry("b/", "도커", "한 서버에서 띄웁니다.")]
    korean = index["config"]["korean"]

    def ask(**told: str) -> str | None:
        search.use_index({"config": {"korean": {**korean, **told, "synonyms": []}}, "docs": docs})
        return search.first("k8s")

    assert ask() == "a/"
    assert ask(known="0" * len(korean["known"])) is None
    # Another version may count others: all are taken.
    assert ask(known="", dictionary="of-another") == "a/"


def test_joined_words_find_something_and_the_same_as_spaced_ones(
    search: Search, index: dict[str, Any]
) -> None:
    search.use_index(index)
    pairs = list(product(NOUNS, ABOUT))
    assert not [pair for pair in pairs if search.first("".join(pair)) is None]
    assert not [pair for pair in pairs if search.first("".join(pair)) != search.first(" ".join(pair))]


def test_joined_words_of_the_site_itself_find_something(search: Search, index: dict[str, Any]) -> None:
    search.use_index(index)
    nouns: list[str] = search.page.evaluate(
        """() => [...window.search.reader.vocabulary.nouns]
        .filter(([word, kinds]) => kinds > 2 && /^[가-힣]{2,4}$/.test(word)).map(([word]) => word).sort()"""
    )
    made = [one + other for one, other in product(nouns, nouns) if one != other]
    made = made[:: len(made) // MADE][:MADE]
    assert len(made) == MADE
    assert not [word for word in made if search.first(word) is None]


@pytest.mark.parametrize(("hangul", "latin"), NAMES)
def test_a_name_is_found_in_the_other_script(search: Search, hangul: str, latin: str) -> None:
    search.use(
        [entry("a/", "글", f"여기서는 {latin} 을 씁니다."), entry("b/", "다른 글", "컨테이너를 씁니다.")]
    )
    answer = search.ask(hangul)
    assert answer["items"][0][0]["location"] == "a/"
    assert answer["understood"] == [{"from": hangul, "to": latin, "how": "name"}]


@pytest.mark.parametrize(("hangul", "latin"), FALSE_FRIENDS)
def test_a_false_friend_is_not_taken_for_a_name(search: Search, hangul: str, latin: str) -> None:
    many = [entry(f"k{n}/", f"글 {n}", f"{hangul}를 말합니다. {hangul}는 좋습니다.") for n in range(6)]
    search.use([*many, entry("latin/", latin, f"The {latin} is here.")])
    found = {items[0]["location"] for items in search.ask(hangul)["items"]}
    assert found == {f"k{n}/" for n in range(6)}


@pytest.mark.parametrize(("latin", "hangul"), IN_HANGUL)
def test_a_latin_name_is_found_in_hangul(search: Search, latin: str, hangul: str) -> None:
    search.use([entry("a/", hangul, "씁니다."), entry("b/", "다른 글", "컨테이너를 씁니다.")])
    answer = search.ask(latin)
    assert answer["items"][0][0]["location"] == "a/"
    assert answer["understood"] == [{"from": latin, "to": hangul, "how": "name"}]


@pytest.mark.parametrize(("latin", "hangul"), NOT_IN_HANGUL)
def test_a_latin_word_is_not_taken_for_one_that_does_not_spell_it(
    search: Search, latin: str, hangul: str
) -> None:
    search.use([entry("a/", hangul, f"{hangul}를 말합니다. {hangul}는 좋습니다. {hangul}에 둡니다.")])
    answer = search.ask(latin)
    assert answer["items"] == []
    assert answer["understood"] == [{"from": latin, "to": None, "how": None}]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_noun_keeps_its_meaning_with_any_ending(search: Search, ending: str) -> None:
    search.use([entry("a/", "배포", "서버에 배포를 합니다."), entry("b/", "백업", "백업을 만듭니다.")])
    assert search.first(f"배포{ending}") == "a/"
    assert search.ask(f"배포{ending}")["understood"] == []


@pytest.mark.parametrize(
    "query", ["지웠더니", "안지워져요", "지우고싶은데", "못지우나요", "지워버렸어요", "지운다음에"]
)
def test_a_verb_is_found_in_any_form(search: Search, query: str) -> None:
    search.use(
        [entry("a/", "정리", "파일을 지웁니다. 지우면 사라집니다."), entry("b/", "지역", "지역을 고릅니다.")]
    )
    assert search.first(query) == "a/"


def test_prose_comes_before_samples(search: Search) -> None:
    sample = "<pre><code>cache cache cache\ncache</code></pre>"
    search.use(
        [
            entry("sample/", "예", f"보기 {sample}"),
            entry("prose/", "글", "The cache keeps a layer. 캐시입니다."),
        ]
    )
    assert search.first("cache") == "prose/"


def test_letters_of_an_option_are_not_its_words(search: Search) -> None:
    search.use(
        [entry("option/", "빌드", "docker build --no-cache --no-cache ."), entry("word/", "글", "cache 하나")]
    )
    assert search.first("cache") == "word/"
    assert search.first("--no-cache") == "option/"


def test_the_best_section_decides_the_place_of_its_page(search: Search, index: dict[str, Any]) -> None:
    search.use_index(index)
    for query in ("컨테이너", "이미지 레이어", "캐시", "FROM", "빌드 컨텍스트"):
        best = [max(item["score"] for item in items) for items in search.ask(query)["items"]]
        assert best == sorted(best, reverse=True)
        assert all(
            items[0]["score"] == max(item["score"] for item in items) for items in search.ask(query)["items"]
        )


def test_the_section_that_answers_comes_before_what_is_said_of_its_page(search: Search) -> None:
    docs = [entry(f"p{n}/", f"글 {n}", "컨테이너와 이미지") for n in range(20)]
    page = {
        **entry("expose/", "EXPOSE", "문서입니다."),
        "about": "포트를 여는 것이 아니라 적어 두는 것입니다.",
    }
    answer = entry("expose/#opens", "EXPOSE를 적어야 포트가 열린다", "아닙니다.")
    search.use([*docs, page, answer])
    assert search.first("EXPOSE 안 쓰면 포트 못 여나요") == "expose/#opens"
    assert search.first("EXPOSE") == "expose/"


def test_a_heading_of_habit_is_no_answer_unless_it_is_asked_for(search: Search) -> None:
    pages = [
        entry(f"p{n}/{section}", title, "글입니다.")
        for n in range(12)
        for section, title in (("", f"글 {n}"), ("#next", "다음 글"))
    ]
    volume = [
        entry("volumes/", "볼륨", "데이터를 남깁니다."),
        entry("volumes/#next", "다음 글", "백업"),
        entry("volumes/#move", "옮기기", "백업하려면 먼저 멈추고 나서 묶습니다."),
    ]
    search.use([*pages, *volume])
    assert search.first("볼륨 백업") == "volumes/#move"
    assert search.first("볼륨 다음 글") == "volumes/#next"


@pytest.mark.parametrize(
    "query", ["볼륨이 뭔지 모르겠어요", "볼륨을 알고 싶어요", "볼륨은 이제 어떻게 쓰나요"]
)
def test_verbs_that_say_little_do_not_lead_away(search: Search, query: str) -> None:
    docs = [entry(f"p{n}/", f"글 {n}", "컨테이너와 볼륨") for n in range(20)]
    search.use(
        [
            *docs,
            entry("volumes/", "볼륨", "데이터"),
            entry("other/", "다른 글", "누구나 모르는 것을 알고 씁니다. 이제 쓰나 봅니다."),
        ]
    )
    assert search.first(query) == "volumes/"


def test_a_noun_that_looks_like_a_form_keeps_its_weight(search: Search) -> None:
    builds = [entry(f"b{n}/", f"빌드 {n}", "빌드합니다.") for n in range(9)]
    search.use([*builds, entry("speed/", "속도", "속도가 납니다. 속도를 잽니다.")])
    assert search.first("빌드 속도") == "speed/"


def test_what_is_joined_to_a_noun_is_no_verb_unless_it_ends_as_one(search: Search) -> None:
    search.use(
        [
            entry("docker/", "도커", "도커 도커"),
            entry("locale/", "시간과 글자", "도커에서 한글이 깨집니다. 한글 깨짐."),
        ]
    )
    assert search.first("도커한글깨짐") == "locale/"


@pytest.mark.parametrize("query", ["디펜즈", "디펜즈온"])
def test_consonants_that_are_spoken_as_one_are_found(search: Search, query: str) -> None:
    search.use(
        [
            entry("order/", "순서", "depends_on을 적습니다. depends_on은 이름입니다."),
            entry("other/", "온빌드", "온도를 봅니다."),
        ]
    )
    assert search.first(query) == "order/"


def test_a_pasted_error_finds_the_page_that_explains_it(search: Search) -> None:
    said = "exec: /entrypoint.sh: permission denied"
    docs = [entry(f"p{n}/", f"글 {n}", "docker container error response from daemon") for n in range(30)]
    search.use([*docs, entry("mend/", "권한 오류", f"<pre><code>{said}</code></pre> 실행 권한을 줍니다.")])
    assert search.first(PASTED) == "mend/"


def test_what_a_pasted_text_has_of_its_own_is_not_looked_for(search: Search) -> None:
    said = "CrashLoopBackOff"
    other = [
        entry(f"p{n}/", f"글 {n}", "web 32s ago 4m10s 192.168.10.5:8080 10:21:33 x2x9k") for n in range(9)
    ]
    search.use(
        [*other, entry("mend/", "파드", f"파드가 {said} 상태이면 로그를 봅니다." + " 글이 깁니다." * 200)]
    )
    pasted = f"default/web-7d9f8b6c5-x2x9k   0/1   {said}   5 (32s ago)   4m10s   192.168.10.5:8080"
    assert search.first(pasted) == "mend/"


def test_a_short_error_is_read_as_one(search: Search) -> None:
    said = "WARNING: docs/a.md:3:1: unknown instruction: FORM"
    search.use(
        [
            entry("form/", "Normal form", "A form of an instruction."),
            entry("mend/", "틀렸을 때", f"<pre><code>{said}</code></pre>"),
        ]
    )
    assert search.first("unknown instruction: FORM") == "mend/"


@pytest.mark.parametrize("typed", ["엔트리포", "엔트리포이", "엔트리포인ㅌ"])
def test_a_half_typed_name_is_found_in_the_other_script(search: Search, typed: str) -> None:
    text = "ENTRYPOINT를 적습니다. ENTRYPOINT는 늘 실행합니다."
    search.use([entry("a/", "시작", text), entry("b/", "다른 글", "컨테이너를 씁니다.")])
    answer = search.ask(typed)
    assert answer["items"][0][0]["location"] == "a/"
    assert answer["understood"] == [{"from": typed, "to": "entrypoint", "how": "name"}]


def test_what_stands_behind_the_word_before_is_what_is_being_typed(search: Search) -> None:
    often = [entry(f"k{n}/", f"마을 {n}", "마을을 봅니다. 마을은 큽니다. 마을이 있습니다.") for n in range(4)]
    bind = entry("bind/", "바인드 마운트", "바인드 마운트를 씁니다. 마운트는 쉽습니다.")
    search.use([*often, entry("other/", "바인드", "마을의 바인드."), bind])
    assert search.first("바인드 망") == "bind/"


@pytest.mark.parametrize("query", OPENED)
def test_a_verb_of_one_syllable_is_found_in_any_form(search: Search, query: str) -> None:
    search.use(
        [
            entry("a/", "포트", "포트를 엽니다. 포트를 열고 닫습니다. 열면 됩니다."),
            entry("b/", "나이", "열으로 보면 열어버린."),
        ],
        [["열다", "개방"]],
    )
    assert search.first(query) == "a/"


@pytest.mark.parametrize("last", ["하려고", "하려면", "하려는데", "하려니까"])
def test_an_ending_of_a_light_verb_is_no_verb(search: Search, last: str) -> None:
    search.use(
        [
            entry("a/", "글", "이미지는 가볍습니다."),
            entry("b/", "다른 글", "하려고 합니다. 하려면 하려는 하려던 것을 하려니까 하려고."),
            entry("c/", "또 다른 글", "아무것도 하려고 하지 않습니다."),
        ]
    )
    assert search.first(f"가볍게 {last}") == "a/"


def test_a_typo_is_guessed_only_where_nothing_was_found(search: Search) -> None:
    search.use(
        [
            entry("a/", "줄이기", "크기를 줄입니다. 줄이고 또 줄인다."),
            entry("b/", "늘이기", "크기를 늘입니다. 늘이고 늘인다."),
        ]
    )
    assert [items[0]["location"] for items in search.ask("줄이기")["items"]] == ["a/"]


def test_a_word_that_is_nowhere_is_told(search: Search) -> None:
    search.use([entry("a/", "컨테이너", "컨테이너를 켭니다.")])
    answer = search.ask("컨테이너 jaeger")
    assert answer["understood"] == [{"from": "jaeger", "to": None, "how": None}]
    assert answer["nearest"]
    # It is told once, and not for each result.
    assert answer["items"][0][0]["terms"] == {"컨테이너": True}


def test_a_message_leads_to_the_section_that_is_named_after_it(search: Search) -> None:
    sample = "<pre><code>docker: Error response from daemon: unix:///run/docker.sock. connect</code></pre>"
    other = [entry(f"p{n}/", f"Docker daemon {n}", sample) for n in range(20)]
    mend = entry("mend/#connect", "Cannot connect to the Docker daemon", "데몬을 시작합니다.")
    search.use([*other, mend, entry("net/", "daemon에 connect", "docker daemon을 connect합니다.")])
    said = 'Cannot connect to the Docker daemon at "unix:///run/docker.sock". Is the docker daemon running?'
    assert search.first(said) == "mend/#connect"


def test_an_error_finds_what_is_said_of_it_in_korean(search: Search) -> None:
    other = [
        entry(f"p{n}/", f"글 {n}", "must be allowed, you have to do it, in use, required") for n in range(9)
    ]
    search.use(
        [
            *other,
            entry("mend/", "볼륨 삭제", "컨테이너가 쓰는 볼륨은 못 지웁니다."),
            entry("net/", "네트워크", "망입니다."),
        ],
        [["볼륨", "volume"], ["삭제", "지우다", "remove"]],
    )
    assert search.first("Error: removing volumes: you must not, volume is in use - [9c2bfa01de33]") == "mend/"


@pytest.mark.parametrize(
    ("said", "answer", "other"),
    [
        # Words in another form, and those that the site spells in Hangul.
        ("Error: all quotas were breached", "quota를 나눕니다.", "다른 글입니다."),
        ("Error: in kubernetes: it stopped", "쿠버네티스 안을 봅니다.", "다른 글입니다."),
        # The port of an address, by which a program is known; a number behind a file's name is a line's.
        ("Error: ECONNREFUSED 127.0.0.1:6379 at afterConnect", "6379를 씁니다.", "다른 글입니다."),
        ("Error: in web/app.go:291: this must be valid json", "json을 봅니다.", "291을 봅니다."),
        # A name in capitals tells more than the words around it.
        ("policy: blocked by CORS, see below", "CORS를 켭니다.", "policy입니다."),
        # A sentence of English has many words that say nothing of what it is about.
        ("Error: failed to select a driver", "driver를 씁니다.", "One may select a part of it."),
        # How much and where says little, however rare it is.
        ("Error: too short for a volume", "volume입니다.", "short를 씁니다."),
        # A port tells which program is behind it, though neither has its name.
        ("Error: connect ECONNREFUSED 10.0.0.7:5432", "PostgreSQL을 켭니다.", "다른 글입니다."),
        ("TypeError: in app.js:5432: it is no json", "json을 봅니다.", "PostgreSQL을 켭니다."),
        # What a message is about, in the words of those who write of it.
        (
            "client intended to send too large body: 1048 bytes",
            "client_max_body_size",
            "다른 글입니다.",
        ),
        ("java.io.NotSerializableException: com.example.Member", "직렬화합니다.", "다른 글입니다."),
        ("Error: status: CrashLoopBackOff in worker", "파드(pod)입니다.", "다른 글입니다."),
    ],
)
def test_what_an_error_is_about_is_found(search: Search, said: str, answer: str, other: str) -> None:
    about = [entry(f"p{n}/", f"글 {n}", "이것은 다른 글입니다.") for n in range(30)]
    search.use([*about, entry("other/", "다른 글", other), entry("mend/", "글", answer)])
    assert search.first(said) == "mend/"


@pytest.mark.parametrize(
    ("said", "speaker"),
    [
        ("Warning: Failed to attach volume web: FailedMount, kubelet node-1", "쿠버네티스(kubernetes)"),
        ("! [rejected] main -> main: volume was changed", "깃(git)"),
        ("hudson.AbortException: volume was changed", "젠킨스(jenkins)"),
    ],
)
def test_a_program_that_does_not_name_itself_is_known_by_what_it_says(
    search: Search, said: str, speaker: str
) -> None:
    search.use(
        [
            entry("other/", "경고", "경고(warning)입니다. volume을 씁니다. volume입니다."),
            entry("mend/", "글", f"{speaker}입니다. volume을 씁니다."),
        ],
        [["쿠버네티스", "kubernetes"], ["깃", "git"], ["젠킨스", "jenkins"], ["경고", "warning"]],
    )
    assert search.first(said) == "mend/"


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("빨라요", "빠릅니다. 빠르고 빠르면"),
        ("가벼운가요", "가볍습니다. 가볍고 가볍게"),
        ("골라서", "고릅니다. 고르고 고르면"),
        ("쉬웠어요", "쉽습니다. 쉽고 쉽게"),
        ("걸려요", "걸립니다. 걸리고 걸리면"),
    ],
)
def test_verbs_that_change_their_stem_are_found(search: Search, typed: str, text: str) -> None:
    search.use(
        [entry("a/", "글", f"{text} 씁니다."), entry("b/", "다른 글", "빨래, 가벼이, 골목, 쉬는, 걸레")]
    )
    assert search.first(typed) == "a/"


def test_english_words_are_found_in_the_form_of_the_glossary(search: Search) -> None:
    search.use(
        [entry("a/", "환경 변수", "환경 변수를 씁니다."), entry("b/", "environment", "이름입니다.")],
        [["환경 변수", "environment variable"], ["삭제", "remove"]],
    )
    assert search.first("environment variables") == "a/"
