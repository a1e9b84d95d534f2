// Every route that changes something, made from the table: nothing that another site sends with somebody's cookie
// is taken, nor what is not of the route's content type; and every address counts against a flood.
#include <gtest/gtest.h>

#include "tests/server_unit/http/whole_server.hpp"

namespace oasis::http {
namespace {

struct Forged : WholeServer {
  WholeAnswer send(const std::string& method, const std::string& path, httplib::Headers headers,
                   const std::string& from = "127.0.0.1") {
    httplib::Request request;
    request.method = method;
    request.path = request.target = path;
    request.headers = std::move(headers);
    request.remote_addr = from;
    httplib::Response response;
    response.status = 200;
    std::optional<LiveStart> live;
    app.routes.handle(request, response, live);
    return {response.status, response.body};
  }
  std::string type_of(const Route& route) {
    return route.body == Body::json ? "application/json" : "application/x-www-form-urlencoded";
  }
};

TEST_F(Forged, NoRouteTakesWhatAnotherSiteSends) {
  const std::string cookie = people.front().cookie;  // an administrator's
  const std::vector<httplib::Headers> others{{{"Sec-Fetch-Site", "cross-site"}},
                                             {{"Sec-Fetch-Site", "same-site"}},
                                             {{"Sec-Fetch-Site", "cross-site"}, {"Origin", "http://127.0.0.1:1"}},
                                             {{"Origin", "https://evil.example"}},
                                             {{"Origin", "null"}},
                                             {}};
  int tried = 0;
  for (const Route& route : all_routes()) {
    if (route.method == "GET") continue;
    for (httplib::Headers headers : others) {
      headers.emplace("Cookie", cookie);
      headers.emplace("Host", "127.0.0.1:1");
      headers.emplace("Content-Type", type_of(route));
      const WholeAnswer answer = send(route.method, paths_of(route.pattern).front(), headers);
      EXPECT_EQ(answer.status, 403) << route.method << " " << route.pattern;
      EXPECT_NE(answer.text.find("\"foreign_origin\""), std::string::npos) << route.pattern << answer.text;
      ++tried;
    }
  }
  EXPECT_GT(tried, 200);
}

TEST_F(Forged, NoFormOrJsonIsReadFromAnotherContentType) {
  for (const Route& route : all_routes()) {
    if (route.body != Body::json && route.body != Body::form) continue;
    for (const char* type : {"text/plain", "multipart/form-data; boundary=x", ""}) {
      const WholeAnswer answer = ask({{"Cookie", people.front().cookie}}, route.method,
                                     paths_of(route.pattern).front(), "a=b", type);
      EXPECT_EQ(answer.status, 415) << route.method << " " << route.pattern << " " << type;
    }
  }
}

TEST_F(Forged, NoRouteThatOnlyReadsTakesABody) {
  for (const Route& route : all_routes()) {
    if (route.method == "GET") {
      EXPECT_EQ(route.body_limit, 0u) << route.pattern;
    }
  }
}

TEST_F(Forged, AFloodIsStoppedAtEveryAddressAlsoWhereThereIsNothing) {
  int stopped = 0;
  for (int i = 0; i < 3000; ++i)
    stopped += send("GET", i % 2 == 0 ? "/nothing.png" : "/api/v1/nothing", {}, "192.0.2.7").status == 429;
  EXPECT_GT(stopped, 0);
  EXPECT_EQ(send("GET", "/nothing.png", {}, "192.0.2.8").status, 404) << "nobody else";
}

}  // namespace
}  // namespace oasis::http
