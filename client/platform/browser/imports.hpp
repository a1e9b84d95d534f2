// What the page offers to the program: one-line functions of web/imports.js, which call the modules in web/.
// May not: be called from outside this folder. Strings are UTF-8, not ended by 0; nothing is kept after a
// call.
#pragma once

#include <cstdint>

extern "C" {
// frames (web/frames.js)
void page_wake();
void page_wake_after(double ms);
void page_work_ahead();
double page_now();  // milliseconds since 1970
std::uint32_t page_random();

// canvas (web/canvas.js)
void page_begin_draw(std::uint32_t background);
std::uint32_t page_create_texture(int width, int height, const void* pixels);
void page_update_texture(std::uint32_t texture, int x, int y, int width, int height, int row_pixels,
                         const void* pixels);
void page_delete_texture(std::uint32_t texture);
void page_draw_list(const void* vertices, int vertex_bytes, const void* indices, int index_bytes,
                    const void* commands, int command_count);

// text (web/text.js); `style`: 1 semibold, 2 mono
float page_baseline(float em, int style, float line_height);
void page_measure_text(const char* text, int length, float em, int style, void* extent);
void page_take_text_sheet(int side);
void page_draw_text(const char* text, int length, float em, int style, std::uint32_t color, const void* extent, int x, int y);
void page_fetch_text(int x, int y, int width, int height, void* pixels);

// pictures (web/pictures.js); each is answered by oasis_picture with the same id
void page_load_picture(std::uint32_t id, const char* url, int length, int width, int height);
void page_show_picture(const char* url, int url_length, const char* name, int name_length, const char* download,
                       int download_length);

// numbers (web/number.js); a number as JSON writes it, at most 32 bytes of it
double page_read_number(const char* text, int length);
int page_write_number(double number, char* text);

// mirror (web/mirror.js)
void page_show(const void* nodes, int count, const char* strings);
void page_focus(std::uint32_t id);
void page_announce(const char* sentence, int length, int assertive);

// the page itself (web/page.js)
void page_set_look(const void* look);
void page_set_title(const char* title, int length);
void page_set_badge(int count);
void page_set_cursor(int cursor);
void page_go(const char* location, int length, int replace);
void page_open_link(const char* url, int length);
void page_load(const char* path, int length);
int page_has_later_part();
void page_take_update();
void page_copy(const char* text, int length);

// files (web/files.js)
void page_accept_files(const char* url, int length, const char* place, int place_length);
void page_pick_files();
void page_stop_upload(std::uint32_t number);

// network, storage, tabs (web/network.js, web/storage.js, web/tabs.js); answers come as exports of the same
// id
void page_send(std::uint32_t id, const char* head, int head_length, const char* body, int body_length);
void page_open_stream(std::uint32_t id, const char* url, int url_length, const char* last_id,
                      int last_id_length);
void page_cancel(std::uint32_t id);
int page_online();
void page_storage_get(std::uint32_t id, const char* key, int key_length);
void page_storage_put(std::uint32_t id, const char* key, int key_length, const char* value, int value_length);
void page_storage_remove(std::uint32_t id, const char* key, int key_length);
void page_storage_list(std::uint32_t id, const char* prefix, int prefix_length);
int page_setting_size(const char* key, int key_length);  // bytes; page_take_setting then copies them
void page_take_setting(char* value);
void page_set_setting(const char* key, int key_length, const char* value, int value_length);
void page_lead(std::uint32_t id, const char* name, int name_length);
void page_tell(const char* message, int length);

// workers (web/workers.js)
int page_worker_count();
void page_tell_worker(int which, const char* message, int length);
void page_stop_workers();
}
