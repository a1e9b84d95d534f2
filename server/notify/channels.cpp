// What the channels by HTTP share. May not: send.
#include "server/notify/channels.hpp"

#include "server/notify/secrets.hpp"

namespace oasis::notify {

Result<std::string> secret_of(const oasis::Channel& channel, const std::string& name,
                              const std::string& setting, const House& house) {
  const std::string where = "/channels/" + channel.id + "/" + setting;
  if (name.empty())
    return Error{where, "A channel of kind " + channel.kind + " needs a secret: name it here."};
  if (auto secret = find_secret(house.data_folder, name)) return *std::move(secret);
  return Error{where, "There is no secret \"" + name + "\": add it to the data folder's file secrets."};
}

Result<std::string> plain_address(const std::string& address, const House& house) {
  constexpr std::string_view prefix = "secret:";
  if (address.compare(0, prefix.size(), prefix) != 0) return address;
  const std::string name = address.substr(prefix.size());
  if (auto secret = find_secret(house.data_folder, name)) return *std::move(secret);
  return Error{"", "There is no secret \"" + name + "\": add it to the data folder's file secrets."};
}

}  // namespace oasis::notify
