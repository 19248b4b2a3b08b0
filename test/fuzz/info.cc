// What WTSQuerySessionInformationW may answer, for every class and for numbers that are none. The first byte is the
// class.

#include "terminal/info.h"

#include "packs.h"

namespace {

using fuzz::PackReader;

// How a class is laid out in a pack: w word, t text, q ticks, b bytes with their count, l words with
// theirs.
constexpr const char* kSession = "wwwwwwwwtttqqqqq";
constexpr const char* kLayouts[] = {
    "t",
    "t",
    "t",
    "t",
    "w",
    "t",
    "t",
    "t",
    "w",
    "w",
    "t",
    "t",
    "w",
    "w",
    "wb",
    "www",
    "w",
    "b",
    "b",
    "b",
    "b",
    "b",
    "b",
    "tttttwwlwwwtwwwwwwt",
    kSession,
    nullptr,
    "wwwwwwttttt",
    "ttbb",
    "wb",
    "w",
    "t",
    "l",
};
constexpr uint32_t kCount = sizeof(kLayouts) / sizeof(*kLayouts);
constexpr uint32_t kSessionInfoEx = 25;

void read(PackReader& reader, const char* layout) {
  std::u16string text;
  for (; *layout != 0; ++layout) {
    switch (*layout) {
      case 'w':
        reader.word();
        break;
      case 't':
        fuzz::that(reader.text(&text));
        break;
      case 'q':
        reader.ticks();
        break;
      case 'l':
        for (uint32_t left = reader.word(); left > 0; --left) reader.word();
        break;
      default:
        reader.skipBytes();
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t length) {
  if (length == 0) return 0;
  const uint32_t infoClass = bytes[0];
  fuzz::Memory memory;
  const uint8_t* const buffer = memory.copy(bytes + 1, length - 1);
  winstation::bridge::PackWriter writer;
  const bool isValue = winstation::terminal::writeInfo(writer, infoClass, buffer, static_cast<uint32_t>(length - 1));
  std::vector<uint8_t> pack(writer.byteLength());
  writer.write(pack.data());
  PackReader reader(pack.data(), pack.size());
  if (isValue) {
    if (infoClass == kSessionInfoEx) {
      read(reader, kSession);
      reader.word();
    } else {
      read(reader, infoClass < kCount ? kLayouts[infoClass] : "b");
    }
  }
  fuzz::that(reader.done());
  return 0;
}
