// What the world answers. An answer carries its form and the names of its members; a stand-in asks for what it knows
// from Windows' documentation, by name and form. Where the answer has no such member, or one of another form, the run
// fails with a message, and the value is zero.
#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "bytes.h"
#include "forms.h"

namespace lab {

// The form of a value, with the names of its members.
struct Layout {
  Form form = Form::nothing;
  std::vector<std::string> names;
  std::vector<Layout> parts;  // of a record one for each name, of a list the one of its items
};

class Record;
class List;

class Value {
 public:
  Value(std::string_view call, std::string_view name, const Layout* layout, Reader at)
      : call_(call), name_(name), layout_(layout), at_(at) {}

  [[nodiscard]] std::uint32_t u32() const;
  [[nodiscard]] std::int32_t i32() const;
  [[nodiscard]] bool flag() const;
  [[nodiscard]] Text text() const;
  [[nodiscard]] Text textOrNull() const;
  [[nodiscard]] Span bytes() const;
  [[nodiscard]] std::uint64_t ticks() const;
  [[nodiscard]] Span sid() const;
  [[nodiscard]] Record record() const;
  [[nodiscard]] List list() const;

 private:
  [[nodiscard]] bool is(Form form) const;
  std::string_view call_;
  std::string_view name_;
  const Layout* layout_;  // nullptr: there is no such value, which was reported
  Reader at_;
};

class Record {
 public:
  // Reads on to where the record ends.
  Record(std::string_view call, const Layout* layout, Reader& at);

  [[nodiscard]] std::uint32_t u32(std::string_view name) const { return member(name).u32(); }
  [[nodiscard]] std::int32_t i32(std::string_view name) const { return member(name).i32(); }
  [[nodiscard]] bool flag(std::string_view name) const { return member(name).flag(); }
  [[nodiscard]] Text text(std::string_view name) const { return member(name).text(); }
  [[nodiscard]] Text textOrNull(std::string_view name) const { return member(name).textOrNull(); }
  [[nodiscard]] Span bytes(std::string_view name) const { return member(name).bytes(); }
  [[nodiscard]] std::uint64_t ticks(std::string_view name) const { return member(name).ticks(); }
  [[nodiscard]] Span sid(std::string_view name) const { return member(name).sid(); }
  [[nodiscard]] Record record(std::string_view name) const { return member(name).record(); }
  [[nodiscard]] List list(std::string_view name) const;

 private:
  static constexpr std::size_t kMostMembers = 64;
  [[nodiscard]] Value member(std::string_view name) const;
  std::string_view call_;
  const Layout* layout_;
  const std::uint8_t* end_;
  std::array<const std::uint8_t*, kMostMembers> members_;
};

class List {
 public:
  List(std::string_view call, const Layout* layout, Reader at);
  [[nodiscard]] std::uint32_t count() const { return count_; }
  // The items in their order; at most `count()` of them.
  Value next();
  Record nextRecord();

 private:
  std::string_view call_;
  const Layout* layout_;  // of each item
  std::uint32_t count_;
  Reader at_;
};

// How the buffer that is made of the answer is spoiled.
enum class Shape : std::uint8_t { whole = 0, null = 1, cut = 2, unterminated = 3, grows = 4, stuck = 5, shrinks = 6 };

struct Answer {
  std::string call;
  bool ok = false;
  DWORD code = 0;
  Shape shape = Shape::whole;
  Layout layout;
  Bytes body;
  std::size_t start = 0;  // where the value begins

  // It looks into this answer, so it lives no longer.
  [[nodiscard]] Value value() const;
};

// Of the body of a message.
Answer readAnswer(std::string_view call, Bytes body);

}  // namespace lab
