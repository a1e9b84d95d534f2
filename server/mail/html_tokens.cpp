// See html_tokens.hpp. May not: look further ahead than once for each kind of end mark that is missing.
#include "server/mail/html_tokens.hpp"

#include <algorithm>

#include "server/mail/html_entities.hpp"
#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

constexpr std::size_t max_attributes = 64;
constexpr std::size_t max_value = 8192;  // a quote that is never closed costs at most this much text

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

}  // namespace

bool HtmlTokens::next(HtmlToken& token) {
  while (at_ < html_.size()) {
    if (html_[at_] == '<') {
      const char after = at_ + 1 < html_.size() ? html_[at_ + 1] : ' ';
      if (after == '!' || after == '?') {
        skip_declaration();
        continue;
      }
      const bool end_tag = after == '/' && at_ + 2 < html_.size() && is_letter(html_[at_ + 2]);
      if (is_letter(after) || end_tag) return read_tag(token);
    }
    const std::size_t end = std::min(html_.find('<', at_ + 1), html_.size());
    token = {};
    token.text = html_.substr(at_, end - at_);
    at_ = end;
    return true;
  }
  return false;
}

bool HtmlTokens::read_tag(HtmlToken& token) {
  token = {};
  token.kind = html_[at_ + 1] == '/' ? HtmlToken::Kind::end_tag : HtmlToken::Kind::start_tag;
  at_ += token.kind == HtmlToken::Kind::end_tag ? 2 : 1;
  const std::size_t from = at_;
  while (at_ < html_.size() && !is_space(html_[at_]) && html_[at_] != '>' && html_[at_] != '/') ++at_;
  token.name = lower_ascii(html_.substr(from, at_ - from));
  read_attributes(token);
  if (token.kind == HtmlToken::Kind::start_tag) skip_raw_content(token.name);
  return true;
}

void HtmlTokens::read_attributes(HtmlToken& token) {
  while (at_ < html_.size()) {
    while (at_ < html_.size() && (is_space(html_[at_]) || html_[at_] == '/')) ++at_;
    if (at_ >= html_.size() || html_[at_] == '<') return;  // the tag was never closed
    if (html_[at_] == '>') {
      ++at_;
      return;
    }
    const std::size_t from = at_++;
    while (at_ < html_.size() && !is_space(html_[at_]) && html_[at_] != '=' && html_[at_] != '>' &&
           html_[at_] != '/' && html_[at_] != '<')
      ++at_;
    const std::string name = lower_ascii(html_.substr(from, at_ - from));
    while (at_ < html_.size() && is_space(html_[at_])) ++at_;
    std::string_view value;
    if (at_ < html_.size() && html_[at_] == '=') {
      ++at_;
      value = read_value();
    }
    if (token.attributes.size() < max_attributes)
      token.attributes.emplace_back(name, resolve_references(value));
  }
}

std::string_view HtmlTokens::read_value() {
  while (at_ < html_.size() && is_space(html_[at_])) ++at_;
  if (at_ >= html_.size()) return {};
  const char quote = html_[at_];
  if (quote == '"' || quote == '\'') {
    const std::string_view window = html_.substr(at_ + 1, max_value);
    const std::size_t end = window.find(quote);
    if (end != std::string_view::npos) {
      at_ += end + 2;
      return window.substr(0, end);
    }
    // Too long to keep (a picture within the address) or never closed: only the former has an end.
    const std::size_t end_of_value = html_.find(quote, at_ + 1);
    if (end_of_value != std::string_view::npos) {
      at_ = end_of_value + 1;
    } else {
      at_ = std::min(html_.find('>', at_ + 1), html_.size());
    }
    return {};
  }
  const std::size_t from = at_;
  while (at_ < html_.size() && !is_space(html_[at_]) && html_[at_] != '>') ++at_;
  return html_.substr(from, at_ - from);
}

void HtmlTokens::skip_declaration() {
  if (html_.substr(at_, 4) == "<!--" && comments_end_) {
    const std::size_t end = html_.find("-->", at_ + 2);
    comments_end_ = end != std::string_view::npos;
    if (comments_end_) {
      at_ = end + 3;
      return;
    }
  }
  const std::size_t end = html_.find('>', at_);
  at_ = end == std::string_view::npos ? html_.size() : end + 1;
}

void HtmlTokens::skip_raw_content(std::string_view name) {
  if (name != "script" && name != "style" && name != "title") return;
  for (std::size_t end = at_; (end = html_.find("</", end)) != std::string_view::npos; end += 2) {
    if (same_ignoring_case(html_.substr(end + 2, name.size()), name)) {
      at_ = end;
      return;
    }
  }
  at_ = html_.size();
}

}  // namespace oasis
