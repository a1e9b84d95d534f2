// What a report says in words (shared/report), in the reader's language as far as a translation knows it.
// May not: translate what people have named.
#pragma once

#include "shared/report/behind.hpp"
#include "shared/report/table.hpp"

namespace oasis {

Finding retold(Finding finding);
ReportTable retold(ReportTable table);
BehindList retold(BehindList list);

}  // namespace oasis
