// The decoders on Linux, under its sanitizers: buffers that are right, short, without an end, and random.

#include "check.h"
#include "identity/sid.h"
#include "terminal/info.h"
#include "terminal/rows.h"
#include "windows/wtsapi32_types.h"

namespace {

using check::Exact;
using check::Random;
using check::Reader;
using check::that;
using namespace winstation;
using bridge::PackWriter;

enum class Form { text, structure, numbers, bytes };

struct Class {
  Form form;
  uint32_t size;
};

/** What each class of `WTS_INFO_CLASS` answers, written down a second time. */
constexpr Class kClasses[] = {
    {Form::text, 0},        {Form::text, 0},        {Form::text, 0},         {Form::text, 0},
    {Form::structure, 4},   {Form::text, 0},        {Form::text, 0},         {Form::text, 0},
    {Form::structure, 4},   {Form::structure, 4},   {Form::text, 0},         {Form::text, 0},
    {Form::structure, 2},   {Form::structure, 4},   {Form::structure, 24},   {Form::structure, 12},
    {Form::structure, 2},   {Form::bytes, 0},       {Form::bytes, 0},        {Form::bytes, 0},
    {Form::bytes, 0},       {Form::bytes, 0},       {Form::bytes, 0},        {Form::structure, 2304},
    {Form::structure, 216}, {Form::structure, 232}, {Form::structure, 1668}, {Form::structure, 16932},
    {Form::structure, 24},  {Form::structure, 1},   {Form::structure, 16},   {Form::numbers, 0},
};
constexpr uint32_t kClassCount = sizeof(kClasses) / sizeof(*kClasses);
constexpr uint32_t kSessionInfoEx = 25;

bool decode(uint32_t infoClass, const std::vector<uint8_t>& bytes, PackWriter* pack) {
  const Exact buffer(bytes);
  pack->clear();
  return terminal::writeInfo(*pack, infoClass, buffer.get(), static_cast<uint32_t>(bytes.size()));
}

void sizes() {
  that(kClassCount == 32, "all classes are here", kClassCount);
  PackWriter pack;
  for (uint32_t i = 0; i < kClassCount; ++i) {
    const auto [form, size] = kClasses[i];
    that(!terminal::writeInfo(pack, i, nullptr, 100), "NULL is no value", i);
    that(decode(i, {}, &pack) == (form != Form::structure), "nothing is a value for texts and lists alone", i);
    if (form != Form::structure) continue;
    std::vector<uint8_t> bytes(size, 0);
    bytes[0] = 1;
    that(decode(i, bytes, &pack), "a whole structure is a value", i);
    bytes.push_back(7);
    that(decode(i, bytes, &pack), "bytes behind a structure don't matter", i);
    bytes.resize(size - 1);
    that(!decode(i, bytes, &pack), "a structure one byte short is no value", i);
    that(Reader(pack).words.empty(), "what is no value leaves nothing behind", i);
    std::vector<uint8_t> full(size, 0x41);
    if (i == kSessionInfoEx) {
      that(!decode(i, full, &pack), "a level that is not known is no value");
      std::memcpy(full.data(), "\1\0\0\0", 4);
    }
    that(decode(i, full, &pack), "fields without their NUL end with the field", i);
    const Reader whole(pack);
  }
  that(!decode(31, {1, 2, 3}, &pack), "half a number is no value");
}

std::u16string decodeText(const std::vector<uint8_t>& bytes) {
  PackWriter pack;
  that(decode(5, bytes, &pack), "a text is a value");
  Reader reader(pack);
  that(!reader.isNull(), "an empty text is no NULL");
  return reader.text();
}

void texts() {
  that(decodeText({}) == u"", "zero bytes are an empty text");
  that(decodeText({0, 0}) == u"", "an empty text");
  that(decodeText({'a', 0, 'b', 0, 0, 0}) == u"ab", "a text");
  that(decodeText({'a', 0, 'b', 0}) == u"ab", "a text without its NUL");
  that(decodeText({'a', 0, 'b', 0, 'c'}) == u"ab", "half a unit does not count");
  that(decodeText({'a', 0, 0, 0, 'c', 0}) == u"a", "a text ends at its first NUL");
  that(decodeText({0x00, 0xD8, 'z', 0}) == std::u16string({0xD800, u'z'}), "a lone surrogate stays");
}

void values() {
  PackWriter pack;
  windows::WTSINFOEXW info = {};
  info.level = 1;
  info.data.sessionId = 7;
  info.data.state = -1;
  info.data.sessionFlags = 0xFFFFFFFF;
  info.data.outgoingBytes = 5;
  for (char16_t& unit : info.data.userName) unit = u'u';
  std::memcpy(info.data.domain, u"D", 4);
  info.data.logonTime = -2;
  info.data.currentTime = 0x123456789ABCDEF0;
  const auto* const raw = reinterpret_cast<const uint8_t*>(&info);
  that(decode(kSessionInfoEx, {raw, raw + sizeof(info)}, &pack), "WTSINFOEX");
  Reader reader(pack);
  that(reader.word() == 0xFFFFFFFF && reader.word() == 7, "state and id");
  that(reader.word() == 0 && reader.word() == 5, "bytes");
  for (int i = 0; i < 4; ++i) reader.word();
  that(reader.text().empty() && reader.text() == u"D" && reader.text() == std::u16string(21, u'u'), "names");
  that(reader.ticks() == 0 && reader.ticks() == 0 && reader.ticks() == 0, "times that are 0");
  that(reader.ticks() == -2 && reader.ticks() == 0x123456789ABCDEF0, "times");
  that(reader.word() == 0xFFFFFFFF && reader.done(), "flags, and nothing more");

  windows::WTSCLIENTW client = {};
  client.addressFamily = 23;
  client.address[0] = 0x20FE;
  client.address[30] = 9;
  client.hRes = 1920;
  const auto* const rawClient = reinterpret_cast<const uint8_t*>(&client);
  that(decode(23, {rawClient, rawClient + sizeof(client)}, &pack), "WTSCLIENT");
  Reader groups(pack);
  for (int i = 0; i < 6; ++i) groups.word();
  that(groups.word() == 23 && groups.word() == 31 && groups.word() == 0x20FE, "the groups of an address are counted");
  for (int i = 0; i < 29; ++i) groups.word();
  that(groups.word() == 9 && groups.word() == 1920, "all of them are there");

  that(decode(31, {7, 0, 0, 0, 0, 0, 0, 0x80}, &pack), "a list of numbers");
  Reader numbers(pack);
  that(numbers.word() == 2 && numbers.word() == 7 && numbers.word() == 0x80000000 && numbers.done(), "is counted");

  std::vector<uint8_t> guid;
  for (uint8_t i = 0; i < 16; ++i) guid.push_back(static_cast<uint8_t>(i * 17));
  that(decode(30, guid, &pack), "a GUID");
  that(Reader(pack).text() == u"33221100-5544-7766-8899-aabbccddeeff", "a GUID's text");

  windows::WTS_VALIDATION_INFORMATIONW validation = {};
  validation.licenseLength = 3;
  validation.hardwareIdLength = 0xFFFFFFFF;
  validation.license[2] = 9;
  const auto* const rawValidation = reinterpret_cast<const uint8_t*>(&validation);
  that(decode(27, {rawValidation, rawValidation + sizeof(validation)}, &pack), "validation");
  Reader license(pack);
  license.text();
  license.text();
  that(license.bytes() == std::vector<uint8_t>({0, 0, 9}), "so much of the license as is in use");
  that(license.bytes().size() == 20 && license.done(), "no more of the hardware id than there is");
}

void randomBuffers() {
  Random random;
  PackWriter pack;
  for (int round = 0; round < 20'000; ++round) {
    const uint32_t infoClass = random.below(kClassCount + 4);
    const uint32_t most = round % 50 == 0 ? 17'000 : 2'400;
    std::vector<uint8_t> bytes(random.below(most));
    for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(random.next() % 3 == 0 ? 0 : random.next());
    if (infoClass == kSessionInfoEx && bytes.size() > 4) std::memcpy(bytes.data(), "\1\0\0\0", 4);
    if (decode(infoClass, bytes, &pack)) const Reader whole(pack);
  }
}

std::u16string sidText(const std::vector<uint8_t>& bytes) {
  const Exact sid(bytes);
  Text text;
  if (!identity::sidToText(sid.get(), &text)) return u"none";
  return {text.data(), text.size()};
}

size_t fromText(const std::u16string& text, uint8_t (&sid)[identity::kMostSidBytes]) {
  const Exact exact(text.data(), text.size() * 2);
  return identity::sidFromText(reinterpret_cast<const char16_t*>(exact.get()), text.size(), sid);
}

void sids() {
  Text nothing;
  that(!identity::sidToText(nullptr, &nothing) && nothing.size() == 0, "NULL is no SID");
  that(sidText({1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0}) == u"S-1-5-18", "the system");
  that(sidText({1, 0, 0, 0, 0, 0, 0, 5}) == u"S-1-5", "a SID without sub-authorities");
  that(sidText({1, 0, 1, 2, 3, 4, 5, 6}) == u"S-1-0x010203040506", "a great authority");
  that(sidText({1, 1, 0, 0, 0, 0, 0, 16, 255, 255, 255, 255}) == u"S-1-16-4294967295", "a great sub-authority");
  that(sidText({2, 0, 0, 0, 0, 0, 0, 5}) == u"none", "another revision is no SID");
  that(sidText({1, 16}) == u"none" && sidText({1, 255}) == u"none", "too many sub-authorities are no SID");

  uint8_t sid[identity::kMostSidBytes];
  for (const char16_t* const wrong :
       {u"", u"S", u"S-", u"S-1", u"S-1-", u"S-2-5-18", u"S-1-5-", u"S-1-5--18", u"S-1-5-18-", u"S-1-5-4294967296",
        u"S-1-5 18", u"T-1-5-18", u"S-1-281474976710656", u"S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16", u"S-1-0x",
        u"anna"}) {
    that(fromText(wrong, sid) == 0, "what is no SID is none", static_cast<long>(std::u16string(wrong).size()));
  }
  that(fromText(u"s-1-0x010203040506-7", sid) == 12 && sid[1] == 1 && sid[2] == 1 && sid[7] == 6, "a SID from text");

  Random random;
  for (int round = 0; round < 5'000; ++round) {
    std::vector<uint8_t> bytes(8 + 4 * random.below(16));
    for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(random.next());
    bytes[0] = 1;
    bytes[1] = static_cast<uint8_t>((bytes.size() - 8) / 4);
    if (round % 2 == 0) bytes[2] = bytes[3] = 0;
    const std::u16string text = sidText(bytes);
    that(fromText(text, sid) == bytes.size() && std::memcmp(sid, bytes.data(), bytes.size()) == 0, "there and back",
         round);
    std::u16string broken = text;
    broken[random.below(static_cast<uint32_t>(broken.size()))] = static_cast<char16_t>(random.next());
    fromText(broken, sid);
  }
}

void rows() {
  PackWriter pack;
  const char16_t name[] = {u'a', 0};
  windows::WTS_SESSION_INFO_1W session = {9, -1, 3, name, nullptr, name, u"", nullptr};
  terminal::writeRow(pack, session);
  Reader reader(pack);
  that(reader.word() == 3 && reader.word() == 0xFFFFFFFF, "id and state");
  that(reader.text() == u"a" && reader.text() == u"a", "names");
  that(!reader.isNull() && reader.text().empty(), "an empty text");
  that(reader.isNull() && reader.word() == 0 && reader.isNull() && reader.word() == 0 && reader.done(),
       "NULL is no text");

  pack.clear();
  const Exact broken(std::vector<uint8_t>{1, 200});
  windows::WTS_PROCESS_INFO_EXW process = {1, 2, nullptr, broken.get(), 3, 4, 5, 6, 7, 8, -1, 0x100000002};
  terminal::ProcessRows writer;
  writer.write(pack, process);
  Reader row(pack);
  that(row.words.size() == terminal::kLongProcess, "the width of a row");
  that(row.words[2] == 0 && row.words[3] == 0, "neither a NULL name nor a broken SID is a text");
  row.at = 4;
  for (uint32_t i = 3; i <= 8; ++i) that(row.word() == i, "counters", i);
  that(row.ticks() == -1 && row.ticks() == 0x100000002, "times");
}

}  // namespace

int main() {
  sizes();
  texts();
  values();
  randomBuffers();
  sids();
  rows();
  std::puts("decoders: ok");
  return 0;
}
