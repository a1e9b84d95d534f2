// The workspace of the simulated runs. May not: know the simulation.
#pragma once

#include <string>

namespace oasis::test {

/// The document in its `variant`-th form; forms differ in who may do and see what.
std::string office_document(int variant);
constexpr int office_variants = 5;
/// In the first form only this person does not see every ticket.
constexpr const char* scoped_person = "cid";

}  // namespace oasis::test
