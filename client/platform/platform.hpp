// The seam between the client and whatever shows it: a browser page (browser/) or nothing at all (null/, for
// tests). May not: know screens, tickets or the look of anything.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "client/platform/input.hpp"
#include "client/platform/network.hpp"
#include "client/platform/pictures.hpp"
#include "client/platform/semantics.hpp"
#include "client/platform/storage.hpp"
#include "client/platform/tabs.hpp"
#include "client/platform/text_painter.hpp"
#include "shared/time/instant.hpp"

namespace oasis::platform {

/// What the reader's system asks for. May change while the page is open; a frame follows.
struct Preferences {
  bool dark = false;
  bool reduced_motion = false;
  bool more_contrast = false;
  bool secure = true;  // else no service worker, notifications or clipboard: plain HTTP from elsewhere
  bool coarse_pointer = false;    // a finger: targets are at least 44 px high
  bool update_waiting = false;    // a newer version of the page is here; take_update() shows it
  float text_scale = 1;           // larger text: the browser's font size through 16 px
  std::string language = "en";    // BCP 47
  std::string time_zone = "UTC";  // IANA name
};

/// What the page found for its reader's language before the program began; both are empty for plain English.
struct Words {
  std::string region;     // lines for read_locale() in client/words/locale.hpp
  std::string catalogue;  // JSON for read_catalogue() in client/words/translated.hpp
};

/// Device pixels of the canvas, and how many of them make one CSS pixel.
struct Display {
  int width = 0;
  int height = 0;
  float pixel_ratio = 1;
};

/// What the page itself needs of the look: its background, text fields being edited, selections, focus rings,
/// and the type sizes of the mirror. Colours are R, G, B, A from the low byte; lengths are CSS pixels.
struct PageLook {
  std::uint32_t background = 0, field = 0, text = 0, placeholder = 0, accent = 0, selection = 0;
  bool dark = false;
  float em[3] = {};  // small, body, title
  float line_height[3] = {};

  friend bool operator==(const PageLook&, const PageLook&) = default;
};

enum class Urgency : std::uint8_t { polite, assertive };
enum class Visit : std::uint8_t { push, replace };  // push: Back returns to where one was

class Platform {
 public:
  virtual ~Platform() = default;

  // ---- frames: none is drawn unless somebody asks
  virtual void wake() = 0;                      // as soon as possible
  virtual void wake_after(Duration delay) = 0;  // the earliest wish wins; forgotten after the next frame
  virtual void work_ahead() = 0;                // has App::work_ahead called between this frame and the next
  virtual Instant now() = 0;                    // wall clock; may jump
  virtual std::uint64_t random() = 0;           // unpredictable bits, for identifiers
  virtual Display display() = 0;
  virtual const Preferences& preferences() = 0;
  virtual const Words& words() = 0;  // the same as long as the page is open

  // ---- in and out
  virtual Input& input() = 0;
  virtual TextPainter& text() = 0;
  virtual Pictures& pictures() = 0;
  virtual Network& network() = 0;
  virtual Storage& storage() = 0;
  virtual Tabs& tabs() = 0;

  // ---- the page
  /// Called after each frame whose tree differs from the one before. It stays where it lies until the next call.
  virtual void show(const Tree& tree) = 0;
  virtual void focus(NodeId id) = 0;  // takes effect after the next show(); 0 drops the focus
  virtual void announce(std::string_view sentence, Urgency urgency) = 0;  // for screen readers
  virtual void set_look(const PageLook& look) = 0;
  virtual void set_title(std::string_view title) = 0;
  virtual void set_badge(int count) = 0;  // on the favicon and the installed app's icon; 0 takes it away

  /// The part of the address behind '#', without it, percent-decoded; "" at first. Back and forward change it
  /// and cause a frame.
  virtual const std::string& location() = 0;
  virtual void go(std::string_view location, Visit visit) = 0;
  virtual void open_link(std::string_view url) = 0;   // http, https or mailto, in a new tab
  virtual void load_page(std::string_view path) = 0;  // leaves this page, for example for the sign-in page
  /// False while the second part of the program, with the rooms that nobody sees first, is on its way; a
  /// frame follows.
  virtual bool has_later_part() = 0;
  virtual void take_update() = 0;  // loads the page again in its newer version
  /// Files that a person drops on the page, pastes or picks are posted to this address with ?name=, each as
  /// it is; what becomes of them arrives as Input::uploads with the `place` of the moment in which they were
  /// given, however late. Empty: they are not taken.
  virtual void accept_files(std::string_view url, std::string_view place) = 0;
  virtual void pick_files() = 0;  // shows the system's dialog; inside a click only
  virtual void stop_upload(std::uint32_t number) = 0;  // nothing more is heard of it
  virtual void copy(std::string_view text) = 0;  // to the clipboard; inside a click only
  /// Gives the person a file of that name, as a download.
  virtual void save_file(std::string_view name, std::string_view text) = 0;
};

}  // namespace oasis::platform
