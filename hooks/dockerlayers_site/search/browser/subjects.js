/** What errors are about that pages seldom quote: who writes of a port that is taken writes 포트, not EADDRINUSE. */

/** What programs say, and the words for what each is about: of those with commas between any will do. */
const SUBJECTS = [
  // Connections
  [/\bport is already allocated|address already in use|EADDRINUSE|ports are not available|BindException/i, "포트,port lsof,netstat"],
  [/ENOTFOUND|EAI_AGAIN|getaddrinfo|no such host|name resolution|not resolve host|UnknownHost|host not found|host name|bad address/i, "서비스이름,컨테이너이름,네트워크별칭"],
  [/bad gateway|gateway time-?out|(?:in|to) upstream/i, "프록시,proxy_pass"],
  [/as external/i, "external"],
  // Who one is
  [/pull access denied|requested access to the resource|incorrect username or password|no basic auth|401 unauthorized/i, "로그인,login 레지스트리,허브"],
  [/toomanyrequests|rate limit/i, "허브,dockerhub 로그인,login"],
  [/publickey|host key verification|private key file|handshake failed: ssh/i, "ssh 키,key"],
  [/authentication failed|could not read (?:username|password)/i, "인증,토큰"],
  [/logged in to the server|\(unauthorized\)/i, "kubectl,kubeconfig"],
  [/password authentication failed|access denied for user/i, "비밀번호,password,암호"],
  [/SSL routines|SSL_ERROR|handshaking/, "https,ssl_certificate,인증서"],
  [/not authorized to perform|AccessDenied(?:Exception)?:/, "IAM 정책,policy"],
  // Images
  [/invalid reference format|manifest unknown|manifest for|repository does not exist|must be lowercase/i, "태그,tag 이미지이름"],
  [/exec format error|no matching manifest|image's platform|multi-platform/i, "플랫폼,platform,아키텍처"],
  [/unable to (?:remove|delete)[^]{0,200}(?:forced?\)|image)|image is being used/i, "이미지삭제,rmi 삭제"],
  [/no space left/i, "prune,정리 용량,디스크"],
  [/GLIBC|libc\.so|ld-linux|musl/, "CGO_ENABLED,glibc,musl"],
  // Containers
  [/container name .*in use/i, "이름,name 컨테이너삭제,rm"],
  [/container \S+ is not running|no such container/i, "실행중,시작 ps"],
  [/executable file not found|command not found|exit code:? 127/i, "설치"],
  [/OOM|code:? 137\b|OutOfMemory|heap space|out of memory/, "메모리,memory"],
  [/volume is in use|mount config|bind source|volume name/i, "볼륨,마운트"],
  // Builds
  [/forbidden path|build context|\.dockerignore/i, "컨텍스트,dockerignore"],
  [/dockerfile parse error|unknown instruction/i, "Dockerfile"],
  [/unable to locate package|failed to fetch http|InRelease/i, "apt-getupdate,aptupdate"],
  [/\bdpkg\b|are you root/i, "apt sudo"],
  [/cannot find module|nodemon|: not found[^]{0,200}npm err|react-scripts/i, "npminstall,node_modules"],
  [/no matching distribution|satisfies the requirement|ModuleNotFoundError|no module named/i, "pipinstall,requirements"],
  [/engine "node"|unsupported engine/i, "node버전,노드버전"],
  [/jarfile/i, "jar"],
  // Compose
  [/docker-compose\.ya?ml|additional propert|undefined service|compose file|yaml\.(?:parser|scanner)/i, "컴포즈,compose"],
  [/variable is not set/i, "환경변수,env"],
  [/dependency failed|depends on undefined/i, "의존,depends_on"],
  // Java
  [/UnsupportedClassVersion/, "JDK,자바버전,javaversion"],
  [/StackOverflowError/, "스택"],
  [/NullPointerException/, "null"],
  [/UnsupportedOperation/, "불변,immutable"],
  [/ClassCast/, "형변환,타입"],
  [/ConcurrentModification|InterruptedException/, "스레드,동시성"],
  [/NoSuchBean|UnsatisfiedDependency|circular reference|form a cycle/i, "의존성주입,순환참조"],
  [/LazyInitialization/, "지연로딩,영속성"],
  [/failed to configure a datasource|could not resolve placeholder/i, "application.yml,application.properties 데이터소스,datasource"],
  // Databases
  [/deadlock found|lock wait timeout/i, "트랜잭션,transaction 잠금,교착"],
  [/duplicate entry|unique constraint/i, "중복,기본키"],
  [/foreign key/i, "외래키"],
  // Clusters
  [/insufficient (?:cpu|memory)/i, "리소스,자원"],
  [/no matches for kind|error validating|io\.k8s/i, "apiVersion"],
  [/is forbidden: User|cannot (?:list|get|create) resource/i, "RBAC,권한"],
  // Version control
  [/\[rejected\]|fast-forward|push some refs/i, "gitpush,push gitpull,pull,fetch"],
  [/merge conflict|conflict \(|unrelated histories/i, "merge,병합"],
  [/tell me who you are/i, "gitconfig"],
  [/unit \S+ is masked|\bdocker\.service\b/i, "systemctl"],
];

/** Return the words for what a pasted text is about, each as all those that will do. */
export function subjectsOf(text) {
  const found = SUBJECTS.filter(([sign]) => sign.test(text)).flatMap(([, words]) => words.split(" "));
  return [...new Set(found)].map((words) => words.split(","));
}
