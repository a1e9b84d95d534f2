// How often somebody may try to sign in. May not: know what is tried; read a clock.
#include "server/http/auth/attempts.hpp"

#include "server/http/networks.hpp"

namespace oasis::http {
namespace {

std::string of_account(const std::string& account) {
  return "account " + account;
}
std::string of_address(const std::string& address) {
  return "address " + peer_key(address);
}

}  // namespace

std::optional<std::chrono::seconds> Attempts::take(const std::string& account, const std::string& address,
                                                   Time now) {
  return buckets_.take({{of_account(account), {limits_.per_account, limits_.account_pause}},
                        {of_address(address), {limits_.per_address, limits_.address_pause}}},
                       now);
}

void Attempts::succeeded(const std::string& account, const std::string& address) {
  buckets_.give_back(of_account(account));
  buckets_.give_back(of_address(address));
}

}  // namespace oasis::http
