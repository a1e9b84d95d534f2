// Secrets that the workspace document names but never holds. May not: log or keep one.
#pragma once

#include <optional>
#include <string>

namespace oasis::notify {

/// The secret named `name` ([a-z0-9-]): the environment's OASIS_SECRET_<NAME> (upper case, "_" for "-"), else
/// the line
/// "<name>=<value>" of the file `secrets` in the data folder.
std::optional<std::string> find_secret(const std::string& data_folder, const std::string& name);

}  // namespace oasis::notify
