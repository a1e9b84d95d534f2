// What is wrong with a valid document all the same: places of templates that nobody fills, mailboxes that cannot be
// visited. Asked where a person hands a document in; documents that are in force are not asked again.
// May not: change a document.
#pragma once

#include <vector>

#include "shared/model/workspace.hpp"
#include "shared/result.hpp"

namespace oasis {

/// Each with a JSON pointer into the document.
std::vector<Error> document_faults(const Workspace& workspace);

}  // namespace oasis
