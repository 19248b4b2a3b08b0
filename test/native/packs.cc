// The table of texts and the pack, on Linux under its sanitizers.

#include "check.h"

namespace {

using check::Random;
using check::Reader;
using check::that;
using winstation::bridge::PackWriter;

void noTextTwice() {
  PackWriter pack;
  pack.text(u"one");
  pack.text(u"two", 3);
  pack.ascii("one");
  pack.text(nullptr);
  pack.text(u"");
  pack.text(u"two\0x", 5);
  Reader reader(pack);
  that(reader.words == std::vector<uint32_t>({1, 2, 1, 0, 3, 4}), "equal texts share an index");
  that(reader.texts[3] == std::u16string(u"two\0x", 5), "a counted text may hold a NUL");
}

void width() {
  PackWriter pack;
  pack.text(u"h\u00e9");
  that(pack.texts().narrow(), "latin1 is narrow");
  that(Reader(pack).texts[0] == u"h\u00e9", "latin1 survives");
  pack.text(u"\u0151");
  that(!pack.texts().narrow(), "one wide unit makes the pack wide");
  that(Reader(pack).texts[0] == u"h\u00e9" && Reader(pack).texts[1] == u"\u0151", "both survive");
  pack.clear();
  pack.text(u"a");
  that(pack.texts().narrow(), "the next pack is narrow again");
}

/** Many packs, one after the other, against the plainest of tables. */
void manyTexts() {
  Random random;
  PackWriter pack;
  for (int round = 0; round < 60; ++round) {
    pack.clear();
    std::vector<std::u16string> wanted;
    const uint32_t count = round % 10 == 0 ? 30'000 : random.below(300);
    const uint32_t distinct = 1 + random.below(round % 3 == 0 ? 10 : 40'000);
    for (uint32_t i = 0; i < count; ++i) {
      const std::string digits = std::to_string(random.below(distinct));
      wanted.emplace_back(digits.begin(), digits.end());
      pack.text(wanted.back().data(), wanted.back().size());
    }
    Reader reader(pack);
    for (const std::u16string& text : wanted) that(reader.text() == text, "each text comes back", round);
    that(reader.done() && reader.texts.size() <= distinct, "and none is there twice", round);
  }
}

/** A guess is only a guess: whatever it is, the text gets the index that it would have got without. */
void guesses() {
  PackWriter pack;
  auto& texts = pack.texts();
  that(texts.indexLikely(u"one", 1) == 1, "no text yet");
  const uint32_t long1 = texts.index(u"one and more");
  const uint32_t empty = texts.index(u"");
  const uint32_t counted = texts.index(u"one\0x", 5);
  that(texts.indexLikely(u"one", 1) == 1, "right");
  that(texts.indexLikely(u"one", long1) == 1, "the guess is longer");
  that(texts.indexLikely(u"one and more", 1) == long1, "the guess is shorter");
  that(texts.indexLikely(u"one", empty) == 1 && texts.indexLikely(u"", 1) == empty, "one of both is empty");
  that(texts.indexLikely(u"", empty) == empty, "both are empty");
  that(texts.indexLikely(u"one", counted) == 1, "the guess holds a NUL");
  that(texts.indexLikely(u"two", 1) == counted + 1, "a new text");
  for (const uint32_t likely : {0u, counted + 2, 0xFFFFFFFFu}) {
    that(texts.indexLikely(u"one", likely) == 1, "no such text", static_cast<long>(likely));
  }
  that(texts.indexLikely(nullptr, 1) == 0, "NULL is no text");
}

void blobs() {
  PackWriter pack;
  for (size_t length = 0; length < 9; ++length) {
    const std::vector<uint8_t> bytes(length, static_cast<uint8_t>(length));
    pack.bytes(bytes.data(), length);
  }
  Reader reader(pack);
  for (size_t length = 0; length < 9; ++length) {
    that(reader.bytes() == std::vector<uint8_t>(length, static_cast<uint8_t>(length)), "bytes",
         static_cast<long>(length));
  }
}

void laterWords() {
  PackWriter pack;
  const size_t at = pack.later();
  for (uint32_t i = 0; i < 100; ++i) pack.word(i);
  pack.set(at, 5);
  pack.takeBack(3);
  that(Reader(pack).words == std::vector<uint32_t>({5, 0, 1}), "words set later, and taken back");
}

}  // namespace

int main() {
  noTextTwice();
  width();
  manyTexts();
  guesses();
  blobs();
  laterWords();
  std::puts("packs: ok");
  return 0;
}
