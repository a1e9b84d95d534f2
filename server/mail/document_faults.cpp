// See document_faults.hpp.
#include "server/mail/document_faults.hpp"

#include <utility>

#include "server/mail/mailbox_settings.hpp"
#include "shared/policy/template_values.hpp"

namespace oasis {

std::vector<Error> document_faults(const Workspace& workspace) {
  std::vector<Error> faults = template_faults(workspace);
  for (Error& fault : mailbox_faults(workspace)) faults.push_back(std::move(fault));
  return faults;
}

}  // namespace oasis
