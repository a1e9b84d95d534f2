// Secrets that the workspace document names but never holds. At rest each is sealed (store/seal) in a file of
// its own under `secrets.sealed` in the data folder: never in the database, so in no backup and no export.
// May not: log one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/seal.hpp"

namespace oasis::notify {

/// The secret named `name` ([a-z0-9-]): the environment's OASIS_SECRET_<NAME> (upper case, "_" for "-"), else
/// the one that `secret set` sealed, else the line "<name>=<value>" of the file `secrets` in the data folder,
/// for those who have another program write it. Nothing if there is none, or it was sealed with another key.
std::optional<std::string> find_secret(const std::string& data_folder, const std::string& name);

/// [a-z0-9][a-z0-9-]{0,62}.
bool is_secret_name(std::string_view name);
/// Keeps a secret, in place of the one before; durable when it returns. Throws store::Failure.
void keep_secret(const std::string& data_folder, const store::Seal& seal, const std::string& name,
                 const std::string& value);
/// False if there is none.
bool forget_secret(const std::string& data_folder, const std::string& name);
/// The names of those that are sealed, sorted.
std::vector<std::string> secret_names(const std::string& data_folder);

}  // namespace oasis::notify
