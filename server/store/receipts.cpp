// Rows of receipts. May not: judge a quiz.
#include "server/store/receipts.hpp"

namespace oasis::store {

void put_receipt(Database& database, const Receipt& receipt) {
  database
      .prepare(
          "INSERT INTO receipt (user, playbook, edition, at, points, asked) VALUES (?, ?, ?, ?, ?, ?) "
          "ON CONFLICT (user, playbook) DO UPDATE SET at = excluded.at, asked = excluded.asked, "
          "points = iif(edition = excluded.edition, max(points, excluded.points), excluded.points), "
          "edition = excluded.edition")
      .bind(receipt.user)
      .bind(receipt.playbook)
      .bind(receipt.edition)
      .bind(receipt.at.ms)
      .bind(receipt.right)
      .bind(receipt.asked)
      .run();
}

std::map<std::string, std::map<std::string, Receipt>> all_receipts(Database& database) {
  std::map<std::string, std::map<std::string, Receipt>> all;
  auto rows = database.prepare("SELECT user, playbook, edition, at, points, asked FROM receipt");
  while (rows.step()) {
    const std::string user(rows.text(0)), playbook(rows.text(1));
    all[user][playbook] = {user, playbook, std::string(rows.text(2)), Instant{rows.integer(3)}, rows.integer(4),
                           rows.integer(5)};
  }
  return all;
}

}  // namespace oasis::store
