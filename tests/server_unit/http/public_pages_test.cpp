// The pages that people open without signing in, a customer's ticket and the answer to a message, are written
// in the language of whoever reads them.
#include <gtest/gtest.h>

#include "server/http/tongue.hpp"
#include "server/store/languages.hpp"
#include "tests/server_unit/http/whole_server.hpp"

namespace oasis::http {
namespace {

using notify::Tongue;

TEST(TongueFor, WhatWeKnowOfTheReaderBeatsTheBrowser) {
  EXPECT_EQ(tongue_for("de", "en"), Tongue::german);
  EXPECT_EQ(tongue_for("de-at", "en"), Tongue::german);
  EXPECT_EQ(tongue_for("en", "de"), Tongue::english);
  EXPECT_EQ(tongue_for("fr", "de"), Tongue::german) << "we have no French, and they read German";
}

TEST(TongueFor, OfTheBrowsersLanguagesTheHeaviestThatWeHave) {
  EXPECT_EQ(tongue_for("", "de-AT,de;q=0.9,en;q=0.5"), Tongue::german);
  EXPECT_EQ(tongue_for("", "en;q=0.5, DE;q=0.8"), Tongue::german);
  EXPECT_EQ(tongue_for("", "de;q=0.05,en;q=0.5"), Tongue::english);
  EXPECT_EQ(tongue_for("", "fr,it;q=0.9,de;q=0.1"), Tongue::german);
  EXPECT_EQ(tongue_for("", "en,de"), Tongue::english) << "the first of equals";
  EXPECT_EQ(tongue_for("", "de;q=0,en;q=0.1"), Tongue::english) << "refused";
}

TEST(TongueFor, AnythingElseIsEnglish) {
  for (const char* accept : {"", "*", ",;,q=", "fr", "deutsch", ";q=1", "de;q=0"})
    EXPECT_EQ(tongue_for("", accept), Tongue::english) << accept;
}

struct PublicPages : WholeServer {
  void SetUp() override {
    app.set_public_url("https://help.example");
    json german = document();
    german["zone"] = "Europe/Berlin";
    german["customers"][0]["language"] = "de";
    app.writer.run([&](engine::Turn& turn) {
      ASSERT_TRUE(turn.adopt_document(german.dump(), engine::Reach::open_tickets, "test").empty());
    });
  }
  Ticket ticket(const TicketId& id) {
    std::optional<Ticket> found;
    app.read([&](store::Database& reading) { found = store::find_ticket(reading, id); });
    return found.value_or(Ticket{});
  }
  std::string path_of(const std::string& url) { return url.substr(url.find('/', 8)); }
  std::string customers_page(const TicketId& id) {
    return path_of(app.links.customer_url(ticket(id).number, id));
  }
  std::string answer_page(const TicketId& id, const Id& user, Duration life = hours(24)) {
    return path_of(app.links.acknowledge_url(ticket(id).number, id, user, app.writer.now() + life));
  }
  WholeAnswer read(const std::string& path, const std::string& accept) {
    return ask({{"Accept-Language", accept}}, "GET", path);
  }
  WholeAnswer post(const std::string& path, const std::string& body, const std::string& accept) {
    return ask({{"Accept-Language", accept}}, "POST", path, body, "application/x-www-form-urlencoded");
  }
  void chooses(const Id& user, const std::string& language) {
    app.writer.run([&](engine::Turn& turn) { store::set_language(turn.database(), user, language); });
  }
  void run(const Command& command) {
    app.writer.run([&](engine::Turn& turn) {
      const auto refusal = turn.run(command, Actor{Actor::Kind::user, "olga", Role::admin});
      ASSERT_FALSE(refusal.has_value()) << refusal->what;
    });
  }
};

void expect_parts(const std::string& page, const std::vector<std::string>& parts) {
  for (const std::string& part : parts) EXPECT_NE(page.find(part), std::string::npos) << part << "\n" << page;
}

TEST_F(PublicPages, ACustomerReadsTheLanguageThatTheWorkspaceHasForThem) {
  PromiseUpdate promise;
  promise.ticket = "t.north.globex";
  promise.due = app.writer.now() + hours(2);
  run(promise);
  const std::string due = notify::local_text(promise.due, "Europe/Berlin", app.zones, Tongue::german);
  const std::string page = read(customers_page("t.north.globex"), "en").text;
  expect_parts(page, {"<html lang=\"de\">", "Ticket #", "<dt>Stand</dt>", "Wartet auf uns", "unserem Team",
                      "<dt>Nächste Nachricht bis</dt><dd>" + due,
                      "<h2>Verlauf</h2>", "Ihre Antwort", "Antwort senden", "Wer diesen Link hat"});
  for (const char* english : {"Handled by", "Status<", "Conversation", "reply</", "Whoever"})
    EXPECT_EQ(page.find(english), std::string::npos) << english;
}

TEST_F(PublicPages, WhoHasNoLanguageReadsTheirBrowsers) {
  const std::string path = customers_page("t.north.initech");
  expect_parts(read(path, "de-CH, en;q=0.4").text, {"<html lang=\"de\">", "Wartet auf uns"});
  expect_parts(read(path, "fr, en;q=0.4").text, {"<html lang=\"en\">", "Waiting for us"});
  EXPECT_EQ(read("/t/1-forged", "de").status, 404);
  expect_parts(read("/t/1-forged", "de").text,
               {"<html lang=\"de\">", "Nicht gefunden", "Dieser Link stimmt nicht"});
  expect_parts(read("/t/1-forged", "en").text, {"<html lang=\"en\">", "Not found"});
}

TEST_F(PublicPages, ACustomerTakesTheFilesOfTheirConversationAndNoOthers) {
  const TicketId id = "t.north.initech";
  const std::string path = customers_page(id);
  expect_parts(read(path, "en").text,
               {"Attached: <a href=\"" + path + "/files/file-" + id + "\" download>a.txt</a>"});
  const WholeAnswer file = read(path + "/files/file-" + id, "en");
  EXPECT_EQ(file.status, 200);
  EXPECT_EQ(file.text, "content-of-" + id);
  const auto header = [&file](const char* name) {
    const auto found = file.headers.find(name);
    return found == file.headers.end() ? "" : found->second;
  };
  EXPECT_EQ(header("Content-Type"), "application/octet-stream");
  EXPECT_EQ(header("Content-Disposition"), "attachment; filename=\"a.txt\"; filename*=UTF-8''a.txt");
  EXPECT_EQ(header("Cache-Control"), "no-store");
  for (const std::string& other :
       {"hidden-file-" + id, std::string("file-t.north.globex"), std::string("nothing")}) {
    const WholeAnswer refused = read(path + "/files/" + other, "en");
    EXPECT_EQ(refused.status, 404) << other;
    EXPECT_EQ(refused.text.find("-of-t."), std::string::npos) << refused.text;
  }
  EXPECT_EQ(read("/t/1-forged/files/file-" + id, "en").status, 404);
  EXPECT_EQ(read(customers_page("t.north.globex") + "/files/file-" + id, "en").status, 404);
}

TEST_F(PublicPages, ACustomerSeesThePicturesOfTheirConversationAndNoOthers) {
  const TicketId id = "t.north.initech";
  const std::string path = customers_page(id);
  const std::string at = path + "/files/picture-" + id + "/picture";
  expect_parts(read(path, "en").text, {"<img src=\"" + at + "\" alt=\"screen &quot;1&quot;.png\" loading=\"lazy\""});
  const WholeAnswer picture = read(at, "en");
  EXPECT_EQ(picture.status, 200);
  EXPECT_EQ(picture.headers.find("Content-Type")->second, "image/png");
  EXPECT_EQ(picture.headers.find("Cache-Control")->second, "no-store");
  EXPECT_EQ(read(path + "/files/file-" + id + "/picture", "en").status, 404) << "no picture";
  EXPECT_EQ(read(path + "/files/hidden-picture-" + id + "/picture", "en").status, 404) << "of a note";
  EXPECT_EQ(read(path + "/files/picture-t.north.globex/picture", "en").status, 404) << "of another ticket";
  EXPECT_EQ(read("/t/1-forged/files/picture-" + id + "/picture", "en").status, 404);
}

TEST_F(PublicPages, WhatACustomersMailQuotesAndItsSignatureAreFoldedAndThere) {
  CustomerReply reply;
  reply.ticket = "t.north.initech";
  reply.message.id = "gmail";
  reply.message.text =
      "It burns <again>.\n\nOn Fri, 27 Mar 2026 at 13:10, Acme Support <support@acme.example>\nwrote:\n\n> "
      "Is the "
      "<b>fire</b> out?\n>\n> Ann\n\n-- \nGina Roth\nGlobex & Sons";
  app.writer.run([&](engine::Turn& turn) {
    ASSERT_FALSE(turn.run(reply, Actor{Actor::Kind::customer, "", Role::viewer}).has_value());
  });
  const std::string page = read(customers_page(reply.ticket), "en").text;
  expect_parts(page, {"</time></p>\n<p>It burns &lt;again&gt;.</p>\n<details>\n<summary>Quoted "
                      "text</summary>\n<p>On Fri, 27",
                      "&gt; Is the &lt;b&gt;fire&lt;/b&gt; out?",
                      "<details>\n<summary>Signature</summary>\n<p>-- <br>\nGina Roth<br>\nGlobex &amp; "
                      "Sons</p>\n</details>\n"});
  EXPECT_EQ(page.find("<details open"), std::string::npos);
  expect_parts(read(customers_page(reply.ticket), "de").text, {"<summary>Zitierter Text</summary>"});
  const std::string answering = read(answer_page(reply.ticket, "olga"), "en").text;
  expect_parts(answering, {"<blockquote><p>It burns &lt;again&gt;.</p>"});
  EXPECT_EQ(answering.find("Is the"), std::string::npos) << answering;
}

TEST_F(PublicPages, ARatingAndWhatIsWrongWithAFormAreSaidInTheSameLanguage) {
  SetFields resolve;
  resolve.ticket = "t.north.globex";
  resolve.status = Status::resolved;
  resolve.outcome = "Wieder da";
  run(resolve);
  const std::string path = customers_page("t.north.globex");
  const std::string page = read(path, "en").text;
  expect_parts(page,
               {"Gelöst", "<dt>Ergebnis</dt><dd>Wieder da", "Wie waren wir?", "Sehr schlecht", "Sehr gut"});
  const auto value = [&page](const std::string& name) {
    const std::string mark = "name=\"" + name + "\" value=\"";
    const std::size_t at = page.find(mark) + mark.size();
    return page.substr(at, page.find('"', at) - at);
  };
  const std::string ours = "message=" + value("message") + "&token=" + value("token");
  expect_parts(post(path, ours + "&do=rate&score=6", "en").text, {"Bitte wählen Sie eine der fünf"});
  expect_parts(post(path, ours + "&do=reply&text=+", "en").text, {"Bitte schreiben Sie zuerst etwas"});
  expect_parts(post(path, "do=rate&score=1&message=x&token=y", "en").text,
               {"Dieses Formular ist nicht von uns"});
  EXPECT_EQ(post(path, ours + "&do=rate&score=2", "en").status, 303);
  expect_parts(read(path, "en").text, {"Ihre Bewertung: <b>Schlecht</b>"});
}

TEST_F(PublicPages, WhoAnswersAMessageReadsTheLanguageTheyChoseElseTheirBrowsers) {
  const TicketId id = "t.north.globex";
  expect_parts(read(answer_page(id, "olga"), "de").text,
               {"<html lang=\"de\">", "Annehmen als Olga", "Ticket schließen"});
  expect_parts(read(answer_page(id, "olga"), "en").text, {"<html lang=\"en\">", "Acknowledge as Olga"});
  expect_parts(post(answer_page(id, "olga", hours(-1)), "", "de").text,
               {"<html lang=\"de\">", "Nichts wurde geändert", "Dieser Link ist abgelaufen"});
  chooses("olga", "de");
  const std::string path = answer_page(id, "olga");
  expect_parts(read(path, "en").text, {"<html lang=\"de\">", "Annehmen als Olga"});
  expect_parts(post(path, "", "en").text,
               {"<html lang=\"de\">", "<h1>Angenommen</h1>", "Sie haben Ticket #"});
  expect_parts(post(path, "", "en").text, {"Nichts wurde geändert", "Das wurde schon benutzt."});
  expect_parts(read("/a/1-olga-1-forged", "de").text, {"<html lang=\"de\">", "Nicht gefunden"});
}

}  // namespace
}  // namespace oasis::http
