// A certificate authority of the test's own, and the certificate of a server on 127.0.0.1 that it signed;
// made anew for each test by the program openssl. May not: outlive the test.
#pragma once

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace oasis::test {

class Authority {
 public:
  /// Makes everything in `folder`, readable by every user: mail servers run as somebody else.
  explicit Authority(const std::string& folder) : folder_(folder) {
    std::filesystem::create_directories(folder);
    ::chmod(folder.c_str(), 0755);
    std::ofstream(folder + "/names") << "subjectAltName=IP:127.0.0.1,DNS:localhost\n";
    made_ =
        run("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
            "-subj '/CN=Our own authority' -keyout " +
            at("ca.key") + " -out " + at("ca.pem")) &&
        run("openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=127.0.0.1 "
            "-keyout " +
            at("server.key") + " -out " + at("server.csr")) &&
        run("openssl x509 -req -in " + at("server.csr") + " -CA " + at("ca.pem") + " -CAkey " + at("ca.key") +
            " -CAcreateserial -days 2 -extfile " + at("names") + " -out " + at("server.pem"));
    for (const char* name : {"/server.key", "/server.pem", "/ca.pem"}) ::chmod((folder + name).c_str(), 0644);
  }

  bool made() const { return made_; }
  std::string certificates() const { return folder_ + "/ca.pem"; }  ///< of the authority: what to trust
  std::string certificate() const { return folder_ + "/server.pem"; }
  std::string key() const { return folder_ + "/server.key"; }

 private:
  std::string at(const char* name) const { return "'" + folder_ + "/" + name + "'"; }
  static bool run(const std::string& command) { return std::system((command + " 2>/dev/null").c_str()) == 0; }

  std::string folder_;
  bool made_ = false;
};

}  // namespace oasis::test
