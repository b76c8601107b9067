import Testing

@testable import JobProfile

struct LinkTests {
  @Test(arguments: [
    ("https://farm.example/api/jobs?page=2", "/jobs?page=2"),
    ("http://FARM.example:80/jobs?page=2", "/jobs?page=2"), ("//farm.example/jobs", "/jobs"),
    ("/api/jobs?page=2", "/jobs?page=2"), ("/jobs?page=2", "/jobs?page=2"),
    ("?page=2", "/v1/jobs?page=2"), ("list?page=2", "/v1/list?page=2"),
    ("https://farm.example", "/"), ("https://evil.example/jobs", nil), ("//evil.example/jobs", nil),
    ("https://farm.example@evil.example/jobs", nil), ("https://farm.example.evil/jobs", nil),
    ("https:evil.example/jobs", nil), ("ftp://farm.example/jobs", nil), ("mailto:a@b.example", nil),
    ("https://farm.example:8443/jobs", "/jobs"), ("?from=a:b", "/v1/jobs?from=a:b"),
  ])
  func `a link leads to a target on the same host`(link: String, target: String?) {
    let found = WireRequest.target(
      ofLink: link,
      from: "/v1/jobs?page=1",
      base: "https://farm.example/api/"
    )
    #expect(found == target)
  }

  @Test(arguments: [
    ("http://127.0.0.1:9090/jobs?page=2", nil), ("http://127.0.0.1:8080/jobs", "/jobs"),
    ("http://127.0.0.1/jobs", "/jobs"), ("http://[::1]:8080/jobs", nil),
  ])
  func `another port is another server, unless a proxy may stand in front of it`(
    link: String,
    target: String?
  ) {
    let base = "http://127.0.0.1:8080"
    #expect(WireRequest.target(ofLink: link, from: "/jobs", base: base) == target)
  }

  @Test(arguments: [
    (#"</jobs?page=2>; rel="next""#, "/jobs?page=2"),
    (
      #"</jobs?page=1>; rel="prev", <https://x/jobs?page=3,4>; title=x; rel=next"#,
      "https://x/jobs?page=3,4"
    ),
    (#"</a>; rel="last next""#, "/a"), (#"</a>; rel="nextish""#, nil), ("</a", nil), ("", nil),
  ])
  func `the next page is found among the links`(header: String, url: String?) {
    #expect(LinkHeader.next(header) == url)
  }
}
