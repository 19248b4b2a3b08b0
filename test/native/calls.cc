// Plain calls, made by the declaration of their export: how arguments are read, what comes back, and how each kind of
// result says that it failed. The exports are of a DLL that is none.

#include <windows.h>

#include <array>
#include <cstring>

#include "base/owned.h"
#include "bridge/plain_call.h"
#include "check.h"

namespace {

using namespace winstation;
using check::Reader;
using check::that;

DWORD lastError = 0;
std::vector<uint64_t> heard;
std::vector<std::u16string> heardTexts;
uint64_t answer = 0;
int freed = 0;

/** What is answered as the buffer; NULL where it is empty. */
std::vector<uint8_t> buffer;

BOOL logoff(HANDLE server, uint32_t id, BOOL wait) {
  heard = {reinterpret_cast<uintptr_t>(server), id, static_cast<uint32_t>(wait)};
  lastError = answer == 0 ? 5 : 0;
  return static_cast<BOOL>(answer);
}

BOOL message(HANDLE server, uint32_t id, const char16_t* title, uint32_t titleBytes, const char16_t* text,
             uint32_t textBytes, uint32_t style, uint32_t* response, BOOL wait) {
  heard = {reinterpret_cast<uintptr_t>(server), id, titleBytes, textBytes, style, static_cast<uint32_t>(wait)};
  heardTexts = {title, text};
  *response = 32'000;
  return TRUE;
}

BOOL query(const char16_t* host, int32_t infoClass, const void** to, uint32_t* byteLength) {
  heard = {static_cast<uint64_t>(int64_t{infoClass})};
  heardTexts = {host};
  *to = buffer.empty() ? nullptr : buffer.data();
  *byteLength = static_cast<uint32_t>(buffer.size());
  return static_cast<BOOL>(answer);
}

uint32_t status(uint32_t first, uint32_t* one, uint32_t* two) {
  heard = {first};
  *one = 1;
  *two = 2;
  return static_cast<uint32_t>(answer);
}

int32_t result() { return static_cast<int32_t>(answer); }

void release(const void* memory) {
  that(memory == buffer.data(), "what was answered is freed");
  ++freed;
}

struct Known {
  const char* name;
  FARPROC call;
};

template <class F>
FARPROC proc(F* function) {
  return reinterpret_cast<FARPROC>(reinterpret_cast<void*>(function));
}

constinit Library library{L"none.dll"};
constinit Export<BOOL, HANDLE, uint32_t, BOOL> Logoff{library, "Logoff"};
constinit Export<BOOL, HANDLE, uint32_t, const char16_t*, ByteLength, const char16_t*, ByteLength, uint32_t, uint32_t*,
                 BOOL>
    Message{library, "Message"};
constinit Export<BOOL, const char16_t*, int32_t, const void**, ByteLength*> Query{library, "Query"};
constinit Export<Win32Code, uint32_t, uint32_t*, uint32_t*> Status{library, "Status"};
constinit Export<HResult> Result{library, "Result"};
constinit Export<NtStatus> Nt{library, "Nt"};
constinit Export<void, const void*> Release{library, "Release"};
constinit Export<BOOL> Lacking{library, "Lacking"};

using Server = std::tuple<HANDLE>;
using Host = std::tuple<const char16_t*>;
using Nothing = std::tuple<>;
using Memory = OwnedMemory<Release>;

template <auto& target, class Given, class M = bridge::NoMemory>
using Call = bridge::PlainCall<target, M, Given>;

static_assert(Call<Logoff, Server>::kWords == 2 && Call<Logoff, Server>::kTexts == 0);
static_assert(Call<Message, Server>::kWords == 3 && Call<Message, Server>::kTexts == 2);
static_assert(Call<Query, Host, Memory>::kWords == 1 && Call<Query, Host, Memory>::kTexts == 0);
static_assert(Call<Status, Nothing>::kWords == 1 && Call<Result, Nothing>::kWords == 0);

bridge::Question question(std::vector<uint32_t> words, std::vector<std::u16string> texts = {}) {
  Array<uint32_t> itsWords;
  bridge::Texts itsTexts;
  itsWords.append(words.data(), words.size());
  for (const std::u16string& text : texts) {
    itsTexts.units.append(text.c_str(), text.size() + 1);
    itsTexts.ends.push(itsTexts.units.size() - 1);
  }
  return {0, std::move(itsWords), std::move(itsTexts)};
}

template <class C, class Given>
Reader make(const Given& given, const bridge::Question& asked) {
  that(C::isComplete(asked), "the question is whole");
  bridge::PackWriter pack;
  C::answer(given, asked, pack);
  return Reader(pack);
}

void failed(Reader reader, const char16_t* name, uint32_t code) {
  that(reader.word() == 0 && reader.text() == name, "a failure says whose it is");
  that(reader.word() == code, "and its code");
  that(reader.done(), "and nothing more");
}

const Server kServer{reinterpret_cast<HANDLE>(uintptr_t{0x51})};

void arguments() {
  answer = 1;
  Reader done = make<Call<Logoff, Server>>(kServer, question({0xFFFFFFFE, 1}));
  that(heard == std::vector<uint64_t>({0x51, 0xFFFFFFFE, 1}), "handle, id and BOOL");
  that(done.word() == 1 && done.done(), "a call without outputs has no value");
  that(!Call<Logoff, Server>::isComplete(question({1})), "a word is missing");
  that(!Call<Logoff, Server>::isComplete(question({1, 2, 3})), "a word too many");
  that(!Call<Logoff, Server>::isComplete(question({1, 2}, {u"a"})), "a text too many");
  that(!Call<Message, Server>::isComplete(question({1, 2, 3}, {u"a"})), "a text is missing");

  Reader response = make<Call<Message, Server>>(kServer, question({3, 4, 0}, {u"", u"a\U0001F600"}));
  that(heard == std::vector<uint64_t>({0x51, 3, 0, 6, 4, 0}), "lengths are in bytes, of the text before them");
  that(heardTexts == std::vector<std::u16string>({u"", u"a\U0001F600"}), "texts in their order");
  that(response.word() == 1 && response.word() == 32'000 && response.done(), "the output is the value");

  Reader both = make<Call<Status, Nothing>>(Nothing(), question({9}));
  failed(both, u"Status", 1);
  answer = 0;
  Reader two = make<Call<Status, Nothing>>(Nothing(), question({9}));
  that(heard == std::vector<uint64_t>({9}), "a call of this machine");
  that(two.word() == 1 && two.word() == 1 && two.word() == 2 && two.done(), "outputs in their order");
}

void buffers() {
  const Host host{u"rds01"};
  answer = 1;
  freed = 0;
  buffer = {1, 2, 3, 4, 5};
  Reader whole = make<Call<Query, Host, Memory>>(host, question({0xFFFFFFFF}));
  that(heard[0] == ~uint64_t{0} && heardTexts[0] == u"rds01", "the host's name, and a number below zero");
  that(whole.word() == 1 && whole.bytes() == buffer && whole.done(), "the buffer is the value");
  that(freed == 1 && counters.buffers.value() == 0, "and is freed once");
  buffer.clear();
  failed(make<Call<Query, Host, Memory>>(host, question({0})), u"Query", kInvalidData);
  answer = 0;
  lastError = 5;
  buffer = {1};
  failed(make<Call<Query, Host, Memory>>(host, question({0})), u"Query", 0);
  that(freed == 1, "after a failure there is nothing to be freed");
}

void outcomes() {
  answer = 0;
  failed(make<Call<Logoff, Server>>(kServer, question({1, 0})), u"Logoff", 5);
  answer = 0xC0000022;
  failed(make<Call<Nt, Nothing>>(Nothing(), question({})), u"Nt", 0xC0000022);
  answer = 0x80070005;
  failed(make<Call<Result, Nothing>>(Nothing(), question({})), u"Result", 0x80070005);
  for (const uint32_t success : {0u, 1u, 0x40000000u}) {
    answer = success;
    that(make<Call<Nt, Nothing>>(Nothing(), question({})).word() == 1, "an NTSTATUS that is no error", success);
    that(make<Call<Result, Nothing>>(Nothing(), question({})).word() == 1, "S_FALSE and the like", success);
  }
  answer = 0xFFFFFFFF;
  failed(make<Call<Status, Nothing>>(Nothing(), question({1})), u"Status", 0xFFFFFFFF);
  failed(make<Call<Lacking, Nothing>>(Nothing(), question({})), u"Lacking", kProcedureNotFound);
}

}  // namespace

DWORD GetLastError() { return lastError; }
void SetLastError(DWORD code) { lastError = code; }
HMODULE LoadLibraryExW(const wchar_t*, HANDLE, DWORD) { return reinterpret_cast<HMODULE>(uintptr_t{1}); }
BOOL FreeLibrary(HMODULE) { return TRUE; }
FARPROC GetProcAddress(HMODULE, const char* name) {
  const Known exports[] = {
      {"Logoff", proc(logoff)}, {"Message", proc(message)}, {"Query", proc(query)},     {"Status", proc(status)},
      {"Result", proc(result)}, {"Nt", proc(result)},       {"Release", proc(release)},
  };
  for (const Known& each : exports) {
    if (std::strcmp(each.name, name) == 0) return each.call;
  }
  return nullptr;
}

int main() {
  arguments();
  buffers();
  outcomes();
  std::puts("calls: ok");
  return 0;
}
