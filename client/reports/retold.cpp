// See retold.hpp.
#include "client/reports/retold.hpp"

#include <algorithm>
#include <utility>

#include "client/words/sentences.hpp"

namespace oasis {
namespace {

void retell(std::string& text) {
  text = retold(std::string_view(text));
}

/// Whether the rows of a section are called by people: customers, chains. Those without a key stand for none of them.
bool has_own_names(const ReportSection& section) {
  for (const char* id : {"customers", "teams", "categories", "people", "rules", "duty", "fairness"}) {
    if (section.id == id) return true;
  }
  return false;
}

void retell(ReportSection& section) {
  for (std::string* text : {&section.title, &section.note, &section.of, &section.empty}) retell(*text);
  for (std::string& column : section.columns) retell(column);
  for (ReportRow& row : section.rows) {
    if (row.key.empty() || !has_own_names(section)) retell(row.name);
  }
}

/// Parts with this between them, each for itself.
void retell_parts(std::string& text, std::string_view between) {
  std::string all;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find(between, from), text.size());
    if (from > 0) all += between;
    all += retold(std::string_view(text).substr(from, end - from));
    from = end + between.size();
  }
  text = std::move(all);
}

}  // namespace

Finding retold(Finding finding) {
  for (std::string* text : {&finding.what, &finding.evidence, &finding.action}) retell(*text);
  return finding;
}

ReportTable retold(ReportTable table) {
  for (Finding& finding : table.findings) finding = retold(std::move(finding));
  for (ReportSection& section : table.sections) retell(section);
  for (ReportHistogram& histogram : table.histograms) retell(histogram.name);
  for (WaitSuggestion& suggestion : table.suggestions) retell(suggestion.what), retell(suggestion.evidence);
  return table;
}

BehindList retold(BehindList list) {
  retell_parts(list.title, " · ");
  for (BehindList::Row& row : list.rows) retell_parts(row.what, ": ");
  return list;
}

}  // namespace oasis
