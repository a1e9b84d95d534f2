// What commands ask of whoever types. May not: know any command.
#include "server/cli/terminal.hpp"

#include <termios.h>
#include <unistd.h>

#include <iostream>

namespace oasis::cli {

std::string read_secret(const char* prompt) {
  termios before{};
  const bool terminal = ::tcgetattr(STDIN_FILENO, &before) == 0;
  if (terminal) {
    std::cerr << prompt;
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &silent);
  }
  std::string line;
  std::getline(std::cin, line);
  if (terminal) {
    ::tcsetattr(STDIN_FILENO, TCSANOW, &before);
    std::cerr << "\n";
  }
  return line;
}

}  // namespace oasis::cli
