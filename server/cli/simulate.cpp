// See simulate.hpp.
#include "server/cli/simulate.hpp"

#include <fstream>
#include <iterator>
#include <ostream>

#include "shared/codec/scenario.hpp"

namespace oasis::cli {

Result<std::string> read_input(const std::string& file, std::istream& in) {
  if (file == "-") return std::string(std::istreambuf_iterator<char>(in), {});
  std::ifstream stream(file, std::ios::binary);
  std::string text;
  if (stream) text.assign(std::istreambuf_iterator<char>(stream), {});
  if (!stream || stream.bad()) return Error{"", "cannot be read: is the name right, and may you read it?"};
  return text;
}

void print_faults(const std::vector<Error>& faults, const std::string& prefix, std::ostream& err) {
  for (const Error& fault : faults) {
    err << prefix << fault.where << (fault.where.empty() ? "" : ": ") << fault.what << '\n';
  }
}

int run_simulate(const std::vector<std::string>& files, const Zones& zones, std::istream& in,
                 std::ostream& out, std::ostream& err) {
  int exit_code = 0;
  for (const std::string& file : files) {
    const std::string prefix = files.size() > 1 ? file + ": " : std::string();
    const Result<std::string> text = read_input(file, in);
    if (!text.ok()) {
      print_faults({{"", file + " " + text.error().what}}, "", err);
      exit_code = 2;
      continue;
    }
    const auto result = simulate_text(*text, zones);
    if (result.ok()) {
      out << *result << '\n';
      continue;
    }
    print_faults(result.error(), prefix, err);
    exit_code = 2;
  }
  out.flush();
  return exit_code;
}

}  // namespace oasis::cli
