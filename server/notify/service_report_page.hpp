// A service report as one HTML file that needs nothing else: for a browser, for paper, beside a mail; and as the letter
// that it is mailed with. Pure. May not: count; look anything up.
#pragma once

#include <string>

#include "server/notify/letters.hpp"
#include "server/notify/service_report_words.hpp"
#include "shared/time/zone.hpp"

namespace oasis::notify {

/// A report with the names that it is told by.
struct ServiceSheet {
  ServiceReport report;
  Tongue tongue = Tongue::english;
  std::string workspace;
  std::string customer;
  std::string level;  ///< the service level's name; empty: none
  SharedZone zone;    ///< the customer's
};

/// The whole document, without script, picture or address of ours; light and dark, and black on white on paper. `above`:
/// HTML in front of the report that is not printed.
std::string service_report_html(const ServiceSheet& sheet, const std::string& above = "");
/// The Content-Security-Policy under which it shows: its own style and nothing else. It carries the same itself.
std::string service_report_policy();

/// The letter that the file is attached to; what happened stands in it, too.
Letter service_report_letter(const ServiceSheet& sheet, const std::string& to_name);

}  // namespace oasis::notify
