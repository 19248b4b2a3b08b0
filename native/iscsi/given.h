#pragma once

#include "base/system.h"
#include "bridge/question.h"
#include "windows/iscsidsc_types.h"

namespace winstation::iscsi {

/** The arguments of a question, one after the other, as `lib/native/bridge/codec.ts` writes them. */
class Given {
 public:
  explicit Given(const bridge::Question& question) : question_(question) {}

  uint32_t word() { return question_.words[word_++]; }
  const char16_t* text() { return question_.text(text_++); }
  /** NULL where there is none. */
  const char16_t* textOrNull() {
    const char16_t* const given = text();
    return word() == 0 ? nullptr : given;
  }
  size_t lastTextUnits() const { return question_.textLength(text_ - 1); }
  /** Bytes lie in the words of the question, and are overwritten with them. */
  const uint8_t* bytes(uint32_t* length) {
    *length = word();
    const auto* const start = reinterpret_cast<const uint8_t*>(question_.words.data() + word_);
    word_ += (size_t{*length} + 3) / 4;
    return *length == 0 ? nullptr : start;
  }

 private:
  const bridge::Question& question_;
  size_t word_ = 0;
  size_t text_ = 0;
};

/** So many words and texts, and behind them bytes. */
template <size_t words, size_t texts>
bool hasAndBytes(const bridge::Question& question) {
  const size_t count = question.words.size();
  return question.textCount() == texts && count > words && count - words - 1 == (size_t{question.words[words]} + 3) / 4;
}

/** `ISCSI_TARGET_PORTALW` out of a name, an address that may be NULL, and a port. */
class GivenPortal {
 public:
  explicit GivenPortal(Given& given, bool mayBeNone);
  /** NULL is any portal. */
  windows::ISCSI_TARGET_PORTALW* get() { return isGiven_ ? &portal_ : nullptr; }

 private:
  windows::ISCSI_TARGET_PORTALW portal_ = {};
  bool isGiven_ = true;
};

/** `ISCSI_LOGIN_OPTIONS` with what it points to, but for the secret, which stays in the question. */
class GivenOptions {
 public:
  explicit GivenOptions(Given& given);
  GivenOptions(const GivenOptions&) = delete;
  GivenOptions& operator=(const GivenOptions&) = delete;
  windows::ISCSI_LOGIN_OPTIONS* get() { return &options_; }

 private:
  Array<uint8_t> user_;
  windows::ISCSI_LOGIN_OPTIONS options_ = {};
};

}  // namespace winstation::iscsi
