import JobSimulator
import Testing

struct DotEnvTests {
  @Test(arguments: [
    ("PORT=3000", "3000"),
    ("PORT = 3000 ", "3000"),
    ("export PORT=3000", "3000"),
    ("PORT=3000 # of the server", "3000"),
    ("PORT=a#b", "a#b"),
    ("PORT=\"3000\" # of the server", "3000"),
    ("PORT='a # b'", "a # b"),
    (#"PORT="a\nb\"c""#, "a\nb\"c"),
    (#"PORT='a\nb'"#, #"a\nb"#),
    ("PORT=\"a\nb\"", "a\nb"),
    ("PORT=\"open", "\"open"),
    ("PORT=", ""),
    ("PORT=1\nPORT=2", "2"),
    ("# PORT=1\r\n\r\nnonsense\r\nPORT=2\r\n", "2"),
  ])
  func `values are read as dotenv reads them`(text: String, value: String) {
    #expect(DotEnv(text).values == ["PORT": value])
  }
}
