// A VSS writer as one writes it in C++. Its class is one that Windows calls, so `plain-writer.cpp` is compiled for
// MSVC's C++ ABI. Only C functions and plain types cross.
#pragma once

extern "C" {

// What writers are called for, besides the thaw, to which nobody listens.
enum BenchPhase : int { kBenchFreeze, kBenchPostSnapshot };

// What a writer does in such a call. It answers whether all is well.
using BenchHandler = bool (*)(void* context, BenchPhase phase);

// A place for a writer: an object of MSVC's ABI.
struct BenchWriter {
  void* object[5];
};

// Creates the writer and subscribes, by the CreateWriterEx of vssapi.dll. Answers the first HRESULT that is a failure.
long benchSubscribe(BenchWriter* writer, long (*create)(void* writer, void** impl), const void* id, const wchar_t* name,
                    BenchHandler handler, void* context);
void benchUnsubscribe(BenchWriter* writer);
}
