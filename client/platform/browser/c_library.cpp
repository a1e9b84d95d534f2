// What Dear ImGui asks of the C library, as far as this program lets it: the library's own are a tenth of the
// page's program, for reading settings files that there are none of and for formatting names of windows. May
// not: be relied on by our own code.
#include <cstdarg>
#include <cstddef>
#include <cstdint>

#include "imgui.h"
#include "imgui_internal.h"

namespace {

/// Writes into a buffer that may be too small, or missing, and counts what would have been written.
class Output {
 public:
  Output(char* buffer, std::size_t size) : buffer_(buffer), size_(size) {}

  void put(char c) {
    if (buffer_ != nullptr && count_ + 1 < size_) buffer_[count_] = c;
    ++count_;
  }
  void put(const char* text, int most) {
    while (*text != '\0' && most-- != 0) put(*text++);
  }
  void put(std::uint64_t number, unsigned base, bool capitals, int width, char filling) {
    char digits[24];
    int count = 0;
    do digits[count++] = (capitals ? "0123456789ABCDEF" : "0123456789abcdef")[number % base];
    while ((number /= base) != 0);
    for (; width > count; --width) put(filling);
    while (count > 0) put(digits[--count]);
  }
  int end() {
    if (buffer_ != nullptr && size_ > 0) buffer_[count_ < size_ ? count_ : size_ - 1] = '\0';
    return static_cast<int>(buffer_ == nullptr || count_ < size_ ? count_ : size_ - 1);
  }

 private:
  char* buffer_;
  std::size_t size_;
  std::size_t count_ = 0;
};

}  // namespace

/// %s, %c, %d, %i, %u, %x, %X, %p with width and precision; of a real number its whole part.
int ImFormatStringV(char* buffer, std::size_t size, const char* format, va_list arguments) {
  Output out(buffer, size);
  for (; *format != '\0'; ++format) {
    if (*format != '%') {
      out.put(*format);
      continue;
    }
    char filling = ' ';
    int width = 0, precision = -1, longs = 0;
    for (++format; *format == '0' || *format == '-' || *format == '+'; ++format) {
      if (*format == '0') filling = '0';
    }
    for (; *format >= '0' && *format <= '9'; ++format) width = width * 10 + (*format - '0');
    if (*format == '.') {
      precision = 0;
      if (*++format == '*') precision = va_arg(arguments, int), ++format;
      for (; *format >= '0' && *format <= '9'; ++format) precision = precision * 10 + (*format - '0');
    }
    for (; *format == 'l' || *format == 'z'; ++format) longs += *format == 'l';
    switch (*format) {
      case 's':
        out.put(va_arg(arguments, const char*), precision);
        break;
      case 'c':
        out.put(static_cast<char>(va_arg(arguments, int)));
        break;
      case 'd':
      case 'i': {
        std::int64_t number = longs > 1 ? va_arg(arguments, long long) : va_arg(arguments, int);
        if (number < 0) out.put('-'), number = -number;
        out.put(static_cast<std::uint64_t>(number), 10, false, width, filling);
        break;
      }
      case 'u':
      case 'x':
      case 'X':
      case 'p': {
        const std::uint64_t number =
            longs > 1 ? va_arg(arguments, unsigned long long) : va_arg(arguments, unsigned);
        out.put(number, *format == 'u' ? 10 : 16, *format == 'X', width, filling);
        break;
      }
      case 'f':
      case 'g':
        out.put(static_cast<std::uint64_t>(va_arg(arguments, double)), 10, false, width, filling);
        break;
      case '%':
        out.put('%');
        break;
      default:
        return out.end();
    }
  }
  return out.end();
}

int ImFormatString(char* buffer, std::size_t size, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  const int written = ImFormatStringV(buffer, size, format, arguments);
  va_end(arguments);
  return written;
}

/// Reads nothing: there are no settings files, and no field of Dear ImGui's own takes numbers.
extern "C" int sscanf(const char*, const char*, ...) {
  return 0;
}
extern "C" double atof(const char*) {
  return 0;
}
