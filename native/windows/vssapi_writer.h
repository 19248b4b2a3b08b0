#pragma once

#include "windows/vssapi.h"

// A writer is an object of a class that derives from `CVssWriterEx`: Windows calls its virtual methods, and it calls
// those of `IVssWriterImpl`, which Windows has made for it. Methods that no word says it of are called as C++ calls
// methods.
#if defined(__i386__) || defined(_M_IX86)
#define WINSTATION_METHOD __thiscall
#if defined(__GNUC__) && !defined(__clang__)
// GCC keeps to this convention outside of classes, too, and calls it odd.
#pragma GCC diagnostic ignored "-Wattributes"
#endif
#else
#define WINSTATION_METHOD
#endif

namespace winstation::windows {

/** The table of `CVssWriterEx`, in the order of its class. What takes an object of Windows takes it as it comes. */
template <class Object>
struct WriterTable {
  using Plain = bool(WINAPI*)(Object*);
  using WithOne = bool(WINAPI*)(Object*, void*);
  using OnVolume = bool(WINAPI*)(Object*, char16_t*, Guid, Guid);

  void*(WINSTATION_METHOD* destroy)(Object*, uint32_t);
  WithOne OnIdentify;
  WithOne OnPrepareBackup;
  Plain OnPrepareSnapshot;
  Plain OnFreeze;
  Plain OnThaw;
  Plain OnAbort;
  WithOne OnBackupComplete;
  bool(WINAPI* OnBackupShutdown)(Object*, Guid);
  WithOne OnPreRestore;
  WithOne OnPostRestore;
  WithOne OnPostSnapshot;
  OnVolume OnBackOffIOOnVolume;
  OnVolume OnContinueIOOnVolume;
  Plain OnVSSShutdown;
  Plain OnVSSApplicationStartup;
  WithOne OnIdentifyEx;
};

constexpr size_t slotAt(size_t offset) { return offset / sizeof(void*); }

struct AnyWriter;
using AnyWriterTable = WriterTable<AnyWriter>;
static_assert(slotAt(sizeof(AnyWriterTable)) == 17);
static_assert(slotAt(offsetof(AnyWriterTable, OnIdentify)) == 1);
static_assert(slotAt(offsetof(AnyWriterTable, OnFreeze)) == 4);
static_assert(slotAt(offsetof(AnyWriterTable, OnBackupShutdown)) == 8);
static_assert(slotAt(offsetof(AnyWriterTable, OnPostSnapshot)) == 11);
static_assert(slotAt(offsetof(AnyWriterTable, OnIdentifyEx)) == 16);

/** A method of `IVssWriterImpl` by its place. Not all of them answer a code. */
template <class Result, class... Parameters>
class WriterMethod {
 public:
  constexpr explicit WriterMethod(size_t slot) : slot_(slot) {}

  Result call(void* object, Parameters... arguments) const {
    using Pointer = Result(WINSTATION_METHOD*)(void*, Parameters...);
    void* const* const table = *static_cast<void* const* const*>(object);
    return reinterpret_cast<Pointer>(table[slot_])(object, arguments...);
  }

 private:
  const size_t slot_;
};

namespace vssapi {

/** `IVssWriterImpl`. */
namespace writer {

inline constexpr uint32_t kNoAlternate = 1;  // VSS_AWS_NO_ALTERNATE_WRITER
inline constexpr uint32_t kEvents = 6;       // VSS_SM_BACKUP_EVENTS_FLAG and VSS_SM_RESTORE_EVENTS_FLAG
inline constexpr int32_t kInactive = 1;      // S_FALSE

/** Id, name, instance, version (two), usage, source, level, milliseconds to thaw, alternate writer, only for its I/O.
 */
inline constexpr WriterMethod<int32_t, Guid, const char16_t*, const char16_t*, uint32_t, uint32_t, uint32_t, uint32_t,
                              uint32_t, uint32_t, uint32_t, bool>
    Initialize{3};
/** Milliseconds to unsubscribe, which events. */
inline constexpr WriterMethod<int32_t, uint32_t, uint32_t> Subscribe{4};
inline constexpr WriterMethod<int32_t> Unsubscribe{5};
inline constexpr WriterMethod<void> Uninitialize{6};

// In a call of Windows, on its thread.

inline constexpr WriterMethod<const char16_t* const*> GetCurrentVolumeArray{7};
inline constexpr WriterMethod<uint32_t> GetCurrentVolumeCount{8};
/** Microsoft's compiler hands such a result over by a pointer behind the object, and answers it. */
inline constexpr WriterMethod<Guid*, Guid*> GetCurrentSnapshotSetId{10};
inline constexpr WriterMethod<int32_t> GetContext{11};
inline constexpr WriterMethod<bool> AreComponentsSelected{15};
inline constexpr WriterMethod<uint32_t> GetBackupType{16};
/** The failure, the application's code, a text. */
inline constexpr WriterMethod<int32_t, uint32_t, uint32_t, const char16_t*> SetWriterFailureEx{22};
inline constexpr WriterMethod<int32_t, Guid*> GetSessionId{23};
inline constexpr WriterMethod<bool> IsWriterShuttingDown{24};

}  // namespace writer

/** `IVssCreateWriterMetadata`, which has no `IUnknown`. */
namespace described {

inline constexpr const char* kName = "CVssWriterEx.OnIdentify";
inline constexpr Method<const char16_t*, const char16_t*, bool> AddExcludeFiles{kName, 1};
/** Type, path, name, caption, icon and its bytes, two that are reserved, may be chosen (backup, restore), flags. */
inline constexpr Method<uint32_t, const char16_t*, const char16_t*, const char16_t*, const uint8_t*, uint32_t, bool,
                        bool, bool, bool, uint32_t>
    AddComponent{kName, 2};
/** Path, database, folder, names, kinds of backup. */
inline constexpr Method<const char16_t*, const char16_t*, const char16_t*, const char16_t*, uint32_t> AddDatabaseFiles{
    kName, 3};
/** Path, group, folder, names, folders below it, other folder, kinds of backup. */
inline constexpr Method<const char16_t*, const char16_t*, const char16_t*, const char16_t*, bool, const char16_t*,
                        uint32_t>
    AddFilesToFileGroup{kName, 5};
/** Method, service, procedure, whether the writer is asked, whether Windows must be restarted. */
inline constexpr Method<uint32_t, const char16_t*, const char16_t*, uint32_t, bool> SetRestoreMethod{kName, 6};

}  // namespace described

/** `IVssWriterComponents`, which has no `IUnknown`, and `IVssComponent`. */
namespace chosen {

inline constexpr const char* kName = "CVssWriterEx.OnPrepareBackup";
inline constexpr Method<uint32_t*> GetComponentCount{kName, 0};
inline constexpr Method<uint32_t, void**> GetComponent{kName, 2};
inline constexpr Method<Bstr*> GetLogicalPath{kName, 3};
inline constexpr Method<Bstr*> GetComponentName{kName, 5};

}  // namespace chosen

}  // namespace vssapi

}  // namespace winstation::windows
