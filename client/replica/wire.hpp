// Small readers and writers for what travels between a page and its server.
// May not: know what a message means.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "client/platform/network.hpp"
#include "client/replica/json_text.hpp"

namespace oasis::wire {

/// The field's text; empty if there is none, or it is no text.
std::string text_of(const nlohmann::json& object, const char* field);
/// The field's whole number; 0 if there is none, or it is no whole number.
std::int64_t number_of(const nlohmann::json& object, const char* field);

/// What an answer that refuses says, as a sentence for people in their language; empty if it says nothing.
std::string refusal_in(const nlohmann::json& answer);

/// A request to the API; a body is JSON.
platform::Request request(const char* method, std::string url, std::string body = {});

}  // namespace oasis::wire
