#pragma once

#include "base/types.h"
#include "bridge/pack.h"
#include "bridge/question.h"

namespace winstation::bridge {

/** The words and texts of a question, taken one after the other. */
class Arguments {
 public:
  explicit Arguments(const Question& question) : question_(question) {}

  uint32_t word() { return question_.words[word_++]; }
  const char16_t* text() { return question_.text(text_++); }
  /** NULL where there is none. */
  const char16_t* textOrNull() {
    const char16_t* const given = text();
    return word() == 0 ? nullptr : given;
  }
  /** Bytes lie in the words of the question, behind their count, and are overwritten with them. NULL for none. */
  const uint8_t* bytes(uint32_t* length) {
    *length = word();
    const auto* const start = reinterpret_cast<const uint8_t*>(question_.words.data() + word_);
    word_ += (size_t{*length} + 3) / 4;
    return *length == 0 ? nullptr : start;
  }
  /** Of the text that was taken last, without its NUL. */
  size_t lastTextUnits() const { return question_.textLength(text_ - 1); }

 private:
  const Question& question_;
  size_t word_ = 0;
  size_t text_ = 0;
};

/**
 * How one parameter of an export is filled from a question, and what it answers, by its type alone. How many words and
 * texts it takes; `pass` is what Windows is given; an output writes its value. A parameter of a type that is not here
 * makes no plain call. A domain may add the types of its own structures.
 */
template <class T>
struct Parameter;

/** A parameter that answers nothing. */
struct Input {
  static constexpr bool kIsBuffer = false;
  void write(PackWriter&) const {}
};

template <>
struct Parameter<uint32_t> : Input {
  static constexpr size_t kWords = 1, kTexts = 0;
  explicit Parameter(Arguments& arguments) : value(arguments.word()) {}
  uint32_t pass() { return value; }
  uint32_t value;
};

/** A BOOL too, which is 0 or 1. */
template <>
struct Parameter<int32_t> : Input {
  static constexpr size_t kWords = 1, kTexts = 0;
  explicit Parameter(Arguments& arguments) : value(static_cast<int32_t>(arguments.word())) {}
  int32_t pass() { return value; }
  int32_t value;
};

template <>
struct Parameter<const char16_t*> : Input {
  static constexpr size_t kWords = 0, kTexts = 1;
  explicit Parameter(Arguments& arguments) : value(arguments.text()) {}
  const char16_t* pass() { return value; }
  const char16_t* value;
};

/** The length of the text before it. */
template <>
struct Parameter<ByteLength> : Input {
  static constexpr size_t kWords = 0, kTexts = 0;
  explicit Parameter(Arguments& arguments)
      : value(static_cast<ByteLength>(arguments.lastTextUnits() * sizeof(char16_t))) {}
  ByteLength pass() { return value; }
  ByteLength value;
};

/** A number that Windows answers. */
template <>
struct Parameter<uint32_t*> {
  static constexpr size_t kWords = 0, kTexts = 0;
  static constexpr bool kIsBuffer = false;
  explicit Parameter(Arguments&) {}
  uint32_t* pass() { return &value; }
  void write(PackWriter& pack) const { pack.word(value); }
  uint32_t value = 0;
};

/** A buffer that Windows answers, with its length; `PlainCall` writes and frees it. */
template <>
struct Parameter<const void**> : Input {
  static constexpr size_t kWords = 0, kTexts = 0;
  static constexpr bool kIsBuffer = true;
  explicit Parameter(Arguments&) {}
  const void** pass() { return &value; }
  const void* value = nullptr;
};

template <>
struct Parameter<ByteLength*> : Input {
  static constexpr size_t kWords = 0, kTexts = 0;
  explicit Parameter(Arguments&) {}
  ByteLength* pass() { return &value; }
  ByteLength value{};
};

}  // namespace winstation::bridge
