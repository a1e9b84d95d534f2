// How many requests one address, account or token may make. May not: know what is asked for; read a clock.
#include "server/http/auth/throttle.hpp"

#include "server/http/networks.hpp"

namespace oasis::http {
namespace {

bool is_this_machine(const std::string& address) {
  return address.rfind("127.", 0) == 0 || address == "::1" || address.rfind("::ffff:127.", 0) == 0;
}

}  // namespace

std::optional<std::chrono::seconds> Throttle::count(const std::string& address,
                                                    const std::optional<Principal>& who, Buckets::Time now) {
  if (is_this_machine(address)) return std::nullopt;
  std::vector<Buckets::Wanted> wanted{{"address " + peer_key(address), limits_.address}};
  // A token has its own, so that a script does not take its owner's.
  if (who && who->token) {
    wanted.push_back({who->session, limits_.token});
  } else if (who) {
    wanted.push_back({"account " + who->user_id, limits_.account});
  }
  return buckets_.take(wanted, now);
}

}  // namespace oasis::http
