// Requests to providers. May not: retry.
#include "server/notify/provider.hpp"

#include <openssl/evp.h>

#include <charconv>

#include "shared/text/percent.hpp"
#include "shared/text/utf8.hpp"

namespace oasis::notify {
namespace {

/// "Retry-After: 30": seconds only. A date is rare; then our own waits must do (RFC 9110, section 10.2.3).
std::optional<Duration> retry_after(const net::Reply& reply) {
  const std::string_view text = reply.header("retry-after");
  std::int64_t wait = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), wait);
  if (fault != std::errc{} || end != text.data() + text.size() || wait < 0 || wait > 86'400)
    return std::nullopt;
  return seconds(wait);
}

std::string base64(const std::string& bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int size =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

Outcome without_answer(const net::Failure& failure) {
  Outcome outcome;
  outcome.detail = failure.what;
  if (failure.kind == net::Failure::Kind::refused) return outcome;
  outcome.kind = Outcome::Kind::try_again;
  outcome.may_repeat = failure.kind == net::Failure::Kind::uncertain;
  outcome.provider_fault = true;
  return outcome;
}

}  // namespace

net::Request json_request(const std::string& url, std::string body, const Outside& outside) {
  net::Request request;
  request.url = url;
  request.headers.emplace_back("Content-Type", "application/json");
  request.body = std::move(body);
  request.patience = outside.patience;
  return request;
}

net::Request form_request(const std::string& url, const Fields& fields, const Outside& outside) {
  net::Request request;
  request.url = url;
  request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  for (const auto& [name, value] : fields) {
    if (!request.body.empty()) request.body += '&';
    request.body += percent_encoded(name) + "=" + percent_encoded(value);
  }
  request.patience = outside.patience;
  return request;
}

std::pair<std::string, std::string> basic_authorization(const std::string& user,
                                                        const std::string& password) {
  return {"Authorization", "Basic " + base64(user + ":" + password)};
}

std::pair<std::string, std::string> bearer_authorization(const std::string& token) {
  return {"Authorization", "Bearer " + token};
}

Outcome outcome_of(const Result<net::Reply, net::Failure>& answer, const std::string& name,
                   const std::string& said) {
  if (!answer.ok()) return without_answer(answer.error());
  const int status = answer->status;
  if (status >= 200 && status < 300) return sent();
  Outcome outcome;
  const bool fails = status >= 500;
  const bool later = fails || status == 429 || status == 408 || status == 425;
  if (later) outcome.kind = Outcome::Kind::try_again;
  outcome.provider_fault = fails;
  outcome.may_repeat = fails && status != 503;  // it may have failed after it had done its work
  outcome.retry_after = retry_after(*answer);
  outcome.detail =
      name + " answered " + std::to_string(status) + (said.empty() ? "" : ": " + shortened(said, 200)) + ".";
  return outcome;
}

Outcome sent(std::string provider_id) {
  Outcome outcome;
  outcome.kind = Outcome::Kind::sent;
  outcome.provider = std::move(provider_id);
  return outcome;
}

Outcome refused(std::string why) {
  Outcome outcome;
  outcome.detail = std::move(why);
  return outcome;
}

std::string shortened(std::string_view text, std::size_t most) {
  return cut_to(one_line(text, text.size() + 1), most);
}

}  // namespace oasis::notify
