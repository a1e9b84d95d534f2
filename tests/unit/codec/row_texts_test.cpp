// A row written straight to its text says the same as the row as a JSON value.
#include "shared/codec/row_texts.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <utility>
#include <variant>

#include "shared/codec/rows.hpp"

namespace oasis {
namespace {

using nlohmann::json;

Message mail() {
  Message message;
  message.id = "m-1";
  message.ticket = "t-1";
  message.at = Instant{1'772'621'280'000};
  message.author = {Actor::Kind::customer, "", Role::viewer};
  message.author_name = "Gina \"Gigi\" Roth";
  message.automatic = true;
  message.text = "Tab\there, line\nthere, \\ and /, \x01 and \x1f, ü, 🦀\r\n\b\f";
  message.attachments = {{"a-1", "plan.pdf", "application/pdf", 17, false}, {"a-2", "", "", 0, true}};
  return message;
}

template <std::size_t... I>
std::vector<Fact> one_of_each(std::index_sequence<I...>) {
  return {Fact(std::in_place_index<I>)...};
}

TEST(RowTexts, AMessageIsTheSame) {
  EXPECT_EQ(json::parse(message_row_text(mail())), write_message(mail()));
  EXPECT_EQ(message_row_text(Message{}), R"({"by":{"kind":"system"}})");
}

TEST(RowTexts, AnEventOfEachKindIsTheSame) {
  for (const Fact& fact : one_of_each(std::make_index_sequence<std::variant_size_v<Fact>>())) {
    Event event{"t-1", 4, Instant{-5}, {Actor::Kind::user, "ann", Role::agent}, 3, fact};
    EXPECT_EQ(json::parse(event_row_text(event)), write_event(event));
    event.ticket.clear();
    event.cause.reset();
    EXPECT_EQ(json::parse(event_row_text(event)), write_event(event));
  }
}

TEST(RowTexts, AFractionIsReadAsItWas) {
  CustomerReplied reply;
  reply.message = mail();
  for (const double sentiment : {-1.0, -0.1, 1.0 / 3, 1e-12, 1.0}) {
    reply.sentiment = sentiment;
    Event event;
    event.fact = reply;
    const auto read = read_event(json::parse(event_row_text(event)));
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(std::get<CustomerReplied>(read->fact).sentiment, sentiment);
  }
}

TEST(RowTexts, APersonIsTheSame) {
  Person person;
  person.user = "ann";
  person.sent = {{"t-1", "email", Instant{7}}};
  EXPECT_EQ(json::parse(person_row_text(person)), write_person(person));
}

TEST(RowTexts, IllFormedTextIsReplaced) {
  Message message;
  message.text = "a\xff\"b\xc3";
  EXPECT_EQ(json::parse(message_row_text(message)).at("text"), "a\xef\xbf\xbd\"b\xef\xbf\xbd");
}

}  // namespace
}  // namespace oasis
