// Reading as somebody: rows come with the sight that was in force when they were read, never with an older
// one. May not: know which rows there are.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "server/store/sqlite.hpp"
#include "shared/policy/sight.hpp"

namespace oasis::http {

struct Services;

/// Somebody who reads, and what they may see.
struct Reader {
  Id user;
  Sight sight;
  std::shared_ptr<const Policies> policies;  // the document that the sight is from
  const Zones& zones;
};

/// Runs `work` on one snapshot of the database. The sight is not older than the document of the snapshot:
/// what was taken from somebody is gone with the commit that took it. Throws store::Failure.
void read_as(const Services& services, const Id& user,
             const std::function<void(store::Database&, const Reader&)>& work);

/// The text of a document (`version`) as the reader may see it.
std::string seen_document(const Reader& reader, std::uint32_t version, const std::string& text);

/// Whether the reader may know at which address `user` was told by `via`: their own always, nobody's is a webhook's name
/// or the customer's, see also sees_addresses.
bool sees_address_of(const Reader& reader, std::string_view user, std::string_view via);
/// An event's row (shared/codec/rows.hpp) as the reader may see it: without an address that is not theirs to know.
std::string seen_event(const Reader& reader, std::string row);

}  // namespace oasis::http
