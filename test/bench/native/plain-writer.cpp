#include "plain-writer.h"

#include "../../lab/standin/vss/shim/writer.h"

// What the compiler expects of a library that there is not here. Nobody deletes a writer.
inline void* operator new(decltype(sizeof(0)), void* at) noexcept { return at; }
void operator delete(void*, decltype(sizeof(0))) noexcept { __builtin_trap(); }
extern "C" [[noreturn]] int _purecall() { __builtin_trap(); }

// Windows' library has it, and uses what stands in the class.
#pragma clang diagnostic ignored "-Wunused-private-field"
inline CVssWriter::~CVssWriter() {}

namespace {

class PlainWriter final : public CVssWriterEx {
 public:
  PlainWriter(BenchHandler handler, void* context) : handler_(handler), context_(context) {}

  HRESULT subscribe(long (*create)(void* writer, void** impl), const VSS_ID& id, LPCWSTR name) {
    constexpr int kUserData = 3;
    constexpr int kOtherSource = 3;
    constexpr int kFrontEnd = 3;
    constexpr DWORD kFreezeTimeoutMs = 60'000;
    constexpr int kNoAlternate = 1;
    constexpr DWORD kBackupAndRestoreEvents = 6;
    HRESULT result = create(static_cast<CVssWriterEx*>(this), reinterpret_cast<void**>(&impl_));
    if (result != kOk) return result;
    result = impl_->Initialize(id, name, nullptr, 0, 0, kUserData, kOtherSource, kFrontEnd, kFreezeTimeoutMs,
                               kNoAlternate, false);
    return result == kOk ? impl_->Subscribe(0, kBackupAndRestoreEvents) : result;
  }

  void unsubscribe() {
    impl_->Unsubscribe();
    impl_->Uninitialize();
    impl_->Release();
  }

  bool OnFreeze() override { return handler_(context_, kBenchFreeze); }
  bool OnPostSnapshot(IVssWriterComponents*) override { return handler_(context_, kBenchPostSnapshot); }

  bool OnIdentify(IVssCreateWriterMetadata*) override { return true; }
  bool OnPrepareBackup(IVssWriterComponents*) override { return true; }
  bool OnPrepareSnapshot() override { return true; }
  bool OnThaw() override { return true; }
  bool OnAbort() override { return true; }
  bool OnBackupComplete(IVssWriterComponents*) override { return true; }
  bool OnBackupShutdown(VSS_ID) override { return true; }
  bool OnPreRestore(IVssWriterComponents*) override { return true; }
  bool OnPostRestore(IVssWriterComponents*) override { return true; }
  bool OnBackOffIOOnVolume(PWSZ, VSS_ID, VSS_ID) override { return true; }
  bool OnContinueIOOnVolume(PWSZ, VSS_ID, VSS_ID) override { return true; }
  bool OnVSSShutdown() override { return true; }
  bool OnVSSApplicationStartup() override { return true; }
  bool OnIdentifyEx(IVssCreateWriterMetadataEx*) override { return false; }

 private:
  IVssWriterImpl* impl_ = nullptr;
  BenchHandler handler_;
  void* context_;
};
static_assert(sizeof(PlainWriter) == sizeof(BenchWriter));

}  // namespace

long benchSubscribe(BenchWriter* writer, long (*create)(void* writer, void** impl), const void* id, const wchar_t* name,
                    BenchHandler handler, void* context) {
  auto* const made = new (writer) PlainWriter(handler, context);
  return made->subscribe(create, *static_cast<const VSS_ID*>(id), name);
}

void benchUnsubscribe(BenchWriter* writer) { reinterpret_cast<PlainWriter*>(writer)->unsubscribe(); }
