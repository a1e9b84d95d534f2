// Where log lines go. May not: decide what is logged.
#include "server/cli/logging.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>

#include "server/cli/log_format.hpp"

namespace oasis::cli {

void start_logging(const LogOptions& options) {
  auto logger = std::make_shared<spdlog::logger>("oasis", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_formatter(options.json ? json_format() : text_format());
  logger->set_level(spdlog::level::from_str(options.level));
  logger->flush_on(spdlog::level::debug);
  spdlog::set_default_logger(std::move(logger));
}

void start_logging(Chatter chatter) {
  start_logging(LogOptions{chatter == Chatter::events ? "info" : "warning", false});
}

}  // namespace oasis::cli
